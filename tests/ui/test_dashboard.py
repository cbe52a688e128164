"""The Dashboard on a real page: figures, chart, sum, lists, pictures."""

import json
import stat
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.errors import StoreDamaged
from boothapp.domain.event import Role
from boothapp.domain.figures import Outcome
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.lead_filter import NOBODY, LeadFilter, Meeting
from boothapp.domain.people import NoticeShown, Person, Rating, ScanSource
from boothapp.services.bundle import Services
from boothapp.services.dashboard import DashboardService
from boothapp.ui.dashboard import picture
from boothapp.ui.dashboard.saving import SavingDialog
from boothapp.ui.interviews.day_goal import DayGoal
from boothapp.ui.pages.dashboard import DashboardPage
from boothapp.ui.theme import theme
from tests import factories
from tests.factories import SettableClock
from tests.ui.conftest import Stage
from tests.ui.whole_window import Window

TODAY = date(2026, 7, 9)


@pytest.fixture
def scans(services: Services, clock: SettableClock, roster: None) -> None:
    """Yesterday one; today at 12 a lead and a repeat, at 13 one who waits, one who declined, and a
    code that was no badge."""
    clock.forward(days=-1)
    services.capture.scan("ZX-9", ScanSource.TYPED)
    clock.forward(days=1)
    for badge in ("AB-0001", "AB-0001"):
        services.capture.scan(badge, ScanSource.TYPED)
    services.leads.rate(services.leads.find("AB-0001"), Rating.HOT)
    clock.forward(hours=1)
    services.capture.scan("AB-0002", ScanSource.TYPED)
    no = services.capture.scan("ZX-8", ScanSource.TYPED)
    services.capture.answer(no, {Purpose.RECRUITING: ConsentEvent.DECLINED}, notice=NoticeShown())
    services.capture.unreadable(ScanSource.CAMERA)


@pytest.fixture
def page(stage: Stage, scans: None) -> DashboardPage:
    page = DashboardPage(stage.context)
    stage.show(page)
    return page


def opened(stage: Stage) -> LeadFilter:
    """The filter that the Leads page was opened with last."""
    stage.settle()
    name, argument = stage.navigated[-1]
    assert name == "leads"
    return LeadFilter.from_json(argument)


def listed(stage: Stage, page: DashboardPage) -> list[str]:
    """What came of the scans in the list in front."""
    stage.settle()
    dialog = page.board.lists.dialog
    assert dialog is not None
    model = dialog.model
    found = [str(model.data(model.index(n, 3))) for n in range(model.rowCount())]
    dialog.done(0)
    return found


def test_that_the_figures_are_those_of_today_and_add_up(page: DashboardPage) -> None:
    names = [card.accessibleName() for card in page.board.figures]
    assert names == [
        "Scans: 5. 3 this hour, busiest 13:00",
        "New leads: 1. 1 at this event",
        "Hot or warm: 1. 1 hot, 0 warm",
        "Interview slots used: 0 of 26. 0 no-shows, 0 cancelled",
        "Waiting for an answer: 1. The oldest since 13:00",
    ]
    rows = page.board.sum.rows
    counts = {one: row.accessibleName().split(". ")[0] for one, row in rows.items()}
    assert counts == {
        Outcome.NEW: "New leads: 1",
        Outcome.REPEAT: "Repeats: 1",
        Outcome.DECLINED: "Declined: 1",
        Outcome.WAITING: "Waiting for an answer: 1",
        Outcome.UNKNOWN: "Unknown or unreadable: 1",
    }
    assert page.board.sum.total.accessibleName() == "Scans: 5"
    assert page.board.sum.yes.isVisible()
    assert not page.board.sum.no.isVisible()


def test_that_every_bar_is_named_and_lies_over_what_is_painted(page: DashboardPage) -> None:
    names = [button.accessibleName() for button in page.board.chart.buttons]
    assert names == [
        "12:00 to 13:00: 2 scans (new leads 1, repeats 1); 1 on Wed 8 July",
        "13:00 to 14:00: 3 scans (declined 1, waiting 1, unknown 1); 0 on Wed 8 July",
    ]
    seen = page.board.chart.grab().toImage()
    for button in page.board.chart.buttons:
        for outcome, where in button.parts:
            spot = button.mapTo(page.board.chart, where.center().toPoint())
            color = seen.pixelColor(spot * seen.devicePixelRatio())
            assert color == theme.color(f"chart.{outcome.value}"), outcome


