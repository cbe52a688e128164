from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.people import Rating, ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.interviews.blocks import Block, columns, placed, span
from boothapp.ui.interviews.candidates_model import SECOND_ROLE, CandidatesModel
from boothapp.ui.interviews.cursor import Step, next_cell
from boothapp.ui.interviews.day_goal import DayGoal
from boothapp.ui.interviews.day_model import DayModel
from boothapp.ui.pages.interviews import InterviewsPage
from tests import factories
from tests.factories import SettableClock
from tests.ui.conftest import Stage

DAY = factories.FIRST_DAY + timedelta(days=1)


def scan(services: Services, badge_id: str, rating: Rating | None = None) -> str:
    card = services.capture.scan(badge_id, ScanSource.SCANNER)
    assert card.lead is not None
    services.leads.rate(card.lead.id, rating)
    return card.lead.id


@pytest.fixture
def leads(services: Services, roster: None) -> tuple[str, str]:
    """Wanjiru is warm, Amara is hot: Amara should get a room first."""
    return scan(services, "AB-0003", Rating.WARM), scan(services, "AB-0001", Rating.HOT)


@pytest.fixture
def page(stage: Stage, leads: tuple[str, str]) -> InterviewsPage:
    page = InterviewsPage(stage.context)
    stage.show(page)
    page.view.setFocus()
    return page


def cell(page: InterviewsPage, room: str, hour: int, minute: int = 0) -> QModelIndex:
    for number, column in enumerate(page.model.columns):
        for row, block in enumerate(column.blocks):
            at = block.starts.astimezone(page.model.zone)
            if column.room_day.room.name == room and (at.hour, at.minute) == (hour, minute):
                return page.model.index(row, number)
    raise LookupError(room, hour, minute)


def block(page: InterviewsPage, room: str, hour: int, minute: int = 0) -> Block:
    found = page.model.block(cell(page, room, hour, minute))
    assert found is not None
    return found


def click(stage: Stage, page: InterviewsPage, index: QModelIndex) -> None:
    page.view.scrollTo(index)
    where = page.view.visualRect(index).center()
    QTest.mouseMove(page.view.viewport(), where)
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    stage.settle()


def press(stage: Stage, page: InterviewsPage, key: Qt.Key) -> None:
    QTest.keyClick(page.view, key)
    stage.settle()


