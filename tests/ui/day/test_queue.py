"""Walk-ins and standbys: put in line, told when, offered what gets free."""

from datetime import datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.queue import QueueKind
from boothapp.ui.interviews.blocks import Block, Picked
from boothapp.ui.interviews.placing import Placement
from tests.factories import SettableClock
from tests.ui.timeline.day import Day, at

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


def line(day: Day) -> list[tuple[str, QueueKind]]:
    return [(one.candidate.name, one.queued.kind) for one in day.services.queue.line()]


def words(day: Day, row: int = 0) -> str:
    model = day.page.desk.left.queue.model()
    return str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def to_queue(day: Day) -> None:
    QTest.mouseClick(day.page.desk.left.tabs.buttons[1], LEFT)
    day.stage.settle()


def test_that_q_puts_the_selected_candidate_in_line_and_undo_takes_them_out(day: Day) -> None:
    day.page.panel.list.setCurrentIndex(day.page.panel.list.model().index(1, 0))
    day.page.panel.list.setFocus()
    QTest.keyClick(day.page.panel.list, Qt.Key.Key_Q)
    day.stage.settle()
    assert line(day) == [("Wanjiru Kamau", QueueKind.WALK_IN)]
    assert day.stage.said == ["In the queue as walk-in: Wanjiru Kamau"]
    assert day.page.desk.left.tabs.buttons[1].text() == "Queue (1)"
    day.stage.undo()
    assert line(day) == []


def test_that_q_puts_nobody_in_line_who_is_not_seen_selected(day: Day) -> None:
    QTest.keyClick(day.page.view, Qt.Key.Key_Q)
    day.stage.settle()
    assert line(day) == []
    assert day.stage.said == ["Choose first who joins the queue: on the left, or in the day."]


def test_that_after_the_selected_one_left_the_next_is_seen_selected(day: Day) -> None:
    people = day.page.panel.list
    people.setCurrentIndex(people.model().index(1, 0))  # Wanjiru, the last
    day.book(0, 0, at(13))
    assert people.currentIndex().row() == 0
    current = day.page.panel.current
    assert current is not None
    assert current.name == "Amara Okonkwo"
    day.book(1, 1, at(13))
    assert day.page.panel.current is None


def test_that_shift_q_puts_who_did_not_come_in_line_as_a_standby(
    day: Day, clock: SettableClock
) -> None:
    booked = day.book(0, 0, at(13))
    clock.now = at(13, 10)
    day.services.interviews.set_status(booked, InterviewStatus.NO_SHOW)
    day.stage.settle()
    clock.forward(minutes=1)
    day.select(booked)
    day.press(Qt.Key.Key_Q, SHIFT)
    assert line(day) == [("Wanjiru Kamau", QueueKind.STANDBY)]


def test_that_who_has_an_interview_is_not_put_in_line(day: Day) -> None:
    day.select(day.book(0, 0, at(13)))
    day.press(Qt.Key.Key_Q)
    assert line(day) == []
    said = "Not put in the queue: Wanjiru Kamau. This person has an interview already."
    assert day.stage.said == [said]


def test_that_the_queue_says_what_each_may_expect(day: Day) -> None:
    day.services.queue.join(day.leads[0], QueueKind.WALK_IN)
    day.services.queue.join(day.leads[1], QueueKind.STANDBY)
    day.stage.settle()
    to_queue(day)
    assert day.page.desk.left.queue.isVisible()
    place = "Wanjiru Kamau, Rift Valley University, Walk-in, since 12:00, about 12:00, Hangang"
    assert words(day) == place
    assert "Standby" in words(day, 1)


def test_that_no_place_is_said_as_it_is(day: Day, clock: SettableClock) -> None:
    day.services.queue.join(day.leads[0], QueueKind.WALK_IN)
    clock.now = at(17, 50)
    day.page.desk.tick()
    day.stage.settle()
    assert words(day).endswith("no place left today")


def test_that_delete_takes_out_of_the_line_and_cancels_nothing(day: Day) -> None:
    booked = day.book(1, 0, at(13))
    day.select(booked)
    day.services.queue.join(day.leads[0], QueueKind.WALK_IN)
    day.stage.settle()
    to_queue(day)
    queue = day.page.desk.left.queue
    queue.setFocus()
    queue.setCurrentIndex(queue.model().index(0, 0))
    before = day.services.queue.line()[0].queued
    QTest.keyClick(queue, Qt.Key.Key_Delete)
    day.stage.settle()
    assert line(day) == []
    assert day.get(booked).status is InterviewStatus.PLANNED
    day.stage.undo()
    assert day.services.queue.line()[0].queued == before


