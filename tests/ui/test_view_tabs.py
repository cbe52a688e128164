"""The tabs of views: all of them can be reached at any width, saved ones taken away."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_views import LeadView
from boothapp.services.bundle import Services
from boothapp.ui.pages.leads import LeadsPage
from tests import factories
from tests.ui.conftest import Stage

NAMES = [f"Second talks, group {number}" for number in range(1, 7)]


@pytest.fixture
def page(stage: Stage, services: Services, tmp_path: Path) -> LeadsPage:
    """Six saved views beside the supplied ones, in a narrow window."""
    factories.scanned_leads(services, tmp_path, 3)
    for name in NAMES:
        services.desk.save_view(LeadView("", name, LeadFilter(text=name)))
    page = LeadsPage(stage.context)
    stage.window.resize(948, 600)
    stage.show(page)
    return page


def menu_of(page: LeadsPage) -> dict[str, QAction]:
    """What the button for all views offers, by its words."""
    page.views.all.click()
    menu = next(one for one in page.views.all.findChildren(QMenu) if one.isVisible())
    found = {action.text().partition(" (")[0]: action for action in menu.actions()}
    menu.hide()
    return found


def test_that_tabs_without_room_are_in_the_menu_and_a_chosen_one_is_shown(
    stage: Stage, page: LeadsPage
) -> None:
    tabs = {tab.view.name: tab for tab in page.views.tabs.values()}
    left = page.views.width()
    for tab in tabs.values():
        assert tab.isHidden() or tab.geometry().right() < left
    last = tabs[NAMES[-1]]
    assert last.isHidden()
    assert page.views.all.geometry().right() < left
    assert page.views.all.accessibleName() == "All views"
    menu = menu_of(page)
    assert set(tabs) <= set(menu)
    menu[NAMES[-1]].trigger()
    stage.settle()
    assert last.isChecked()
    assert last.isVisible()
    assert last.geometry().right() < left
    assert page.question.view_id == last.view.id


def test_that_all_tabs_come_back_where_there_is_room(stage: Stage, page: LeadsPage) -> None:
    page.views.resize(3000, page.views.height())
    assert all(tab.isVisible() for tab in page.views.tabs.values())


def test_that_a_saved_view_is_removed_from_the_menu_and_comes_back(
    stage: Stage, page: LeadsPage
) -> None:
    menu = menu_of(page)
    assert not [words for words in menu if words.startswith("Remove “All”")]
    menu[f"Remove “{NAMES[2]}”"].trigger()
    stage.settle()
    assert NAMES[2] not in [tab.view.name for tab in page.views.tabs.values()]
    stage.undo()
    assert NAMES[2] in [tab.view.name for tab in page.views.tabs.values()]


def test_that_delete_on_a_tab_takes_the_view_away_and_no_lead(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    leads = len(services.leads.table())
    page.place.enter()  # a lead is chosen: Delete elsewhere on the page is about it
    tabs = {tab.view.name: tab for tab in page.views.tabs.values()}
    for name in (NAMES[0], "All"):
        tabs[name].show()
        tabs[name].setFocus()
        QTest.keyClick(tabs[name], Qt.Key.Key_Delete)
        stage.settle()
    names = [tab.view.name for tab in page.views.tabs.values()]
    assert NAMES[0] not in names
    assert "All" in names
    assert len(services.leads.table()) == leads == 3
    stage.undo()
    assert NAMES[0] in [tab.view.name for tab in page.views.tabs.values()]
