"""What concerns this laptop: sound, appearance, and how the store's key is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.labels import IconLabel, Label

_APPEARANCES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))
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


class DeviceCard(SettingsCard):
    """Sounds and appearance."""

    sound_picked = Signal(object)
    appearance_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("appearance", "Sounds and appearance", parent=parent)
        self.sound = Segmented((("on", "On"), ("off", "Off")), name="Sound for each verdict")
        self.appearance = Segmented(_APPEARANCES, name="Appearance")
        self.sound.picked.connect(self.sound_picked)
        self.appearance.picked.connect(self.appearance_picked)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(Label("A sound for each verdict"), self.sound)
        form.addRow(Label("Colours"), self.appearance)
        self.column.addLayout(form)


class SecurityCard(SettingsCard):
    """How the key is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("security", "Security", parent=parent)
        self.kept = IconLabel(icon="key", font="body", tone="text")
        self.advice = Label(tone="muted", wrap=True)
        self.column.addWidget(self.kept)
        self.column.addWidget(self.advice)

    def show_keeper(self, keeper: str) -> None:
        """Say where the key is: "keyring", "passphrase" or "memory"."""
        kept, advice = _KEEPERS[keeper]
        self.kept.show_words(kept)
        self.advice.setText(advice)