def test_that_w_books_what_the_selected_one_expects(day: Day) -> None:
    for lead in day.leads:
        day.services.queue.join(lead, QueueKind.WALK_IN)
    day.stage.settle()
    to_queue(day)
    queue = day.page.desk.left.queue
    queue.setCurrentIndex(queue.model().index(1, 0))
    expected = day.services.queue.line()[1]
    assert expected.expected is not None
    day.press(Qt.Key.Key_W)
    (booked,) = day.services.interviews.of_lead(expected.candidate.lead_id)
    assert booked.starts == expected.expected.starts
    assert booked.room_id == expected.expected.room.id
    assert len(line(day)) == 1
    day.stage.undo()
    assert len(line(day)) == 2


def test_that_enter_takes_somebody_of_the_line_up(day: Day) -> None:
    day.services.queue.join(day.leads[0], QueueKind.WALK_IN)
    day.stage.settle()
    to_queue(day)
    queue = day.page.desk.left.queue
    queue.setFocus()
    queue.setCurrentIndex(queue.model().index(0, 0))
    QTest.keyClick(queue, Qt.Key.Key_Return)
    day.stage.settle()
    assert day.page.placing.picked is not None
    assert day.page.placing.picked.lead_id == day.leads[0]


def test_that_an_empty_queue_says_how_to_fill_it(day: Day) -> None:
    to_queue(day)
    assert day.page.desk.left._inside.currentIndex() == 1
    assert not day.page.desk.left.book.isEnabled()
    day.press(Qt.Key.Key_W)  # books nobody: the person on top of the other list is not seen
    assert day.stage.said == ["Nobody is in the queue."]


