"""What an empty field asks for is read in full, at any size of the window."""

import pytest
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from tests.ui.whole_window import Window

PAGES = ("scan", "leads", "interviews", "export", "privacy", "settings")
_INSET = 2  # px at either side that QLineEdit keeps within its contents


def room_in(line: QLineEdit) -> int:
    """How wide a placeholder may be."""
    option, margins = QStyleOptionFrame(), line.textMargins()
    line.initStyleOption(option)
    inside = QStyle.SubElement.SE_LineEditContents
    width = line.style().subElementRect(inside, option, line).width()
    return width - margins.left() - margins.right() - 2 * _INSET


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)])
def test_that_no_placeholder_is_cut(window: Window, size: tuple[int, int]) -> None:
    window.top.resize(*size)
    for page in PAGES:
        window.body.navigate(page)
        window.settle()
        lines = [one for one in window.body.pages[page].findChildren(QLineEdit) if one.isVisible()]
        cut = [
            one.placeholderText()
            for one in lines
            if one.fontMetrics().horizontalAdvance(one.placeholderText()) > room_in(one)
        ]
        assert cut == [], page
