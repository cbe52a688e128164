"""What interviews are planned with, set up in Settings: saved at once, undone, refused in words."""

from collections.abc import Callable
from datetime import date, time
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.event import Criterion, Role, Room
from boothapp.domain.needs import Interviewer, Need
from boothapp.domain.needs import Window as Hours
from boothapp.services.bundle import Services
from boothapp.ui.forms.need import NeedForm
from boothapp.ui.forms.rooms import RoomLine
from boothapp.ui.forms.times import TimeDialog
from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.settings.interviewers import InterviewerBody
from boothapp.ui.settings.roles import RoleForm
from boothapp.ui.settings.times_list import TimesList
from tests.ui.conftest import Stage
from tests.ui.test_keyboard import assert_reaches_everything, wanted
from tests.ui.test_names_and_rings import assert_heard, assert_rings
from tests.ui.whole_window import Window

SECOND, THIRD = date(2026, 7, 9), date(2026, 7, 10)


@pytest.fixture
def page(stage: Stage) -> SettingsPage:
    page = SettingsPage(stage.context)
    stage.show(page)
    return page


@pytest.fixture
def elif_(services: Services) -> Callable[[], Interviewer]:
    """Elif as she is stored now."""
    elif_id = services.settings.get().interviewers[0].id
    return lambda: next(one for one in services.settings.get().interviewers if one.id == elif_id)


@pytest.fixture
def body(stage: Stage, page: SettingsPage, elif_: Callable[[], Interviewer]) -> InterviewerBody:
    """Elif's line, opened."""
    line = page.interviewers.lines[elif_().id]
    QTest.mouseClick(line.head, Qt.MouseButton.LeftButton)
    stage.settle()
    assert isinstance(line.body, InterviewerBody)
    assert line.body.isVisible()
    return line.body


@pytest.fixture
def role_form(stage: Stage, page: SettingsPage, services: Services) -> RoleForm:
    """The first role's line, opened."""
    line = page.roles.lines[services.settings.get().roles[0].id]
    QTest.mouseClick(line.head, Qt.MouseButton.LeftButton)
    stage.settle()
    assert isinstance(line.body, RoleForm)
    return line.body


def type_over(stage: Stage, edit: QLineEdit, text: str) -> None:
    """Type as a person does, and leave the field."""
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    edit.insert(text)  # QTest has no keys for letters such as ń
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    stage.settle()


def add_word(stage: Stage, line: QLineEdit, text: str) -> None:
    """Type a word and a comma."""
    line.setFocus()
    line.setText(text)
    QTest.keyClicks(line, ",")
    stage.settle()


