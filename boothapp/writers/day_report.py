"""The day's report for whoever runs the booth: one page of figures, as a PDF or as text.

It names nobody who was scanned: what is still to be done is a number.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from boothapp.domain.day_sheets import Paper
from boothapp.domain.figure_words import OUTCOME_WORDS, rating_word
from boothapp.domain.figures import Bar, Figures, Outcome
from boothapp.domain.people import Rating
from boothapp.paths import resources
from boothapp.writers import paper as pages
from boothapp.writers import pdf, when

_BARS = 24  # a day's hours
_NAME = 40  # letters of the sponsor's and the event's name


@dataclass(frozen=True, slots=True)
class Density:
    """How much is put on the page: the size of its letters (points), the lines of a list, and the
    letters of a name in it."""

    points: float = 9
    padding: int = 3
    rows: int = 8
    letters: int = 44


# From airy to what holds a day of 24 hours with the longest names.
_DENSITIES = (
    Density(),
    Density(points=8.5, padding=2, rows=8, letters=32),
    Density(points=8, padding=1, rows=6, letters=28),
    Density(points=7, padding=0, rows=5, letters=10),
)


def render(figures: Figures, paper: Paper) -> bytes:
    """The report as a PDF of one page. For threads see `pdf.render`."""
    zone = ZoneInfo(figures.event.timezone)
    printed = figures.now.astimezone(zone)
    footer = f"{figures.sponsor} · made {when.month_day(printed)}, {printed:%H:%M}"
    documents = [pdf.Document(html(figures, density), footer) for density in _DENSITIES]
    document = next((one for one in documents if pdf.fits_one_page(one, paper)), documents[-1])
    return pdf.render([document], paper=paper, title=f"{figures.event.name}: {_day(figures)}")


def html(figures: Figures, density: Density) -> str:
    """The report as the HTML that Qt's rich text knows."""
    tally = figures.tally
    adds_up = "does" if figures.adds_up else "does not"
    total = (("Scans", tally.scans, "#FFFFFF", "= "),)
    parts = [(OUTCOME_WORDS[one], tally.of(one), _colors()[one], "+ ") for one in Outcome]
    values = {
        "density": density,
        "over": f"{_short(figures.sponsor, _NAME)} · {_short(figures.event.name, _NAME)}",
        "title": "The event in figures" if figures.whole else "The day in figures",
        "day": _day(figures),
        "headlines": [
            {"title": title, "number": number, "line": line}
            for title, number, line in _headlines(figures)
        ],
        "question": f"Every scan counts once, and it {adds_up} add up",
        "sum": [
            {
                "word": word,
                "number": f"{count:,}",
                "color": color,
                "sign": sign if number else "",
                "width": 100 // (len(parts) + 1),
            }
            for number, (word, count, color, sign) in enumerate((*parts, *total))
        ],
        "remarks": remarks(figures),
        "bars_title": "Scans per day" if figures.whole else "Scans per hour",
        "bar_head": "Day" if figures.whole else "Hour",
        "bar_heads": [*(OUTCOME_WORDS[one] for one in Outcome), "Scans", *_before_head(figures)],
        "bar_width": 56 // (len(Outcome) + 1 + len(_before_head(figures))),
        "bars": _bars(figures),
        "lists": [
            {
                "title": title,
                "rows": [{"word": word, "number": number} for word, number in _cut(rows, density)],
            }
            for title, rows in lists(figures)
        ],
        "open": still_open(figures),
    }
    return pages.render("report.html.j2", {"report": values})


def text(figures: Figures) -> str:
    """The report for a terminal."""
    lines = [f"{figures.sponsor} · {figures.event.name}", _day(figures), ""]
    tally = figures.tally
    lines += [f"{OUTCOME_WORDS[one]:<12}{tally.of(one):>8,}" for one in Outcome]
    lines += [f"{'Scans':<12}{tally.scans:>8,}", *remarks(figures)]
    for bar in figures.bars:
        before = f"   (day before: {bar.before:,})" if bar.before is not None else ""
        kinds = ", ".join(
            f"{OUTCOME_WORDS[one].lower()} {bar.tally.of(one):,}"
            for one in Outcome
            if bar.tally.of(one)
        )
        lines.append(f"{_label(bar)}  {bar.tally.scans:>6,}  {kinds}{before}")
    for title, rows in lists(figures):
        lines += ["", title, *(f"  {word:<28} {number:>8}" for word, number in rows)]
    return "\n".join([*lines, "", "Still open", *(f"  {line}" for line in still_open(figures))])


@cache
def _colors() -> dict[Outcome, str]:
    """The light theme's, as the chart on screen has them: paper is white."""
    tokens = tomllib.loads((resources() / "themes" / "tokens.toml").read_text("utf-8"))
    return {one: tokens["chart"]["light"][one.value] for one in Outcome}


