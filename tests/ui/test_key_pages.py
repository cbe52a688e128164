"""The page that asks for a passphrase: faults stand at their field, keycaps do what they say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boothapp.ui.pages.key import PassphrasePage


def shown(qtbot: QtBot, qapp: QApplication, *, choosing: bool) -> PassphrasePage:
    page = PassphrasePage(choosing=choosing)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def choosing(qtbot: QtBot, qapp: QApplication) -> PassphrasePage:
    return shown(qtbot, qapp, choosing=True)


@pytest.fixture
def known(qtbot: QtBot, qapp: QApplication) -> PassphrasePage:
    return shown(qtbot, qapp, choosing=False)


def fill(page: PassphrasePage, *typed: str) -> None:
    for edit, text in zip(page.secrets.edits.values(), typed, strict=True):
        edit.setText(text)
    QTest.keyClick(page.secrets.first, Qt.Key.Key_Return)


def complaints(page: PassphrasePage) -> list[str]:
    return [field.complaint for field in page.secrets.fields.values()]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("longenough", "different"), ["", "The two differ. Type the same twice."]),
        (("short", "short"), ["A passphrase has at least 8 characters.", ""]),
        (("         ", "         "), ["A passphrase has at least 8 characters.", ""]),
        (("", ""), ["Type it.", ""]),
        (("longenough", ""), ["", "Type it."]),
    ],
)
def test_that_a_fault_stands_at_its_own_field(
    choosing: PassphrasePage, typed: tuple[str, str], said: list[str]
) -> None:
    entered: list[str] = []
    choosing.entered.connect(entered.append)
    fill(choosing, *typed)
    assert (complaints(choosing), entered) == (said, [])
    wrong = list(choosing.secrets.edits.values())[0 if said[0] else 1]
    assert wrong.hasFocus()


def test_that_a_passphrase_is_handed_over_once(choosing: PassphrasePage) -> None:
    entered: list[str] = []
    choosing.entered.connect(entered.append)
    assert choosing.secrets.first.hasFocus()
    fill(choosing, "short", "short")
    fill(choosing, "long enough", "long enough")
    QTest.keyClick(choosing.secrets.first, Qt.Key.Key_Return)
    assert (complaints(choosing), entered) == (["", ""], ["long enough"])


def test_that_a_known_one_may_be_as_short_as_it_is(known: PassphrasePage) -> None:
    entered: list[str] = []
    known.entered.connect(entered.append)
    fill(known, "old")
    assert entered == ["old"]
    known.complain("This does not open the store.")
    assert complaints(known) == ["This does not open the store."]
    assert known.button.isEnabled()


def test_that_escape_gives_up_where_its_keycap_is_seen(known: PassphrasePage, qtbot: QtBot) -> None:
    given_up: list[bool] = []
    known.cancelled.connect(lambda: given_up.append(True))
    QTest.keyClick(known.secrets.first, Qt.Key.Key_Escape)
    qtbot.wait(200)  # a shortcut shows the button pressed for a moment
    assert given_up == []
    known.cancel.show()
    QTest.keyClick(known.secrets.first, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: given_up == [True])


def test_that_enter_on_cancel_gives_up(known: PassphrasePage) -> None:
    given_up: list[bool] = []
    known.cancelled.connect(lambda: given_up.append(True))
    known.cancel.show()
    known.cancel.setFocus()
    QTest.keyClick(known.cancel, Qt.Key.Key_Return)
    assert given_up == [True]
