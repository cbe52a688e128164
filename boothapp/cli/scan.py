"""`boothapp scan`: badge pictures, one object for each code and each picture without one."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from boothapp.cli.common import (
    BAD_INPUT,
    REFUSED,
    JsonOption,
    StaffOption,
    StoreOption,
    one_of,
    print_json,
    say,
    words_of,
)
from boothapp.cli.common import services as opened
from boothapp.decoding import NotAPicture, Reading, decode_image
from boothapp.domain.badge import Missing
from boothapp.domain.badge_words import badge_line, unknown_reason
from boothapp.domain.consent import ConsentEvent, ConsentRefused, Purpose, Verdict
from boothapp.domain.errors import BadInput
from boothapp.domain.people import NoticeShown, Person, Rating, ScanSource, VerdictCard
from boothapp.domain.staff_badges import IsStaffBadge
from boothapp.services.bundle import Services


class Answer(StrEnum):
    """What the person said."""

    GIVEN = "given"
    DECLINED = "declined"
    LATER = "later"


_EVENTS = {
    Answer.GIVEN: ConsentEvent.GIVEN,
    Answer.DECLINED: ConsentEvent.DECLINED,
    Answer.LATER: ConsentEvent.DEFERRED,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done with each code."""

    answer: Answer | None
    details: Person
    rating: Rating | None
    note: str | None
    again: bool


def scan(
    images: Annotated[
        list[Path], typer.Argument(metavar="IMAGE", readable=False, help="Pictures of badges.")
    ],
    consent: Annotated[
        Answer | None,
        typer.Option(metavar=words_of(Answer), help="What the person said.", parser=one_of(Answer)),
    ] = None,
    name: Annotated[str, typer.Option(metavar="TEXT", help="After a yes: their name.")] = "",
    email: Annotated[str, typer.Option(metavar="TEXT", help="After a yes: their e-mail.")] = "",
    affiliation: Annotated[
        str, typer.Option(metavar="TEXT", help="After a yes: where they are.")
    ] = "",
    rating: Annotated[
        Rating | None,
        typer.Option(metavar=words_of(Rating), help="How warm the lead is.", parser=one_of(Rating)),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="A note about the lead.")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="They said no before and now say yes by themselves.")
    ] = False,
    store: StoreOption = None,
    staff: StaffOption = None,
    json: JsonOption = False,
) -> None:
    """Scan badge pictures. Without an answer nothing personal is kept."""
    wish = Wish(
        consent, Person(name=name, email=email, affiliation=affiliation), rating, note, again
    )
    if not wish.details.is_empty and consent is not Answer.GIVEN:
        say("--name, --email and --affiliation are kept with --consent given only.")
    found, broken = _decode(images)
    if not wish.details.is_empty and sum(len(readings) for _, readings in found) > 1:
        raise BadInput("--name, --email and --affiliation are for one code; these are several.")
    with opened(store, staff) as services:
        stored = [_one(services, image, reading, wish, json) for image, reading in _each(found)]
    if broken:
        raise typer.Exit(BAD_INPUT)
    if not all(stored):
        raise typer.Exit(REFUSED)


def _decode(images: list[Path]) -> tuple[list[tuple[Path, list[Reading]]], bool]:
    found, broken = [], False
    for image in images:
        try:
            found.append((image, decode_image(image)))
        except NotAPicture as error:
            say(str(error))
            broken = True
    return found, broken


def _each(found: list[tuple[Path, list[Reading]]]) -> list[tuple[Path, Reading | None]]:
    nothing: list[Reading | None] = [None]
    return [(image, reading) for image, readings in found for reading in readings or nothing]


def _one(services: Services, image: Path, reading: Reading | None, wish: Wish, json: bool) -> bool:
    """Scan one code and do what was wished; whether all of it was stored."""
    if reading is None:
        card = services.capture.unreadable(ScanSource.IMAGE)
        _print(image, None, card, card, json)
        say(f"{image}: no readable code. Closer, flatter or in more light it may be read.")
        return False
    try:
        met = services.capture.scan(reading.text, ScanSource.IMAGE)
    except IsStaffBadge as error:
        say(f"{image}: {error}")
        return False
    if met.unknown is not None and met.unknown.missing is Missing.SIGNATURE:
        _print(image, reading, met, met, json)
        say(f"{image}: this badge is forged or altered, so nothing of it was stored.")
        return False
    card, stored = met, True
    said_no = met.verdict is Verdict.DECLINED and wish.answer is Answer.GIVEN
    if wish.answer is not None and met.subject is None:
        say(f"{image}: an unknown code names nobody, so the answer was not recorded.")
        stored = False
    elif said_no and not wish.again:
        say(
            f"{image}: they said no before, so no yes was recorded. Nobody asks them again; if "
            "they change their mind by themselves, repeat this with --again."
        )
        stored = False
    elif wish.answer is not None:
        card, stored = _answer(services, image, met, wish)
    if (wish.rating or wish.note) and card.lead is None:
        say(f"{image}: no rating or note is kept of somebody who is no lead.")
        stored = False
    elif card.lead is not None:
        if wish.rating:
            services.leads.rate(card.lead.id, wish.rating)
        if wish.note:
            services.leads.add_note(card.lead.id, wish.note)
    _print(image, reading, met, card, json)
    return stored


def _answer(
    services: Services, image: Path, met: VerdictCard, wish: Wish
) -> tuple[VerdictCard, bool]:
    assert wish.answer is not None  # noqa: S101 - narrows the type; the caller looked
    details = None if wish.details.is_empty else wish.details
    try:
        answered = services.capture.answer(
            met,
            {Purpose.RECRUITING: _EVENTS[wish.answer]},
            notice=NoticeShown(),
            details=details,
        )
    except (BadInput, ConsentRefused) as error:
        say(f"{image}: not recorded. {error}")
        return met, False
    return answered.card, True


def _print(
    image: Path, reading: Reading | None, met: VerdictCard, card: VerdictCard, json: bool
) -> None:
    record = {
        "image": str(image),
        "symbology": reading.symbology if reading is not None else None,
        "format": card.badge.format if card.badge is not None else None,
        "badge_id": card.badge_id,
        "verdict": met.verdict.value,
        "consent": card.state(Purpose.RECRUITING).value if card.subject is not None else None,
        "lead_id": card.lead.id if card.lead is not None else None,
        "name": card.lead.person.name or None if card.lead is not None else None,
    }
    if json:
        signature = _signature(card)  # named where there is one: most codes have none
        print_json(record if signature is None else record | {"signature": signature})
        return
    now = f"now {record['consent']}" if card is not met else ""
    who = record["name"] or record["badge_id"]
    line = ", ".join(part for part in (met.verdict.value, now, who) if part)
    said = "" if now else _code_words(card)
    typer.echo(f"{image}: {line}" + (f" ({said})" if said else ""))


def _signature(card: VerdictCard) -> str | None:
    """What is known of the badge's signature; None where it has none."""
    if card.unknown is not None and card.unknown.missing is Missing.SIGNATURE:
        return "forged"
    checked = card.badge.checked if card.badge is not None else None
    return checked.value if checked is not None else None


def _code_words(card: VerdictCard) -> str:
    """Which format the code was, and what is still unknown, where somebody is to be asked."""
    if card.unknown is not None:
        said = unknown_reason(card.unknown)
    elif card.badge is not None and card.verdict is Verdict.ASK:
        named = card.person is not None and bool(card.person.name)
        said = badge_line(card.badge, named=named)
    else:
        return ""
    return said[:1].lower() + said[1:]
