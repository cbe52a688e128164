"""What a locked window shows: who may open it, and nothing of anybody else."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.event import Staff
from boothapp.ui.forms.field import Field
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import Label

_WIDTH = 420
_OPEN = "Nobody has a PIN yet, so anybody can open this. Settings, Staff gives one."
_GUARDED = "Choose your name and type your PIN."
_FORGOTTEN = "Type the store’s passphrase or recovery key. Your PIN is taken away with it."


class LockScreen(QWidget):
    """`entered` carries a staff id and what was typed; `forgotten` likewise, with the secret."""

    entered = Signal(str, str)
    forgotten = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Locked")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._staff: tuple[Staff, ...] = ()
        self._by_secret = False
        self._scans = 0
        self.who = Select("Who you are", icon="user")
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMinimumHeight(theme.size("height.control"))
        self.who_field, self.field = Field("Who you are", self.who), Field("PIN", self.pin)
        self.open = Button("Open", kind="primary", key="Enter")
        self.forgot = Button("I forgot my PIN", kind="ghost", size="s")
        self._text = Label(tone="text_secondary", wrap=True)
        self._waiting = Label(tone="muted", wrap=True)
        self._wait = 0
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self._build()
        self.open.clicked.connect(self._enter)
        self.pin.returnPressed.connect(self._enter)
        self.forgot.clicked.connect(self._forget)

    def show_for(self, staff: Sequence[Staff], on_duty: str) -> None:
        """Lock: `staff` are those with a PIN, empty where anybody may open; nothing is typed."""
        self._staff, self._by_secret, self._scans = tuple(staff), False, 0
        self.who.clear()
        self.who.addItems([member.name for member in staff])
        names = [member.name for member in staff]
        self.who.setCurrentIndex(names.index(on_duty) if on_duty in names else 0)
        self._waiting.hide()
        self._show_mode()

    def complain(self, sentence: str, wait_seconds: int = 0) -> None:
        """Say why it stays shut; for `wait_seconds` nothing is taken."""
        self._wait = wait_seconds
        self.field.complain(sentence)
        self.pin.clear()
        self._let_type(wait_seconds == 0)
        if wait_seconds:
            self._second.start()

    def count_scan(self) -> None:
        """A badge was scanned meanwhile: say how many, and no more."""
        self._scans += 1
        one = "1 scan was kept and waits."
        self._waiting.setText(one if self._scans == 1 else f"{self._scans} scans were kept.")
        self._waiting.show()

    def _show_mode(self) -> None:
        guarded = bool(self._staff)
        self._second.stop()
        self._let_type(True)
        self.pin.clear()
        self.field.complain("")
        self._text.setText(_FORGOTTEN if self._by_secret else _GUARDED if guarded else _OPEN)
        self.field.rename("Passphrase or recovery key" if self._by_secret else "PIN")
        self.forgot.setText("Type the PIN instead" if self._by_secret else "I forgot my PIN")
        self.forgot.updateGeometry()
        for part in (self.who_field, self.field, self.forgot):
            part.setVisible(guarded)
        self.setFocusProxy(self.pin if guarded else self.open)
        self.setFocus()

    def _forget(self) -> None:
        self._by_secret = not self._by_secret
        self._show_mode()

    def _enter(self) -> None:
        if not self.open.isEnabled():
            return
        staff_id = self._staff[self.who.currentIndex()].id if self._staff else ""
        if self._staff and not self.pin.text():
            self.complain("Type the passphrase or recovery key." if self._by_secret else "Type it.")
            return
        self.open.setEnabled(False)
        (self.forgotten if self._by_secret else self.entered).emit(staff_id, self.pin.text())

    def _count_down(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._second.stop()
            self.field.complain("")
            self._let_type(True)
        else:
            self.field.complain(f"This is not the PIN. Try again in {self._wait} s.")

    def _let_type(self, allowed: bool) -> None:
        self.pin.setEnabled(allowed)
        self.open.setEnabled(allowed)
        if allowed and self.isVisible():
            (self.pin if self._staff else self.open).setFocus()

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