def test_that_a_part_of_a_bar_opens_its_list_by_mouse_and_by_key(
    stage: Stage, page: DashboardPage
) -> None:
    first, second = page.board.chart.buttons
    where = dict(first.parts)[Outcome.NEW].center().toPoint()
    QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=where)
    counted = dict(page.board.chart.buttons[0].parts)
    assert Outcome.NEW in counted
    leads = opened(stage).leads
    assert leads == frozenset(row.id for row in stage.context.services.leads.table())
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert listed(stage, page) == ["Unknown", "Declined", "Waiting"]
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert second.accessibleName().startswith("Declined: 1. 13:00")
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert listed(stage, page) == ["Declined"]


def test_that_each_figure_opens_what_it_counts(stage: Stage, page: DashboardPage) -> None:
    scanned, leads, warm, slots, waiting = page.board.figures
    scanned.click()
    assert len(listed(stage, page)) == 5
    day = stage.context.services.settings.get().event.stretch(TODAY, TODAY)
    leads.click()
    assert opened(stage) == LeadFilter(made=day)
    warm.click()
    assert opened(stage).ratings == {Rating.HOT, Rating.WARM}
    slots.click()
    assert stage.navigated[-1] == ("interviews", DayGoal(TODAY).to_text())
    for button in (waiting, page.board.sum.answer):
        button.click()
        assert stage.navigated[-1] == ("scan", "")
    page.board.legend[Outcome.REPEAT].click()
    assert listed(stage, page) == ["Repeats"]


def test_that_the_cards_open_their_leads_scans_and_rooms(
    stage: Stage, services: Services, page: DashboardPage
) -> None:
    role = services.settings.get().roles[0]
    services.leads.set_role(services.leads.find("AB-0001"), role.id)
    stage.settle()
    page.board.ratings.rows[0].click()
    assert opened(stage).ratings == {Rating.HOT}
    page.board.ratings.rows[3].click()
    assert opened(stage).ratings == {None}
    page.board.ratings.show_list.click()
    assert opened(stage).meetings == {Meeting.NONE}
    page.board.roles.rows[0].click()
    assert opened(stage).roles == {role.id}
    page.board.roles.show_list.click()
    assert opened(stage).roles == {NOBODY}
    page.board.staff.rows[0].click()
    assert len(listed(stage, page)) == 5
    page.board.rooms.rows[1].click()
    room = services.settings.get().rooms[1]
    assert stage.navigated[-1] == ("interviews", DayGoal(TODAY, room.id).to_text())
    assert page.board.rooms.show_list.isHidden(), "nobody failed to come"


def test_that_of_the_whole_event_rooms_open_today_or_the_first_day(
    stage: Stage, clock: SettableClock, page: DashboardPage
) -> None:
    page.choose("whole")
    stage.settle()
    page.board.figures[3].click()
    assert stage.navigated[-1] == ("interviews", DayGoal(TODAY).to_text())
    clock.forward(days=-30)
    page.reload()
    stage.settle()
    page.board.figures[3].click()
    assert stage.navigated[-1] == ("interviews", DayGoal(factories.FIRST_DAY).to_text())


def test_that_who_did_not_come_is_listed(
    stage: Stage, services: Services, clock: SettableClock, page: DashboardPage
) -> None:
    lead = services.leads.find("AB-0001")
    room = services.settings.get().rooms[0]
    booked = services.interviews.book(lead, room.id, clock.now + timedelta(hours=1), despite=True)
    clock.forward(hours=2)
    services.interviews.set_status(booked.id, InterviewStatus.NO_SHOW)
    stage.settle()
    assert "1 no-show" in page.board.rooms.foot.words
    page.board.rooms.show_list.click()
    assert opened(stage) == LeadFilter(leads=frozenset({lead}))


