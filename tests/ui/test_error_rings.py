"""A field with a wrong value shows both: that it is wrong, and whether the keys go there."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from boothapp.ui.forms.controls import FieldBox, NumberEdit
from boothapp.ui.forms.field import Field
from boothapp.ui.theme import theme

_SECOND = 1  # logical px from the edge: only a ring of 2 px comes so far in


def _inner(widget: QWidget) -> str:
    """The colour of the second pixel from the left, halfway down."""
    return widget.grab().toImage().pixelColor(_SECOND, widget.height() // 2).name()


@pytest.mark.parametrize("kind", ["line", "text", "number"])
def test_that_a_wrong_field_has_a_ring_of_the_errors_colour_while_the_keys_go_there(
    qtbot: QtBot, qapp: QApplication, kind: str
) -> None:
    number = NumberEdit(1, 1, 9)
    control = {"line": QLineEdit, "text": QPlainTextEdit}.get(kind, lambda: FieldBox(number))()
    focused = number if kind == "number" else control
    window, other = QWidget(), QLineEdit()
    field = Field("Seats", control)
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(other)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.complain("Too many.")
    error = theme.color("verdict.error.ink").name()
    for one, ringed in ((other, False), (focused, True), (other, False)):
        one.setFocus()
        QApplication.processEvents()
        assert (_inner(control) == error) is ringed
        assert control.grab().toImage().pixelColor(0, control.height() // 2).name() == error
    field.complain("")
    focused.setFocus()
    assert _inner(control) == theme.color("focus_ring").name()
