"""Notices in a corner of the window, with Undo where undo is possible. They take no focus."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from boothapp.ui.speaking import announce
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import Label

Action = tuple[str, Callable[[], object]]
"""The word on a button, and what it does."""

_ICON = {
    "info": ("info-fill", "text_secondary"),
    "done": ("check-circle-fill", "verdict.may_share.ink"),
    "wait": ("hourglass", "verdict.ask.ink"),
    "error": ("warning-circle-fill", "verdict.error.ink"),
}
_SHADOW = 12
_MOST = 3  # more would hide the lists below
_MOST_TEXT, _LEAST_TEXT = 340, 120  # logical px of a line
_SHARE = 0.44  # of the window: what is to the right of it on the Scan page are orders


class Toast(QWidget):
    """One notice; `gone` when it leaves, whether undone, closed or timed out."""

    gone = Signal()

    def __init__(
        self,
        text: str,
        kind: str,
        undo: Callable[[], object] | None,
        action: Action | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._undo, self.asks = undo, action is not None
        self._left = self.nameless = False
        self._before: QWidget | None = None  # who had the keys before they came here
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SHADOW + 12, _SHADOW + 8, _SHADOW + 6, _SHADOW + 8)
        row.setSpacing(10)
        row.addWidget(Picture(*_ICON[kind], 20))
        self.text = Label(text, wrap=True)
        row.addWidget(self.text, 1)
        if undo is not None:
            self.undo_button = Button(
                "Undo", size="s", key="Ctrl+Z", icon="arrow-counter-clockwise"
            )
            self.undo_button.clicked.connect(self.take_back)
            row.addWidget(self.undo_button)
        if action is not None:
            word, order = action
            self.action_button = Button(word, size="s", icon="arrow-right")
            self.action_button.clicked.connect(self.leave)
            self.action_button.clicked.connect(order)
            row.addWidget(self.action_button)
        close = Button(kind="ghost", icon="x", size="s")
        close.setAccessibleName("Close this notice")
        close.setToolTip("Close")
        close.clicked.connect(self.leave)
        row.addWidget(close)
        self.setAccessibleName(text)
        self._timer = QTimer(
            self,
            singleShot=True,
            interval=theme.size("motion.toast_stay"),
        )
        self._timer.timeout.connect(self.leave)
        self._count_down()

    def wait(self, *, unseen: bool) -> None:
        """Be out of sight and count no time, until it can be read."""
        self.setVisible(not unseen)
        if unseen:
            self._timer.stop()
        else:
            self._count_down()

    def fit(self, room: int) -> None:
        """Wrap the text, so that the notice is no wider than `room` (logical px)."""
        metrics = self.text.fontMetrics()
        whole = max(metrics.horizontalAdvance(line) for line in self.text.text().split("\n")) + 2
        self.text.setFixedWidth(whole)
        beside = self.sizeHint().width() - whole
        self.text.setFixedWidth(max(_LEAST_TEXT, min(whole, _MOST_TEXT, room - beside)))
        self.adjustSize()

    @property
    def stays(self) -> bool:
        """Whether it outlives a change of page: it can be taken back, or waits to be answered."""
        return self.can_undo or self.asks

    @property
    def can_undo(self) -> bool:
        """Whether Ctrl+Z has something to take back here."""
        return self._undo is not None and not self._left

    def take_back(self) -> None:
        """Undo, once."""
        undo, self._undo = self._undo, None
        self.leave()
        if undo is not None:
            undo()

    def leave(self) -> None:
        """Go away."""
        if not self._left:
            self._left = True
            self._timer.stop()
            self._give_focus_back()
            self.hide()
            self.gone.emit()

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new) and not (old and self.isAncestorOf(old)):
            self._before = old

    def _give_focus_back(self) -> None:
        """Qt would give the keys to whatever is next in the window."""
        before, now = self._before, QApplication.focusWidget()
        if before and isValid(before) and now and self.isAncestorOf(now) and before.isVisible():
            before.setFocus()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Stay while the pointer is on it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Count again."""
        self._count_down()
        super().leaveEvent(event)

    def _count_down(self) -> None:
        if not self._left and not self.asks:
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint the shadow and the box."""
        painter = painting.painter_for(self)
        where = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        shade = QColor(theme.color("shadow"))
        strength = theme.number("opacity.shadow_dark" if theme.is_dark else "opacity.shadow_light")
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(_SHADOW, 0, -2):
            shade.setAlphaF(strength / _SHADOW)
            painter.setBrush(shade)
            soft = where.adjusted(-spread, 4 - spread, spread, 4 + spread)
            soft.setBottom(min(soft.bottom(), self.height()))
            painter.drawRoundedRect(soft, 10 + spread, 10 + spread)
        painting.box(painter, where, fill="raised", outline="border", radius="radius.card")


class Toasts(QObject):
    """Stacks the notices in a lower corner of a window: the left one, or for a page that has its
    buttons there, the right one.

    Nothing may cover a page's primary button. `above` is the height of what stands at the bottom.
    """

    def __init__(self, window: QWidget, *, above: int = 0) -> None:
        super().__init__(window)
        self._window, self._above = window, above
        self._toasts: list[Toast] = []
        self._quiet = self._at_right = False
        self.first: Callable[[], bool] | None = None
        """Takes back what is not done yet, before any notice; the page in front has it."""
        self.further: Callable[[], bool] | None = None
        """Takes back more than the notices that are still shown; the page in front has it."""
        window.installEventFilter(self)

    @property
    def window(self) -> QWidget:
        """The window in whose corner they are."""
        return self._window

    @property
    def quiet(self) -> bool:
        """Whether notices wait unseen: the window is locked, or turned to the attendee."""
        return self._quiet

    @quiet.setter
    def quiet(self, quiet: bool) -> None:
        self._quiet = quiet
        for toast in self._toasts:
            toast.wait(unseen=quiet)

    @property
    def shown(self) -> tuple[Toast, ...]:
        """The notices that are seen, the newest last."""
        return tuple(self._toasts)

    def show(
        self,
        text: str,
        *,
        undo: Callable[[], object] | None = None,
        action: Action | None = None,
        kind: str = "info",
        nameless: bool = False,
    ) -> Toast:
        """Say something; `kind` is "info", "done", "wait" or "error". `undo` is called at most
        once, in the window's thread. With an `action` it stays until somebody answers or closes it,
        and `clear` leaves it where it is `nameless`.
        """
        toast = Toast(text, kind, undo, action, self._window)
        toast.nameless = nameless
        toast.gone.connect(lambda: self._forget(toast))
        self._toasts.append(toast)
        self._make_room()
        self._place()
        toast.wait(unseen=self._quiet)
        toast.raise_()
        if not self._quiet:
            announce(toast, text)  # a notice takes no focus: a screen reader would not tell it
        return toast

    def _make_room(self) -> None:
        """The oldest leave; never one that waits to be answered, and never the newest."""
        passing = [toast for toast in self._toasts if not toast.asks]
        room = max(1, _MOST - (len(self._toasts) - len(passing)))
        for old in passing[:-room]:
            old.leave()

    def error(self, text: str) -> None:
        """Say what did not work."""
        self.show(text, kind="error")

    def undo_latest(self) -> bool:
        """Take back the newest thing that can be taken back; False if there is none."""
        if self.first is not None and self.first():
            return True
        for toast in reversed(self._toasts):
            if toast.can_undo:
                toast.take_back()
                return True
        return self.further is not None and self.further()

    def clear(self) -> None:
        """Close all of them, because of what they say of somebody; a question that names nobody
        stays until it is answered."""
        for toast in tuple(self._toasts):
            if not (toast.asks and toast.nameless):
                toast.leave()

    def page_changed(self, *, at_right: bool = False) -> None:
        """Keep what can be taken back or answered: the rest was about the page before."""
        self._at_right = at_right
        for toast in tuple(self._toasts):
            if not toast.stays:
                toast.leave()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the corner when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _forget(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        bottom = self._window.height() - self._above
        for toast in reversed(self._toasts):
            toast.fit(round(self._window.width() * _SHARE))
            left = self._window.width() - toast.width() if self._at_right else 0
            toast.move(left, bottom - toast.height())
            bottom -= toast.height() - _SHADOW
