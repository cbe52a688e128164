"""The other sections of the Privacy page, and the purge that comes by itself."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.ledger import Method
from boothapp.domain.organiser import Standing
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.domain.requests import Outcome, RequestKind
from boothapp.domain.retention import Kept
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.dialogs.erase_dialog import EraseDialog
from boothapp.ui.dialogs.request_dialog import OutcomeDialog, RequestDialog
from boothapp.ui.pages.privacy import PrivacyPage
from boothapp.ui.privacy.figures import FiguresSection
from boothapp.ui.privacy.log import LogSection
from boothapp.ui.privacy.lost import LostSection
from boothapp.ui.privacy.organiser import OrganiserSection
from boothapp.ui.privacy.requests import RequestsSection
from boothapp.ui.privacy.retention import RetentionSection
from boothapp.ui.privacy.to_tell import ToTellCard
from boothapp.ui.retention_look import RetentionLook
from boothapp.ui.widgets.labels import Label
from tests import factories
from tests.factories import SettableClock
from tests.ui.conftest import Stage

D = TypeVar("D", bound=QDialog)
AFTER = timedelta(days=400)


@pytest.fixture
def amara(services: Services, roster: None) -> str:
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    assert card.subject is not None
    return card.subject


@pytest.fixture
def page(stage: Stage, amara: str) -> PrivacyPage:
    page = PrivacyPage(stage.context)
    stage.show(page)
    return page


def go_to(stage: Stage, page: PrivacyPage, name: str) -> QWidget:
    page.open_with(name)
    stage.settle()
    return page.sections[name]


def dialog_of(stage: Stage, kind: type[D]) -> D:
    stage.settle()
    return next(found for found in stage.window.findChildren(kind) if found.isVisible())


def cells(table: QObject) -> list[list[str]]:
    model = table.model()  # type: ignore[attr-defined] # a table view
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data()) for column in columns]
        for row in range(model.rowCount())
    ]


def age(clock: SettableClock, services: Services, delta: timedelta) -> None:
    """Let time pass with a look each day, as an app that runs does: no jump."""
    services.retention.look()
    for _ in range(delta.days):
        clock.forward(days=1)
        services.retention.look()


def test_that_ctrl_and_a_number_open_the_sections(stage: Stage, page: PrivacyPage) -> None:
    for key, name in (("2", "requests"), ("5", "organiser"), ("7", "lost"), ("1", "people")):
        QTest.keyClick(page, Qt.Key(ord(key)), Qt.KeyboardModifier.ControlModifier)
        stage.settle()
        assert page.choice.value == name
        assert page.sections[name].isVisible()


def test_that_a_request_is_written_down_for_a_found_person_answered_and_forgotten(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    section = cast("RequestsSection", go_to(stage, page, "requests"))
    section.add.click()
    dialog = dialog_of(stage, RequestDialog)
    dialog.save()
    assert dialog.who_field.complaint == "Say who asks."
    dialog.kind.choose(RequestKind.ERASURE.value)
    QTest.keyClicks(dialog.who, "amara.okonkwo@lit.example")
    stage.qtbot.waitUntil(lambda: dialog.link.currentIndex() == 1)
    dialog.received.set_value(date(2026, 8, 1))
    dialog.save()
    assert dialog.day_field.complaint == "A request cannot have come after today."
    dialog.received.set_value(date(2026, 7, 1))
    dialog.save()
    stage.settle()
    (asked,) = services.requests.all()
    assert (asked.subject, asked.due) == (amara, date(2026, 8, 1))
    assert cells(section.table)[0][-1] == "23 days left"
    section.do.click()
    dialog_of(stage, EraseDialog).reject()
    assert page.people.subject == amara
    go_to(stage, page, "requests")
    section.end.click()
    closing = dialog_of(stage, OutcomeDialog)
    closing.outcome.choose(Outcome.REFUSED.value)
    closing.close_it.click()
    stage.settle()
    assert cells(section.table) == []
    assert cells(section.closed)[0][:3] == ["Erasure", "1 July 2026", "Refused"]
    assert "amara.okonkwo@lit.example" not in str(cells(section.closed))


@pytest.mark.parametrize("who", ["somebody@kestrel.example", "lagos"])
def test_that_a_request_of_nobody_we_linked_says_what_to_do_and_shows_nobody_else(
    stage: Stage, page: PrivacyPage, services: Services, who: str
) -> None:
    page.open_with(services.people.resolve("AB-0003"))
    stage.settle()
    services.requests.open(RequestKind.CORRECTION, who)
    section = cast("RequestsSection", go_to(stage, page, "requests"))
    section.do.click()
    stage.settle()
    assert stage.said == ["Correction: choose who asked, then do it."]
    assert page.people._count.text() == (
        "1 person" if who == "lagos" else "Nobody answers to this."
    )
    shown = page.people.subject
    assert shown == (services.people.resolve("AB-0001") if who == "lagos" else None)


def test_that_a_correction_for_a_mark_says_that_there_is_nothing_to_correct(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    services.people.withdraw(amara)
    services.requests.open(RequestKind.CORRECTION, "A. O.", subject=amara, details="my name")
    section = cast("RequestsSection", go_to(stage, page, "requests"))
    section.do.click()
    stage.settle()
    assert "nothing to correct" in stage.said[-1]


def test_that_an_overdue_request_says_so_and_has_a_mark(
    stage: Stage, page: PrivacyPage, services: Services
) -> None:
    services.requests.open(RequestKind.ACCESS, "somebody", received=date(2026, 6, 1))
    section = cast("RequestsSection", go_to(stage, page, "requests"))
    assert cells(section.table)[0][-1] == "overdue by 8 days"
    last = section.model.index(0, 4)
    assert section.model.data(last, Qt.ItemDataRole.DecorationRole) is not None
    assert section._open_card.said.whole == "1, 1 overdue"


def test_that_a_term_is_changed_and_the_change_can_be_undone(
    stage: Stage, page: PrivacyPage, services: Services
) -> None:
    section = cast("RetentionSection", go_to(stage, page, "retention"))
    section.rules.days[Kept.ROSTER].setValue(10)
    stage.settle()
    assert services.retention.rules().roster == 10
    assert section.rules.until[Kept.ROSTER].text() == "until 20 July 2026"
    stage.undo()
    assert services.retention.rules().roster == 30
    assert section.rules.days[Kept.ROSTER].value() == 30


def test_that_a_term_that_cannot_be_goes_back_to_what_it_was(
    stage: Stage, page: PrivacyPage, services: Services
) -> None:
    section = cast("RetentionSection", go_to(stage, page, "retention"))
    section.rules.days[Kept.CV].setValue(3000)
    stage.settle()
    assert "nothing is kept longer than that" in stage.said[-1]
    assert section.rules.days[Kept.CV].value() == services.retention.rules().cv


def test_that_what_is_over_goes_by_hand_after_one_question(
    stage: Stage, page: PrivacyPage, services: Services, clock: SettableClock
) -> None:
    services.retention.look()
    section = cast("RetentionSection", go_to(stage, page, "retention"))
    assert not section.purge.isEnabled()
    age(clock, services, timedelta(days=181))
    clock.forward(hours=20)
    section.reload()
    stage.settle()
    section.purge.click()
    dialog = dialog_of(stage, QDialog)
    dialog.accept()
    stage.settle()
    assert services.leads.counts()[1] == 0
    assert stage.said[-1].startswith("1 lead was deleted")
    assert "Amara" not in factories.everything(services)


def test_that_a_jump_of_the_clock_is_asked_about_with_its_day(
    stage: Stage, page: PrivacyPage, services: Services, clock: SettableClock
) -> None:
    services.retention.look()
    clock.forward(days=AFTER.days)
    section = cast("RetentionSection", go_to(stage, page, "retention"))
    assert section._clock.isVisible()
    assert "13 August 2027" in section.clock_words.text()
    assert not section.purge.isVisible()
    dialog = section.ask()
    assert dialog is not None
    dialog.reject()
    stage.settle()
    assert services.leads.counts()[1] == 1
    dialog = section.ask()
    assert dialog is not None
    dialog.accept()
    stage.settle()
    assert services.leads.counts()[1] == 0
    assert not section._clock.isVisible()


def test_that_the_purge_by_itself_says_what_went(
    stage: Stage, amara: str, services: Services, clock: SettableClock
) -> None:
    for _ in range(180):
        clock.forward(days=1)
        services.retention.look()
    look = RetentionLook(stage.context, stage.window)
    clock.forward(hours=23)
    for _ in range(3):
        look.look()
        stage.settle()
        clock.forward(hours=23)
    assert services.leads.counts()[1] == 0
    assert len([said for said in stage.said if "lead was deleted" in said]) == 1


def test_that_a_jumped_clock_is_said_once_and_leads_to_retention(
    stage: Stage, amara: str, services: Services, clock: SettableClock
) -> None:
    services.retention.look()
    clock.forward(days=AFTER.days)
    look = RetentionLook(stage.context, stage.window)
    look.look()
    look.look()
    stage.settle()
    (toast,) = stage.context.toasts.shown
    stage.context.toasts.page_changed()
    assert stage.context.toasts.shown == (toast,)
    assert services.leads.counts()[1] == 1
    toast.action_button.click()
    assert stage.navigated == [("privacy", "retention")]
    assert not stage.context.toasts.shown


def test_that_a_pause_is_asked_about_and_settled_by_one_click(
    stage: Stage, amara: str, services: Services, clock: SettableClock
) -> None:
    services.retention.look()
    clock.forward(days=3)
    look = RetentionLook(stage.context, stage.window)
    look.look()
    stage.settle()
    (toast,) = stage.context.toasts.shown
    assert "Is today Sunday, 12 July 2026?" in toast.text.text()
    toast.action_button.click()
    stage.settle()
    assert services.retention.preview().now == clock.now
    look.look()
    stage.settle()
    assert services.leads.counts()[1] == 1


def test_that_a_shorter_term_asks_before_anybody_is_over_by_it(
    stage: Stage, page: PrivacyPage, services: Services, clock: SettableClock, amara: str
) -> None:
    for _ in range(40):
        clock.forward(days=1)
        services.retention.look()
    section = cast("RetentionSection", go_to(stage, page, "retention"))
    edit = section.rules.days[Kept.RECRUITING]
    edit.setValue(20)
    stage.settle()
    assert section.shorter is not None
    section.shorter.reject()
    stage.settle()
    assert edit.value() == 180
    assert services.retention.preview().due == ()
    edit.setValue(20)
    stage.settle()
    section.shorter.accept()
    stage.settle()
    assert services.retention.rules().recruiting == 20
    assert services.retention.preview().people == 1


def tell(stage: Stage, card: ToTellCard, method: Method) -> None:
    dialog = card.ask(method)
    assert dialog is not None
    dialog.yes.click()
    stage.settle()


def test_that_it_is_asked_before_somebody_is_on_record_as_told(
    stage: Stage, page: PrivacyPage, services: Services
) -> None:
    card = cast("OrganiserSection", go_to(stage, page, "organiser")).to_tell
    card._ask_how()
    (menu,) = card.know.findChildren(QMenu)
    menu.actions()[0].trigger()
    menu.close()
    dialog = dialog_of(stage, ConfirmDialog)
    said = " ".join(label.text() for label in dialog.findChildren(Label))
    assert "Does Amara Okonkwo (amara.okonkwo@lit.example) know?" in said
    assert "1 of 2 people" in said
    assert "By mail, in English" in said
    dialog.no.click()
    stage.settle()
    assert len(services.notices.not_told()) == 2
    again = card.ask(Method.MAIL)
    assert again is not None
    card.table.selectRow(1)  # whoever was asked about is told, wherever the cursor is by then
    again.yes.click()
    stage.settle()
    assert [who.name for who in services.notices.not_told()] == ["Wanjiru Kamau"]


def test_that_people_from_the_list_are_mailed_or_recorded_as_told(
    stage: Stage, page: PrivacyPage, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    section = cast("OrganiserSection", go_to(stage, page, "organiser"))
    card, tab = section.to_tell, next(b for b in page.choice.buttons if b.value == "organiser")
    assert tab.text() == "Organiser (2)"
    assert [row[0] for row in cells(card.table)] == ["Amara Okonkwo", "Wanjiru Kamau"]
    card.language.setCurrentIndex(card.language.findData("de"))
    card.mail.click()
    stage.settle()
    assert opened[0].startswith("mailto:amara.okonkwo@lit.example?subject=Northlight%2C Demo Conf&")
    assert "body=Laut der Liste" in opened[0]
    tell(stage, card, Method.MAIL)
    assert [row[0] for row in cells(card.table)] == ["Wanjiru Kamau"]
    tell(stage, card, Method.SPOKEN)
    assert services.notices.not_told() == ()
    assert not card.mail.isEnabled()
    assert tab.text() == "Organiser"
    assert {version.language for version in services.notices.versions()} == {"de"}


def test_that_the_figures_count_withdrawals_on_request_for_the_words_agreed_to(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    answers = {Purpose.MARKETING: ConsentEvent.DECLINED, Purpose.CV: ConsentEvent.GIVEN}
    services.capture.answer(card, answers, notice=NoticeShown())
    services.people.withdraw(amara, [Purpose.CV])
    section = cast("FiguresSection", go_to(stage, page, "figures"))
    assert [row[1:] for row in cells(section.table)] == [
        ["CV sharing", "1", "0", "0", "1"],
        ["Marketing", "0", "1", "0", "0"],
    ]


def test_that_the_organisers_list_is_compared_and_the_answer_written_for_the_owner_only(
    stage: Stage,
    page: PrivacyPage,
    services: Services,
    amara: str,
    roster_csv: Callable[..., Path],
    tmp_path: Path,
) -> None:
    services.people.withdraw(amara)
    section = cast("OrganiserSection", go_to(stage, page, "organiser"))
    rows: Sequence[Sequence[str]] = (factories.AMARA, factories.HARUTO, factories.WANJIRU)
    section.compare(roster_csv(*rows))
    stage.settle()
    assert section.report is not None
    assert section.report.count(Standing.OPTED_OUT_HERE) == 1
    assert [row[0] for row in cells(section.table)] == ["1", "0", "1", "0", "1", "0"]
    section.write(tmp_path / "back.csv")
    section.write_confirmation(tmp_path / "page.html")
    stage.settle()
    assert "AB-0001,opted_out_here" in (tmp_path / "back.csv").read_text()
    written = (tmp_path / "page.html").read_text()
    assert "Northlight" in written
    assert "Amara" not in written
    assert "AB-0001" not in written
    for name in ("back.csv", "page.html"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    section.write(tmp_path / "nowhere" / "back.csv")
    stage.settle()
    assert "There is no folder" in stage.said[-1]


def test_that_no_deletion_is_confirmed_while_the_list_of_today_was_not_taken_in(
    stage: Stage, page: PrivacyPage, roster_csv: Callable[..., Path], tmp_path: Path
) -> None:
    section = cast("OrganiserSection", go_to(stage, page, "organiser"))
    section.compare(roster_csv((*factories.AMARA[:4], "no"), (*factories.HARUTO[:4], "perhaps")))
    stage.settle()
    assert "1 person whose details are held here still" in section.still_held.text()
    assert "1 row could not be read" in section.unread.text()
    assert "line 3: “perhaps” is neither a yes nor a no" in section.unread.text()
    assert not section.confirm.isEnabled()
    assert not section.paper.isEnabled()
    section.take_in.click()
    assert stage.navigated == [("settings", "roster")]


def test_that_a_file_that_is_no_list_is_refused_in_words(
    stage: Stage, page: PrivacyPage, tmp_path: Path
) -> None:
    section = cast("OrganiserSection", go_to(stage, page, "organiser"))
    section.compare(tmp_path / "missing.csv")
    stage.settle()
    assert section.problem.isVisible()
    assert section.problem.text()
    assert section.choose.isEnabled()


def test_that_the_log_names_nobody_and_is_filtered_by_a_reference(
    stage: Stage, page: PrivacyPage, services: Services, amara: str
) -> None:
    section = cast("LogSection", go_to(stage, page, "log"))
    rows = cells(section.table)
    assert len(rows) == 3
    assert "Amara" not in str(rows)
    assert {(row[4], row[5]) for row in rows} == {
        ("yes", "organiser’s list"),
        ("no", "organiser’s list"),
    }
    assert "Asia/Seoul" in section._card.said.whole
    section.filter.setText(services.people.held(amara).reference)
    section.reload()
    stage.settle()
    assert len(cells(section.table)) == 1
    section.filter.setText("nobody")
    section.reload()
    stage.settle()
    assert cells(section.table) == []
    section.filter.setText(services.ledger.verify().head)
    section.reload()
    stage.settle()
    assert section._card.said.whole.startswith("Held: the fingerprint of record ")
    section.filter.setText("0" * 64)
    section.reload()
    stage.settle()
    assert "exchanged" in section._card.said.whole


def test_that_a_sound_log_is_said_with_its_fingerprint(
    stage: Stage, page: PrivacyPage, services: Services
) -> None:
    section = cast("LogSection", go_to(stage, page, "log"))
    section.verify.click()
    stage.settle()
    assert section.result.text().startswith("Sound: ")
    section.copy.click()
    assert QGuiApplication.clipboard().text() == services.ledger.verify().head


def test_that_a_log_that_was_edited_is_not_called_sound(
    stage: Stage, page: PrivacyPage, services: Services
) -> None:
    with services.store.database.connect() as raw:
        raw.exec_driver_sql("DROP TRIGGER change_only_blanked")
        raw.exec_driver_sql("DROP TRIGGER change_keeps_proof")
        raw.exec_driver_sql("DROP TRIGGER change_keeps_what_names_nobody")
        raw.exec_driver_sql("UPDATE change SET kind = 'x' WHERE seq = 5")
        raw.commit()
    section = cast("LogSection", go_to(stage, page, "log"))
    section.check()
    stage.settle()
    now, *problems = section.result.text().splitlines()
    assert now.startswith("Not sound: ")
    assert "restored under Settings, Backups" in now
    assert 0 < len(problems) <= 4  # the list below stays in sight


def test_that_the_page_for_a_lost_laptop_has_this_stores_facts(
    stage: Stage, page: PrivacyPage, services: Services
) -> None:
    section = cast("LostSection", go_to(stage, page, "lost"))
    assert "1 lead of Demo Conf" in section.page
    assert "privacy@northlight.example" in section.page
    assert "There is no backup yet" in section.page
    assert "72 hours" in section.page
    assert "Amara" not in section.page
