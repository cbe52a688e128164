"""What the Scan page says: verdicts, reasons and hints in plain words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from boothapp.domain.badge import Missing, Shape
from boothapp.domain.badge_words import SHAPES, badge_line, organiser_words
from boothapp.domain.badge_words import format_name as format_name
from boothapp.domain.badge_words import looks_like as looks_like
from boothapp.domain.badge_words import unknown_reason as unknown_reason
from boothapp.domain.consent import ConsentState, Purpose, Verdict
from boothapp.domain.interviews import Interview
from boothapp.domain.people import BusyTime, ConsentView, Person, VerdictCard
from boothapp.services.place_search import Offer

PURPOSE_SHORT = {Purpose.RECRUITING: "Recruiting", Purpose.CV: "CV", Purpose.MARKETING: "Marketing"}
PURPOSE_LONG = {
    Purpose.RECRUITING: "Recruiting contact",
    Purpose.CV: "CV sharing",
    Purpose.MARKETING: "Marketing",
}
STATE_TONE = {
    ConsentState.ROSTER_YES: "may_share",
    ConsentState.GIVEN: "may_share",
    ConsentState.DECLINED: "declined",
    ConsentState.WITHDRAWN: "declined",
}
_COMMON_WORDS = frozenset({"e-mail", "badge id", "signed badge"})
_GARBLED = "This scanner and this laptop disagree about the keyboard"
_TWO_PEOPLE = "This code may be one of two people’s"
_IN_DOUBT = "Test the scanner once, then scan this badge again"
_ASK_REASON = {
    ConsentState.UNKNOWN: "Not on the organiser’s list, never asked here",
    ConsentState.ROSTER_NO: "Organiser’s list: no. Ask before anything is kept",
    ConsentState.DEFERRED: "Asked before, left open",
    ConsentState.EXPIRED: "Their yes has run out",
}
_TITLES = {
    Verdict.DECLINED: "No name is shown and nothing is kept",
    Verdict.UNKNOWN: "This code names nobody we know",
    Verdict.UNREADABLE: "Try again",
}
_UNSIGNED = "No organiser signed this badge as it is"
FORGED = "Forged or altered"
"""The word that is read from two metres, in place of the verdict's."""
_FORGED_HINTS = (
    "Nothing of it is kept, not even that it was scanned.",
    "Ask for the badge’s other code, or look the person up by the badge id that is printed on it.",
    "If every badge says so, the organiser’s key is missing: Settings, Organisers’ keys.",
)
_HINTS = {
    Verdict.DECLINED: (
        "Nothing is kept but the mark that stops us from asking again.",
        "Thank them and go on. If they change their mind themselves, press the button below.",
    ),
    Verdict.UNKNOWN: (
        "Ask whether they have another code: on the badge’s back, in the event’s app, on a card.",
        "Type the badge id that is printed on the badge.",
        "The organiser’s list makes ids known: Settings, Import a list.",
    ),
    Verdict.UNREADABLE: (
        "Hold the badge closer, until the code fills a third of the picture.",
        "Tilt it a little, so that no lamp shines in it.",
        "Flatten the badge, and wipe the camera.",
        "Or type the badge id that is printed on it.",
    ),
}


def tone(verdict: Verdict) -> str:
    """The name of a verdict's colours, icon and word in the tokens."""
    return "error" if verdict is Verdict.UNREADABLE else verdict.value


def is_forged(card: VerdictCard) -> bool:
    """Whether the code is a signed badge that no organiser signed like this."""
    return card.unknown is not None and card.unknown.missing is Missing.SIGNATURE


def hints(card: VerdictCard) -> tuple[str, ...]:
    """What to try when there is nobody to show."""
    if is_garbled(card):
        return (
            "On a laptop with another keyboard somebody else’s badge would come out like this."
            if card.typist.is_right
            else f"The laptop writes this scanner’s keys as {card.typist.words} would, so it "
            "cannot be told for sure whom the badge names.",
            "Test the scanner: scan one code, and its badges are read right from then on.",
            "Or type the badge id that is printed on the badge, or use the camera.",
        )
    if is_of_two(card):
        return (
            "It begins or ends with what scanners are set up to add to a code (Settings, "
            "Scanners): with it, it is one person’s badge, without it another’s.",
            "Test the scanner: it shows what this one adds.",
            "Or type the badge id that is printed on the badge, or use the camera.",
        )
    return _FORGED_HINTS if is_forged(card) else _HINTS.get(card.verdict, ())


TEST_FIRST = (
    "Test the scanner once (Settings, Scanners): this id alone does not tell whether its keys come "
    "out right."
)


def is_garbled(card: VerdictCard) -> bool:
    """Whether a scanner's keys came out otherwise, and the scanner should be tested."""
    return card.unknown is not None and card.unknown.looks_like == Shape.GARBLED


def is_of_two(card: VerdictCard) -> bool:
    """Whether what a scanner may have added to the code makes it another person's."""
    return card.unknown is not None and card.unknown.looks_like == Shape.TWO_PEOPLE


def read_otherwise(card: VerdictCard) -> str:
    """That a code came out otherwise and was read all the same; empty where it was not so."""
    if card.typist.is_right or is_garbled(card) or is_of_two(card):
        return ""
    return f"The scanner’s keys came out as {card.typist.words} writes them, and were read right."


def title(card: VerdictCard) -> str:
    """What the panel says first when there is nobody to show."""
    if is_garbled(card):
        return _IN_DOUBT if card.typist.is_right else _GARBLED
    if is_of_two(card):
        return _TWO_PEOPLE
    return _UNSIGNED if is_forged(card) else _TITLES.get(card.verdict, "Nothing is kept")


