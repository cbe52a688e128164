"""What a locked window shows: who may open it, and nothing of anybody else."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.event import Staff
from boothapp.ui.forms.field import Field
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.first_focus import FirstFocus
from boothapp.ui.widgets.labels import Label

_WIDTH = 420
_OPEN = "Nobody has a PIN yet, so anybody can open this. Settings, Lock and PINs gives one."
_UNKNOWN = "One moment: it is being read who may open this."
_GUARDED = "Choose your name and type your PIN."
_FORGOTTEN = "Type the store’s passphrase or recovery key. Your PIN is taken away with it."
_NOTHING_ELSE = (
    "The demo’s key is in memory only, so nothing but a PIN opens this. Without it, close the "
    "window and start the demo anew: it holds invented people."
)


class LockScreen(QWidget):
    """`entered` carries a staff id and what was typed; `forgotten` likewise, with the secret."""

    entered = Signal(str, str)
    forgotten = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Locked")
        self._staff: tuple[Staff, ...] | None = None
        self._by_secret = False
        self.has_secret = True
        """Whether there is a passphrase or a recovery key; the demo has neither."""
        self._scans = self._unread = 0
        self._waits: dict[str, int] = {}
        """Seconds until the next try, of each one who was wrong too often."""
        self.who = Select("Who you are", icon="user")
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMinimumHeight(theme.size("height.control"))
        self.who_field, self.field = Field("Who you are", self.who), Field("PIN", self.pin)
        self.open = Button("Open", kind="primary", key="Enter")
        self.forgot = Button("I forgot my PIN", kind="ghost", size="s")
        self.forgot.setAutoDefault(True)  # Enter there means it, and opens nothing
        self._text = Label(tone="text_secondary", wrap=True)
        self._waiting = Label(tone="muted", wrap=True)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self._build()
        FirstFocus(self, self._first)
        self.open.clicked.connect(self._enter)
        self.pin.returnPressed.connect(self._enter)
        self.forgot.clicked.connect(self._forget)
        self.who.currentIndexChanged.connect(self._show_mode)

    def show_for(self, staff: Sequence[Staff] | None, on_duty: str) -> None:
        """Lock: `staff` are those with a PIN, empty where anybody may open; nothing is typed.

        None where that is not known yet: `renew` says it.
        """
        self._scans = self._unread = 0
        self._waiting.hide()
        self._show_staff(staff, on_duty)

    def renew(self, staff: Sequence[Staff]) -> None:
        """Who has a PIN was read again: if it changed, who wants to open it chooses anew."""
        if self._staff != tuple(staff):
            self._show_staff(staff, self.who.currentText())

    def complain(self, sentence: str, wait_seconds: int = 0, staff_id: str = "") -> None:
        """Say why it stays shut; for `wait_seconds` nothing is taken from `staff_id`."""
        if wait_seconds:
            self._waits[staff_id] = wait_seconds
            self._second.start()
        self.pin.clear()
        self.field.complain(sentence)
        self._let_type()
        self._give_focus()

    def count_scan(self, waits: bool) -> None:
        """A code came in meanwhile: say how many people wait, and how often nobody was named."""
        self._scans, self._unread = self._scans + waits, self._unread + (not waits)
        one, two = "1 scan was kept and waits.", "1 code named nobody. Scan it again later."
        scans = one if self._scans == 1 else f"{self._scans} scans were kept and wait."
        unread = (
            two if self._unread == 1 else f"{self._unread} codes named nobody. Scan them later."
        )
        said = (scans if self._scans else "", unread if self._unread else "")
        self._waiting.setText(" ".join(filter(None, said)))
        self._waiting.show()

    @property
    def _chosen(self) -> str:
        """The id of who wants to open it; empty where nobody has a PIN."""
        return self._staff[self.who.currentIndex()].id if self._staff else ""

    def _show_staff(self, staff: Sequence[Staff] | None, chosen: str) -> None:
        self._staff, self._by_secret = None if staff is None else tuple(staff), False
        names = [member.name for member in staff or ()]
        with QSignalBlocker(self.who):
            self.who.clear()
            self.who.addItems(names)
            self.who.setCurrentIndex(names.index(chosen) if chosen in names else 0)
        self._show_mode()
        self._give_focus()

    def _show_mode(self) -> None:
        guarded = bool(self._staff)
        self.pin.clear()
        self.field.complain("")
        self._let_type()
        nobody = _UNKNOWN if self._staff is None else _OPEN
        stuck = self._by_secret and not self.has_secret
        forgotten = _NOTHING_ELSE if stuck else _FORGOTTEN
        self._text.setText(forgotten if self._by_secret else _GUARDED if guarded else nobody)
        self.field.rename("Passphrase or recovery key" if self._by_secret else "PIN")
        self.forgot.setText("Type the PIN instead" if self._by_secret else "I forgot my PIN")
        self.forgot.show_key("Esc" if self._by_secret else "")
        self.forgot.setVisible(guarded)
        for part in (self.who_field, self.field):
            part.setVisible(guarded and not stuck)
        self.open.setVisible(not stuck)

    def _first(self) -> QWidget:
        """What is done next: typing; pressing, where nothing can be typed."""
        if self._by_secret and not self.has_secret:
            return self.forgot
        return self.pin if self._staff else self.open

    def _give_focus(self) -> None:
        if self.isVisible():
            self._first().setFocus()

    def _forget(self) -> None:
        self._by_secret = not self._by_secret
        self._show_mode()
        self._give_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, also from the button (no dialog sees to it); Escape goes back to the PIN."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape and self._by_secret:
            self._forget()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if not self.open.isEnabled() or self.open.isHidden():
            return
        if self._staff and not self.pin.text():
            self.complain("Type the passphrase or recovery key." if self._by_secret else "Type it.")
            return
        self.open.setEnabled(False)
        (self.forgotten if self._by_secret else self.entered).emit(self._chosen, self.pin.text())

    def _count_down(self) -> None:
        waited = self._chosen in self._waits
        self._waits = {who: left - 1 for who, left in self._waits.items() if left > 1}
        if not self._waits:
            self._second.stop()
        if waited and not self._by_secret:
            self.field.complain("")
            self._let_type()
            self._give_focus()

    def _let_type(self) -> None:
        """Whoever was wrong too often waits; their colleagues do not, nor who has the secret."""
        wait = 0 if self._by_secret else self._waits.get(self._chosen, 0)
        if wait:
            self.field.complain(f"This is not the PIN. Try again in {wait} s.")
        self.pin.setEnabled(not wait)
        self.open.setEnabled(not wait)

    def _build(self) -> None:
        card = Card(margin=theme.size("space.xxl"))
        card.setFixedWidth(_WIDTH)
        inside = QVBoxLayout()
        inside.setSpacing(theme.size("space.m"))
        inside.addWidget(Picture("lock"))
        inside.addWidget(Label("Locked", font="title"))
        inside.addWidget(self._text)
        inside.addWidget(self._waiting)
        inside.addWidget(self.who_field)
        inside.addWidget(self.field)
        foot = QHBoxLayout()
        foot.addWidget(self.forgot)
        foot.addStretch(1)
        foot.addWidget(self.open)
        inside.addLayout(foot)
        card.body.addLayout(inside)
        middle = QHBoxLayout()  # an alignment would forget the height that wrapped words need
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()
        outer = QVBoxLayout(self)
        outer.addStretch()
        outer.addLayout(middle)
        outer.addStretch()
