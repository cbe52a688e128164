"""The USB scanner that types: taken whatever has the focus, never into a note, never a shortcut.

Keys are watched where they enter a window, before any widget sees them, and held back for a
moment. Shortcuts are tried even earlier, at the widget with the focus, so that is watched too: a
key that is held back is claimed there. What turns out to be typed by a person is delivered as if
nothing had happened, shortcuts included.
"""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from boothapp.domain.people import ScanSource
from boothapp.ui.burst import Burst, Verdict
from boothapp.ui.every_window import EveryWindow
from boothapp.ui.held_keys import Typed, copied, send
from boothapp.ui.scanners.arrived import Arrived

_ENDS = {Qt.Key.Key_Return: "\n", Qt.Key.Key_Enter: "\n", Qt.Key.Key_Tab: "\t"}
_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr, Qt.Key.Key_Mode_switch}
# Keys that write nothing yet, on layouts where accents wait for their letter.
_DEAD = {
    Qt.Key.Key_Dead_Grave: "`",
    Qt.Key.Key_Dead_Acute: "´",
    Qt.Key.Key_Dead_Circumflex: "^",
    Qt.Key.Key_Dead_Tilde: "~",
    Qt.Key.Key_Dead_Diaeresis: "¨",
}
_ORDERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}
_NONE = Qt.KeyboardModifier.NoModifier
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LATE = 5  # ms: when the timer comes this much too late, the window was busy
_LOOK_AGAIN = 10  # ms: keys that waited behind the timer come in; measured under load: up to 8
_TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)


class KeyboardWedge(QObject):
    """Watches every window of the application; `scanned` carries a payload."""

    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._burst = Burst()
        self.arrived: Arrived | None = None
        """How the last code came."""
        self._held: list[tuple[QObject, Typed]] = []
        self._delivering = False
        self._focus: QObject | None = None
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._silent)
        self._windows = EveryWindow(self)
        self._app = QApplication.instance()
        if isinstance(self._app, QApplication):
            self._app.focusChanged.connect(self._watch_focus)
        self._watch_focus(None, QApplication.focusWidget())

    def stop(self) -> None:
        """Watch nothing more: the keys of other windows are none of this one's."""
        self._windows.stop()
        if isinstance(self._app, QApplication):
            self._app.focusChanged.disconnect(self._watch_focus)
        self._timer.stop()
        if self._focus is not None and isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._app, self._focus = None, None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Claim, hold back or let pass a key."""
        if self._delivering:
            return False
        if isinstance(event, QInputMethodEvent):
            return watched is self._focus and self._composed(watched, event)
        if not isinstance(event, QKeyEvent):
            if self._held and event.type() in _PRESSES and isinstance(watched, QWindow):
                self._pressed_elsewhere()
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._claim(event)
        if not isinstance(watched, QWindow):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        if event.type() == QEvent.Type.KeyRelease and self._held:
            self._hold(watched, event)
            return True
        return False

    def _claim(self, event: QKeyEvent) -> bool:
        """A key that will be held back must not be tried as a shortcut before."""
        ends = event.key() in _ENDS and self._burst.under_way
        if ends or (_writes(event) and not event.isAutoRepeat()):
            event.accept()
            return True
        return False

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIERS:
            return self._pass_or_hold(window, event)
        verdict = None if event.isAutoRepeat() else self._written(event)
        if verdict is not None:
            self._go_on(verdict, window, event)
            return True
        end = _ENDS.get(Qt.Key(event.key())) if not event.modifiers() & _ORDERS else None
        if end is None or event.isAutoRepeat():
            return self._typed(window, event)
        return self._ended(window, event, end)

    def _written(self, event: QKeyEvent) -> Verdict | None:
        """What becomes of a key that writes something, or is about to; None for any other."""
        accent = _DEAD.get(Qt.Key(event.key()))
        if accent is not None:
            return self._burst.accent(accent, event.timestamp())
        if _writes(event):
            return self._burst.character(event.text(), event.timestamp())
        return None

    def _composed(self, widget: QObject, event: QInputMethodEvent) -> bool:
        """A letter that the system made of an accent and a key, amid a run of keys.

        It comes past the window, straight to the text field that has the focus.
        """
        text = event.commitString()
        if not self._held or len(text) != 1 or event.preeditString() or event.replacementLength():
            return False
        at = self._burst.at_after(self._since.elapsed())
        self._go_on(self._burst.character(text, at), widget, event)
        return True

    def _go_on(self, verdict: Verdict, target: QObject, event: Typed) -> None:
        """Hold this key too, after those that a person typed are delivered."""
        if verdict is Verdict.LET_GO:
            self._deliver()
        self._hold(target, event)

    def _pressed_elsewhere(self) -> None:
        if self._burst.pressed_elsewhere() is Verdict.LET_GO:
            self._deliver()

    def _ended(self, window: QWindow, event: QKeyEvent, character: str) -> bool:
        held = bool(self._held)
        verdict = self._burst.end(event.timestamp(), character, into_text=_into_text())
        if verdict is Verdict.SCAN:
            self._finish()
        elif verdict is Verdict.HOLD:
            self._hold(window, event)
        elif verdict is Verdict.LET_GO and held:
            self._held.append((window, copied(event)))
            self._deliver()
        return verdict is not Verdict.LET_GO or held

    def _typed(self, window: QWindow, event: QKeyEvent) -> bool:
        """A key that no scanner sends: what was held goes first."""
        if not self._held:
            return False
        self._burst.typed()
        self._held.append((window, copied(event)))
        self._deliver()
        return True

    def _pass_or_hold(self, window: QWindow, event: QKeyEvent) -> bool:
        """Shift alone writes nothing, but has to stay in its place within a burst."""
        if self._held:
            self._held.append((window, copied(event)))
        return bool(self._held)

    def _hold(self, target: QObject, event: Typed) -> None:
        self._held.append((target, copied(event)))
        self._since.start()
        self._timer.start(self._burst.patience)

    def _silent(self) -> None:
        """No key came in time, unless the window was busy and keys wait behind this timer.

        So it is silence only when a second, short wait saw none either and was not late itself.
        """
        late = self._since.elapsed() > self._timer.interval() + _LATE
        if late or self._timer.interval() != _LOOK_AGAIN:
            self._since.start()
            self._timer.start(_LOOK_AGAIN)
            return
        if self._burst.silence(into_text=_into_text()) is Verdict.SCAN:
            self._finish()
        else:
            self._deliver()

    def _finish(self) -> None:
        self._timer.stop()
        self._held.clear()
        burst = self._burst
        self.arrived = Arrived(
            burst.payload, ScanSource.SCANNER, "keyboard", burst.ended, burst.took
        )
        self.scanned.emit(burst.payload)

    def _deliver(self) -> None:
        """A person typed: let the keys go on, in their order."""
        self._timer.stop()
        held, self._held = self._held, []
        self._delivering = True
        try:
            for target, event in held:
                if isValid(target):
                    send(target, event)
        finally:
            self._delivering = False

    def _watch_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._focus is not None and isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._focus = now or QApplication.activeWindow()
        if self._focus is not None:
            self._focus.installEventFilter(self)


def _into_text() -> bool:
    """Whether the focus is where a person may be typing."""
    return isinstance(QApplication.focusWidget(), _TEXT_FIELDS)


def _writes(event: QKeyEvent) -> bool:
    """Whether the key writes something; AltGr counts as Ctrl with Alt on some systems."""
    orders = event.modifiers() & _ORDERS
    return bool(event.text()) and event.text().isprintable() and orders in (_NONE, _ALT_GR)
