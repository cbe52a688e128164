"""What a candidate needs, and when they cannot come: kept with undo, from both pages."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from boothapp.domain.needs import Need, Window
from boothapp.domain.people import BusyTime
from boothapp.ui.candidates.busy_dialog import BusyDialog
from boothapp.ui.candidates.busy_import import BusyImportDialog
from boothapp.ui.candidates.need_dialog import NeedDialog
from tests.ui.cards.conftest import Desk

AT = datetime(2026, 7, 9, 6, tzinfo=UTC)  # 15:00 in Seoul
POSTER = BusyTime("poster", "Poster 1187", AT, AT.replace(hour=7), "Hall C")


class Form(QWidget):
    """Stands in for the form of Settings."""

    def __init__(self, *_: Sequence[object]) -> None:
        super().__init__()
        QVBoxLayout(self)
        self.need = Need()

    def value(self) -> Need:
        return self.need

    def show_need(self, need: Need) -> None:
        self.need = need


def need(desk: Desk, lead_id: str) -> Need | None:
    return desk.services.leads.detail(lead_id).need


def busy(desk: Desk, lead_id: str) -> tuple[BusyTime, ...]:
    return desk.services.leads.detail(lead_id).person.busy


def own_times(desk: Desk) -> BusyDialog:
    desk.page.cards.candidates.open_busy(desk.waiting)
    return cast("BusyDialog", desk.dialog(BusyDialog))


def test_that_a_need_is_kept_and_undone(desk: Desk) -> None:
    desk.page.cards.candidates.make_form = Form
    desk.press(Qt.Key.Key_E)
    dialog = cast("NeedDialog", desk.dialog(NeedDialog))
    assert "Amara" in dialog.headline.text(), "the booking is selected"
    dialog.form.show_need(Need(minutes=45))
    dialog.save.click()
    desk.stage.settle()
    assert need(desk, desk.booked.lead_id) == Need(minutes=45)
    desk.stage.undo()
    assert need(desk, desk.booked.lead_id) is None


def test_that_in_the_list_the_key_is_about_who_waits_and_nothing_asked_is_none(desk: Desk) -> None:
    desk.services.leads.set_need(desk.waiting, Need(minutes=30))
    desk.page.cards.candidates.make_form = Form
    desk.stage.settle()
    people = desk.page.panel.list
    people.setFocus()
    QTest.keyClick(people, Qt.Key.Key_E)
    dialog = cast("NeedDialog", desk.dialog(NeedDialog))
    assert "Wanjiru" in dialog.headline.text()
    assert dialog.form.value() == Need(minutes=30)
    dialog.clear.click()
    dialog.save.click()
    desk.stage.settle()
    assert need(desk, desk.waiting) is None


def test_that_the_real_form_keeps_a_need(desk: Desk) -> None:
    tomasz = desk.services.settings.get().interviewers[-1]
    wanted = Need(any_of=(tomasz.id,), windows=(Window(closes=time(18)),))
    desk.services.leads.set_need(desk.waiting, wanted)
    desk.page.cards.candidates.open_need(desk.waiting)
    dialog = cast("NeedDialog", desk.dialog(NeedDialog))
    assert dialog.form.value() == wanted
    dialog.clear.click()
    dialog.save.click()
    desk.stage.settle()
    assert need(desk, desk.waiting) is None


def test_that_own_times_are_added_changed_removed_and_undone(desk: Desk) -> None:
    desk.services.leads.set_busy(desk.waiting, (POSTER,))
    dialog = own_times(desk)
    dialog.begin()
    assert dialog.form.day.currentText() == "Thu 9 July"
    dialog.form.title.setText("A talk")
    dialog.form.starts.set_value(time(11))
    dialog.form.ends.set_value(time(10))
    dialog.save.click()
    assert dialog.form.until.complaint == "Ends before it starts."
    dialog.form.ends.set_value(time(12))
    dialog.take.click()
    assert [one.title for one in dialog.times] == ["A talk", "Poster 1187"]
    edit, _ = dialog.rows[1]
    assert edit is not None
    edit.click()
    dialog.form.place.setText("Hall D")
    dialog.save.click()
    desk.stage.settle()
    assert desk.closed()
    assert [(one.title, one.place) for one in busy(desk, desk.waiting)] == [
        ("A talk", ""),
        ("Poster 1187", "Hall D"),
    ]
    desk.stage.undo()
    assert busy(desk, desk.waiting) == (POSTER,)
    dialog = own_times(desk)
    dialog.rows[0][1].click()
    dialog.save.click()
    desk.stage.settle()
    assert busy(desk, desk.waiting) == ()


def test_that_a_calendar_comes_into_the_list_and_says_what_it_did_not_understand(
    desk: Desk, tmp_path: Path
) -> None:
    lines = (
        *("BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:Dinner", "DTSTART:20260709T090000Z"),
        *("DTEND:20260709T100000Z", "END:VEVENT", "BEGIN:VEVENT", "SUMMARY:Lost"),
        *("DTSTART:never", "END:VEVENT", "END:VCALENDAR", ""),
    )
    path = tmp_path / "own.ics"
    path.write_text("\r\n".join(lines), "utf-8")
    dialog = own_times(desk)
    dialog.bring_in(path)
    desk.stage.settle()
    assert [one.title for one in dialog.times] == ["Dinner"]
    assert dialog.report.words.startswith("1 added to the list\n")
    assert "It was left out." in dialog.report.words
    assert busy(desk, desk.waiting) == (), "kept by Save only"
    dialog.reject()


def test_that_many_peoples_times_are_looked_at_kept_and_undone(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "posters.csv"
    rows = (
        "badge id,start,end,title",
        "AB-0001,2026-07-09 09:00,10:00,One",
        "AB-0003,2026-07-09 09:00,10:00,Two",
        "AB-9999,2026-07-09 09:00,10:00,Three",
        "AB-0003,soon,10:00,Four",
    )
    path.write_text("\n".join(rows), "utf-8")
    dialog = BusyImportDialog(desk.stage.context, desk.stage.window)
    dialog.open()
    desk.stage.settle()
    dialog.open_file(path)
    desk.stage.settle()
    model = dialog.found
    shown = [model.index(row, 3).data() for row in range(model.rowCount())]
    assert shown == ["will be kept", "will be kept", "left out: no lead here goes by this"]
    assert dialog.problems.index(0, 0).data() == "5"
    assert dialog.outlook.words == (
        "2 times of 2 people would be kept; 1 time left out; 1 to look at below"
    )
    dialog.keep.click()
    desk.stage.settle()
    assert desk.closed()
    assert [one.title for one in busy(desk, desk.waiting)] == ["Two"]
    desk.stage.undo()
    assert busy(desk, desk.waiting) == ()


def test_that_a_file_that_cannot_be_read_is_said(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    dialog = BusyImportDialog(desk.stage.context, desk.stage.window)
    dialog.open()
    desk.stage.settle()
    dialog.open_file(path)
    desk.stage.settle()
    assert "has no column" in dialog.problem.words
    assert not dialog.keep.isEnabled()
    dialog.reject()
