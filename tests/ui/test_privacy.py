"""One person on the Privacy page: found, shown, corrected, given their data, let go."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.domain.scorecards import ScoreVerdict
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.details_dialog import DetailsDialog
from boothapp.ui.dialogs.erase_dialog import EraseDialog
from boothapp.ui.dialogs.withdraw_dialog import WithdrawDialog
from boothapp.ui.pages.leads import LeadsPage
from boothapp.ui.pages.privacy import PrivacyPage
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.privacy.sheet import LABEL_COLUMN
from boothapp.ui.privacy.wording import instant
from boothapp.ui.widgets.labels import Label
from tests import factories
from tests.ui.conftest import Stage


@pytest.fixture
def amara(services: Services, roster: None) -> str:
    """Amara was scanned, said yes to CV sharing, and somebody wrote about her."""
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    assert card.lead is not None
    assert card.subject is not None
    services.capture.answer(card, {Purpose.CV: ConsentEvent.GIVEN}, notice=NoticeShown())
    services.leads.add_note(card.lead.id, "Asked about the Zürich team")
    return card.subject


@pytest.fixture
def page(stage: Stage, amara: str) -> PrivacyPage:
    page = PrivacyPage(stage.context)
    stage.show(page)
    return page


def look_for(stage: Stage, page: PrivacyPage, text: str) -> list[str]:
    QTest.keyClicks(page.people.search, text)
    stage.qtbot.waitUntil(lambda: not page.people._soon.isActive())
    stage.settle()
    return [person.name for person in page.people.list.people]


def texts(page: PrivacyPage) -> str:
    labels = page.people.sheet.findChildren(Label)
    return "\n".join(label.text() for label in labels if label.isVisible())


def erase(stage: Stage) -> EraseDialog:
    dialog = next(found for found in stage.window.findChildren(EraseDialog) if found.isVisible())
    stage.settle()
    dialog.erase.click()
    stage.settle()
    return dialog


def test_that_typing_finds_people_and_one_alone_is_opened(stage: Stage, page: PrivacyPage) -> None:
    assert page.people.search.hasFocus()
    assert look_for(stage, page, "lagos") == ["Amara Okonkwo"]
    assert page.people.subject is not None
    shown = texts(page)
    for said in ("amara.okonkwo@lit.example", "CV sharing", "Asked about the Zürich team"):
        assert said in shown
    assert "Scanned by Sofia Marchetti" in shown


def test_that_a_day_with_its_time_stands_on_one_line(qapp: QApplication) -> None:
    days = (datetime(2026, month, 23, 20, 0, tzinfo=UTC) for month in range(1, 13))
    widest = max(Label(instant(day, UTC)).sizeHint().width() for day in days)
    assert widest < LABEL_COLUMN


def test_that_a_long_address_that_was_filled_in_is_read_from_its_beginning(
    stage: Stage, page: PrivacyPage
) -> None:
    page.open_with("?somebody.with.a.long.name@kestrel-institute-of-technology.example")
    stage.settle()
    assert page.people.search.cursorPosition() == 0


def test_that_who_is_not_known_is_said_so(stage: Stage, page: PrivacyPage) -> None:
    assert look_for(stage, page, "nobody at all") == []
    assert page.people._count.text() == "Nobody answers to this."


def test_that_nobody_is_left_standing_where_a_search_finds_nobody(
    stage: Stage, page: PrivacyPage
) -> None:
    look_for(stage, page, "lagos")
    assert page.people.subject is not None
    assert look_for(stage, page, "nobody at all") == []
    assert page.people.subject is None
    assert "Amara" not in texts(page)
    page.people.erase()  # the key, too, is for nobody
    assert QApplication.activeModalWidget() is None


def test_that_what_was_asked_for_one_person_is_not_done_for_the_next(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    done: list[str | None] = []
    people = page.people
    people.open("0" * 64, lambda: done.append(people.subject))  # nobody: it is let go of
    stage.settle()
    assert look_for(stage, page, "lagos") == ["Amara Okonkwo"]
    stage.settle()
    people.open(services.people.resolve("AB-0003"), lambda: done.append(people.subject))
    people.open(amara)  # chosen before the answer came
    stage.settle()
    assert people.subject == amara
    assert done == []
    people.open(amara, lambda: done.append(people.subject))
    stage.settle()
    assert done == [amara]


def test_that_a_scan_finds_the_person_and_writes_no_visit(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    before = len(services.capture.recent())
    page.scanned("AB-0001")
    stage.settle()
    assert page.people.subject == amara
    assert len(services.capture.recent()) == before


def test_that_a_scan_of_nobody_known_is_said_and_leaves_no_trace(
    stage: Stage, page: PrivacyPage, services: Services
) -> None:
    before = factories.everything(services)
    for code in ("https://shop.example/offer", "ZZ-9999"):
        page.scanned(code)
        stage.settle()
        assert stage.said == ["Nothing is known of this badge. No scan was written."]
        stage.context.toasts.clear()
    assert factories.everything(services) == before


def test_that_enter_in_the_search_goes_to_the_list_and_the_cursor_shows_the_person(
    stage: Stage, page: PrivacyPage
) -> None:
    assert look_for(stage, page, "example") == ["Amara Okonkwo", "Wanjiru Kamau"]
    QTest.keyClick(page.people.search, Qt.Key.Key_Return)
    stage.settle()
    assert page.people.sheet.name.text() == "Amara Okonkwo"
    QTest.keyClick(page.people.list, Qt.Key.Key_Down)
    stage.settle()
    assert page.people.sheet.name.text() == "Wanjiru Kamau"


def test_that_somebody_who_is_on_the_list_only_is_corrected_too(
    stage: Stage, page: PrivacyPage, services: Services
) -> None:
    wanjiru = services.people.resolve("AB-0003")
    page.open_with(wanjiru)
    stage.settle()
    page.people.sheet.correct.click()
    (dialog,) = stage.window.findChildren(DetailsDialog)
    dialog.name.setText("Wanjiru W. Kamau")
    dialog.save()
    stage.settle()
    assert page.people.sheet.name.text() == "Wanjiru W. Kamau"
    assert "Tell the organiser too" in stage.said[-1]
    stage.undo()
    assert services.people.held(wanjiru).person.name == "Wanjiru Kamau"


def test_that_who_does_not_answer_to_a_search_does_not_stand_there(
    stage: Stage, page: PrivacyPage, amara: str
) -> None:
    page.open_with(amara)
    stage.settle()
    assert look_for(stage, page, "AB-0003") == ["Wanjiru Kamau"]
    stage.settle()
    assert page.people.sheet.name.text() == "Wanjiru Kamau"
    assert page.people.subject != amara


def test_that_an_erasure_leaves_nothing_in_the_store_and_nothing_on_the_page(
    stage: Stage, page: PrivacyPage, services: Services, amara: str, tmp_path: Path
) -> None:
    services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Hiring team")
    page.open_with(amara)
    stage.settle()
    page.people.sheet.erase.click()
    dialog = erase(stage)
    assert dialog.view is not None
    assert "leads.csv" in dialog.view.recall_list
    assert "Hiring team" in dialog.view.recall_list
    assert "Amara" not in factories.everything(services)
    assert "amara.okonkwo" not in factories.everything(services)
    assert "Amara" not in texts(page)
    assert not page.people.sheet.erase.isEnabled(), "there is nothing left to erase"
    target = tmp_path / "confirmation.html"
    dialog.save_confirmation(target)
    stage.settle()
    assert dialog.view.ended.reference in target.read_text()
    assert target.stat().st_mode & 0o777 == 0o600


def test_that_the_question_tells_two_of_one_name_apart_and_says_who_else_names_them(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    other = services.capture.scan("AB-0003", ScanSource.SCANNER).lead
    assert other is not None
    services.leads.add_note(other.id, "Came with Amara Okonkwo.")
    page.open_with(amara)
    stage.settle()
    page.people.sheet.erase.click()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, EraseDialog))
    stage.settle()
    reference = services.people.held(amara).reference
    assert dialog.which.text() == f"Reference {reference}, badge AB-0001"
    assert dialog.mentions.isVisible()
    assert "Wanjiru Kamau" in dialog.mentions.text()
    dialog.reject()


def test_that_enter_alone_erases_nobody(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    page.open_with(amara)
    stage.settle()
    page.people.erase()
    stage.settle()
    (dialog,) = stage.window.findChildren(EraseDialog)
    assert "3 answers" not in dialog.goes.text()
    assert "1 note" in dialog.goes.text()
    assert not dialog.erase.isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    assert not stage.window.findChildren(EraseDialog)
    assert services.people.held(amara).person.name == "Amara Okonkwo"


def test_that_a_withdrawal_of_one_purpose_keeps_the_lead(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    page.open_with(amara)
    stage.settle()
    page.people.withdraw()
    stage.settle()
    (dialog,) = stage.window.findChildren(WithdrawDialog)
    assert dialog.purposes == (Purpose.RECRUITING, Purpose.CV)
    dialog.checks[Purpose.RECRUITING].setChecked(False)
    assert dialog.goes.text() == "No file hangs on it. The lead stays."
    dialog.withdraw.click()
    stage.settle()
    held = services.people.held(amara)
    states = {view.purpose: view.state for view in held.consent}
    assert states[Purpose.CV] is ConsentState.WITHDRAWN
    assert held.lead is not None
    assert "Withdrawn" in texts(page)


def test_that_nothing_can_be_withdrawn_for_no_purpose(
    stage: Stage, page: PrivacyPage, amara: str
) -> None:
    page.open_with(amara)
    stage.settle()
    page.people.withdraw()
    stage.settle()
    (dialog,) = stage.window.findChildren(WithdrawDialog)
    for check in dialog.checks.values():
        check.setChecked(False)
    assert not dialog.withdraw.isEnabled()
    assert dialog.goes.text() == "Choose at least one purpose."


def test_that_their_data_is_written_for_the_owner_only_and_goes_on_record(
    stage: Stage, page: PrivacyPage, services: Services, amara: str, tmp_path: Path
) -> None:
    page.open_with(amara)
    stage.settle()
    page.people.give_data(amara, tmp_path / "given")
    stage.settle()
    written = sorted(path.suffix for path in (tmp_path / "given").iterdir())
    assert written == [".html", ".json"]
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in (tmp_path / "given").iterdir())
    assert page.people._given.isVisible()
    assert services.people.held(amara).files
    page.people.give_data(amara, tmp_path / "given")  # they are there already
    stage.settle()
    assert "left as it is" in stage.said[-1]


def test_that_details_are_corrected_and_the_correction_can_be_undone(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    page.open_with(amara)
    stage.settle()
    page.people.sheet.correct.click()
    (dialog,) = stage.window.findChildren(DetailsDialog)
    dialog.name.setText("Amara N. Okonkwo")
    dialog.save()
    stage.settle()
    assert page.people.sheet.name.text() == "Amara N. Okonkwo"
    stage.undo()
    assert services.people.held(amara).person.name == "Amara Okonkwo"


def test_that_nothing_is_done_for_who_is_not_shown_yet(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    page.open_with(amara)
    stage.settle()
    page.people.open(services.people.resolve("AB-0003"))
    page.people.erase()  # Amara is still on the screen
    page.people.correct()
    assert QApplication.activeModalWidget() is None


def test_that_a_mark_has_no_name_and_says_so(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    services.people.erase(amara)
    page.open_with(amara)
    stage.settle()
    assert page.people.sheet.name.text() == "No name is held"
    assert "Only a mark is held" in texts(page)
    assert not page.people.sheet.lead.isVisible()


def test_that_the_leads_page_opens_the_menu_and_its_panel_is_empty_after_an_erasure(
    stage: Stage, services: Services, amara: str
) -> None:
    page = LeadsPage(stage.context)
    stage.show(page)
    page.table.setFocus()
    page.table.selectRow(0)
    stage.settle()
    with stage.qtbot.waitActive(stage.window):  # shortcuts work in the active window only
        stage.window.activateWindow()
    QTest.keyClick(page.table, Qt.Key.Key_X)
    (menu,) = page.findChildren(QMenu)
    names = [action.text() for action in menu.actions()]
    assert names == ["Everything held", "Withdraw…", "Erase…"]
    menu.actions()[0].trigger()
    assert stage.navigated == [("privacy", amara)]
    menu.actions()[2].trigger()
    menu.close()
    erase(stage)
    assert page.panel.lead is None
    assert page.model.rowCount() == 0


def test_that_the_scan_page_lets_go_of_who_was_erased(
    stage: Stage, services: Services, roster: None
) -> None:
    page = ScanPage(stage.context)
    stage.show(page)
    page.take("AB-0001", ScanSource.SCANNER)
    stage.settle()
    page.desk.dead.set_clock(lambda: float("inf"))
    QTest.keyClick(page, Qt.Key.Key_X)
    (menu,) = page.findChildren(QMenu)
    menu.actions()[2].trigger()
    menu.close()
    dialog = erase(stage)
    assert page.desk.current is None
    assert not stage.said  # no notice names them any more
    assert "Amara" not in factories.everything(services)
    dialog.reject()
    QApplication.processEvents()


def test_that_who_waits_in_line_and_is_erased_elsewhere_waits_no_more(
    stage: Stage, services: Services, roster: None
) -> None:
    page = ScanPage(stage.context)
    stage.show(page)
    page.take("AB-0002", ScanSource.SCANNER)
    stage.settle()
    page.take(factories.vcard("Lin Byn", "lin@nowhere.example"), ScanSource.SCANNER)
    stage.settle()
    (waiting,) = page.desk.waiting
    assert waiting.subject is not None
    services.people.erase(waiting.subject)
    stage.settle()
    assert page.desk.waiting == ()
    asked = page.desk.current
    assert asked is not None
    assert asked.subject is not None
    services.people.erase(asked.subject)
    stage.settle()
    assert page.desk.current is None


def test_that_scorecards_stand_there_only_as_far_as_who_is_on_duty_may_read_them(
    stage: Stage, services: Services, page: PrivacyPage
) -> None:
    me = services.settings.add_interviewer(factories.STAFF)
    other = next(one for one in services.settings.get().interviewers if one.name == "Elif Yıldız")
    lead_id = services.leads.of_subject(amara_of(services))
    assert lead_id is not None
    at = factories.noon_of_second_day() + timedelta(hours=2)
    room = services.settings.get().rooms[0].id
    booked = services.interviews.book(lead_id, room, at, panel=[me.id, other.id])
    services.settings.add_staff(other.name)
    services.duty.switch(other.name)
    services.scorecards.save(booked.id, {}, None, "Hidden draft")
    services.duty.switch(factories.STAFF)
    look_for(stage, page, "lagos")
    shown = texts(page)
    assert "writing" in shown
    assert "Scorecard begun, Elif Yıldız" in shown
    assert "Hidden draft" not in shown
    services.scorecards.save(booked.id, {}, ScoreVerdict.YES, "My own words", hand_in=True)
    stage.settle()
    assert "My own words" in texts(page)
    services.duty.switch(other.name)
    stage.settle()
    assert "My own words" not in texts(page), "their own card is still a draft"
    assert "Hidden draft" in texts(page), "it is theirs"
    record = str(services.people.record(amara_of(services)))
    assert "Hidden draft" in record
    assert "My own words" in record


def amara_of(services: Services) -> str:
    subject = services.people.of_code("AB-0001")
    assert subject is not None
    return subject
