"""The pages about the store's key: typing a passphrase, and keeping the recovery key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.passphrases import checked_passphrase
from boothapp.ui.forms.secrets import SecretFields
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.first_focus import FirstFocus
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.recovery_key import RecoveryKey

_WIDTH = 460
_KNOWN = {"known": "Passphrase"}


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

    def __init__(self, *, choosing: bool, backup: str = "") -> None:
        """`backup` is the name of the file that is to be opened, instead of a store."""
        if backup:
            super().__init__(
                "lock",
                "The backup is locked",
                f"{backup}: type the passphrase that its store had when it was written, or its "
                "recovery key.",
            )
        elif choosing:
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
        asked = {"new": "Passphrase", "again": "The same again"} if choosing else _KNOWN
        self.secrets = SecretFields(asked, {"new": checked_passphrase})
        self.button = Button("Use it" if choosing else "Unlock", kind="primary", key="Enter")
        self.cancel = Button("Cancel", key="Esc")
        self.cancel.setShortcut("Esc")
        self.cancel.hide()
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.cancel, self.button):
            button.setAutoDefault(True)  # Enter presses the one that has the focus
            foot.addWidget(button)
        self.column.addWidget(self.secrets)
        self.column.addLayout(foot)
        self.cancel.clicked.connect(self.cancelled)
        self.button.clicked.connect(self._enter)
        for edit in self.secrets.edits.values():
            edit.setMinimumHeight(theme.size("height.control"))
            edit.returnPressed.connect(self.button.click)  # it does nothing while it is off
        FirstFocus(self, lambda: self.secrets.first)

    def complain(self, sentence: str) -> None:
        """Say why what was typed did not do, and let it be typed again."""
        self.button.setEnabled(True)
        self.secrets.complain(sentence)

    def _enter(self) -> None:
        typed = self.secrets.typed()
        if typed is not None:
            self.button.setEnabled(False)
            self.entered.emit(next(iter(typed.values())))


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
