"""Keys that were held back: kept as they came, and delivered as Qt would have."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

Typed = QKeyEvent | QInputMethodEvent
"""A key, or a letter that the system made of an accent and a key."""


def copied(event: Typed) -> Typed:
    """The same event, which lives on after Qt has let go of its own."""
    if isinstance(event, QInputMethodEvent):
        composed = QInputMethodEvent("", [])
        composed.setCommitString(event.commitString())
        return composed
    again = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    again.setTimestamp(event.timestamp())
    return again


def send(target: QObject, event: Typed) -> None:
    """Deliver a key as Qt would have: the widget may claim it, then shortcuts, then the window."""
    pressed = event.type() == QEvent.Type.KeyPress
    if isinstance(event, QKeyEvent) and pressed and not _claimed(event):
        for shortcut in _shortcuts(event):
            shortcut.activated.emit()
            return
    QCoreApplication.sendEvent(target, event)


def _claimed(event: QKeyEvent) -> bool:
    """Whether the widget with the focus, or an open list, wants the key for itself."""
    if QApplication.activePopupWidget() is not None:
        return True
    focus = QApplication.focusWidget()
    if focus is None:
        return False
    kind = QEvent.Type.ShortcutOverride
    asked = QKeyEvent(kind, event.key(), event.modifiers(), event.text())
    asked.ignore()
    QCoreApplication.sendEvent(focus, asked)
    return asked.isAccepted()


def _shortcuts(event: QKeyEvent) -> Iterator[QShortcut]:
    """The shortcuts of this key that are on where the focus is."""
    focus, window = QApplication.focusWidget(), QApplication.activeWindow()
    if window is None:
        return
    names = {QKeySequence(event.keyCombination())}
    if not event.text().isalpha():  # Shift or the keypad may be needed to write it
        names.add(QKeySequence(event.key()))
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        if not shortcut.isEnabled() or names.isdisjoint(QShortcut.keys(shortcut)):
            continue
        if not isinstance(owner, QWidget) or not (owner.isVisible() and owner.isEnabled()):
            continue
        within = focus is not None and (owner is focus or owner.isAncestorOf(focus))
        if within or shortcut.context() == Qt.ShortcutContext.WindowShortcut:
            yield shortcut
