"""`boothapp export`."""

from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import JsonOption, StaffOption, StoreOption, print_json, say
from boothapp.cli.common import services as opened
from boothapp.domain.exporting import ExportRequest

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
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Write the leads who agreed to recruiting contact; the file goes into the ledger."""
    with opened(store, staff) as services:
        holder = recipient if recipient is not None else services.settings.get().booth.sponsor
        replaced = to.exists()
        record = services.exporting.write(ExportRequest(), to, holder)
    if replaced:
        say(f"{to} was there already and was replaced.")
    if record.withheld:
        say(f"{record.withheld} leads were withheld: no valid consent to recruiting contact.")
    if json:
        print_json(
            {
                "file": str(to),
                "rows": record.rows,
                "withheld": record.withheld,
                "sha256": record.sha256,
                "recipient": record.recipient,
                "purpose": record.purpose.value,
            }
        )
    else:
        typer.echo(f"{record.rows} leads written to {to} (SHA-256 {record.sha256}).")
