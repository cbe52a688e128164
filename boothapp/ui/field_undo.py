"""Ctrl+Z in a field in which nothing was typed is the window's, as the notice beside it says."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid


class FieldUndo(QObject):
    """Watches whatever has the focus. A field claims Ctrl+Z only while it has something for it.

    A field whose typing was taken back keeps the key: whoever presses it once too often means the
    field, and not the order before.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._focus: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)
        self._watch(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep an untouched field from claiming the key before it is tried as a shortcut."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Undo) or not _is_untouched(watched):
            return False
        event.ignore()
        return True

    def _watch(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._focus is not None and isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._focus = now
        if now is not None:
            now.installEventFilter(self)


def _is_untouched(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return not field.isUndoAvailable() and not field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        return not document.isUndoAvailable() and not document.isRedoAvailable()
    return False
