"""A dialog of a title, a body that scrolls where it is long, and a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from boothapp.ui.dialogs.no_default import NoDefaultDialog
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.scrolls import scroll_of
from boothapp.ui.widgets.state_line import StateLine

_MARGIN, _AROUND = 20, 40  # logical px inside, and left of the window around
_TITLE = 32  # logical px that a window manager's title takes, where it is not known yet


class PlainDialog(NoDefaultDialog):
    """Add to `body` and `foot`; `fit` afterwards. Escape and `leave` close it.

    `title` names nobody: windows' titles stand in lists. `headline` may.
    """

    def __init__(self, title: str, width: int = 520, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(min(width, 460))
        self._width, self._begins = width, False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self.headline = Label(title, font="subtitle", wrap=True)
        self.problem = StateLine(ink="error", font="body")
        self.leave = Button("Close", key="Esc")
        self.leave.clicked.connect(self.reject)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self.body.setSpacing(10)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self.foot.setSpacing(8)
        self.foot.addStretch()
        self.foot.addWidget(self.leave)
        self._head = QVBoxLayout()
        self._head.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._head.setSpacing(6)
        self._head.addWidget(self.headline)
        self._head.addWidget(self.problem)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 16, 0, 16)
        self._column.setSpacing(12)
        self._column.addLayout(self._head)
        self.area = scroll_of(self._content)
        self._column.addWidget(self.area, 1)
        self._column.addLayout(self.foot)
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence takes it back."""
        self.problem.show_state(sentence, "warning-circle-fill", "verdict.error.ink")
        if self.isVisible():
            self.fit()

    def fit(self) -> None:
        """Take the height of what is in it, as far as the window has it, once it is laid out."""
        self._soon.start()  # what was just added is not counted before

    def focus_first(self) -> None:
        """Give the keys to the first control of the body once the dialog is shown."""
        self._begins = True

    def _fit(self) -> None:
        if self.isVisible():
            self._take_keys()
        self._show_added()
        for label in self._content.findChildren(Label):
            label.updateGeometry()
        self._column.activate()
        width = self._width - theme.size("width.scrollbar")
        inner = _height(self.body, width)
        head, foot = _height(self._head, self._width), _height(self.foot, self._width)
        above, below = self._column.contentsMargins().top(), self._column.contentsMargins().bottom()
        wanted = inner + head + foot + above + below + 2 * self._column.spacing() + 2
        self.resize(self._width, min(wanted, self._room()))
        if self.isVisible():
            self._stay_on_screen()

    def _room(self) -> int:
        """The height that there is: the main window's, also where another dialog is in between."""
        room = self.screen().availableGeometry().height() - _AROUND
        around = self._main_window()
        return room if around is None else min(room, around.height() - _AROUND)

    def _main_window(self) -> QWidget | None:
        around = self.parentWidget()
        while around is not None and (further := around.window().parentWidget()) is not None:
            around = further
        return None if around is None else around.window()

    def _centre(self) -> None:
        around = self._main_window()
        if around is not None:  # some window managers know only the window that is right below
            place = self.rect()
            place.moveCenter(around.geometry().center())
            self.move(place.topLeft())

    def _stay_on_screen(self) -> None:
        """Go up or left where what was added, or the first place, would be off the screen."""
        screen, own = self.screen().availableGeometry(), self.geometry()
        title = max(self.geometry().top() - self.frameGeometry().top(), 0) or _TITLE
        left = min(own.left(), screen.right() - own.width())
        top = min(own.top(), screen.bottom() - own.height())
        left, top = max(left, screen.left()), max(top, screen.top() + title)
        if (left, top) != (own.left(), own.top()):
            self.setGeometry(left, top, own.width(), own.height())

    def _take_keys(self) -> None:
        if self._begins and self.focusWidget() in (None, self.leave):
            self.leave.setFocus()  # it stands before the body in Tab's order
            self.focusNextPrevChild(True)
        self._begins = False

    def _show_added(self) -> None:
        """Show what was just added: Qt does so later, and until then it has no height."""
        decided = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        for part in self._content.findChildren(QWidget):
            if part.isHidden() and not part.testAttribute(decided) and not part.isWindow():
                part.show()

    def setVisible(self, visible: bool) -> None:  # noqa: N802 - Qt's name and call
        """It has about its size before it is placed, in the middle of the main window."""
        if visible and not self.isVisible():
            self._fit()
            self._centre()
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What wraps knows its height only now."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The content is never wider than the dialog."""
        self._content.setMaximumWidth(event.size().width())
        super().resizeEvent(event)


def _height(layout: QLayout, width: int) -> int:
    layout.invalidate()
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()