def candidates(page: InterviewsPage) -> list[str]:
    model = page.panel.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def pick(stage: Stage, page: InterviewsPage, row: int = 0) -> None:
    index = page.panel.list.model().index(row, 0)
    where = page.panel.list.visualRect(index).center()
    QTest.mouseClick(page.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    stage.settle()


def book(services: Services, lead_id: str, hour: int, room: int = 0) -> str:
    at = factories.noon_of_second_day() + timedelta(hours=hour - 12)
    room_id = services.settings.get().rooms[room].id
    return services.interviews.book(lead_id, room_id, at).id


def test_that_the_day_of_now_is_shown_with_the_zone_named(page: InterviewsPage) -> None:
    assert page._day == DAY
    assert page.head.zone.whole == "Times in Seoul (KST)"


def test_that_the_hottest_waits_on_top(page: InterviewsPage) -> None:
    assert candidates(page) == ["Amara Okonkwo", "Wanjiru Kamau"]


def test_that_a_person_and_a_free_slot_become_a_booking_by_two_clicks(
    stage: Stage, page: InterviewsPage
) -> None:
    pick(stage, page)
    assert "Amara Okonkwo" in page.bar.said
    click(stage, page, cell(page, "Namsan", 15))
    booked = block(page, "Namsan", 15).interview
    assert booked is not None
    assert (booked.candidate, booked.status) == ("Amara Okonkwo", InterviewStatus.PLANNED)
    assert candidates(page) == ["Wanjiru Kamau"]
    assert stage.said == ["Booked: Amara Okonkwo, Namsan, Thu 15:00–15:30"]
    assert not page.bar.isVisible()


def test_that_the_same_works_by_keys_alone(stage: Stage, page: InterviewsPage) -> None:
    page.panel.list.setFocus()
    QTest.keyClick(page.panel.list, Qt.Key.Key_Down)
    QTest.keyClick(page.panel.list, Qt.Key.Key_Return)
    stage.settle()
    page.view.setCurrentIndex(cell(page, "Namsan", 14, 30))
    press(stage, page, Qt.Key.Key_Down)
    press(stage, page, Qt.Key.Key_Right)
    press(stage, page, Qt.Key.Key_Return)
    assert block(page, "Hangang", 14, 30).interview is not None


def test_that_a_place_can_be_chosen_before_the_person(stage: Stage, page: InterviewsPage) -> None:
    click(stage, page, cell(page, "Namsan", 16))
    assert page.bar.said == "Namsan 16:00–16:30: choose who comes"
    pick(stage, page, row=1)
    booked = block(page, "Namsan", 16).interview
    assert booked is not None
    assert booked.candidate == "Wanjiru Kamau"


def test_that_undo_frees_the_place(stage: Stage, page: InterviewsPage) -> None:
    pick(stage, page)
    click(stage, page, cell(page, "Namsan", 15))
    stage.undo()
    assert candidates(page) == ["Amara Okonkwo", "Wanjiru Kamau"]


def test_that_escape_puts_a_picked_up_booking_back(
    stage: Stage, services: Services, page: InterviewsPage, leads: tuple[str, str]
) -> None:
    book(services, leads[0], 13)
    stage.settle()
    page.view.setCurrentIndex(cell(page, "Namsan", 13))
    press(stage, page, Qt.Key.Key_Space)
    assert page.bar.said.startswith("Move Wanjiru Kamau")
    press(stage, page, Qt.Key.Key_Escape)
    assert not page.bar.isVisible()
    assert block(page, "Namsan", 13).interview is not None


def test_that_a_booking_moves_and_comes_back_on_undo(
    stage: Stage, services: Services, page: InterviewsPage, leads: tuple[str, str]
) -> None:
    book(services, leads[0], 13)
    stage.settle()
    page.view.setCurrentIndex(cell(page, "Namsan", 13))
    press(stage, page, Qt.Key.Key_M)
    click(stage, page, cell(page, "Namsan", 17))
    assert block(page, "Namsan", 17).interview is not None
    assert block(page, "Namsan", 13).is_free
    stage.undo()
    assert block(page, "Namsan", 13).interview is not None


@pytest.mark.parametrize(
    ("key", "status"),
    [
        (Qt.Key.Key_A, InterviewStatus.ARRIVED),
        (Qt.Key.Key_R, InterviewStatus.RUNNING),
        (Qt.Key.Key_D, InterviewStatus.DONE),
        (Qt.Key.Key_X, InterviewStatus.NO_SHOW),
        (Qt.Key.Key_Delete, InterviewStatus.CANCELLED),
    ],
)
def test_that_a_key_marks_the_selected_booking_and_undo_takes_it_back(
    stage: Stage,
    services: Services,
    page: InterviewsPage,
    leads: tuple[str, str],
    clock: SettableClock,
    key: Qt.Key,
    status: InterviewStatus,
) -> None:
    interview_id = book(services, leads[0], 13)
    clock.forward(minutes=65)
    stage.settle()
    page.view.setCurrentIndex(page.model.find_interview(interview_id))
    press(stage, page, key)
    assert services.interviews.get(interview_id).status is status
    stage.undo()
    assert services.interviews.get(interview_id).status is InterviewStatus.PLANNED


def test_that_a_clash_is_said_in_words_and_nothing_is_booked(
    stage: Stage, services: Services, page: InterviewsPage, leads: tuple[str, str]
) -> None:
    book(services, leads[0], 15, room=0)
    stage.settle()
    page.open_with(leads[0])  # already has an interview from 15:00 to 15:30
    stage.settle()
    index = cell(page, "Hangang", 14, 30)
    page.view.setCurrentIndex(index)
    assert "Clash: Wanjiru Kamau has another interview then, 15:00–15:30" in page.bar.said
    first = "Namsan is taken, 15:00–15:30"
    page.bar.explain("; ".join((first, *("nobody who suits is free then" for _ in range(9)))))
    stage.settle()
    assert page.bar._why.text().startswith(f"Clash: {first}; ")
    assert page.bar._why.text().endswith(" more"), "what does not fit is counted, not cut"
    assert "clash" in str(page.model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    click(stage, page, index)
    assert block(page, "Hangang", 14, 30).is_free
    assert stage.said == ["Not booked: Wanjiru Kamau has another interview then, 15:00–15:30."]


def test_that_another_page_leads_to_a_day_and_a_room_of_it(
    stage: Stage, services: Services, page: InterviewsPage
) -> None:
    room = services.settings.get().rooms[1]
    day = factories.FIRST_DAY + timedelta(days=2)
    page.open_with(DayGoal(day, room.id).to_text())
    stage.settle()
    assert page._day == day
    found = page.model.block(page.view.currentIndex())
    assert found is not None
    assert found.room.id == room.id
    page.open_with(DayGoal(factories.FIRST_DAY, "a room that is gone").to_text())
    stage.settle()
    assert page._day == factories.FIRST_DAY


def test_that_w_books_the_next_free_room(stage: Stage, page: InterviewsPage) -> None:
    press(stage, page, Qt.Key.Key_W)
    assert block(page, "Hangang", 12).interview is not None
    assert stage.said == ["Booked: Amara Okonkwo, Hangang, Thu 12:00–12:45"]


def test_that_w_books_the_person_who_is_being_placed(stage: Stage, page: InterviewsPage) -> None:
    pick(stage, page, row=1)
    press(stage, page, Qt.Key.Key_W)
    booked = block(page, "Hangang", 12).interview
    assert booked is not None
    assert booked.candidate == "Wanjiru Kamau"


def test_that_an_interviewer_is_chosen_with_the_place(stage: Stage, page: InterviewsPage) -> None:
    pick(stage, page)
    page.bar._who.activated.emit(page.bar._who.findText("Elif Yıldız"))
    stage.settle()
    click(stage, page, cell(page, "Namsan", 15))
    booked = block(page, "Namsan", 15).interview
    assert booked is not None
    assert booked.interviewers == "Elif Yıldız"


def test_that_the_interviewer_of_a_booking_changes_with_undo(
    stage: Stage, services: Services, page: InterviewsPage, leads: tuple[str, str]
) -> None:
    interview_id = book(services, leads[0], 13)
    stage.settle()
    page.view.setCurrentIndex(page.model.find_interview(interview_id))
    who = services.settings.get().interviewers[0]
    page.panel.booking.panel_wanted.emit((who.id,))
    stage.settle()
    assert services.interviews.get(interview_id).interviewers == who.name
    stage.undo()
    assert services.interviews.get(interview_id).panel == ()


def test_that_a_person_can_be_carried_to_another_day(stage: Stage, page: InterviewsPage) -> None:
    pick(stage, page)
    page._days.picked.emit(factories.LAST_DAY)
    stage.settle()
    click(stage, page, cell(page, "Namsan", 10))
    assert block(page, "Namsan", 10).interview is not None
    assert page._day == factories.LAST_DAY


def test_that_a_cancelled_booking_can_be_planned_again(
    stage: Stage, services: Services, page: InterviewsPage, leads: tuple[str, str]
) -> None:
    interview_id = book(services, leads[0], 13)
    services.interviews.set_status(interview_id, InterviewStatus.CANCELLED)
    stage.settle()
    page.view.setCurrentIndex(page.model.find_interview(interview_id))
    press(stage, page, Qt.Key.Key_P)
    assert services.interviews.get(interview_id).status is InterviewStatus.PLANNED


def test_that_another_day_can_be_shown(stage: Stage, page: InterviewsPage) -> None:
    page._days.picked.emit(factories.LAST_DAY)
    stage.settle()
    assert page._day == factories.LAST_DAY
    assert block(page, "Namsan", 9).is_free


def test_that_a_change_elsewhere_shows_up(
    stage: Stage, services: Services, page: InterviewsPage, leads: tuple[str, str]
) -> None:
    book(services, leads[1], 17)
    stage.settle()
    assert block(page, "Namsan", 17).interview is not None


def test_that_a_cancelled_booking_leaves_room_for_another_beside_it(
    stage: Stage, services: Services, page: InterviewsPage, leads: tuple[str, str]
) -> None:
    first = book(services, leads[0], 13)
    services.interviews.set_status(first, InterviewStatus.CANCELLED)
    second = book(services, leads[1], 13)
    stage.settle()
    gone = page.view.visualRect(page.model.find_interview(first))
    alive = page.view.visualRect(page.model.find_interview(second))
    assert not gone.intersects(alive)
    assert gone.isValid()


def test_that_the_pointer_finds_every_cell(page: InterviewsPage) -> None:
    for number, column in enumerate(page.model.columns):
        for row in range(len(column.blocks)):
            index = page.model.index(row, number)
            assert page.view.indexAt(page.view.visualRect(index).center()) == index
    assert not page.view.indexAt(QPoint(-5, -5)).isValid()


def test_that_a_screen_reader_hears_room_time_and_person(
    stage: Stage, services: Services, page: InterviewsPage, leads: tuple[str, str]
) -> None:
    index = page.model.find_interview(book(services, leads[0], 13))
    stage.settle()
    index = cell(page, "Namsan", 13)
    said = page.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Namsan, 13:00 to 13:30, Wanjiru Kamau, Planned"
    free = page.model.data(cell(page, "Namsan", 12), Qt.ItemDataRole.AccessibleTextRole)
    assert free == "Namsan, 12:00 to 12:30, free"


def test_that_assistive_tools_find_a_table_with_every_cell_where_it_is_painted(
    page: InterviewsPage,
) -> None:
    table = QAccessible.queryAccessibleInterface(page.view)
    assert table.role() == QAccessible.Role.Table
    cells = [table.child(number) for number in range(table.childCount())]
    said = {cell.text(QAccessible.Text.Name): cell for cell in cells}
    free = said["Namsan, 12:00 to 12:30, free"]
    assert free.role() == QAccessible.Role.Cell
    painted = page.view.visualRect(cell(page, "Namsan", 12))
    assert free.rect().topLeft() == page.view.viewport().mapToGlobal(painted.topLeft())
    assert said["Hangang"].role() == QAccessible.Role.ColumnHeader


def test_that_without_rooms_the_page_says_where_to_add_them(
    stage: Stage, services: Services
) -> None:
    for room in services.settings.get().rooms:
        services.settings.remove_room(room.id)
    page = InterviewsPage(stage.context)
    stage.show(page)
    assert page._stack.currentIndex() == 1


def test_that_the_model_is_a_sound_one(
    qtmodeltester: ModelTester, services: Services, leads: tuple[str, str]
) -> None:
    book(services, leads[0], 13)
    model = DayModel(services.settings.get().event.zone)
    check = cast("Callable[[DayModel], None]", qtmodeltester.check)  # pytest-qt has no types here
    check(model)
    model.show(columns(services.interviews.day(DAY), services.interviews.slots(DAY)), model.zone)
    check(model)


def test_that_the_model_of_candidates_is_a_sound_one(
    qtmodeltester: ModelTester, services: Services, leads: tuple[str, str]
) -> None:
    check = cast("Callable[[CandidatesModel], None]", qtmodeltester.check)  # no types there
    model = CandidatesModel()
    check(model)
    model.show(services.interviews.candidates())
    check(model)
    assert model.find(leads[0]).data() == "Wanjiru Kamau"


def test_that_who_did_not_come_is_not_forgotten(
    services: Services, leads: tuple[str, str], clock: SettableClock
) -> None:
    missed = book(services, leads[0], 13)
    clock.forward(minutes=70)
    services.interviews.set_status(missed, InterviewStatus.NO_SHOW)
    model, zone = CandidatesModel(), services.settings.get().event.zone
    model.show(services.interviews.candidates(), zone=zone)
    row = model.find(leads[0])
    assert row.data(SECOND_ROLE).startswith("No-show Thu 13:00 · ")
    assert "No-show Thu 13:00" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.find(leads[1]).data(SECOND_ROLE).count("No-show") == 0


def test_that_the_hours_shown_are_full_ones_of_the_events_zone(services: Services) -> None:
    zone = services.settings.get().event.zone
    hours = span(columns(services.interviews.day(DAY), ()), zone)
    assert hours is not None
    assert [at.astimezone(zone).hour for at in hours] == [9, 18]


def test_that_only_a_lit_place_takes_width_from_what_is_cancelled(
    services: Services, leads: tuple[str, str]
) -> None:
    gone = book(services, leads[0], 13)
    services.interviews.set_status(gone, InterviewStatus.CANCELLED)
    (column, _) = columns(services.interviews.day(DAY), services.interviews.slots(DAY))
    over, beside = (
        next(one for one in column.blocks if one.is_free and one.starts.hour == hour)
        for hour in (4, 5)
    )
    widths = [
        [item.lanes for item in placed(column.blocks, lit) if item.block.is_gone]
        for lit in ((), (beside,), (over,))
    ]
    assert widths == [[1], [1], [2]]


def test_that_the_cursor_stays_at_the_edges(services: Services) -> None:
    shown = columns(services.interviews.day(DAY), services.interviews.slots(DAY))
    assert next_cell(shown, (0, 0), Step.UP) == (0, 0)
    assert next_cell(shown, (0, 0), Step.LEFT) == (0, 0)
    assert next_cell(shown, (1, 0), Step.RIGHT) == (1, 0)
    last = len(shown[0].blocks) - 1
    assert next_cell(shown, (0, last), Step.DOWN) == (0, last)
    assert next_cell(shown, (0, 4), Step.FIRST) == (0, 0)
