"""One notice: what it says, Undo where undo is possible, and a button that closes it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

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
SHADOW = 12
"""How much around the box is shadow (logical px)."""
_MOST_TEXT, _LEAST_TEXT = 340, 120  # logical px of a line


class Toast(QWidget):
    """One notice; `gone` when it leaves, whether undone, closed or timed out."""

    gone = Signal()
    more_wanted = Signal()
    """The older ones are to be seen, too."""

    def __init__(
        self,
        text: str,
        kind: str,
        undo: Callable[[], object] | None,
        action: Action | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._undo, self.asks, self.words = undo, action is not None, text
        self._left = self.nameless = False
        self._urgent = kind in {"error", "wait"}
        self.remembered: frozenset[str] | None = None
        """Whom it is about, where Ctrl+Z takes it back after it left."""
        self.number = 0
        """How many were said before it."""
        self._before: QWidget | None = None  # who had the keys before they came here
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        row = QHBoxLayout(self)
        row.setContentsMargins(SHADOW + 12, SHADOW + 8, SHADOW + 6, SHADOW + 8)
        row.setSpacing(10)
        row.addWidget(Picture(*_ICON[kind], 20))
        self.text = Label(text, wrap=True)
        row.addWidget(self.text, 1)
        self._add_orders(row, undo, action)
        self.more = Button(kind="ghost", size="s")
        self.more.clicked.connect(self.more_wanted)
        self.more.hide()
        row.addWidget(self.more)
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

    def _add_orders(
        self, row: QHBoxLayout, undo: Callable[[], object] | None, action: Action | None
    ) -> None:
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

    def wait(self, *, unseen: bool) -> None:
        """Be out of sight and count no time, until it can be read."""
        self.setVisible(not unseen)
        if unseen:
            self._timer.stop()
        else:
            self._count_down()

    def collapse(self) -> None:
        """Make room for a newer one. The time of what has to be seen does not run meanwhile."""
        self.hide()
        if self._urgent:
            self._timer.stop()
        elif not self._timer.isActive():
            self._count_down()

    def show_more(self, others: int) -> None:
        """Say how many older ones are behind this one."""
        words = f"Show {others} more notice{'' if others == 1 else 's'}"
        self.more.setText(f"+{others}")
        self.more.setAccessibleName(words)
        self.more.setToolTip(words)
        self.more.setVisible(others > 0)

    @property
    def in_use(self) -> bool:
        """Whether the pointer or the keys are on it."""
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

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
        """Whether the notice is still there to take something back."""
        return self.has_undo and not self._left

    @property
    def has_undo(self) -> bool:
        """Whether it could take something back, and did not yet."""
        return self._undo is not None

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
        came = new is not None and self.isAncestorOf(new)
        was = old is not None and self.isAncestorOf(old)
        if came and not was:
            self._before = old
            self._timer.stop()  # nobody's keys go elsewhere while they are about to press Undo
        elif was and not came:
            self._count_down()

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
        where = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        shade = QColor(theme.color("shadow"))
        strength = theme.number("opacity.shadow_dark" if theme.is_dark else "opacity.shadow_light")
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(SHADOW, 0, -2):
            shade.setAlphaF(strength / SHADOW)
            painter.setBrush(shade)
            soft = where.adjusted(-spread, 4 - spread, spread, 4 + spread)
            soft.setBottom(min(soft.bottom(), self.height()))
            painter.drawRoundedRect(soft, 10 + spread, 10 + spread)
        painting.box(painter, where, fill="raised", outline="border", radius="radius.card")
