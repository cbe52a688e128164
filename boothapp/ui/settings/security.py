"""Security: how the store's key is kept, the recovery key, when the window locks, and PINs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.event import Staff
from boothapp.domain.lock import NEVER
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.flow import FlowLayout
from boothapp.ui.widgets.labels import ElidedLabel, IconLabel, Label

_KEEPERS = {
    "keyring": (
        "The store is encrypted. Its key lies in this computer’s keyring.",
        "Whoever can log in as you can open it. Lock the screen when you leave.",
    ),
    "passphrase": (
        "The store is encrypted. Its key is locked with your passphrase.",
        "The passphrase is asked for at each start. The recovery key opens the store without it.",
    ),
    "memory": (
        "The store is encrypted with a key that only this window knows.",
        "It holds invented people and is gone when the window closes.",
    ),
}
_AFTER = (
    (30, "30 seconds"),
    (60, "1 minute"),
    (120, "2 minutes"),
    (300, "5 minutes"),
    (900, "15 minutes"),
    (NEVER, "Never"),
)


class SecurityCard(SettingsCard):
    """How the key is kept; `wanted` carries what somebody wants to do, by its name."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("security", "Security", parent=parent)
        self.kept = IconLabel(icon="key", font="body", tone="text")
        self.advice = Label(tone="muted", wrap=True)
        self.warning = IconLabel(
            "There is no recovery key. Make one now.", icon="warning-circle-fill", tone="error"
        )
        self.warning.hide()
        self.buttons = {
            "passphrase": Button("Change the passphrase…", icon="lock"),
            "keyring": Button("Keep the key in the keyring…", icon="key"),
            "test": Button("Test the recovery key…", icon="check"),
            "recovery": Button("New recovery key…", icon="shield-check"),
            "rekey": Button("Replace the key…", icon="arrows-clockwise"),
        }
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        for name, button in self.buttons.items():
            button.clicked.connect(partial(self.wanted.emit, name))
            flow.addWidget(button)
        for part in (self.kept, self.advice, self.warning, row):
            self.column.addWidget(part)

    def show_keeper(self, keeper: str, *, has_recovery: bool) -> None:
        """Say where the key is: "keyring", "passphrase" or "memory"."""
        kept, advice = _KEEPERS[keeper]
        self.kept.show_words(kept)
        self.advice.setText(advice)
        in_file = keeper != "memory"
        self.warning.setVisible(in_file and not has_recovery)
        for name, button in self.buttons.items():
            button.setVisible(in_file or name == "rekey")
        self.buttons["keyring"].setVisible(keeper == "passphrase")
        self.buttons["test"].setVisible(in_file and has_recovery)
        words = "Change the passphrase…" if keeper == "passphrase" else "Use a passphrase instead…"
        self.buttons["passphrase"].setText(words)


class _PinLine(QWidget):
    """One of the staff and their PIN."""

    given = Signal()
    removed = Signal()

    def __init__(self, name: str, *, has_pin: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.give = Button("Change PIN…" if has_pin else "Give a PIN…", size="s")
        self.give.setAccessibleName(f"{self.give.text()} {name}")
        self.give.clicked.connect(self.given)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(name), 1)
        row.addWidget(Label("PIN" if has_pin else "No PIN", tone="muted"))
        row.addWidget(self.give)
        if has_pin:
            remove = Button(kind="ghost", icon="trash", size="s", tone="text_secondary")
            remove.setAccessibleName(f"Take away the PIN of {name}")
            remove.setToolTip(f"Take away the PIN of {name}")
            remove.clicked.connect(self.removed)
            row.addWidget(remove)


class LockCard(SettingsCard):
    """`after_picked` carries seconds; `pin_wanted` and `pin_removed` a Staff."""

    after_picked = Signal(int)
    pin_wanted = Signal(object)
    pin_removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "lock",
            "Lock and PINs",
            "A locked window shows nothing of anybody; scans are kept and wait. Once somebody has "
            "a PIN, only PINs open it. Ctrl+L locks at once.",
            parent,
        )
        self.after = Select("Lock without a key or a click for", icon="lock")
        self.after.addItems([words for _, words in _AFTER])
        self.after.activated.connect(lambda index: self.after_picked.emit(_AFTER[index][0]))
        row = QHBoxLayout()
        row.addWidget(Label("Lock when nobody is there for"))
        row.addWidget(self.after)
        row.addStretch(1)
        self.column.addLayout(row)
        self._lines: list[_PinLine] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(4)
        self.column.addLayout(self._place)

    def show_rules(self, after: int, staff: Sequence[Staff], with_pin: frozenset[str]) -> None:
        """Show after how long, and who has a PIN."""
        seconds = [value for value, _ in _AFTER]
        self.after.setCurrentIndex(seconds.index(after) if after in seconds else 2)
        for old in self._lines:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [self._line(who, has_pin=who.id in with_pin) for who in staff]

    def _line(self, who: Staff, *, has_pin: bool) -> _PinLine:
        line = _PinLine(who.name, has_pin=has_pin)
        line.given.connect(lambda: self.pin_wanted.emit(who))
        line.removed.connect(lambda: self.pin_removed.emit(who))
        self._place.addWidget(line)
        return line