def test_that_the_booking_is_seen_beside_the_queue(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    to_queue(day)
    day.select(booked)
    day.stage.settle()
    assert day.page.panel.booking.isVisible()


def test_that_a_place_that_got_free_is_offered_to_the_first_in_line(
    day: Day, clock: SettableClock
) -> None:
    booked = day.book(0, 0, at(12, 30))
    day.services.queue.join(day.leads[1], QueueKind.WALK_IN)
    clock.now = at(12, 45)
    day.stage.settle()
    day.select(booked)
    day.press(Qt.Key.Key_X)
    freed = day.page.desk.freed
    assert freed.isVisible()
    said = "Namsan is free until 18:00: Amara Okonkwo is first in line, 12:45–13:15"
    assert freed.line.words == said
    day.press(Qt.Key.Key_B)
    assert day.services.interviews.of_lead(day.leads[1]) == ()  # dead: it was just shown
    day.seconds.now += 1
    day.press(Qt.Key.Key_B)
    (interview,) = day.services.interviews.of_lead(day.leads[1])
    assert interview.starts == at(12, 45)
    assert not freed.isVisible()
    day.stage.undo()
    assert day.services.interviews.of_lead(day.leads[1]) == ()


def test_that_skip_offers_it_to_the_next_and_at_last_to_nobody(
    day: Day, clock: SettableClock
) -> None:
    booked = day.book(0, 0, at(12, 30))
    clock.now = at(12, 45)
    day.select(booked)
    day.press(Qt.Key.Key_Delete)
    assert not day.page.desk.freed.isVisible()  # nobody is in line
    clock.now = at(12, 46)
    for lead in day.leads:
        day.services.queue.join(lead, QueueKind.WALK_IN)
        clock.forward(minutes=1)
    day.stage.settle()
    freed = day.page.desk.freed
    assert "Wanjiru Kamau is first in line" in freed.line.words
    day.press(Qt.Key.Key_S)
    assert "Amara Okonkwo is next in line who can" in freed.line.words
    day.press(Qt.Key.Key_S)
    assert not freed.isVisible()


def test_that_the_place_of_an_interview_that_ends_early_is_offered(
    day: Day, clock: SettableClock
) -> None:
    booked = day.book(0, 0, at(13), 60)
    day.services.queue.join(day.leads[1], QueueKind.STANDBY)
    clock.now = at(13)
    day.services.interviews.set_status(booked, InterviewStatus.RUNNING)
    clock.now = at(13, 20)
    day.stage.settle()
    day.select(booked)
    day.press(Qt.Key.Key_D)
    assert "Amara Okonkwo is first in line, 13:20–13:50" in day.page.desk.freed.line.words
    day.stage.undo()
    assert not day.page.desk.freed.isVisible()


def test_that_a_freed_place_begins_when_who_runs_over_there_may_be_gone(
    day: Day, clock: SettableClock
) -> None:
    first, second = day.book(0, 0, at(13)), day.book(1, 0, at(13, 30))
    day.book(0, 1, at(13, 30), 60)
    clock.now = at(13)
    day.services.interviews.set_status(first, InterviewStatus.RUNNING)
    clock.now = at(13, 32)
    day.services.interviews.set_status(second, InterviewStatus.CANCELLED)
    clock.now = at(13, 33)
    day.services.queue.join(day.leads[1], QueueKind.WALK_IN)
    day.page.desk._watch(day.get(second))
    day.stage.settle()
    said = "Namsan is free 13:40–18:00: Amara Okonkwo is first in line, 13:40–14:10"
    assert day.page.desk.freed.line.words == said


def offer_in(day: Day) -> str:
    freed = day.page.desk.freed
    return freed.line.words.partition(": ")[0] if freed.isVisible() else ""


@pytest.fixture
def left_at(day: Day, clock: SettableClock) -> str:
    """At 14:00 Amara waits in the queue and Wanjiru has Namsan; Hangang is taken till 15:30."""
    settings = day.services.settings
    settings.save_availability(
        Availability(
            kind=AvailabilityKind.BLOCKED,
            room_id=settings.get().rooms[1].id,
            starts=time(12),
            ends=time(15, 30),
        )
    )
    clock.now = at(14)
    day.services.queue.join(day.leads[1], QueueKind.WALK_IN)
    booked = day.book(0, 0, at(14))
    assert offer_in(day) == ""
    return booked


def _move(day: Day, booked: str, room: int, starts: datetime, minutes: int) -> None:
    place = Block(
        day.services.settings.get().rooms[room], starts, starts + timedelta(minutes=minutes)
    )
    day.page.orders.place(Placement(Picked.up(day.get(booked)), place))
    day.stage.settle()
    assert day.get(booked).starts == starts


def test_that_a_place_is_offered_after_a_move_away_and_not_after_its_undo(
    day: Day, left_at: str
) -> None:
    _move(day, left_at, 0, at(16), 30)
    assert offer_in(day) == "Namsan is free until 16:00"
    day.stage.undo()
    assert offer_in(day) == ""


@pytest.mark.parametrize(("minute", "length"), [(0, 15), (15, 30)])
def test_that_nothing_is_offered_after_a_shorter_or_later_one_of_the_same_place(
    day: Day, left_at: str, minute: int, length: int
) -> None:
    _move(day, left_at, 0, at(14, minute), length)
    assert offer_in(day) == ""
    day.stage.undo()
    assert offer_in(day) == ""


def test_that_nothing_is_offered_after_the_undo_of_a_booking(day: Day, left_at: str) -> None:
    day.services.interviews.unbook(left_at)
    day.stage.settle()
    day.page.desk.freed.close_button.click()
    day.page.orders.book(day.leads[0], "Wanjiru Kamau", day.block(0, at(14)))
    day.stage.settle()
    day.stage.undo()
    assert day.services.interviews.of_lead(day.leads[0]) == ()
    assert offer_in(day) == ""


def test_that_a_place_is_offered_that_a_withdrawal_or_another_process_left(
    day: Day, left_at: str
) -> None:
    day.services.interviews.set_status(left_at, InterviewStatus.CANCELLED)
    day.stage.settle()
    assert offer_in(day) == "Namsan is free until 18:00"
    day.services.interviews.set_status(left_at, InterviewStatus.PLANNED)
    day.stage.settle()
    assert offer_in(day) == ""
    subject = day.services.people.of_code("AB-0003")
    assert subject is not None
    day.services.people.withdraw(subject)
    day.stage.settle()
    assert offer_in(day) == "Namsan is free until 18:00"


def test_that_a_place_that_is_over_is_offered_to_nobody(
    day: Day, left_at: str, clock: SettableClock
) -> None:
    clock.now = at(15)
    day.select(left_at)
    day.press(Qt.Key.Key_X)
    assert day.get(left_at).status is InterviewStatus.NO_SHOW
    assert offer_in(day) == ""


def test_that_nobody_is_offered_a_later_place_than_they_expect(day: Day, left_at: str) -> None:
    later = day.book(0, 0, at(16))
    _move(day, left_at, 0, at(17), 30)
    day.services.interviews.set_status(later, InterviewStatus.CANCELLED)
    day.stage.settle()
    assert offer_in(day) == "Namsan is free until 17:00", "the one at 14:00, not the one at 16:00"


def test_that_the_cross_closes_it_for_all_that_is_free(day: Day, left_at: str) -> None:
    room = day.services.settings.get().rooms[0].id
    other = day.services.interviews.book(day.leads[0], room, at(14, 30))
    for one in (left_at, other.id):
        day.services.interviews.set_status(one, InterviewStatus.CANCELLED)
        day.stage.settle()
    assert offer_in(day) == "Namsan is free until 18:00"
    day.page.desk.freed.close_button.click()
    assert offer_in(day) == ""
