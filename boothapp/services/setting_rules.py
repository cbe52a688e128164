"""What settings have to be like: each answers with what is kept, or says what is wrong."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from boothapp.badges.addresses import email_address
from boothapp.domain.availability import Availability
from boothapp.domain.errors import BadInput
from boothapp.domain.event import BoothInfo, EventInfo, Role, Room
from boothapp.domain.interviews import MIN_MINUTES
from boothapp.domain.links import checked_link
from boothapp.domain.needs import Interviewer
from boothapp.domain.retention import checked_days
from boothapp.services.contact_rules import contact_complaint

_YEARS = (2000, 2100)  # a year outside is a typing error; terms reach ten years further


def checked_event(event: EventInfo) -> EventInfo:
    """The event, if it makes sense, its name on one line. Raises BadInput."""
    name = named(event.name, "the event's name")
    try:
        ZoneInfo(event.timezone)
    except (KeyError, ValueError, OSError):
        raise BadInput(
            f"“{event.timezone}” is no time zone; give one such as Asia/Seoul or Europe/Vienna."
        ) from None
    if event.last_day < event.first_day:
        raise BadInput("The last day lies before the first.")
    if (event.last_day - event.first_day).days > 60:  # longer is a typing error
        raise BadInput("An event lasts at most 60 days; look at the year of the last day.")
    if not _YEARS[0] <= event.first_day.year <= _YEARS[1]:
        raise BadInput(f"An event lies between {_YEARS[0]} and {_YEARS[1]}; look at its year.")
    return replace(event, name=name)


def checked_booth(booth: BoothInfo, before: BoothInfo | None = None) -> BoothInfo:
    """The booth, if it makes sense, its texts on one line each. Raises BadInput.

    Addresses that it had `before` are not asked about again: rules became stricter, and its other
    settings can be changed all the same.
    """
    booth = replace(
        booth,
        sponsor=named(booth.sponsor, "the sponsor's name"),
        booth=one_line(booth.booth),
        privacy_contact=one_line(booth.privacy_contact),
        organizer=one_line(booth.organizer),
    )
    known = (one_line(before.organizer), one_line(before.privacy_contact)) if before else ("", "")
    changed = booth.organizer not in ("", known[0])
    if changed and email_address(booth.organizer) is None:
        raise BadInput(f"“{booth.organizer}” is not one plain e-mail address.")
    complaint = contact_complaint(booth.privacy_contact)
    if complaint and booth.privacy_contact != known[1]:
        raise BadInput(complaint)
    checked_days(booth.retention_days)
    return booth


def checked_room(room: Room) -> Room:
    """The room, if it makes sense, its name on one line. Raises BadInput."""
    room = replace(room, name=named(room.name, "the room's name"))
    if room.closes <= room.opens:
        raise BadInput(f"“{room.name}” closes before it opens.")
    if not 5 <= room.slot_minutes <= 480:
        raise BadInput("A slot lasts 5 to 480 minutes.")
    if room.seats < 1:
        raise BadInput("A room has at least one seat.")
    if not 0 <= room.buffer_minutes <= 240:
        raise BadInput("Between two interviews a room stays free for 0 to 240 minutes.")
    return replace(room, kind=one_line(room.kind))


def checked_role(role: Role) -> Role:
    """The open position, its title on one line, its link one that phones open. Raises BadInput."""
    return replace(role, title=named(role.title, "a title"), link=checked_link(role.link))


def checked_interviewer(who: Interviewer) -> Interviewer:
    """The interviewer, if it makes sense, their words on one line each. Raises BadInput."""
    if who.email and email_address(who.email) is None:
        raise BadInput(f"“{who.email}” is not one plain e-mail address.")
    if any(most is not None and most < MIN_MINUTES for most in (who.day_minutes, who.row_minutes)):
        raise BadInput(
            f"A limit of interviews is at least {MIN_MINUTES} minutes; leave it empty for none."
        )
    if not 0 <= who.gap_minutes <= 240:
        raise BadInput("Between two interviews somebody needs 0 to 240 minutes.")
    return replace(
        who,
        name=named(who.name, "a name"),
        skills=_words(who.skills),
        languages=_words(who.languages),
    )


def checked_availability(one: Availability) -> Availability:
    """The time, if it makes sense, its title on one line. Raises BadInput."""
    if one.ends <= one.starts:
        raise BadInput("The time ends before it starts.")
    return replace(one, title=one_line(one.title), days=tuple(sorted(set(one.days))))


def _words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each word once, on one line, whatever its case; empty ones are left out."""
    found: dict[str, str] = {}
    for word in map(one_line, words):
        if word:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def one_line(text: str) -> str:
    """The text without breaks, and without spaces that nobody sees."""
    return " ".join(text.split())


def named(text: str, what: str) -> str:
    """The text on one line. Raises BadInput, which asks for `what`, where it is empty."""
    text = one_line(text)
    if not text:
        raise BadInput(f"Please give {what}.")
    return text
