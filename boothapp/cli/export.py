"""`boothapp export`."""

import dataclasses
import os
from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    REFUSED,
    JsonOption,
    ReplaceOption,
    StaffOption,
    StoreOption,
    ask_at_terminal,
    plain,
    print_json,
    refuse_existing,
    say,
    with_ending,
)
from boothapp.cli.common import services as opened
from boothapp.domain import preflight_words as words
from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import ExportPlan, ExportRecord, ExportRequest, Withheld, part_paths
from boothapp.domain.preflight import Checked
from boothapp.domain.presets import PLAIN, Format, Preset

app = typer.Typer(help="Files for the recruiters.", no_args_is_help=True)

_To = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The file to write.", show_default=False)
]
_Recipient = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who will hold the file; by default the sponsor.")
]
_Purpose = Annotated[
    Purpose,
    typer.Option(help="What it is for: only who agreed to it goes, with the columns it needs."),
]
_PresetName = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The system that reads it: greenhouse, lever, ashby, hubspot, salesforce or your own.",
    ),
]
_Format = Annotated[
    Format | None, typer.Option("--format", help="A plain format instead; by default csv.")
]
_Separator = Annotated[
    str | None,
    typer.Option(
        metavar="comma|semicolon|tab",
        help="Between the cells of --format excel; by default as this region has it.",
    ),
]
_View = Annotated[str, typer.Option(metavar="NAME", help="Which leads: a view, by its name or id.")]
_Again = Annotated[
    bool | None,
    typer.Option(
        "--again/--new-only",
        help="Whether those go who were in an earlier file; by default not to a system.",
    ),
]
_OnlyLook = Annotated[
    bool,
    typer.Option(
        "--preflight", help="Only say what the receiver would refuse and drop; nothing is written."
    ),
]
_Protect = Annotated[
    bool,
    typer.Option(
        "--protect",
        help="Put the file into a zip under a passphrase (7-Zip, Keka and WinZip open it): "
        "asked for, or BOOTHAPP_EXPORT_PASSPHRASE.",
    ),
]
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}


@app.callback()
def export() -> None:
    """Files for the recruiters."""


