"""`boothapp consent log` and `boothapp consent verify`."""

from dataclasses import replace
from typing import Annotated

import typer

from boothapp.cli.common import (
    REFUSED,
    JsonOption,
    StaffOption,
    StoreOption,
    print_json,
    say,
    whole_number,
)
from boothapp.cli.common import services as opened
from boothapp.domain.event import EventInfo
from boothapp.domain.holdings import reference_of
from boothapp.domain.ledger import ConsentRecord

MOST = 1_000_000_000  # events that are asked for at once
_EXCHANGED = (
    "No record has the fingerprint given: the log was exchanged, or cut and written anew, since it "
    "was written down."
)

app = typer.Typer(help="The consent ledger, and the proof that it is whole.", no_args_is_help=True)


@app.callback()
def consent() -> None:
    """The consent ledger, and the proof that it is whole."""


@app.command("log")
def log(
    person: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="Only of this badge id, lead id, e-mail or reference."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", parser=whole_number(1, MOST), help="Only the N latest events."),
    ] = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """List consent events, oldest first. People go by their reference, never by name."""
    with opened(store, staff, purge=False) as services:
        event = services.settings.get().event
        subject = services.people.resolve(person) if person is not None else None
        latest = services.ledger.events(subject, newest_first=True, limit=limit)
    if not json:
        say(f"Times are in {event.timezone}.")
    for record in reversed(latest):
        print_json(_json(record, event)) if json else typer.echo(_line(record, event))


@app.command("verify")
def verify(
    fingerprint: Annotated[
        str | None,
        typer.Option(metavar="HEX", help="One that was written down: the log must hold it still."),
    ] = None,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Recompute log and consents, and name whatever was changed past BoothApp."""
    with opened(store, staff, purge=False) as services:
        place = services.ledger.place_of(fingerprint) if fingerprint is not None else None
        found = services.ledger.verify()
    if fingerprint is not None and place is None:
        found = replace(found, problems=(*found.problems, _EXCHANGED))
    if json:
        print_json(
            {
                "sound": not found.problems,
                "records": found.records,
                "consent_events": found.consent_events,
                "fingerprint": found.head,
                "problems": list(found.problems),
                "hints": list(found.hints),
            }
        )
    else:
        for problem in found.problems:
            typer.echo(f"problem: {problem}")
        for hint in found.hints:
            typer.echo(f"hint: {hint}")
        sound = "is not sound" if found.problems else "is sound"
        records = "1 record" if found.records == 1 else f"{found.records:,} records"
        typer.echo(f"The log {sound}: {records}, {found.consent_events:,} of them consent events.")
        if place is not None:
            typer.echo(f"The fingerprint given is that of record {place[0]:,}.")
        typer.echo(f"Fingerprint: {found.head}")
    if found.problems:
        raise typer.Exit(REFUSED)


def _line(record: ConsentRecord, event: EventInfo) -> str:
    """One event with tabs between number, time, reference, purpose, event, staff and proof."""
    proof = [record.method, record.reason, record.notice and f"notice {record.notice}"]
    if record.until is not None:
        proof.append(f"until {record.until.isoformat()}")
    if not record.had_effect:
        proof.append("changed nothing")
    cells = (
        str(record.seq),
        f"{event.local(record.at):%Y-%m-%d %H:%M:%S}",
        reference_of(record.subject),
        record.purpose.value,
        record.event.value,
        record.staff or "BoothApp",
        "; ".join(part for part in proof if part),
    )
    return "\t".join(cells)


def _json(record: ConsentRecord, event: EventInfo) -> dict[str, object]:
    return {
        "seq": record.seq,
        "at": event.local(record.at).isoformat(),
        "reference": reference_of(record.subject),
        "subject": record.subject,
        "purpose": record.purpose.value,
        "event": record.event.value,
        "had_effect": record.had_effect,
        "staff": record.staff or None,
        "device": record.device,
        "method": record.method or None,
        "reason": record.reason or None,
        "notice": record.notice or None,
        "notice_sha256": record.notice_sha256 or None,
        "language": record.language or None,
        "until": record.until.isoformat() if record.until is not None else None,
    }
