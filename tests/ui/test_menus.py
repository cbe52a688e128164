"""Menus go with the page they stand on, and stay inside the window."""

from typing import cast

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from boothapp.domain.people import ScanSource
from boothapp.ui.pages.leads import LeadsPage
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.widgets.menu import Menu
from tests.ui.whole_window import Window


def test_that_a_menu_is_gone_when_a_scan_shows_another_page(window: Window) -> None:
    card = window.services.capture.scan("AB-0001", ScanSource.SCANNER)
    assert card.lead is not None
    window.body.navigate("leads")
    window.settle()
    window.body.navigate("leads", card.lead.id)
    window.settle()
    page = cast("LeadsPage", window.body.pages["leads"])
    page.panel.files.add.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    window.body.inlet.typed("AB-0002")
    window.settle()
    assert isinstance(window.body.stack.currentWidget(), ScanPage)
    assert QApplication.activePopupWidget() is None


def test_that_a_menu_at_the_edge_opens_to_the_inside(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    inside, edge = QPushButton(window), QPushButton(window)
    inside.setGeometry(20, 10, 30, 20)
    edge.setGeometry(360, 10, 30, 20)
    window.show()
    for button, end in ((inside, "left"), (edge, "right")):
        menu = Menu(button)
        menu.addAction("Everything held")
        menu.drop()
        where = button.mapToGlobal(QPoint(0, 0)).x()
        expected = where if end == "left" else where + button.width() - menu.width()
        assert menu.x() == expected
        menu.close()
