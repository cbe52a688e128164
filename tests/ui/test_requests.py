"""Requests: the person they are linked to is the one who was typed, or whose badge was scanned."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from boothapp.domain.people import ScanSource
from boothapp.domain.requests import Outcome, RequestKind
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.request_dialog import NewRequest, OutcomeDialog, RequestDialog
from boothapp.ui.pages.privacy import PrivacyPage
from boothapp.ui.privacy.requests import RequestsSection
from boothapp.ui.widgets.buttons import Button
from tests.ui.conftest import Stage

AMARA, WANJIRU = "Amara Okonkwo", "Wanjiru Kamau"


@pytest.fixture
def amara(services: Services, roster: None) -> str:
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    assert card.subject is not None
    return card.subject


@pytest.fixture
def section(stage: Stage, amara: str) -> RequestsSection:
    page = PrivacyPage(stage.context)
    stage.show(page)
    page.open_with("requests")
    stage.settle()
    section = page.sections["requests"]
    assert isinstance(section, RequestsSection)
    return section


@pytest.fixture
def written() -> list[NewRequest]:
    return []


@pytest.fixture
def dialog(stage: Stage, section: RequestsSection, written: list[NewRequest]) -> RequestDialog:
    dialog = section.write_down()
    dialog.accepted_with.connect(written.append)
    stage.settle()
    return dialog


@pytest.fixture
def name(stage: Stage, dialog: RequestDialog) -> Callable[[str], None]:
    """Type who asks, and wait until that was looked up."""

    def name(who: str) -> None:
        dialog.who.setText(who)
        stage.qtbot.waitUntil(lambda: not dialog._soon.isActive())
        stage.settle()

    return name


def test_that_nothing_is_written_down_before_the_day_is_known(stage: Stage) -> None:
    section = RequestsSection(stage.context)
    assert not section.add.isEnabled()  # its dialog would offer a day of 1752
    section.reload()
    stage.settle()
    assert section.add.isEnabled()
    section.deleteLater()


def test_that_a_name_that_was_overtyped_leaves_no_link_to_the_one_before(
    stage: Stage,
    services: Services,
    dialog: RequestDialog,
    name: Callable[[str], None],
    written: list[NewRequest],
) -> None:
    name(AMARA)
    assert dialog.link.currentText().startswith(AMARA)
    dialog.who.selectAll()
    QTest.keyClicks(dialog.who, WANJIRU)
    assert AMARA not in dialog.link.currentText()
    QTest.keyClick(dialog.who, Qt.Key.Key_Return)  # before anybody was looked up
    stage.settle()
    (new,) = written
    assert (new.who, new.subject) == (WANJIRU, services.people.resolve("AB-0003"))
    assert WANJIRU in stage.said[-1]  # nobody saw the link before it was made


def test_that_an_answer_counts_only_for_the_text_it_was_asked_for(
    stage: Stage, dialog: RequestDialog, written: list[NewRequest]
) -> None:
    dialog.who.setText(AMARA)
    dialog._look()
    dialog.who.setText("somebody@kestrel.example")  # before the answer came
    dialog._soon.stop()
    stage.settle()
    assert AMARA not in dialog.link.currentText()
    dialog.save()
    stage.settle()
    assert [(new.who, new.subject) for new in written] == [("somebody@kestrel.example", None)]


def test_that_typing_on_takes_back_a_save_that_waits_for_the_look_up(
    stage: Stage, dialog: RequestDialog, written: list[NewRequest]
) -> None:
    dialog.who.setText(AMARA)
    dialog.save()
    dialog.who.setText(WANJIRU)
    stage.settle()
    assert written == []
    assert dialog.isVisible()


def test_that_a_dialog_that_was_left_writes_nothing_afterwards(
    stage: Stage, dialog: RequestDialog, written: list[NewRequest], services: Services
) -> None:
    dialog.who.setText(AMARA)
    dialog.save()
    dialog.reject()
    stage.settle()
    assert written == []
    assert services.requests.all() == ()
    assert stage.failures == []


def test_that_several_of_a_name_are_linked_only_by_choice(
    stage: Stage,
    services: Services,
    dialog: RequestDialog,
    name: Callable[[str], None],
    written: list[NewRequest],
) -> None:
    name("a")
    assert dialog.link.count() > 2
    assert dialog.link.currentIndex() == 0
    dialog.link.setCurrentIndex(1)
    chosen = dialog._people[0].subject
    dialog.kind.choose(RequestKind.OBJECTION.value)
    dialog.save()
    stage.settle()
    assert [(new.kind, new.subject) for new in written] == [(RequestKind.OBJECTION, chosen)]


def test_that_a_scanned_badge_fills_in_who_asks_and_links_exactly_them(
    stage: Stage,
    services: Services,
    dialog: RequestDialog,
    name: Callable[[str], None],
    written: list[NewRequest],
    amara: str,
) -> None:
    name("a")  # several
    dialog.scanned("AB-0001")
    stage.settle()
    assert dialog.who.text() == AMARA
    assert dialog.link.currentText().startswith(AMARA)
    dialog.save()
    stage.settle()
    assert [new.subject for new in written] == [amara]
    assert len(services.capture.recent()) == 1  # the fixture's


def test_that_the_badge_of_somebody_without_details_gives_their_reference(
    stage: Stage, services: Services, dialog: RequestDialog, amara: str
) -> None:
    services.people.withdraw(amara)
    dialog.scanned("AB-0001")
    stage.settle()
    reference = services.people.held(amara).reference
    assert dialog.who.text() == reference
    assert reference in dialog.link.currentText()


def test_that_an_unknown_badge_is_said_so_and_what_was_typed_is_looked_up_still(
    stage: Stage, dialog: RequestDialog
) -> None:
    dialog.who.setText(AMARA)
    dialog.scanned("AB-9999")
    stage.settle()
    assert dialog.who_field.complaint == "Nothing is known of this badge. Type who asks."
    stage.qtbot.waitUntil(lambda: dialog.link.currentText().startswith(AMARA))
    assert dialog.who.text() == AMARA


def test_that_of_two_badges_the_last_one_counts_and_typing_beats_both(
    stage: Stage, dialog: RequestDialog
) -> None:
    dialog.scanned("AB-0001")
    dialog.scanned("AB-0003")
    stage.settle()
    assert dialog.who.text() == WANJIRU
    dialog.scanned("AB-0001")
    dialog.who.setText("somebody else")
    stage.settle()
    assert dialog.who.text() == "somebody else"


@pytest.fixture
def asked(stage: Stage, section: RequestsSection, services: Services) -> RequestsSection:
    """Two requests: of what the second one wrote there is nothing."""
    services.requests.open(
        RequestKind.CORRECTION, "Ines Vogel", details="My new address is i@v.example."
    )
    services.requests.open(RequestKind.ACCESS, "somebody")
    stage.settle()
    section.table.selectRow(0)
    return section


def test_that_what_the_chosen_one_wrote_is_read_below_the_table(asked: RequestsSection) -> None:
    assert asked.words.isVisible()
    assert asked.words.toPlainText() == "My new address is i@v.example."
    asked.table.selectRow(1)
    assert not asked.words.isVisible()


def test_that_what_they_wrote_is_read_before_it_is_forgotten(
    stage: Stage, asked: RequestsSection
) -> None:
    asked.end.click()
    closing = next(one for one in stage.window.findChildren(OutcomeDialog) if one.isVisible())
    assert closing.words.toPlainText() == "My new address is i@v.example."
    assert closing.words.isVisible()
    closing.close_it.click()
    stage.settle()
    assert not asked.words.isVisible()


@pytest.mark.parametrize("button", ["do", "end", "add"])
def test_that_enter_presses_the_button_that_has_the_focus(
    asked: RequestsSection, button: str
) -> None:
    pressed: list[str] = []
    for name in ("do", "end", "add"):
        found: Button = getattr(asked, name)
        found.clicked.disconnect()
        found.clicked.connect(partial(pressed.append, name))
    getattr(asked, button).setFocus()
    QTest.keyClick(getattr(asked, button), Qt.Key.Key_Return)
    assert pressed == [button]


def test_that_the_sections_name_counts_what_is_open_and_what_is_overdue(
    stage: Stage, asked: RequestsSection, services: Services
) -> None:
    choice = next(iter(stage.window.findChildren(PrivacyPage))).choice
    (tab,) = (button for button in choice.buttons if button.value == "requests")
    assert (tab.text(), tab.accessibleName()) == ("Requests (2)", "Requests, 2 are open")
    services.requests.open(RequestKind.ACCESS, "a third", received=date(2026, 6, 1))
    stage.settle()
    assert tab.text() == "Requests (3, 1 overdue)"
    assert tab.accessibleName() == "Requests, 3 are open, 1 overdue"
    for request in services.requests.all():
        services.requests.close(request.id, Outcome.DONE)
    stage.settle()
    assert (tab.text(), tab.accessibleName()) == ("Requests", "Requests")
