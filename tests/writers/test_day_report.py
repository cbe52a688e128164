"""The day's report, read back from the PDF by another library: always one page."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pypdf import PdfReader

from boothapp.domain.day_sheets import Paper
from boothapp.domain.event import EventInfo
from boothapp.domain.figures import (
    Bar,
    Figures,
    Meetings,
    NewLeads,
    Outcome,
    RoomUse,
    Share,
    Tally,
)
from boothapp.domain.people import Rating
from boothapp.ui.theme import theme
from boothapp.writers import day_report

pytestmark = pytest.mark.usefixtures("qapp")

DAY = date(2026, 7, 9)
EVENT = EventInfo(
    name="Demo Conf", timezone="Asia/Seoul", first_day=date(2026, 7, 6), last_day=date(2026, 7, 10)
)


def tally(*counts: int) -> Tally:
    return Tally(dict(zip(Outcome, counts, strict=True)))


def figures() -> Figures:
    """A usual day."""
    bars = (
        Bar(DAY, 9, tally(18, 4, 5, 0, 1), 22),
        Bar(DAY, 10, tally(38, 11, 9, 2, 0), 49),
    )
    ratings: Mapping[Rating | None, int] = {
        Rating.HOT: 11,
        Rating.WARM: 30,
        Rating.COLD: 10,
        None: 5,
    }
    return Figures(
        event=EVENT,
        sponsor="Northlight",
        now=datetime(2026, 7, 9, 5, 32, tzinfo=UTC),
        first=DAY,
        last=DAY,
        tally=tally(56, 15, 14, 2, 1),
        unreadable=1,
        gone=3,
        bars=bars,
        compared=DAY - timedelta(days=1),
        leads=NewLeads(
            ratings=ratings,
            roles=(Share("1", "Research scientist", 40), Share("2", "Intern 2027", 10)),
            no_role=6,
            hot_unmet=7,
        ),
        all_leads=412,
        staff=(Share("a", "Sofia Marchetti", 60), Share("b", "Elif Yıldız", 28)),
        waiting_since=datetime(2026, 7, 9, 5, 8, tzinfo=UTC),
        meetings=Meetings(
            used=17,
            slots=28,
            no_shows=1,
            cancelled=2,
            rooms=(RoomUse("1", "Namsan", timedelta(hours=3), timedelta(hours=6)),),
            hours="09:00 to 18:00",
        ),
        whole=False,
    )


def pages(of: Figures, paper: Paper = Paper.A4) -> list[str]:
    reader = PdfReader(io.BytesIO(day_report.render(of, paper)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_that_everything_stands_on_one_page() -> None:
    (text,) = pages(figures())
    for said in (
        "Northlight · Demo Conf",
        "Thursday 9 July 2026, up to 14:32 · Seoul time (UTC+9)",
        "Every scan counts once, and it does add up",
        "3 of the new leads are not there any more",
        "09:00 18 4 5 1 28 22",
        "Research scientist 40",
        "Elif Yıldız 28",
        "Namsan 50 %",
        "17 of 28",
        "1 missed, 2 cancelled",
        "2 waiting for an answer, the oldest since 14:08",
        "7 hot without an interview",
        "1 of 1",
    ):
        assert said in text


def test_that_a_sum_that_is_wrong_is_said() -> None:
    (text,) = pages(replace(figures(), tally=tally(57, 15, 14, 2, 1)))
    assert "it does not add up" in text


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("letter", ["W", "国", "Maximiliana-Theodora Wilhelmine von und zu "])
def test_that_a_long_day_with_long_names_is_one_page_too(paper: Paper, letter: str) -> None:
    name = letter * (80 // len(letter))
    many = tuple(Share(str(n), f"{name}{n}", 100_000 - n) for n in range(40))
    full = replace(
        figures(),
        event=replace(EVENT, name=name * 3),
        sponsor=name,
        bars=tuple(Bar(DAY, hour, tally(*[12_345] * 5), 99_999) for hour in range(24)),
        tally=tally(*[12_345 * 24] * 5),
        leads=replace(figures().leads, roles=many),
        staff=many,
        meetings=Meetings(
            used=1_000,
            slots=9_999,
            no_shows=999,
            cancelled=999,
            rooms=tuple(
                RoomUse(f"{n}", f"{name}{n}", timedelta(hours=1), timedelta(hours=2))
                for n in range(40)
            ),
            hours="",
        ),
    )
    (text,) = pages(full, paper)
    assert "23:00" in text
    assert "and 36 more" in text
    assert "Still open" in text


def test_that_markup_in_a_name_is_a_name() -> None:
    odd = replace(figures(), sponsor="<b>North</b> & light")
    (text,) = pages(odd)
    assert "<b>North</b> & light" in text


def test_that_a_day_without_anything_is_a_page() -> None:
    empty = replace(
        figures(),
        tally=tally(0, 0, 0, 0, 0),
        bars=(),
        staff=(),
        gone=0,
        unreadable=0,
        waiting_since=None,
        compared=None,
        meetings=Meetings(),
        leads=NewLeads(ratings=dict.fromkeys((*Rating, None), 0), roles=(), no_role=0, hot_unmet=0),
    )
    (text,) = pages(empty)
    assert "Nothing yet" in text
    assert "0 of 0" in text
    assert day_report.text(empty).splitlines()[3].split() == ["New", "leads", "0"]


def test_that_the_whole_event_is_by_day() -> None:
    days = tuple(Bar(day, None, tally(5, 4, 3, 2, 1)) for day in EVENT.days)
    whole = replace(
        figures(),
        whole=True,
        first=EVENT.first_day,
        last=EVENT.last_day,
        bars=days,
        tally=tally(25, 20, 15, 10, 5),
        compared=None,
    )
    (text,) = pages(whole)
    assert "Monday 6 July 2026 to Friday 10 July 2026" in text
    assert "Thu 9 5 4 3 2 1 15" in text


def test_that_the_bars_have_the_colours_of_the_chart_on_screen() -> None:
    page = day_report.html(figures(), day_report.Density())
    theme.force("light")
    for outcome in Outcome:
        if figures().tally.of(outcome):
            assert theme.color(f"chart.{outcome.value}").name().casefold() in page.casefold()
