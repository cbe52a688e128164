"""The Leads page is ready before anybody opens it, and nobody notices."""

from pytestqt.qtbot import QtBot

from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.pages.leads import LeadsPage
from tests.ui.whole_window import Window


def leads_of(window: Window) -> LeadsPage:
    page = window.body.pages["leads"]
    assert isinstance(page, LeadsPage)
    return page


def test_that_leads_are_there_before_the_page_is_opened(
    window: Window, services: Services, qtbot: QtBot
) -> None:
    services.capture.scan("AB-0001", ScanSource.SCANNER)
    scan = window.body.stack.currentWidget()
    focused = window.top.focusWidget()
    qtbot.waitUntil(lambda: "leads" in window.body.pages, timeout=10_000)
    page = leads_of(window)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=10_000)
    qtbot.waitUntil(lambda: page.size() == window.body.stack.size(), timeout=10_000)
    assert window.body.stack.currentWidget() is scan
    assert window.top.focusWidget() is focused
    assert not page.isVisible()


def test_that_a_page_that_was_opened_before_its_turn_is_made_once(
    window: Window, qtbot: QtBot
) -> None:
    window.body.navigate("leads")
    page = leads_of(window)
    qtbot.waitUntil(lambda: not window.body._ahead._timer.isActive(), timeout=10_000)
    assert window.body.pages["leads"] is page
    assert window.body.stack.currentWidget() is page


def test_that_what_changed_since_is_read_when_the_page_is_shown(
    window: Window, services: Services, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not window.body._ahead._timer.isActive(), timeout=10_000)
    services.capture.scan("AB-0001", ScanSource.SCANNER)
    window.settle()
    window.body.navigate("leads")
    qtbot.waitUntil(lambda: leads_of(window).model.rowCount() == 1, timeout=10_000)


def test_that_nothing_is_made_once_the_window_closes(qtbot: QtBot, services: Services) -> None:
    window = Window(qtbot, services)
    window.close()
    made = set(window.body.pages)
    qtbot.wait(1_000)
    assert set(window.body.pages) == made