def read_from(card: VerdictCard) -> tuple[tuple[str, str], ...]:
    """What the code was and lacks, what its organiser says, and that nothing is kept yet.

    Each as an icon and a sentence.
    """
    kept = ("eye", "Nothing is kept unless they say yes.")
    if card.badge is None:
        return (("qr-code", "Only an id is known."), kept)
    named = card.person is not None and bool(card.person.name)
    line = badge_line(card.badge, named=named)
    said = organiser_words(card.badge)
    return (("qr-code", f"{line}."), *((("megaphone", said),) if said else ()), kept)


def day(value: date) -> str:
    """28 June"""
    return f"{value.day} {value:%B}"


def moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """14:32 of today, else Tue 14:32; `at` and `now` are aware."""
    local = at.astimezone(zone)
    same_day = local.date() == now.astimezone(zone).date()
    return f"{local:%H:%M}" if same_day else f"{local:%a %H:%M}"


def reason(card: VerdictCard, now: datetime, zone: ZoneInfo) -> str:
    """Why the verdict is what it is, in one line."""
    if card.verdict is Verdict.UNREADABLE:
        return "No code could be read in the picture"
    if card.unknown is not None and is_forged(card):
        return f"{code_kind(card.unknown.looks_like)}, fits no organiser’s key"
    if card.verdict is Verdict.UNKNOWN:
        return unknown_reason(card.unknown)
    state = card.state(Purpose.RECRUITING)
    view = next((view for view in card.consent if view.purpose is Purpose.RECRUITING), None)
    if card.verdict is Verdict.ASK:
        return _ASK_REASON.get(state, "Ask before anything is kept")
    if card.verdict is Verdict.DECLINED:
        when = f", {moment(view.since, now, zone)}" if view and view.since else ""
        word = "Took back their yes" if state is ConsentState.WITHDRAWN else "Said no"
        if view is not None and view.list_took_back:
            word = "The organiser’s list took it back"
        return f"{word}{when}. Will not be asked again"
    if card.verdict is Verdict.ALREADY_LEAD and card.lead is not None:
        kept = moment(card.lead.created, now, zone)
        return f"Kept by {card.lead.created_by}, {kept}"
    if state is ConsentState.ROSTER_YES:
        return (
            f"On the organiser’s list of {day(card.roster_day)}"
            if card.roster_day
            else ("On the organiser’s list")
        )
    staff = f" to {view.staff}" if view and view.staff else ""
    return f"Said yes{staff}"


def reason_alone(card: VerdictCard) -> str:
    """What a code that names nobody was, when there is no band to say it."""
    if is_forged(card):
        return "This badge is forged or altered. Nothing of it is kept"
    word = "No code" if card.verdict is Verdict.UNREADABLE else "Unknown code"
    return f"{word}: {unknown_reason(card.unknown)}" if card.unknown else f"{word} in the picture"


def code_kind(name: str) -> str:
    """What kind of code a scan was; `name` is of a badge format or of a Shape, or empty."""
    shape = next((shape for shape in Shape if shape.value == name), None)
    words = SHAPES[shape] if shape else format_name(name)
    is_name = words not in _COMMON_WORDS  # names are spelled as their owners do
    return (words if is_name else words.capitalize()) or "–"


def visit(card: VerdictCard) -> str:
    """First visit, or which one it is; nothing where nobody is known."""
    if card.subject is None:
        return ""
    return "First visit" if card.visits <= 1 else f"Visit {card.visits}"


def state_words(view: ConsentView | None, now: datetime, zone: ZoneInfo) -> str:
    """Where a person stands for one purpose."""
    state = view.state if view is not None else ConsentState.UNKNOWN
    if view is None or state is ConsentState.UNKNOWN:
        return "Not asked yet"
    when = f" {moment(view.since, now, zone)}" if view.since else ""
    return {
        ConsentState.ROSTER_YES: "Yes, by the organiser’s list",
        ConsentState.ROSTER_NO: "No, by the organiser’s list",
        ConsentState.GIVEN: f"Yes{when}",
        ConsentState.DECLINED: f"No{when}",
        ConsentState.WITHDRAWN: f"Taken back{when}",
        ConsentState.DEFERRED: f"Left open{when}",
        ConsentState.EXPIRED: "Has run out",
    }.get(state, "Not asked yet")


def who(card: VerdictCard) -> str:
    """What to call this person beside every answer key."""
    if card.person is not None and (card.person.name or card.person.email):
        return card.person.name or card.person.email
    return f"Badge {card.badge_id}" if card.badge_id else "This badge"


def where(person: Person) -> str:
    """PhD student, 4th year · Lagos Institute of Technology"""
    stage = person.career_stage or person.attendee_type
    return " · ".join(part for part in (stage, person.affiliation) if part)


def next_free(slot: Offer, now: datetime, zone: ZoneInfo) -> str:
    """Next free: 14:45 / Seorak, 45 min, on two lines; Free: Sun 09:00, where a day is said."""
    minutes = round((slot.ends - slot.starts).total_seconds() / 60)
    when = moment(slot.starts, now, zone)
    lead = "Free" if " " in when else "Next free"  # beside a button that has to be whole
    return f"{lead}: {when}\n{slot.room.name}, {minutes} min"


def booking(interview: Interview, room: str, now: datetime, zone: ZoneInfo) -> str:
    """Interview: 14:45 / Seorak, Elif Yıldız, on two lines."""
    where = ", ".join(filter(None, (room, interview.interviewers)))
    return f"Interview: {moment(interview.starts, now, zone)}\n{where}"


def own_event(busy: BusyTime, zone: ZoneInfo) -> str:
    """Poster 1187, Fri 10:00"""
    starts = busy.starts.astimezone(zone)
    name = busy.title or busy.kind.capitalize()
    return f"{name}, {starts:%a %H:%M}"
