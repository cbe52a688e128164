"""The recovery key, at the first start and after it was made anew: read, copied and printed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from boothapp.ui import printing
from boothapp.ui.dialogs.recovery_dialog import RecoveryDialog
from boothapp.ui.pages.key import RecoveryKeyPage

KEY = "K7QF-2M3D-XX4P-T3RA-5WQE-77HB-C2LN-P6ZD"
Shown = RecoveryDialog | RecoveryKeyPage


@pytest.fixture(params=[RecoveryDialog, RecoveryKeyPage])
def shown(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> Shown:
    make: Callable[[str], Shown] = request.param
    widget = make(KEY)
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def heard(widget: QWidget) -> tuple[str, str]:
    said = QAccessible.queryAccessibleInterface(widget)
    return said.text(QAccessible.Text.Name), said.text(QAccessible.Text.Value)


def test_that_the_key_has_the_focus_is_heard_and_seen_whole(shown: Shown) -> None:
    field = shown.recovery.field
    assert field.hasFocus()
    assert heard(field) == ("Recovery key", KEY)
    assert not field.verticalScrollBar().isVisible()
    press(Qt.Key.Key_X)
    assert shown.recovery.key == KEY


def test_that_it_is_copied_and_printed_by_the_keyboard(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(printing, "print_text", lambda text, _: printed.append(text))
    QGuiApplication.clipboard().setText("")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == KEY
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    (page,) = printed
    assert KEY in page
    assert "away from the laptop" in page
    assert shown.isVisible()


def test_that_enter_alone_throws_no_key_away(shown: Shown) -> None:
    kept: list[bool] = []
    (shown.kept.clicked if isinstance(shown, RecoveryDialog) else shown.kept).connect(
        lambda: kept.append(True)
    )
    QGuiApplication.clipboard().setText("something else")
    press(Qt.Key.Key_Return)
    assert (kept, QGuiApplication.clipboard().text()) == ([], "something else")
    for _ in range(3):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert kept == [True]
