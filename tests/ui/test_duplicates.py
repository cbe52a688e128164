"""Duplicates on the Leads page: offered, compared with the keyboard, merged, and undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from boothapp.domain.consent import Purpose
from boothapp.domain.merging import Side
from boothapp.domain.people import Rating
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.leads.compare_dialog import CompareDialog
from boothapp.ui.leads.pairs_dialog import PairsDialog
from boothapp.ui.pages.leads import LeadsPage
from boothapp.ui.widgets.state_line import StateLine
from tests.services.merging import NO, YES, listed_badge, own_badge
from tests.ui.conftest import Stage

pytestmark = pytest.mark.usefixtures("roster")


@pytest.fixture
def leads(services: Services) -> tuple[str, str]:
    """Amara's listed badge and her own one."""
    amara, other = (
        listed_badge(services),
        own_badge(services, {Purpose.CV: YES, Purpose.MARKETING: NO}),
    )
    services.leads.rate(amara, Rating.WARM)
    services.leads.rate(other, Rating.HOT)
    services.leads.add_note(other, "Hers")
    return amara, other


@pytest.fixture
def page(stage: Stage, leads: tuple[str, str]) -> LeadsPage:
    """The page with Amara beside the table."""
    page = LeadsPage(stage.context)
    stage.show(page)
    page.open_with(leads[0])
    stage.settle()
    stage.settle()
    return page


def dialog_of(page: LeadsPage, stage: Stage) -> CompareDialog:
    stage.settle()
    (dialog,) = [one for one in page.window().findChildren(CompareDialog) if one.isVisible()]
    return dialog


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def said(dialog: CompareDialog) -> str:
    return " ".join(line.words for line in dialog.findChildren(StateLine) if line.isVisible())


def test_that_the_panel_offers_who_may_be_the_same(page: LeadsPage) -> None:
    line = page.panel.same
    assert line.isVisible()
    assert line.label.words == "Same as “A. Okonkwo”?"
    assert line.button.accessibleName() == "Compare with A. Okonkwo"
    assert page.person.duplicates.button.text() == "Possible duplicates 1"


def test_that_nobody_is_offered_beside_somebody_else(
    page: LeadsPage, stage: Stage, services: Services
) -> None:
    wanjiru = listed_badge(services, "AB-0003")
    stage.settle()
    page.open_with(wanjiru)
    stage.settle()
    assert not page.panel.same.isVisible()


def test_that_two_leads_are_merged_with_the_keyboard_and_parted_by_undo(
    page: LeadsPage, stage: Stage, services: Services, leads: tuple[str, str]
) -> None:
    amara, other = leads
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_D)
    dialog = dialog_of(page, stage)
    words = said(dialog)
    assert "Near names, the same affiliation." in words
    assert dialog.comparison.kept.id == other  # its consent covers more
    dialog.swap.click()
    stage.settle()
    assert dialog.comparison.kept.id == amara
    words = said(dialog)
    assert "CV sharing: the yes under the other badge counts, until" in words
    assert "Marketing: they said no under the other badge and are not asked again." in words
    rating = dialog.fields["rating"]
    assert rating.value == "kept"
    rating.buttons[0].setFocus()
    QTest.keyClick(rating.buttons[0], Qt.Key.Key_Right)
    assert rating.value == "other"
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert stage.said == ["Merged into Amara Okonkwo"]
    assert [row.id for row in services.leads.table()] == [amara]
    lead = services.leads.detail(amara)
    assert (lead.rating, lead.person.name) == (Rating.HOT, "Amara Okonkwo")
    assert stage.navigated[-1] == ("leads", amara)
    assert not page.panel.same.isVisible()
    stage.undo()
    assert {row.id for row in services.leads.table()} == {amara, other}
    assert services.leads.detail(amara).rating is Rating.WARM


def test_that_enter_alone_merges_nobody_and_escape_leaves_both(
    page: LeadsPage, stage: Stage, services: Services
) -> None:
    page.panel.same.button.click()
    dialog = dialog_of(page, stage)
    assert focused() in [b for f in dialog.fields.values() for b in f.buttons]
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    stage.settle()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    stage.settle()
    assert len(services.leads.table()) == 2
    assert page.panel.same.isVisible()  # later


