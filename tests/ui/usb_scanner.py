"""A scanner that types, on the keys of the platform: shortcuts are tried first, as with any key."""

from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest

import boothapp.ui.burst

_NO_HURRY_MS = 10_000
"""A busy machine is slower than a scanner; how fast keys must come is told by test_burst.py."""


def burst(window: QWindow, payload: str) -> None:
    """Type it into a window, not into a widget, with Enter."""
    with patch.object(boothapp.ui.burst, "GAP", _NO_HURRY_MS):
        for letter in payload:
            QTest.keyClick(window, letter)  # type: ignore[call-overload] # its form for characters
        QTest.keyClick(window, Qt.Key.Key_Return)
