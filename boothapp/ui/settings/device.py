"""What concerns this laptop: sound and appearance."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.choices import Segmented

_APPEARANCES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))


class DeviceCard(SettingsCard):
    """Sounds and colours."""

    sound_picked = Signal(object)
    appearance_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("appearance", "Sounds and colours", parent=parent)
        self.sound = Segmented((("on", "On"), ("off", "Off")), name="Sound for each verdict")
        self.appearance = Segmented(_APPEARANCES, name="Appearance")
        self.sound.picked.connect(self.sound_picked)
        self.appearance.picked.connect(self.appearance_picked)
        self.add_rows(("A sound for each verdict", self.sound), ("Colours", self.appearance))