def remarks(figures: Figures) -> list[str]:
    """What has to be known to read the sum."""
    found = []
    unknown = figures.tally.of(Outcome.UNKNOWN)
    if unknown:
        found.append(
            f"Of the codes that named nobody: {unknown - figures.unreadable:,} unknown, "
            f"{figures.unreadable:,} unreadable."
        )
    if figures.gone:
        are = "is" if figures.gone == 1 else "are"
        found.append(
            f"{figures.gone:,} of the new leads {are} not there any more: taken back, removed or "
            "deleted since."
        )
    return found


def lists(figures: Figures) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    """Leads by rating and role, scans by staff, rooms in use: a heading, and names with figures."""
    leads = figures.leads
    roles = [(one.name, f"{one.count:,}") for one in leads.roles]
    none = [("Without a role", f"{leads.no_role:,}")] if leads.no_role else []
    return (
        ("Leads by rating", [(rating_word(one), f"{n:,}") for one, n in leads.ratings.items()]),
        ("Leads by role", roles + none),
        ("Scans by staff", [(one.name, f"{one.count:,}") for one in figures.staff]),
        (
            "Rooms in use",
            [(one.name, f"{round(100 * one.share)} %") for one in figures.meetings.rooms],
        ),
    )


def still_open(figures: Figures) -> list[str]:
    """What is left to do, as numbers."""
    waiting = figures.tally.of(Outcome.WAITING)
    since = figures.waiting_since
    first = f"{waiting:,} waiting for an answer"
    if since is not None:
        local = figures.event.local(since)
        first += f", the oldest since {local:%H:%M} on {when.month_day(local)}"
    return [
        first,
        f"{figures.leads.hot_unmet:,} hot without an interview",
        f"{figures.leads.ratings[None]:,} not rated, {figures.leads.no_role:,} without a role",
    ]


def _headlines(figures: Figures) -> Iterator[tuple[str, str, str]]:
    leads, meetings = figures.leads, figures.meetings
    hot, warm = leads.ratings[Rating.HOT], leads.ratings[Rating.WARM]
    peak = figures.busiest
    busiest = "" if peak is None else f"busiest {_label(peak)}"
    yield "Scans", f"{figures.tally.scans:,}", busiest
    yield "New leads", f"{figures.tally.of(Outcome.NEW):,}", f"{figures.all_leads:,} at this event"
    yield "Hot or warm", f"{hot + warm:,}", f"{hot:,} hot, {warm:,} warm"
    lost = f"{meetings.no_shows:,} missed, {meetings.cancelled:,} cancelled"
    yield "Interview slots used", f"{meetings.used:,} of {meetings.slots:,}", lost
    yield "Waiting for an answer", f"{figures.tally.of(Outcome.WAITING):,}", ""


def _bars(figures: Figures) -> list[dict[str, object]]:
    """Each hour or day with its parts, in hundredths of the longest bar, and what is left over."""
    shown = figures.bars[-_BARS:]
    longest = max((bar.tally.scans for bar in shown), default=0) or 1
    found = []
    for bar in shown:
        scans = bar.tally.scans
        numbers = [f"{bar.tally.of(one):,}" if bar.tally.of(one) else "" for one in Outcome]
        before = ["" if bar.before is None else f"{bar.before:,}"] * len(_before_head(figures))
        widths = {
            one: max(1, round(100 * bar.tally.of(one) / longest))
            for one in Outcome
            if bar.tally.of(one)
        }
        found.append(
            {
                "label": _label(bar),
                "parts": [
                    {"color": _colors()[one], "width": width} for one, width in widths.items()
                ],
                "rest": max(0, 100 - sum(widths.values())),
                "numbers": [*numbers, f"{scans:,}", *before],
            }
        )
    return found


def _before_head(figures: Figures) -> list[str]:
    return ["Day before"] if figures.compared is not None else []


def _cut(rows: Sequence[tuple[str, str]], density: Density) -> list[tuple[str, str]]:
    """The first of a list, and how many more there are."""
    short = [(_short(word, density.letters), number) for word, number in rows]
    if len(short) <= density.rows:
        return short
    return [*short[: density.rows - 1], (f"and {len(short) - density.rows + 1} more", "")]


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _label(bar: Bar) -> str:
    return when.short_day(bar.day) if bar.hour is None else f"{bar.hour:02d}:00"


def _day(figures: Figures) -> str:
    zone = when.zone_name(figures.now, figures.event.timezone)
    if figures.whole:
        first, last = when.weekday(figures.first), when.weekday(figures.last)
        return f"{first} to {last} · {zone}"
    local = figures.event.local(figures.now)
    upto = f", up to {local:%H:%M}" if figures.is_today else ""
    return f"{when.weekday(figures.first)}{upto} · {zone}"