def test_that_a_list_of_scans_names_nobody(stage: Stage, page: DashboardPage) -> None:
    page.board.lists.outcome(None)
    stage.settle()
    dialog = page.board.lists.dialog
    assert dialog is not None
    model = dialog.model
    cells = [
        str(model.data(model.index(row, column)))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    dialog.done(0)
    assert "Sofia Marchetti" in cells
    heads = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    assert heads == ["Time", "Staff", "At the scan", "Counted as", "Kind of code"]
    kinds = set(cells[len(heads) - 1 :: len(heads)])
    assert "Badge id" in kinds  # in words, not as the store calls it
    assert "plain" not in kinds
    for name in ("Amara", "Haruto", "AB-0001", "ZX-8"):
        assert not any(name in cell for cell in cells)


def test_that_another_day_and_the_event_can_be_chosen(stage: Stage, page: DashboardPage) -> None:
    page.day.setCurrentIndex(0)
    page.day.activated.emit(0)
    stage.settle()
    assert page.board.figures[0].accessibleName() == "Scans: 1. Busiest 12:00"
    assert page.span.value is None
    assert not page.board.sum.answer.isVisible()  # a badge of yesterday is not in memory
    page.board.figures[4].click()
    assert listed(stage, page) == ["Waiting"]
    page.span.choose("whole")
    stage.settle()
    assert page.board.figures[0].accessibleName() == "Scans: 6. Busiest Thu 9"
    assert [button.bar.tally.scans for button in page.board.chart.buttons] == [1, 5, 0]
    page.board.figures[1].click()
    assert opened(stage).is_empty
    page.span.choose("today")
    stage.settle()
    assert page.figures is not None
    assert page.figures.is_today


def test_that_what_is_scanned_elsewhere_is_counted_and_keeps_the_keys(
    stage: Stage, services: Services, page: DashboardPage
) -> None:
    page.board.chart.buttons[1].setFocus()
    services.capture.scan("AB-0003", ScanSource.TYPED)
    stage.settle()
    assert page.board.sum.total.accessibleName() == "Scans: 6"
    assert page.board.chart.buttons[1].hasFocus()


def test_that_a_hidden_page_counts_nothing(
    stage: Stage, services: Services, page: DashboardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.hide()
    counted: list[object] = []
    monkeypatch.setattr(page, "reload", lambda: counted.append(1))
    services.capture.scan("AB-0003", ScanSource.TYPED)
    stage.settle()
    assert counted == []


def test_that_a_day_without_scans_says_so(stage: Stage, page: DashboardPage) -> None:
    page.choose("today", date(2026, 7, 10))
    stage.settle()
    assert page.stack.currentWidget() is page.empty
    assert page.empty.title.text() == "No scans on this day"


def test_that_a_booth_without_scans_says_what_to_do(stage: Stage, services: Services) -> None:
    page = DashboardPage(stage.context)
    stage.show(page)
    assert page.stack.currentWidget() is page.empty
    assert page.empty.title.text() == "No scans yet"
    assert not page.pdf.isEnabled()
    services.capture.unreadable(ScanSource.CAMERA)
    stage.settle()
    assert page.stack.currentWidget() is page.board


def test_that_before_the_event_the_whole_of_it_is_shown(
    stage: Stage, services: Services, clock: SettableClock, scans: None
) -> None:
    clock.forward(days=30)
    page = DashboardPage(stage.context)
    stage.show(page)
    assert page.span.value == "whole"


def test_that_what_cannot_be_read_is_said_and_tried_again(
    stage: Stage, page: DashboardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreDamaged("The store cannot be read.")

    with monkeypatch.context() as broken:
        broken.setattr(DashboardService, "day", fail)
        page.reload()
        stage.settle()
        assert page.stack.currentWidget() is page.trouble
        assert "cannot be read" in page.trouble.text.text()
    page.retry.click()
    stage.settle()
    assert page.stack.currentWidget() is page.board


def save(
    stage: Stage,
    page: DashboardPage,
    kind: str,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    names: bool = False,
) -> bytes:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    (page.pdf if kind == "pdf" else page.picture).click()
    dialog = page.saving.dialog
    assert isinstance(dialog, SavingDialog)
    if kind == "svg":
        dialog.kind.choose("svg")
    dialog.names.setChecked(names)
    dialog.save.click()
    stage.settle()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert f"{path.name} was saved." in stage.said
    return path.read_bytes()


def test_that_a_picture_is_twice_as_large_and_names_staff_only_where_asked(
    stage: Stage, page: DashboardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = QImage.fromData(save(stage, page, "png", tmp_path / "a.png", monkeypatch))
    assert image.width() == 2 * (page.board.width() + 32)
    plain = save(stage, page, "svg", tmp_path / "a.svg", monkeypatch).decode()
    named = save(stage, page, "svg", tmp_path / "b.svg", monkeypatch, names=True).decode()
    ElementTree.fromstring(plain)  # noqa: S314 - our own file
    assert "Staff 1" in plain
    assert "Sofia Marchetti" not in plain
    assert "Sofia Marchetti" in named
    for name in ("Amara", "Haruto"):
        assert name not in plain + named
    assert page.board.staff.rows[0].accessibleName() == "Sofia Marchetti: 5"  # as before


def test_that_a_picture_has_no_buttons_and_the_page_keeps_its_own(
    stage: Stage, page: DashboardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = page.board
    places = {card.title: card.show_list.geometry() for card in board.cards}
    words = board.sum.answer.text()
    assert board.sum.answer.isVisible()
    drawn = save(stage, page, "svg", tmp_path / "a.svg", monkeypatch).decode()
    assert words not in drawn
    assert "Show" not in drawn
    assert board.sum.title.text() in drawn
    QApplication.processEvents()
    assert board.sum.answer.isVisible()
    assert places == {card.title: card.show_list.geometry() for card in board.cards}


def test_that_a_long_day_is_read_whole(stage: Stage, page: DashboardPage) -> None:
    page.day.clear()
    page.day.addItem("Wed 23 September")
    page.day.setCurrentIndex(0)
    QApplication.processEvents()
    page.day.grab()
    assert page.day.toolTip() == "", "what is cut would stand in the tooltip"


def test_that_the_report_is_saved_from_here(
    stage: Stage, page: DashboardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert save(stage, page, "pdf", tmp_path / "r.pdf", monkeypatch).startswith(b"%PDF")


def test_that_a_file_that_cannot_be_written_is_said(
    stage: Stage, page: DashboardPage, tmp_path: Path
) -> None:
    assert page.figures is not None
    page.saving.write(tmp_path / "no" / "a.png", "png", page.figures, names=False)
    stage.settle()
    assert any("There is no folder" in said for said in stage.said)
    assert list(tmp_path.glob("no*")) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1264, 818), (948, 618)])
def test_that_nothing_overlaps_or_is_cut_in_any_size(
    stage: Stage, page: DashboardPage, scheme: str, size: tuple[int, int]
) -> None:
    theme.force(scheme)
    stage.window.resize(*size)
    stage.context.frame.compact_changed.emit(size[0] < 1000)
    stage.settle()
    QApplication.processEvents()
    board = page.board
    parts: list[QWidget] = [*board.figures, *board.cards, board.sum, board.chart]
    rects = [part.rect().translated(part.mapTo(board, QPoint())) for part in parts]
    for number, rect in enumerate(rects):
        assert board.rect().contains(rect), parts[number]
        assert not any(rect.intersects(other) for other in rects[number + 1 :]), parts[number]
    for row in (*board.sum.rows.values(), board.sum.total, board.sum.answer):
        assert row.height() >= 20
        assert board.sum.rect().contains(row.geometry())
    ground = picture.png(board, page.figures, names=False) if page.figures else b""
    seen = QImage.fromData(ground).pixelColor(3, 3)
    assert seen == theme.color("background")
    theme.force("light")


def test_that_many_roles_scroll_and_are_brought_into_sight(
    stage: Stage, services: Services, page: DashboardPage
) -> None:
    lead = services.leads.find("AB-0001")
    for number in range(9):
        role = services.settings.save_role(Role("", f"Role {number}"))
        services.leads.set_role(lead, role.id)
        scanned = services.capture.scan(f"QX-{number}", ScanSource.TYPED)
        made = services.capture.answer(
            scanned,
            {Purpose.RECRUITING: ConsentEvent.GIVEN},
            notice=NoticeShown(),
            details=Person(email=f"q{number}@x.example"),
        ).card.lead
        assert made is not None
        services.leads.set_role(made.id, role.id)
    stage.settle()
    rows = page.board.roles.rows
    assert len(rows) == 9
    rows[0].setFocus()
    for before, row in pairwise(rows):
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert row.hasFocus()
    QApplication.processEvents()
    assert not rows[-1].visibleRegion().isEmpty()


def test_that_nothing_of_the_chart_is_imported_before_the_page_is_shown() -> None:
    code = (
        "import sys; from boothapp.ui.page_factories import page_factories; "
        "from boothapp.services.bundle import Services; page_factories();"
        "print([one for one in sys.modules if one.split('.')[0] in {'pyqtgraph', 'numpy'}"
        " or 'dashboard' in one or 'figures' in one or 'day_report' in one])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.replace("'", '"')) == []


def test_that_f4_shows_the_dashboard(window: Window) -> None:
    QTest.keyClick(window.body, Qt.Key.Key_F4)
    window.settle()
    assert window.body.stack.currentWidget() is window.body.pages["dashboard"]
    assert window.body.rail.items["dashboard"].isChecked()
