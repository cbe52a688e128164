"""What the words of the opt-in column mean: shown, and said by the person where nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from boothapp.domain.roster_mapping import WordFound, plain_word
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import ElidedLabel, Label

_SHOWN = 12
_MEANINGS = (("agreed", True), ("did not agree", False), ("not said: row left out", None))


class WordsForm(QWidget):
    """One choice for each word; `changed` when the person said what one means."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 8, 0)
        self._layout.setHorizontalSpacing(12)
        self._layout.setVerticalSpacing(8)
        self._layout.setColumnStretch(1, 1)
        self._boxes: dict[str, Select] = {}
        self._said: dict[str, bool | None] = {}

    def show_words(self, words: Sequence[WordFound], said: dict[str, bool | None]) -> None:
        """Show the words of a column; `said` is what is known of them from before."""
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._boxes.clear()
        self._said = dict(said)
        for row, one in enumerate(words[:_SHOWN]):
            box = self._box(one)
            label = ElidedLabel(f"{one.word or 'empty'} ({one.count:,})")
            label.setBuddy(box)
            self._layout.addWidget(label, row, 0)
            self._layout.addWidget(box, row, 1)
            self._boxes[plain_word(one.word)] = box
        if len(words) > _SHOWN:
            text = f"and {len(words) - _SHOWN} more: this column may hold something else."
            self._layout.addWidget(Label(text, wrap=True, tone="warning"), _SHOWN, 0, 1, 2)

    def _box(self, one: WordFound) -> Select:
        box = Select(f"What “{one.word or 'empty'}” means")
        for words, meaning in _MEANINGS:
            if one.word or meaning is not True:  # an empty cell is no yes
                box.addItem(words, meaning)
        box.setCurrentIndex(
            next(at for at in range(box.count()) if box.itemData(at) is one.meaning)
        )
        word = plain_word(one.word)
        box.activated.connect(lambda: self._say(word, box.currentData()))
        return box

    def _say(self, word: str, meaning: bool | None) -> None:
        self._said[word] = meaning
        self.changed.emit()

    def answers(self) -> dict[str, bool | None]:
        """What the person said of words, now or when the mapping was kept."""
        return dict(self._said)

    def choose(self, word: str, meaning: bool | None) -> None:
        """Say what a word means as the person would."""
        box = self._boxes[plain_word(word)]
        box.setCurrentIndex(next(at for at in range(box.count()) if box.itemData(at) is meaning))
        self._say(plain_word(word), meaning)
