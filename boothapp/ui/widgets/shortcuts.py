"""Keys that work while the focus is somewhere in a part of the window."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(part: QWidget, keys: Mapping[str, Callable[[], object]]) -> None:
    """Let each key of `keys` do its order within `part`."""
    for key, action in keys.items():
        shortcut = QShortcut(QKeySequence(key), part)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)
