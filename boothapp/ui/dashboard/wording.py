"""What the Dashboard's figures are called, and the words beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from boothapp.domain.consent import Verdict
from boothapp.domain.figure_words import OUTCOME_WORDS, rating_word
from boothapp.domain.figures import Bar, Figures, Outcome, ScanFact
from boothapp.domain.people import Rating
from boothapp.ui.scan.wording import code_kind

SHORT = OUTCOME_WORDS
WORDS = SHORT | {
    Outcome.WAITING: "Waiting for an answer",
    Outcome.UNKNOWN: "Unknown or unreadable",
}
MEANINGS = {
    Outcome.NEW: "The scan made a lead",
    Outcome.REPEAT: "A lead already, or scanned again later and counted there",
    Outcome.DECLINED: "The person said no, then or before",
    Outcome.WAITING: "Nobody answered yet",
    Outcome.UNKNOWN: "The code named nobody, or could not be read",
}
ICONS = {
    Outcome.NEW: ("check-circle-fill", "verdict.may_share.ink"),
    Outcome.REPEAT: ("user-circle-fill", "verdict.already_lead.ink"),
    Outcome.DECLINED: ("minus-circle-fill", "verdict.declined.ink"),
    Outcome.WAITING: ("question-fill", "verdict.ask.ink"),
    Outcome.UNKNOWN: ("qr-code", "verdict.unknown.ink"),
}
RATINGS = {
    Rating.HOT: (rating_word(Rating.HOT), "fire-fill", "rating.hot"),
    Rating.WARM: (rating_word(Rating.WARM), "thermometer-fill", "rating.warm"),
    Rating.COLD: (rating_word(Rating.COLD), "snowflake", "rating.cold"),
    None: (rating_word(None), "circle-dashed", "muted"),
}
_VERDICTS = {
    Verdict.MAY_SHARE: "May share",
    Verdict.ASK: "To be asked",
    Verdict.DECLINED: "Declined",
    Verdict.ALREADY_LEAD: "Already a lead",
    Verdict.UNKNOWN: "Unknown code",
    Verdict.UNREADABLE: "Unreadable",
}
SCAN_HEADS = ("Time", "Staff", "At the scan", "Counted as", "Kind of code")


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure with the line below it; `of` stands small beside the number."""

    title: str
    icon: str
    number: int
    of: str
    line: str


def headlines(figures: Figures) -> tuple[Headline, ...]:
    """The five figures at the top."""
    leads, meetings, tally = figures.leads, figures.meetings, figures.tally
    hot, warm = leads.ratings[Rating.HOT], leads.ratings[Rating.WARM]
    of = f"of {meetings.slots:,}" if meetings.slots else ""
    since = figures.waiting_since
    oldest = "Nobody waits" if since is None else f"The oldest since {_when(figures, since)}"
    return (
        Headline("Scans", "frame-corners", tally.scans, "", _scans(figures)),
        Headline("New leads", "address-book", tally.of(Outcome.NEW), "", _made(figures)),
        Headline("Hot or warm", "fire-fill", hot + warm, "", f"{hot:,} hot, {warm:,} warm"),
        Headline("Interview slots used", "calendar-check", meetings.used, of, lost(figures)),
        Headline("Waiting for an answer", "hourglass", tally.of(Outcome.WAITING), "", oldest),
    )


def lost(figures: Figures) -> str:
    """The interviews that did not take place."""
    meetings = figures.meetings
    return f"{_many(meetings.no_shows, 'no-show')}, {meetings.cancelled:,} cancelled"


def span(figures: Figures) -> str:
    """Which days are counted."""
    if figures.whole:
        return f"{_day(figures.first)} to {_day(figures.last)}"
    local = figures.event.local(figures.now)
    upto = f", up to {local:%H:%M} {local.tzname()}" if figures.is_today else ""
    return f"{_day(figures.first)}{upto}"


def bar_label(bar: Bar) -> str:
    """What stands below a bar."""
    return f"{bar.day:%a} {bar.day.day}" if bar.hour is None else f"{bar.hour:02d}:00"


def bar_words(bar: Bar, compared: str) -> str:
    """A bar in words, for its tooltip and a screen reader; `compared` names the day before."""
    when = (
        f"{bar.day:%A} {bar.day.day}"
        if bar.hour is None
        else f"{bar.hour:02d}:00 to {(bar.hour + 1) % 24:02d}:00"
    )
    parts = [f"{SHORT[one].lower()} {bar.tally.of(one):,}" for one in Outcome if bar.tally.of(one)]
    before = f"; {bar.before:,} on {compared}" if bar.before is not None else ""
    kinds = f" ({', '.join(parts)})" if parts else ""
    return f"{when}: {many_scans(bar.tally.scans)}{kinds}{before}"


def compared(figures: Figures) -> str:
    """The day that the marks are of."""
    return _day(figures.compared) if figures.compared is not None else ""


def remarks(figures: Figures) -> str:
    """What has to be known to read the sum."""
    found = []
    unknown = figures.tally.of(Outcome.UNKNOWN)
    if unknown:
        kinds = f"{unknown - figures.unreadable:,} unknown, {figures.unreadable:,} unreadable"
        found.append(f"Of the codes that named nobody: {kinds}.")
    if figures.gone:
        are = "is" if figures.gone == 1 else "are"
        found.append(f"{figures.gone:,} of the new leads {are} not there any more.")
    return " ".join(found)


def question(figures: Figures) -> str:
    """The head of the sum."""
    return "Does the event add up?" if figures.whole else "Does the day add up?"


def many_scans(count: int) -> str:
    """1 scan, 2 scans."""
    return _many(count, "scan")


def scan_row(figures: Figures, scan: ScanFact) -> tuple[str, ...]:
    """A scan as a line of the list."""
    local = figures.event.local(scan.at)
    when = f"{local:%a} {local.day} {local:%H:%M}" if figures.whole else f"{local:%H:%M:%S}"
    return (when, scan.staff, _VERDICTS[scan.verdict], SHORT[scan.outcome], code_kind(scan.format))


def _scans(figures: Figures) -> str:
    busiest = figures.busiest
    if busiest is None:
        return "None yet"
    if not figures.is_today:
        return f"Busiest {bar_label(busiest)}"
    hour = figures.event.local(figures.now).hour
    now = sum(bar.tally.scans for bar in figures.bars if bar.hour == hour)
    return f"{now:,} this hour, busiest {bar_label(busiest)}"


def _made(figures: Figures) -> str:
    if figures.whole:
        return f"{figures.all_leads:,} there now"
    return f"{figures.all_leads:,} at this event"


def _when(figures: Figures, instant: datetime) -> str:
    local = figures.event.local(instant)
    return f"{local:%a} {local:%H:%M}" if figures.whole else f"{local:%H:%M}"


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%B}"


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
