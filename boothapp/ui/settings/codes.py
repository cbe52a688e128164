"""Which kinds of code the camera looks for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from boothapp.domain.codes import CODES, LOOKED_FOR, CodeChoice, Looking, Symbology, choice_of
from boothapp.ui.context import Context
from boothapp.ui.refresher import Refresher
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.state_line import StateLine

_HOW = ((Looking.ALWAYS, "In every frame"), (Looking.TURNS, "By turns"), (Looking.OFF, "Off"))
_TEXT = (
    "What the camera looks for. By turns is enough for a badge held still for a second; choose "
    "“In every frame” for the kind that this event prints. Each of those makes the laptop work "
    "more. Pictures and scanners always read every kind."
)
_BLIND = "At least one kind must be looked for, so this one stays on."


class CodesCard(SettingsCard):
    """One row for each kind; each change is saved at once, and the camera follows."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("codes", "Codes", _TEXT, parent=parent)
        self._tasks, self._settings = context.tasks, context.services.settings
        self._choice = CodeChoice()
        self.kinds: dict[Symbology, Segmented] = {}
        for kind in LOOKED_FOR:
            words = "QR, Micro QR, rMQR" if kind is Symbology.QR else kind.words
            row = Segmented([(how.value, word) for how, word in _HOW], name=words)
            row.picked.connect(lambda how, kind=kind: self._picked(kind, Looking(how)))
            self.kinds[kind] = row
        self.add_rows(*((row.accessibleName(), row) for row in self.kinds.values()))
        self.problem = StateLine(ink="error", font="body")
        self.column.addWidget(self.problem)
        self.show_choice(self._choice)
        self._complain("")
        Refresher(self, context.bridge, frozenset({"settings"}), self._read)

    def show_choice(self, choice: CodeChoice) -> None:
        """Show what is looked for."""
        if choice.text() != self._choice.text():  # else what was refused is still to be read
            self._complain("")
        self._choice = choice
        for kind, row in self.kinds.items():
            row.set_value(choice.of(kind).value)

    def _picked(self, kind: Symbology, how: Looking) -> None:
        wanted = self._choice.with_kind(kind, how)
        if wanted.is_blind:
            self.show_choice(self._choice)
            self._complain(_BLIND)
            return
        self._complain("")
        self.show_choice(wanted)
        self._tasks.run(lambda: self._settings.set_preference(CODES, wanted.text()))

    def _read(self) -> None:
        self._tasks.run(lambda: choice_of(self._settings.preference(CODES)), self.show_choice)

    def _complain(self, sentence: str) -> None:
        self.problem.show_state(sentence, "warning-circle-fill", "verdict.error.ink")
        self.problem.setVisible(bool(sentence))