@app.command("leads")
def leads(
    to: _To = None,
    recipient: _Recipient = None,
    purpose: _Purpose = Purpose.RECRUITING,
    preset: _PresetName = None,
    form: _Format = None,
    separator: _Separator = None,
    view: _View = "all",
    again: _Again = None,
    preflight: _OnlyLook = False,
    protect: _Protect = False,
    replace: ReplaceOption = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Write the leads who agreed, by default to recruiting contact; the ledger names the file."""
    chosen = _preset(preset, form, separator)
    if to is None and not preflight:
        raise BadInput("Give the file to write: --to FILE. Nothing was written.")
    if to is not None and protect and to.suffix.casefold() != ".zip":
        raise BadInput(
            f"--protect writes a zip: name it {with_ending(to, '.zip')}. Nothing was written."
        )
    if to is not None:
        _refuse_ending(to, chosen, zipped=protect)
    passphrase = _file_passphrase() if protect and not preflight else ""
    with opened(store, staff) as services:
        goes_again = again if again is not None else not chosen.is_system
        request = ExportRequest(purpose, services.desk.view(view).filter, chosen, goes_again)
        plan = services.exporting.plan(request)
        checked = services.exporting.preflight(request)
        if preflight or to is None:
            _show_preflight(plan, checked, as_json=json)
            return
        if not plan.going:
            say(f"{_nobody(plan)}; no file was written.")
            raise typer.Exit(REFUSED)
        holder = recipient if recipient is not None else services.settings.get().booth.sponsor
        most = chosen.rows or plan.going
        refuse_existing(part_paths(to, -(-plan.going // most)), replace=replace)
        written = services.exporting.write(request, to, holder, passphrase=passphrase)
    for sentence in _warnings(plan, checked):
        say(f"{plain(sentence)}.")
    _show_written(written, to, as_json=json)


def _preset(name: str | None, form: Format | None, separator: str | None) -> Preset:
    """What was asked for. Raises BadInput."""
    if name is not None and form is not None:
        raise BadInput("Give --preset or --format, one of them. Nothing was written.")
    if name is None:
        chosen = next(preset for preset in PLAIN if preset.format is (form or Format.CSV))
    else:
        from boothapp.services import presets

        found = presets.load()
        for sentence in found.wrong:
            say(plain(sentence))
        chosen = found.named(name)
    if separator is None:
        return chosen
    if chosen.format is not Format.EXCEL or separator not in _SEPARATORS:
        raise BadInput(
            "--separator goes with --format excel and is comma, semicolon or tab. Nothing was "
            "written."
        )
    return dataclasses.replace(chosen, separator=_SEPARATORS[separator])


def _refuse_ending(to: Path, chosen: Preset, *, zipped: bool) -> None:
    """Raise BadInput where the name says that the file is of another known kind."""
    fitting = chosen.fitting_name(to.name, zipped=zipped)
    if fitting != to.name:
        raise BadInput(f"The file is a {chosen.ending}: name it {fitting}. Nothing was written.")


def _nobody(plan: ExportPlan) -> str:
    purpose = _words(plan.request.purpose)
    if plan.already_sent and not plan.request.again:
        return f"Everybody who agreed to {purpose} went to {plan.request.preset.title} before"
    return f"No lead agreed to {purpose}"


def _warnings(plan: ExportPlan, checked: Checked) -> list[str]:
    """What somebody should know of a file, sentence by sentence."""
    preset, withheld = plan.request.preset, plan.withheld.get(Withheld.NO_CONSENT, 0)
    said = [*preset.warns]
    if withheld:
        said.append(
            f"{_leads(withheld)} withheld: no valid consent to {_words(plan.request.purpose)}"
        )
    if plan.already_sent and (preset.is_system or not plan.request.again):
        said.append(words.of_sent(plan.already_sent, preset, left_out=not plan.request.again))
    said += words.of_counts(checked, preset)
    said += words.of_dropped(checked, preset)
    said += words.of_hints(checked)
    said += words.of_file(preset, plan.request.purpose)
    return said + list(filter(None, [words.of_parts(plan.going, preset)]))


def _show_preflight(plan: ExportPlan, checked: Checked, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "going": plan.going,
                "withheld": plan.withheld.get(Withheld.NO_CONSENT, 0),
                "refused": checked.refused,
                "already_sent": plan.already_sent,
                "warnings": _warnings(plan, checked),
                "rows": [
                    {"lead_id": one.lead_id, "trouble": one.trouble.value, "column": one.header}
                    for one in checked.findings
                ],
                "repeats": [
                    {"lead_id": one.lead_id, "column": one.header} for one in checked.repeats
                ],
                "guessed_names": [
                    {"lead_id": one.lead_id, "first": one.parts[0], "last": one.parts[1]}
                    for one in checked.guessed
                ],
            }
        )
        return
    typer.echo(f"{words.leads(plan.going)} would go into the file. Nothing was written.")
    for sentence in _warnings(plan, checked):
        typer.echo(f"{plain(sentence)}.")
    for one in checked.findings:
        name = plain(one.name) or one.lead_id
        typer.echo(f"  {name} {plain(words.of_finding(one, plan.request.preset))}.")
    for repeat in checked.repeats:
        name = plain(repeat.name) or repeat.lead_id
        typer.echo(f"  {name} {plain(words.of_repeat(repeat, plan.request.preset))}.")
    for guess in checked.guessed:
        typer.echo(f"  {plain(guess.name)}: {plain(words.of_guess(guess))}.")


def _show_written(written: tuple[ExportRecord, ...], to: Path, *, as_json: bool) -> None:
    for record in written:
        path = to.with_name(record.path.name)
        if as_json:
            print_json(_json(record, path))
        else:
            sealed = " under a passphrase" if record.encrypted else ""
            typer.echo(
                f"{_leads(record.rows)} written to {path}{sealed} (SHA-256 {record.sha256})."
            )


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
