"""`boothapp export`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    REFUSED,
    JsonOption,
    StaffOption,
    StoreOption,
    ask_at_terminal,
    print_json,
    say,
)
from boothapp.cli.common import services as opened
from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import ExportRecord, ExportRequest

app = typer.Typer(help="Files for the recruiters.", no_args_is_help=True)


@app.callback()
def export() -> None:
    """Files for the recruiters."""


@app.command("leads")
def leads(
    to: Annotated[Path, typer.Option(metavar="FILE", help="The CSV file to write.")],
    recipient: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who will hold the file; by default the sponsor."),
    ] = None,
    purpose: Annotated[
        Purpose,
        typer.Option(
            help="What it is for: only who agreed to it goes, with the columns that it needs."
        ),
    ] = Purpose.RECRUITING,
    protect: Annotated[
        bool,
        typer.Option(
            "--protect",
            help="Put the CSV into a zip under a passphrase (7-Zip, Keka and WinZip open it): "
            "asked for, or BOOTHAPP_EXPORT_PASSPHRASE.",
        ),
    ] = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Write the leads who agreed, by default to recruiting contact; the ledger names the file."""
    if protect and to.suffix.casefold() != ".zip":
        raise BadInput(
            f"--protect writes a zip: name it {to.with_suffix('.zip').name}. Nothing was written."
        )
    passphrase = _file_passphrase() if protect else ""
    with opened(store, staff) as services:
        request = ExportRequest(purpose)
        if not services.exporting.plan(request).going:
            say(f"No lead agreed to {_words(purpose)}; no file was written.")
            raise typer.Exit(REFUSED)
        holder = recipient if recipient is not None else services.settings.get().booth.sponsor
        replaced = to.exists()
        record = services.exporting.write(request, to, holder, passphrase=passphrase)
    if replaced:
        say(f"{to} was there already and was replaced.")
    if record.withheld:
        say(f"{_leads(record.withheld)} withheld: no valid consent to {_words(purpose)}.")
    if json:
        print_json(_json(record, to))
    else:
        sealed = " under a passphrase" if record.encrypted else ""
        typer.echo(f"{_leads(record.rows)} written to {to}{sealed} (SHA-256 {record.sha256}).")


def _json(record: ExportRecord, to: Path) -> dict[str, object]:
    return {
        "file": str(to),
        "rows": record.rows,
        "withheld": record.withheld,
        "sha256": record.sha256,
        "recipient": record.recipient,
        "purpose": record.purpose.value,
        "encrypted": record.encrypted,
    }


def _leads(count: int) -> str:
    return "1 lead was" if count == 1 else f"{count:,} leads were"


def _words(purpose: Purpose) -> str:
    return purpose.value.replace("_", " ")


def _file_passphrase() -> str:
    """What the file is to be locked with. Raises BadInput where nobody can be asked."""
    known = os.environ.get("BOOTHAPP_EXPORT_PASSPHRASE", "")
    ask = ask_at_terminal()
    if known or ask is None:
        if not known:
            raise BadInput(
                "--protect needs a passphrase: set BOOTHAPP_EXPORT_PASSPHRASE, or run this in a "
                "terminal to be asked. Nothing was written."
            )
        return known
    chosen = ask("Passphrase for the file")
    if chosen != ask("The same passphrase again"):
        raise BadInput("The two passphrases differ. Nothing was written.")
    return chosen
