"""Inviting: mails are written, opened one by one, and written again where something changed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from boothapp.domain.day_sheets import SheetKind
from boothapp.domain.exporting import Leaving
from boothapp.domain.interviews import InterviewStatus
from boothapp.ui.dialogs.cancellations_dialog import CancellationsDialog
from boothapp.ui.dialogs.ending_dialog import EndingDialog
from boothapp.ui.invitations.day_sheets import DaySheetsDialog
from boothapp.ui.invitations.dialog import InvitationsDialog
from boothapp.ui.privacy.person_menu import open_erase, open_withdraw
from boothapp.ui.widgets.labels import Label
from tests.factories import SettableClock
from tests.ui.cards.conftest import Desk


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What was handed to the system."""
    found: list[QUrl] = []

    def open_it(url: QUrl) -> bool:
        found.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_it)
    return found


def invite(desk: Desk, folder: Path | None) -> InvitationsDialog:
    desk.press(Qt.Key.Key_I)
    dialog = cast("InvitationsDialog", desk.dialog(InvitationsDialog))
    if folder is not None:
        dialog.folder.show_folder(folder)
    return dialog


def test_that_the_mails_are_written_and_each_is_opened(
    desk: Desk, tmp_path: Path, opened: list[QUrl]
) -> None:
    card = desk.page.panel.booking
    assert card.invitation.words == "Not invited"
    dialog = invite(desk, tmp_path / "mails")
    assert dialog.folder.isVisible()
    dialog.write.click()
    desk.stage.settle()
    assert card.invitation.words == "Invited"
    assert dialog.written is not None
    assert [one.accessibleName() for one in dialog.written.buttons] == [
        "Open the mail to Amara Okonkwo",
        "Open the mail to Elif Yıldız",
    ]
    said = " ".join(label.text() for label in dialog.written.findChildren(Label))
    assert "calendar files (.ics)" in said, "four files lie there, and two mails were named"
    dialog.written.buttons[0].click()
    dialog.written.folder.click()
    assert [url.toLocalFile().endswith(".eml") for url in opened] == [True, False]
    assert opened[1].toLocalFile() == str(tmp_path / "mails")
    dialog.reject()
    again = invite(desk, None)
    assert again.folder.folder == tmp_path / "mails"
    again.reject()


def test_that_a_moved_one_is_sent_again(desk: Desk, tmp_path: Path) -> None:
    desk.services.invitations.write([desk.booked.id], tmp_path / "one")
    desk.services.interviews.move(
        desk.booked.id, desk.booked.room_id, desk.booked.starts + timedelta(hours=1)
    )
    desk.stage.settle()
    card = desk.page.panel.booking
    assert card.invitation.words == "Changed since the invitation: send again"
    assert card.invite.text() == "Send again"
    dialog = invite(desk, tmp_path / "two")
    dialog.write_all()
    desk.stage.settle()
    assert desk.now.invited == 1
    dialog.reject()


def test_that_a_no_show_has_nothing_to_send_again(
    desk: Desk, tmp_path: Path, clock: SettableClock
) -> None:
    desk.services.invitations.write([desk.booked.id], tmp_path / "one")
    clock.now = desk.booked.starts + timedelta(minutes=10)
    desk.services.interviews.set_status(desk.booked.id, InterviewStatus.NO_SHOW)
    desk.stage.settle()
    card = desk.page.panel.booking
    assert card.invitation.words == "Invited"
    assert card.invite.text() == "Send cancellation", "for who wants it out of the calendars"


def test_that_without_an_address_it_says_where_to_give_one(desk: Desk, tmp_path: Path) -> None:
    settings = desk.services.settings
    settings.save_booth(replace(settings.get().booth, organizer=""))
    dialog = invite(desk, tmp_path)
    assert "from which address invitations come" in dialog.problem.words
    assert dialog.write.isHidden()
    dialog.settings.click()
    assert desk.stage.navigated == [("settings", "interviews")]
    assert desk.closed()


