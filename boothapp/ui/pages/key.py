"""The pages about the store's key: typing a passphrase, and keeping the recovery key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.ui.forms.field import Field
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.first_focus import FirstFocus
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.recovery_key import RecoveryKey

_WIDTH = 460
_SHORTEST = 8  # characters; argon2id makes each guess cost a quarter of a second


class _KeyPage(QWidget):
    """A card in the middle of the window."""

    def __init__(self, icon: str, title: str, text: str) -> None:
        super().__init__()
        card = Card(margin=theme.size("space.xxl"))
        card.setFixedWidth(_WIDTH)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.size("space.m"))
        self.column.addWidget(Picture(icon))
        self.column.addWidget(Label(title, font="title"))
        self.column.addWidget(Label(text, tone="text_secondary", wrap=True))
        layout = card.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(self.column)
        middle = QHBoxLayout()  # an alignment would forget the height that wrapped words need
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()
        outer = QVBoxLayout(self)
        outer.addStretch()
        outer.addLayout(middle)
        outer.addStretch()


class PassphrasePage(_KeyPage):
    """Asks for the passphrase of a store, or (`choosing`) for a new one, typed twice.

    `entered` carries what was typed; `cancelled` when somebody gives up (not while choosing).
    """

    entered = Signal(str)
    cancelled = Signal()

    def __init__(self, *, choosing: bool) -> None:
        if choosing:
            super().__init__(
                "lock",
                "Choose a passphrase",
                "This computer has no keyring that could keep the key of the store. Choose a "
                "passphrase; it is asked for at each start.",
            )
        else:
            super().__init__(
                "lock",
                "This store is locked",
                "Type its passphrase, or the recovery key that was printed when it was made.",
            )
        self._choosing = choosing
        self.first, self.again = _secret_field(), _secret_field()
        self.field = Field("Passphrase", self.first)
        self.field_again = Field("The same again", self.again)
        self.button = Button("Use it" if choosing else "Unlock", kind="primary", key="Enter")
        self.column.addWidget(self.field)
        if choosing:
            self.column.addWidget(self.field_again)
        self.cancel = Button("Cancel", key="Esc")
        self.cancel.clicked.connect(self.cancelled)
        self.cancel.hide()
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.button)
        self.column.addLayout(foot)
        self.button.clicked.connect(self._enter)
        for edit in (self.first, self.again):
            edit.returnPressed.connect(self._enter)
        self.setFocusProxy(self.first)

    def complain(self, sentence: str) -> None:
        """Say why what was typed did not do, and let it be typed again."""
        self.field.complain(sentence)
        self.button.setEnabled(True)
        self.first.selectAll()
        self.first.setFocus()

    def _enter(self) -> None:
        typed = self.first.text()
        if not typed:
            self.complain("Type the passphrase.")
        elif self._choosing and len(typed) < _SHORTEST:
            self.complain(f"Take at least {_SHORTEST} characters.")
        elif self._choosing and typed != self.again.text():
            self.complain("The two differ. Type the same twice.")
        else:
            self.field.complain("")
            self.button.setEnabled(False)
            self.entered.emit(typed)


class RecoveryKeyPage(_KeyPage):
    """Shows the recovery key this once; `kept` comes when the person says that it is safe."""

    kept = Signal()

    def __init__(self, recovery_key: str) -> None:
        super().__init__(
            "shield-check",
            "Write this recovery key down",
            "It opens the store when the keyring or the passphrase is lost. It is shown this "
            "once and is kept nowhere. Put it where your company keeps such things, not on "
            "this laptop.",
        )
        self.recovery = RecoveryKey(recovery_key)
        self.done = Button("I have kept it", kind="primary")
        self.done.setAutoDefault(True)
        self.recovery.foot.addWidget(self.done)
        self.column.addWidget(self.recovery)
        self.done.clicked.connect(self.kept)
        # Not the button: an Enter too many on the page before would throw the key away.
        FirstFocus(self, lambda: self.recovery.field)


def _secret_field() -> QLineEdit:
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setMinimumHeight(theme.size("height.control"))
    return edit
