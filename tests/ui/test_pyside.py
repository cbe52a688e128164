"""The PySide6 that is locked does not lose references to None (6.12.0 did, under Python 3.11)."""

import sys

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot


def test_that_ten_thousand_void_calls_keep_the_references_to_none(qtbot: QtBot) -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(10_000):
        thing.setObjectName("x")
    # Immortal from Python 3.12 on, where the count is a constant.
    assert abs(sys.getrefcount(None) - before) < 1_000
