"""What concerns this laptop: sound and appearance."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.labels import Label

_APPEARANCES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))


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