def click(stage: Stage, parent: QWidget, name: str) -> None:
    button = next(
        child
        for child in parent.findChildren(QWidget)
        if child.accessibleName() == name and child.isVisible()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    stage.settle()


def dialog_of(page: SettingsPage) -> TimeDialog:
    dialog = page.interviews.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def said(times: TimesList) -> list[str]:
    return list(times.words)


def rooms_of(services: Services) -> tuple[Room, ...]:
    return services.settings.get().rooms


def role_of(services: Services) -> Role:
    return services.settings.get().roles[0]


# Rooms


def test_that_a_rooms_kind_and_pause_are_saved_and_undone(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    line = page.rooms.findChildren(RoomLine)[0]
    type_over(stage, line._kind, "large")
    assert rooms_of(services)[0].kind == "large"
    stage.undo()
    assert rooms_of(services)[0].kind == ""
    assert line._kind.text() == ""
    line._pause.setValue(10)
    line._pause.editingFinished.emit()
    stage.settle()
    assert rooms_of(services)[0].buffer_minutes == 10
    stage.undo()
    assert (rooms_of(services)[0].buffer_minutes, line._pause.value()) == (0, 0)


def test_that_the_kinds_of_other_rooms_are_offered(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    first, second = page.rooms.findChildren(RoomLine)
    type_over(stage, first._kind, "phone booth")
    assert second._kind.known == ["phone booth"]
    assert first._kind.known == []
    second._kind.setFocus()
    QTest.keyClick(second._kind, Qt.Key.Key_Down)
    popup = second._kind.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    popup.hide()


# Interviews in general


def test_that_where_invitations_come_from_is_saved_checked_and_undone(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    card = page.interviews.general
    type_over(stage, card.organizer, "jobs@northlight.example")
    assert services.settings.get().booth.organizer == "jobs@northlight.example"
    type_over(stage, card.organizer, "jobs at northlight")
    assert card.organizer_field.complaint == "This is not one plain e-mail address."
    assert services.settings.get().booth.organizer == "jobs@northlight.example"
    assert card.organizer.text() == "jobs at northlight"
    type_over(stage, card.organizer, "jobs@northlight.example")
    assert card.organizer_field.complaint == ""
    stage.undo()
    assert services.settings.get().booth.organizer == ""


def test_that_a_change_of_the_booth_keeps_where_invitations_come_from(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    type_over(stage, page.interviews.general.organizer, "jobs@northlight.example")
    type_over(stage, page.booth._booth, "booth 3")
    booth = services.settings.get().booth
    assert (booth.booth, booth.organizer) == ("booth 3", "jobs@northlight.example")


def test_that_the_minutes_for_who_is_late_are_ten_saved_and_undone(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    grace = page.interviews.general.grace
    assert (grace.value(), grace.minimum(), grace.maximum()) == (10, 0, 120)
    grace.setValue(15)
    grace.editingFinished.emit()
    stage.settle()
    assert services.settings.preference("interviews.grace") == "15"
    stage.undo()
    assert services.day_now.grace().total_seconds() == 600
    assert grace.value() == 10


# Interviewers


@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [
        ("name", "Elif Y.", "Elif Y."),
        ("email", "elif@northlight.example", "elif@northlight.example"),
        ("a_day", "4:00", 240),
        ("a_day", "240", 240),
        ("in_a_row", "1 h 30", 90),
    ],
)
def test_that_each_line_of_an_interviewer_is_saved_and_undone(
    stage: Stage,
    body: InterviewerBody,
    elif_: Callable[[], Interviewer],
    field: str,
    text: str,
    stored: object,
) -> None:
    column = {"a_day": "day_minutes", "in_a_row": "row_minutes"}.get(field, field)
    before = elif_()
    edit = getattr(body.form, field)
    type_over(stage, edit, text)
    assert getattr(elif_(), column) == stored
    stage.undo()
    assert elif_() == before
    shown = getattr(before, column)
    assert edit.text() == (shown or "")


def test_that_an_empty_limit_is_none(
    stage: Stage, body: InterviewerBody, elif_: Callable[[], Interviewer]
) -> None:
    type_over(stage, body.form.a_day, "90")
    assert body.form.a_day.text() == "1:30 h"
    type_over(stage, body.form.a_day, "")
    assert elif_().day_minutes is None


@pytest.mark.parametrize(
    ("field", "text", "complaint"),
    [
        ("name", "", "Give a name."),
        ("name", "Tomasz Zieliński", "There is an interviewer “Tomasz Zieliński” already."),
        ("email", "elif@", "This is not one plain e-mail address."),
        ("a_day", "4", "At least 5 minutes. Four hours are 4:00."),
        ("a_day", "much", "Give minutes, as 90, or hours and minutes, as 1:30."),
        ("in_a_row", "25:00", "At most 1440 minutes: a day has 24 hours."),
        ("in_a_row", "99999", "At most 1440 minutes: a day has 24 hours."),
    ],
)
def test_that_a_wrong_line_says_so_is_kept_and_not_stored(
    stage: Stage,
    body: InterviewerBody,
    elif_: Callable[[], Interviewer],
    field: str,
    text: str,
    complaint: str,
) -> None:
    before, form = elif_(), body.form
    fields = {"name": form.name_field, "email": form.email_field, "a_day": form.day_field}
    type_over(stage, getattr(form, field), text)
    assert fields.get(field, form.row_field).complaint == complaint
    assert getattr(form, field).text() == text
    assert elif_() == before
    assert stage.said == []


def test_that_skills_and_languages_are_chips_each_once(
    stage: Stage, body: InterviewerBody, elif_: Callable[[], Interviewer]
) -> None:
    add_word(stage, body.form.skills.line, "NLP, compilers , nlp")
    assert elif_().skills == ("NLP", "compilers")
    body.form.languages.line.setFocus()
    body.form.languages.line.setText("Turkish")
    QTest.keyClick(body.form.languages.line, Qt.Key.Key_Return)
    stage.settle()
    assert elif_().languages == ("Turkish",)
    QTest.keyClick(body.form.skills.chips[0], Qt.Key.Key_Delete)
    stage.settle()
    assert elif_().skills == ("compilers",)
    assert body.form.skills.line.hasFocus()
    stage.undo()
    assert body.form.skills.words == ("NLP", "compilers")


def test_that_a_word_that_was_not_ended_counts_when_the_line_is_left(
    stage: Stage, body: InterviewerBody, elif_: Callable[[], Interviewer]
) -> None:
    type_over(stage, body.form.skills.line, "Speech")
    assert elif_().skills == ("Speech",)


def test_that_words_of_the_others_are_offered(
    stage: Stage, services: Services, body: InterviewerBody, page: SettingsPage
) -> None:
    other = services.settings.get().interviewers[1]
    services.settings.save_interviewer(
        Interviewer(id=other.id, name=other.name, skills=("Speech",), languages=("Polish",))
    )
    stage.settle()
    assert body.form.skills.line.known == ["Speech"]
    add_word(stage, body.form.skills.line, "speech")
    assert body.form.skills.line.known == []


def test_that_backspace_in_an_empty_line_goes_to_the_last_chip(
    stage: Stage, body: InterviewerBody
) -> None:
    add_word(stage, body.form.skills.line, "NLP")
    QTest.keyClick(body.form.skills.line, Qt.Key.Key_Backspace)
    assert body.form.skills.chips[-1].hasFocus()


def test_that_the_pause_and_who_they_are_at_the_booth_are_saved(
    stage: Stage,
    services: Services,
    body: InterviewerBody,
    elif_: Callable[[], Interviewer],
) -> None:
    body.form.between.setValue(10)
    body.form.between.editingFinished.emit()
    stage.settle()
    assert elif_().gap_minutes == 10
    body.form.staff.setCurrentIndex(1)
    body.form.staff.activated.emit(1)
    stage.settle()
    assert elif_().staff_id == services.duty.staff_id
    stage.undo()
    assert elif_().staff_id is None
    assert body.form.staff.currentText() == "Nobody: never on duty"


def test_that_whoever_left_the_staff_stays_who_they_are(
    stage: Stage, services: Services, body: InterviewerBody, elif_: Callable[[], Interviewer]
) -> None:
    gone = services.settings.add_staff("Kwame Mensah")
    services.settings.save_interviewer(
        Interviewer(id=elif_().id, name=elif_().name, staff_id=gone.id)
    )
    services.settings.remove_staff(gone.id)
    stage.settle()
    assert body.form.staff.currentText() == "Somebody who left the staff"
    type_over(stage, body.form.email, "elif@northlight.example")
    assert elif_().staff_id == gone.id


def test_that_an_interviewer_goes_and_comes_back_as_they_were(
    stage: Stage,
    services: Services,
    page: SettingsPage,
    body: InterviewerBody,
    elif_: Callable[[], Interviewer],
) -> None:
    add_word(stage, body.form.skills.line, "NLP")
    before = elif_()
    click(stage, page.interviewers, "Remove Elif Yıldız")
    assert before not in services.settings.get().interviewers
    assert page.interviewers.line.hasFocus()
    stage.undo()
    assert elif_() == before
    assert "NLP" in page.interviewers._shown[0][2]


def test_that_nobody_is_added_twice(stage: Stage, services: Services, page: SettingsPage) -> None:
    before = services.settings.get().interviewers
    page.interviewers.line.setText("Elif Yıldız")
    QTest.keyClick(page.interviewers.line, Qt.Key.Key_Return)
    stage.settle()
    assert stage.said == ["There is an interviewer “Elif Yıldız” already."]
    assert services.settings.get().interviewers == before


def test_that_the_cursor_stays_in_its_field_while_another_is_saved(
    stage: Stage, body: InterviewerBody
) -> None:
    form = body.form
    form.name.setFocus()
    form.name.setText("Elif Y.")
    form.email.setFocus()
    QTest.keyClicks(form.email, "elif@")
    stage.settle()
    assert (form.email.text(), form.email.hasFocus()) == ("elif@", True)


def test_that_tab_goes_from_a_name_into_what_it_opened(
    stage: Stage, page: SettingsPage, body: InterviewerBody, elif_: Callable[[], Interviewer]
) -> None:
    add_word(stage, body.form.skills.line, "NLP")
    line = page.interviewers.lines[elif_().id]
    line.head.setFocus()
    reached = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    form = body.form
    assert reached == [line.remove, form.name, form.email, form.skills.chips[0]]
    QTest.keyClick(line.head, Qt.Key.Key_Space)
    assert not body.isVisible()


# Times


def test_that_a_break_of_an_interviewer_is_added_changed_and_removed_with_undo(
    stage: Stage, services: Services, page: SettingsPage, body: InterviewerBody
) -> None:
    assert said(body.times) == []
    click(stage, body, "Add a break or blocked time…")
    dialog = dialog_of(page)
    dialog.form.title.setText("Lunch")
    dialog.save.click()
    stage.settle()
    assert said(body.times) == ["Every day 12:00–13:00, Lunch"]
    click(stage, body, "Change Every day 12:00–13:00, Lunch")
    dialog = dialog_of(page)
    dialog.form.days.which.choose("some")
    dialog.form.days.boxes[SECOND].click()
    dialog.save.click()
    stage.settle()
    assert said(body.times) == ["Thu 9 12:00–13:00, Lunch"]
    stage.undo()
    assert said(body.times) == ["Every day 12:00–13:00, Lunch"]
    click(stage, body, "Remove Every day 12:00–13:00, Lunch")
    assert services.settings.availability() == ()
    assert stage.window.focusWidget() is body.can
    stage.undo()
    assert said(body.times) == ["Every day 12:00–13:00, Lunch"]


def test_that_hours_when_they_can_are_the_only_ones(
    stage: Stage, services: Services, page: SettingsPage, body: InterviewerBody
) -> None:
    click(stage, body, "Add hours when they can…")
    dialog = dialog_of(page)
    dialog.form.days.which.choose("some")
    dialog.form.days.boxes[SECOND].click()
    dialog.save.click()
    stage.settle()
    (one,) = services.settings.availability()
    assert (one.kind, one.days) == (AvailabilityKind.OPEN, (SECOND,))
    assert said(body.times) == ["Thu 9 09:00–12:00 only"]
    assert "Thu 9 09:00–12:00 only" in page.interviewers._shown[0][2]


def test_that_times_of_rooms_are_blocked_for_one_or_all(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    card, rooms = page.interviews.blocked, rooms_of(services)
    for choice, title in ((0, "Lunch"), (2, "Press")):
        click(stage, card, "Block a time…")
        dialog = dialog_of(page)
        dialog.form.target.setCurrentIndex(choice)
        dialog.form.title.setText(title)
        dialog.save.click()
        stage.settle()
    assert [one.room_id for one in services.settings.availability()] == [None, rooms[1].id]
    assert said(card.times) == ["Every day 12:00–13:00, Lunch", "Every day 12:00–13:00, Press"]
    click(stage, card, "Remove Hangang: Every day 12:00–13:00, Press")
    assert said(card.times) == ["Every day 12:00–13:00, Lunch"]
    stage.undo()
    assert len(said(card.times)) == 2


def test_that_a_wrong_time_is_said_beside_its_field_and_the_dialog_stays(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    click(stage, page.interviews.blocked, "Block a time…")
    dialog = dialog_of(page)
    dialog.form.ends.set_value(time(11))
    dialog.form.days.which.choose("some")
    dialog.save.click()
    assert dialog.form.until.complaint == "It ends before it starts."
    assert dialog.form.days_field.complaint == "Choose a day, or every day."
    assert dialog.isVisible()
    assert services.settings.availability() == ()
    dialog.form.days.boxes[THIRD].click()
    assert dialog.form.days_field.complaint == ""
    dialog.form.ends.set_value(time(12, 30))
    dialog.save.click()
    stage.settle()
    assert page.interviews.blocked.times.words == ("Fri 10 12:00–12:30",)


# Roles


def test_that_what_a_role_needs_is_saved_part_by_part_and_summed_up(
    stage: Stage, services: Services, page: SettingsPage, role_form: RoleForm
) -> None:
    first, second = services.settings.get().interviewers
    need = role_form.need
    type_over(stage, need.minutes, "45")
    need.any_of.choose(first.id)
    need.any_of.choose(second.id)
    stage.settle()
    add_word(stage, need.skills.line, "NLP")
    type_over(stage, need.language, "English")
    type_over(stage, need.room_kind, "large")
    need.count.setValue(2)
    need.count.editingFinished.emit()
    stage.settle()
    assert role_of(services).need == Need(
        minutes=45,
        any_of=(first.id, second.id),
        size=2,
        skills=("NLP",),
        language="English",
        room_kind="large",
    )
    summary = "Elif Yıldız or Tomasz Zieliński, 2 in all · knows NLP"
    assert page.roles._shown[0][2].startswith(summary)
    assert need.warning.isVisible()
    assert need.warning.words == "Nobody here can hold it as it stands. No room is of this kind."


def test_that_a_roles_need_and_title_are_undone(
    stage: Stage, services: Services, role_form: RoleForm
) -> None:
    before = role_of(services)
    role_form.need.all_of.choose(services.settings.get().interviewers[0].id)
    stage.settle()
    stage.undo()
    assert role_of(services) == before
    assert role_form.need.all_of.ids == ()
    type_over(stage, role_form.title, "Scientist")
    assert role_of(services).title == "Scientist"
    stage.undo()
    assert role_form.title.text() == before.title


def test_that_a_wrong_need_or_title_says_so_and_is_not_stored(
    stage: Stage, services: Services, role_form: RoleForm
) -> None:
    before = role_of(services)
    type_over(stage, role_form.need.minutes, "3")
    assert role_form.need.length.complaint.startswith("At least 5 minutes.")
    type_over(stage, role_form.need.minutes, "")
    type_over(stage, role_form.title, "Intern 2027")
    assert role_form.title_field.complaint == "There is a role “Intern 2027” already."
    type_over(stage, role_form.title, " ")
    assert role_form.title_field.complaint == "Give a title."
    assert role_of(services) == before


def test_that_a_role_comes_back_with_its_need(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    role = services.settings.save_role(Role(role_of(services).id, "Scientist", Need(minutes=45)))
    stage.settle()
    click(stage, page.roles, "Remove Scientist")
    assert role not in services.settings.get().roles
    stage.undo()
    assert role_of(services) == role


def test_that_an_interviewer_who_left_can_be_taken_out_of_a_need(
    stage: Stage, services: Services, page: SettingsPage, role_form: RoleForm
) -> None:
    gone = services.settings.get().interviewers[0]
    role_form.need.all_of.choose(gone.id)
    stage.settle()
    services.settings.remove_interviewer(gone.id)
    stage.settle()
    (chip,) = role_form.need.all_of.chips
    assert chip.text() == "Somebody who left"
    assert role_form.need.warning.isVisible()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    stage.settle()
    assert role_of(services).need is None


# Scorecards


def test_that_criteria_are_added_changed_and_removed_with_undo(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    card = page.interviews.criteria
    for title in ("Depth", "Clarity"):
        card.title.setText(title)
        card.hint.setText("Says why")
        QTest.keyClick(card.hint, Qt.Key.Key_Return)
        stage.settle()
    assert [one.title for one in services.settings.get().criteria] == ["Depth", "Clarity"]
    type_over(stage, card.lines[0].hint, "Says why not")
    assert services.settings.get().criteria[0].hint == "Says why not"
    stage.undo()
    assert card.lines[0].hint.text() == "Says why"
    click(stage, card, "Remove Depth")
    assert [line.criterion.title for line in card.lines] == ["Clarity"]
    stage.undo()
    assert [line.criterion.title for line in card.lines] == ["Depth", "Clarity"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (" ", "Give the criterion a title."),
        ("Clarity", "There is a criterion “Clarity” already."),
    ],
)
def test_that_a_wrong_title_of_a_criterion_says_so_and_is_not_stored(
    stage: Stage, services: Services, page: SettingsPage, text: str, complaint: str
) -> None:
    for title in ("Depth", "Clarity"):
        services.settings.save_criterion(Criterion("", title))
    stage.settle()
    line = page.interviews.criteria.lines[0]
    type_over(stage, line.title, text)
    assert line.problem.text() == complaint
    assert line.problem.isVisible()
    assert [one.title for one in services.settings.get().criteria] == ["Depth", "Clarity"]


# The forms as other pages use them


def test_that_a_time_can_be_asked_for_of_rooms_and_people(stage: Stage, services: Services) -> None:
    settings = services.settings.get()
    rooms, people = settings.rooms, settings.interviewers
    dialog = TimeDialog(settings.event.days, rooms, people, parent=stage.window)
    stage.qtbot.addWidget(dialog)
    given: list[Availability] = []
    dialog.accepted_with.connect(given.append)
    dialog.form.target.setCurrentIndex(1 + len(rooms))
    dialog.form.kind.choose(AvailabilityKind.OPEN.value)
    assert dialog.form.heading == "When Elif Yıldız can"
    dialog.save.click()
    (one,) = given
    assert (one.kind, one.interviewer_id, one.room_id) == (
        AvailabilityKind.OPEN,
        people[0].id,
        None,
    )
    dialog.form.target.setCurrentIndex(1)  # rooms are blocked only
    room = dialog.value()
    assert room is not None
    assert (room.kind, room.room_id) == (AvailabilityKind.BLOCKED, rooms[0].id)


def test_that_a_stored_time_is_shown_with_a_day_that_the_event_lost(
    stage: Stage, services: Services
) -> None:
    settings = services.settings.get()
    gone = date(2026, 7, 6)
    stored = Availability(
        id="1",
        kind=AvailabilityKind.BLOCKED,
        title="Set-up",
        room_id=settings.rooms[0].id,
        days=(gone, SECOND),
        starts=time(8),
        ends=time(9, 15),
    )
    dialog = TimeDialog(settings.event.days, settings.rooms, (), stored, stage.window)
    stage.qtbot.addWidget(dialog)
    assert dialog.value() == stored
    given: list[Availability] = []
    dialog.accepted_with.connect(given.append)
    dialog.save.click()
    assert given == []  # nothing was changed


def test_that_a_candidates_need_says_when_they_can(stage: Stage, services: Services) -> None:
    settings = services.settings.get()
    form = NeedForm(settings.interviewers, settings.rooms, settings.event.days)
    stage.show(form)
    assert form.windows is not None
    given: list[Need] = []
    form.edited.connect(given.append)
    form.windows.add.click()
    (line,) = form.windows.lines
    line.day.setCurrentIndex(2)
    type_over(stage, line.opens, "15")
    assert [(one.day, one.opens, one.closes) for one in given[-1].windows] == [
        (SECOND, time(15), None)
    ]
    type_over(stage, line.closes, "14:30")
    assert line.until.complaint == "Before it begins."
    assert form.value() is None
    type_over(stage, line.closes, "late")
    assert line.until.complaint == "Give a time, such as 15:00."
    type_over(stage, line.closes, "16.30")
    assert given[-1].windows[0].closes == time(16, 30)
    other = NeedForm(settings.interviewers, settings.rooms, settings.event.days)
    stage.qtbot.addWidget(other)
    other.show_need(given[-1])
    assert other.value() == given[-1]


def test_that_a_role_need_keeps_windows_that_it_does_not_ask_for(
    stage: Stage, services: Services
) -> None:
    settings = services.settings.get()
    form = NeedForm(settings.interviewers, settings.rooms)
    stage.qtbot.addWidget(form)
    assert form.windows is None
    assert form.value() == Need()
    need = Need(minutes=45, windows=(Hours(SECOND, time(15), None),))
    form.show_need(need)
    assert form.value() == need


# By the keys alone, and by ear


@pytest.fixture
def opened(window: Window, services: Services) -> SettingsPage:
    """The page in the whole window, an interviewer with a time and a role opened."""
    elif_id = services.settings.get().interviewers[0].id
    lunch = Availability(
        kind=AvailabilityKind.BLOCKED, interviewer_id=elif_id, starts=time(12), ends=time(13)
    )
    services.settings.save_availability(lunch)
    services.settings.save_criterion(Criterion("", "Depth"))
    window.body.navigate("settings")
    window.settle()
    page = cast("SettingsPage", window.body.pages["settings"])
    for card in (page.interviewers, page.roles):
        next(iter(card.lines.values())).head.setChecked(True)
    window.settle()
    return page


def test_that_tab_reaches_everything_that_was_opened(window: Window, opened: SettingsPage) -> None:
    assert_reaches_everything(window, window.body)


def test_that_everything_that_was_opened_is_heard_and_shows_the_focus(
    window: Window, opened: SettingsPage
) -> None:
    assert_heard(window.top)
    assert_rings(opened)


def test_that_everything_in_the_dialog_of_a_time_is_heard(
    window: Window, opened: SettingsPage
) -> None:
    opened.interviews.blocked.add.click()
    window.settle()
    dialog = dialog_of(opened)
    dialog.form.days.which.choose("some")
    window.settle()
    assert_heard(dialog)
    assert_reaches_everything_in(dialog)
    dialog.done(0)


def assert_reaches_everything_in(dialog: TimeDialog) -> None:
    reached = set()
    for _ in range(30):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert wanted(dialog) <= reached


def test_that_people_are_chosen_from_a_list_and_enter_saves_a_time(
    stage: Stage, services: Services, page: SettingsPage, role_form: RoleForm
) -> None:
    people = role_form.need.all_of
    QTest.keyClick(people.add, Qt.Key.Key_Space)
    assert people.menu is not None
    assert [action.text() for action in people.menu.actions()] == [
        "Elif Yıldız",
        "Tomasz Zieliński",
    ]
    people.menu.actions()[1].trigger()
    people.menu.close()
    stage.settle()
    need = role_of(services).need
    assert need is not None
    assert need.all_of == (services.settings.get().interviewers[1].id,)
    click(stage, page.interviews.blocked, "Block a time…")
    dialog = dialog_of(page)
    dialog.form.ends.setFocus()
    QTest.keyClick(dialog.form.ends, Qt.Key.Key_Return)
    stage.settle()
    assert said(page.interviews.blocked.times) == ["Every day 12:00–13:00"]


def test_that_ctrl_z_brings_back_whom_the_notice_names(
    window: Window, elif_: Callable[[], Interviewer]
) -> None:
    """The keys are in the empty field for a new one by then, in which something was typed once."""
    window.body.navigate("settings")
    window.settle()
    page = cast("SettingsPage", window.body.pages["settings"])
    line = page.interviewers.line
    line.setFocus()
    QTest.keyClicks(line, "Nora Test")
    QTest.keyClick(line, Qt.Key.Key_Return)
    window.settle()
    window.services.settings.remove_interviewer(
        next(
            one.id for one in window.services.settings.get().interviewers if one.name == "Nora Test"
        )
    )
    left = page.interviewers.lines[elif_().id]
    QTest.mouseClick(left.remove, Qt.MouseButton.LeftButton)
    window.settle()
    assert "Elif Yıldız removed" in window.words
    assert all(one.name != "Elif Yıldız" for one in window.services.settings.get().interviewers)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert line.text() == ""
    assert any(one.name == "Elif Yıldız" for one in window.services.settings.get().interviewers)


def test_that_ctrl_z_in_a_field_that_was_typed_in_is_the_fields(window: Window) -> None:
    window.body.navigate("settings")
    window.settle()
    page = cast("SettingsPage", window.body.pages["settings"])
    before = window.services.settings.get().interviewers
    left = next(iter(page.interviewers.lines.values()))
    QTest.mouseClick(left.remove, Qt.MouseButton.LeftButton)
    window.settle()
    line = page.interviewers.line
    line.setFocus()
    QTest.keyClicks(line, "Nora")
    for _ in range(4):  # once more than there is to take back
        QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert line.text() == ""
    assert len(window.services.settings.get().interviewers) == len(before) - 1
