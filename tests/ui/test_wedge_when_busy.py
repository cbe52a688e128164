"""A window that was busy finds its timer and the next keys due at once, in any order."""

import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from boothapp.ui.wedge import KeyboardWedge

CODE = "yn-1b23-wy"
_PAUSE_MS = 6


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.mark.parametrize("busy_ms", [0, 30, 50, 80, 200])
def test_that_keys_behind_the_timer_are_no_silence(
    qtbot: QtBot, field: QLineEdit, busy_ms: int
) -> None:
    window = field.windowHandle()
    wedge = KeyboardWedge(field)
    scans: list[str] = []
    wedge.scanned.connect(scans.append)
    for place in range(4):
        _press(window, place)
    time.sleep(busy_ms / 1000)
    QTimer.singleShot(2, lambda: _press_rest(window))
    qtbot.waitUntil(lambda: bool(scans) or bool(field.text()))
    wedge.stop()
    assert (scans, field.text()) == ([CODE], "")


def test_that_a_key_alone_is_typed_soon(qtbot: QtBot, field: QLineEdit) -> None:
    wedge = KeyboardWedge(field)
    _press(field.windowHandle(), 0)
    qtbot.waitUntil(lambda: field.text() == CODE[0])
    wedge.stop()


def test_that_a_click_acts_on_all_that_was_typed_before_it(qtbot: QtBot, field: QLineEdit) -> None:
    """Also where the window was slow, so that the click came while the key was held back."""
    wedge = KeyboardWedge(field)
    _press(field.windowHandle(), 0)
    assert field.text() == ""
    QTest.mousePress(field.windowHandle(), Qt.MouseButton.LeftButton)
    assert field.text() == CODE[0]
    QTest.mouseRelease(field.windowHandle(), Qt.MouseButton.LeftButton)
    wedge.stop()


def test_that_a_click_during_a_scan_is_no_end_of_it(qtbot: QtBot, field: QLineEdit) -> None:
    wedge = KeyboardWedge(field)
    scans: list[str] = []
    wedge.scanned.connect(scans.append)
    for place in range(4):
        _press(field.windowHandle(), place)
    QTest.mouseClick(field.windowHandle(), Qt.MouseButton.LeftButton)
    _press_rest(field.windowHandle())
    wedge.stop()
    assert (scans, field.text()) == ([CODE], "")


def _press_rest(window: QWindow) -> None:
    for place in range(4, len(CODE) + 1):
        _press(window, place)


def _press(window: QWindow, place: int) -> None:
    """Key number `place` of the code, or Enter after the last, with the scanner's own times."""
    text = (CODE + "\r")[place]
    key = Qt.Key.Key_Return if text == "\r" else Qt.Key(ord(text.upper()))
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    event.setTimestamp(1_000 + place * _PAUSE_MS)
    QCoreApplication.sendEvent(window, event)