def test_that_two_people_are_not_offered_again_and_undo_offers_them(
    page: LeadsPage, stage: Stage
) -> None:
    page.panel.same.button.click()
    dialog_of(page, stage).apart.click()
    stage.settle()
    stage.settle()
    assert stage.said == ["Kept as two people"]
    assert not page.panel.same.isVisible()
    stage.qtbot.waitUntil(lambda: not page.person.duplicates.button.isVisible())
    stage.undo()
    stage.settle()
    assert page.panel.same.isVisible()


def test_that_all_pairs_are_listed_and_go_as_they_are_merged(
    page: LeadsPage, stage: Stage, services: Services
) -> None:
    page.person.duplicates.button.click()
    stage.settle()
    (listed,) = page.window().findChildren(PairsDialog)
    assert listed.words.text() == "1 pair looks like one person. Nothing is merged by itself."
    assert listed.table.hasFocus()
    QTest.keyClick(listed.table, Qt.Key.Key_Return)
    dialog_of(page, stage).merge.click()
    stage.settle()
    stage.settle()
    assert len(services.leads.table()) == 1
    assert listed.words.text() == "No two leads look like one person."
    assert not listed.table.isVisible()
    with stage.qtbot.waitActive(listed):
        listed.activateWindow()  # as a window manager does
    assert focused() is listed.leave
    QTest.keyClick(listed.leave, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    stage.settle()
    assert len(services.leads.table()) == 2
    assert len(listed.pairs) == 1


@pytest.mark.parametrize("side", [Side.KEPT, Side.OTHER])
def test_that_the_notice_of_a_merging_says_the_name_that_results(
    page: LeadsPage, stage: Stage, services: Services, side: Side
) -> None:
    page.panel.same.button.click()
    dialog = dialog_of(page, stage)
    dialog.fields["name"].choose(side.value)
    dialog.merge.click()
    stage.settle()
    (lead,) = services.leads.table()
    assert stage.said == [f"Merged into {lead.name}"]


def test_that_a_lead_that_went_meanwhile_is_said_in_the_dialog(
    page: LeadsPage, stage: Stage, services: Services, leads: tuple[str, str]
) -> None:
    page.panel.same.button.click()
    dialog = dialog_of(page, stage)
    services.leads.remove(leads[0])
    dialog.merge.click()
    stage.settle()
    assert dialog.isVisible()
    assert dialog.problem.words
    assert dialog.merge.isEnabled()


def test_that_comparing_from_the_list_shows_every_field_before_it_merges(
    page: LeadsPage, stage: Stage
) -> None:
    page.person.duplicates.button.click()
    stage.settle()
    (listed,) = page.window().findChildren(PairsDialog)
    QTest.keyClick(listed.table, Qt.Key.Key_Return)
    dialog = dialog_of(page, stage)
    stage.qtbot.waitUntil(lambda: dialog.merge.kind == "primary")
    assert dialog.height() > listed.height()
    assert dialog.screen().availableGeometry().contains(dialog.geometry())
    for field in dialog.fields.values():
        assert field.visibleRegion().boundingRect().height() == field.height()
    *_, last = [one for one in dialog.findChildren(StateLine) if one.isVisible()]
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_that_nothing_is_merged_while_its_fields_are_out_of_sight(
    page: LeadsPage, stage: Stage, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlainDialog, "_room", lambda _: 260)  # a small screen at 200 %
    page.panel.same.button.click()
    dialog = dialog_of(page, stage)
    stage.qtbot.waitUntil(lambda: dialog.merge.text() == "See all fields")
    assert dialog.merge.kind == "plain"
    dialog.merge.click()
    stage.settle()
    assert len(services.leads.table()) == 2
    stage.qtbot.waitUntil(lambda: dialog.merge.text() == "Merge")
    dialog.merge.click()
    stage.settle()
    assert len(services.leads.table()) == 1