def test_that_a_refusal_is_said_and_can_be_tried_again(desk: Desk, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    dialog = invite(desk, blocked)
    dialog.write.click()
    desk.stage.settle()
    assert "is a file" in dialog.problem.words
    dialog.folder.show_folder(tmp_path / "mails")
    dialog.write.click()
    desk.stage.settle()
    assert desk.now.invited == 0
    dialog.reject()


def test_that_the_words_alone_go_to_the_mail_program_and_invite_nobody(
    desk: Desk, tmp_path: Path, opened: list[QUrl]
) -> None:
    dialog = invite(desk, tmp_path)
    dialog.mail(desk.services.invitations.preview(desk.booked.id).candidate)
    desk.stage.settle()
    assert opened[0].scheme() == "mailto"
    assert desk.now.invited is None
    dialog.reject()


def test_that_sheets_and_calendars_are_saved_for_a_recipient(desk: Desk, tmp_path: Path) -> None:
    dialog = DaySheetsDialog(desk.stage.context, desk.stage.window)
    dialog.open()
    desk.stage.settle()
    assert dialog.day.currentText() == "Thursday 9 July"
    dialog.sheets.click()
    assert dialog.who.complaint == "Say who will hold it."
    dialog.save_sheets(tmp_path / "rooms.pdf", "The door")
    dialog.kind.choose(SheetKind.INTERVIEWER.value)
    dialog.only.setCurrentIndex(dialog.only.findText("Elif Yıldız"))
    dialog.save_calendar(tmp_path / "elif.ics", "Elif")
    desk.stage.settle()
    ledger = desk.services.exporting.ledger()
    assert {(one.what, one.recipient) for one in ledger} == {
        (Leaving.TIMETABLE, "The door"),
        (Leaving.TIMETABLE, "Elif"),
    }
    dialog.only.setCurrentIndex(dialog.only.findText("Tomasz Zieliński"))
    dialog.save_sheets(tmp_path / "none.pdf", "Tomasz")
    desk.stage.settle()
    assert "no interview on these sheets" in dialog.problem.words
    dialog.kind.choose(SheetKind.CANDIDATE.value)
    assert not dialog.calendar.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("erase", [True, False])
def test_that_calendars_are_told_after_an_end(desk: Desk, tmp_path: Path, erase: bool) -> None:
    desk.services.invitations.write([desk.booked.id], tmp_path / "one")
    subject = desk.services.leads.detail(desk.booked.lead_id).subject
    window, context = desk.stage.window, desk.stage.context
    dialog: EndingDialog
    if erase:
        dialog = open_erase(context, subject, window)
        desk.stage.settle()
        dialog.erase.click()
    else:
        dialog = open_withdraw(context, subject, window)
        desk.stage.settle()
        dialog.withdraw.click()
    desk.stage.settle()
    told = dialog.cancelling
    assert told is not None
    assert told.write.hasFocus(), "Esc or Enter by habit must not lose it"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert told.question is not None, "nothing knows the addresses afterwards"
    assert dialog.isVisible()
    QTest.keyClick(told.question, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert told.said.words.startswith("1 interview stands in calendars: write the cancellations")
    told.folder.show_folder(tmp_path / "off")
    told.write.click()
    desk.stage.settle()
    assert told.written is not None
    assert len(told.written.buttons) == 2
    assert sorted(path.suffix for path in (tmp_path / "off").iterdir()) == [
        *(".eml", ".eml"),
        *(".ics", ".ics"),
    ]
    dialog.reject()


def test_that_closing_untold_is_a_choice_and_writing_them_the_answer_of_enter(
    desk: Desk, tmp_path: Path
) -> None:
    desk.services.invitations.write([desk.booked.id], tmp_path / "one")
    booked = desk.services.invitations.preview(desk.booked.id)
    dialog = CancellationsDialog(desk.stage.context, [booked], desk.stage.window)
    dialog.open()
    told = dialog.cancelling
    told.folder.show_folder(tmp_path / "off")
    assert dialog.focusWidget() is told.write
    dialog.close()  # the cross of the window
    assert told.question is not None
    told.question.no.click()
    desk.stage.settle()
    assert told.written is not None
    dialog.reject()
    assert not dialog.isVisible()

    other = CancellationsDialog(desk.stage.context, [booked], desk.stage.window)
    other.open()
    other.leave.click()
    assert other.cancelling.question is not None
    other.cancelling.question.yes.click()
    assert not other.isVisible()
    assert len(list((tmp_path / "off").iterdir())) == 4


def test_that_it_says_what_gets_free_and_who_waits_where_no_calendar_knows(desk: Desk) -> None:
    desk.services.scorecards.save(desk.booked.id, {}, None, "Knows her field")
    subject = desk.services.leads.detail(desk.booked.lead_id).subject
    dialog = open_erase(desk.stage.context, subject, desk.stage.window)
    desk.stage.settle()
    assert "1 interview (1 ahead)" in dialog.goes.text()
    assert "1 scorecard" in dialog.goes.text()
    dialog.erase.click()
    desk.stage.settle()
    assert dialog.cancelling is None
    assert dialog.view is not None
    (freed,) = dialog.view.ended.freed
    said = [label.text() for label in dialog.view.findChildren(Label)]
    assert (
        "Thu 9 July 14:00: Namsan is free again; Sofia Marchetti and Elif Yıldız expect them."
        in said
    )
    assert freed.expecting == ("Sofia Marchetti", "Elif Yıldız")
    dialog.reject()
