"""Every dialog about interviews by the keyboard alone: named, ringed, reached, in their order."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from boothapp.domain.event import Criterion
from boothapp.ui.candidates.busy_dialog import BusyDialog
from boothapp.ui.candidates.busy_import import BusyImportDialog
from boothapp.ui.candidates.need_dialog import NeedDialog
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.invitations.day_sheets import DaySheetsDialog
from boothapp.ui.invitations.dialog import InvitationsDialog
from boothapp.ui.scorecards.dialog import ScorecardDialog
from tests.ui.cards.conftest import Desk
from tests.ui.test_names_and_rings import assert_heard, assert_rings

_MOST = 60  # presses of Tab; more go round


def _busy(desk: Desk) -> None:
    desk.page.cards.candidates.open_busy(desk.waiting)
    cast("BusyDialog", desk.dialog(BusyDialog)).begin()


def _need(desk: Desk) -> None:
    desk.page.cards.candidates.open_need(desk.waiting)


def _shown(desk: Desk, kind: type[DaySheetsDialog | BusyImportDialog]) -> None:
    desk.page.cards._open(kind(desk.stage.context, desk.stage.window))  # it keeps the dialog


SCENES: dict[type[QDialog], Callable[[Desk], object]] = {
    ScorecardDialog: lambda desk: desk.page.cards.judge(),
    InvitationsDialog: lambda desk: desk.page.cards.invite(),
    BusyDialog: _busy,
    NeedDialog: _need,
    DaySheetsDialog: lambda desk: _shown(desk, DaySheetsDialog),
    BusyImportDialog: lambda desk: _shown(desk, BusyImportDialog),
}


def _walk(dialog: QDialog) -> list[QWidget]:
    handle = dialog.windowHandle()
    reached: list[QWidget] = []
    for _ in range(_MOST):
        QTest.keyClick(handle, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if reached and focus is reached[0]:
            break
        if focus not in reached:  # hours and minutes are two stops of one field
            reached.append(focus)
    return reached


@pytest.mark.parametrize("kind", SCENES)
def test_that_a_dialog_is_heard_shows_the_focus_and_is_walked_through(
    desk: Desk, criteria: tuple[Criterion, ...], kind: type[QDialog]
) -> None:
    SCENES[kind](desk)
    dialog = cast("PlainDialog", desk.dialog(kind))
    assert_heard(dialog)
    assert_rings(dialog)
    wanted = {
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }
    reached = _walk(dialog)
    assert wanted - set(reached) == set()
    inside = [dialog._content.isAncestorOf(one) for one in reached]
    changes = sum(one != other for one, other in zip(inside, inside[1:] + inside[:1], strict=True))
    assert changes <= 2, "the row of buttons is not in the middle of what is filled in"
    dialog.done(0)


def test_that_enter_in_a_field_closes_nothing(desk: Desk) -> None:
    _shown(desk, DaySheetsDialog)
    dialog = cast("DaySheetsDialog", desk.dialog(DaySheetsDialog))
    QTest.keyClick(dialog.recipient, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.leave.setFocus()
    QTest.keyClick(dialog.leave, Qt.Key.Key_Return)
    assert not dialog.isVisible()
