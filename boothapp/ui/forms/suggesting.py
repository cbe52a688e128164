"""Lines that offer what was typed elsewhere, and words as chips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from boothapp.ui.forms.controls import Compound
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.flow import FlowLayout

_LONGEST = 60  # characters of a word; longer is a paste gone wrong


class SuggestLine(QLineEdit):
    """A line that takes anything; what is known is offered as it is typed, all of it with Down."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(_LONGEST)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        completer.setPopup(popup)
        popup.setItemDelegate(QStyledItemDelegate(popup))  # Qt's own ignores the style sheet
        self.setCompleter(completer)

    @property
    def known(self) -> list[str]:
        """What is offered."""
        return self._known.stringList()

    def offer(self, words: Iterable[str]) -> None:
        """What is known, each once whatever its case."""
        once = unique(words)
        if list(once) != self.known:
            self._known.setStringList(list(once))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down opens the list."""
        if event.key() == Qt.Key.Key_Down and self.known:
            self.completer().setCompletionPrefix(self.text())
            self.completer().complete()
            return
        super().keyPressEvent(event)


class _WordLine(SuggestLine):
    """The line of new words; a comma or Enter ends one."""

    ended = Signal()
    back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes no further than to this line; Backspace in an empty one goes to the chips."""
        if event.text() == "," or event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.ended.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """What was typed counts; the list of suggestions is no leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.ended.emit()


class WordsEdit(Compound):
    """Words as chips, and a line for new ones; `changed` when somebody adds or removes some."""

    changed = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.line = _WordLine(placeholder)
        self.line.setMinimumWidth(180)
        self.line.setMaxLength(300)  # a pasted list has commas
        self.part = self.line
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.line)
        self._words: tuple[str, ...] = ()
        self._known: tuple[str, ...] = ()
        self.chips: list[Chip] = []
        self.line.ended.connect(self._take)
        self.line.back.connect(self._to_chips)
        # A suggestion is taken after the line has it, or it would write it once more.
        self.line.completer().activated.connect(lambda _: QTimer.singleShot(0, self, self._take))

    @property
    def words(self) -> tuple[str, ...]:
        """The words that stand there as chips."""
        return self._words

    def set_words(self, words: Sequence[str]) -> None:
        """Show these words."""
        if tuple(words) == self._words:
            return
        self._words = tuple(words)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(word) for word in self._words]
        for index, chip in enumerate(self.chips):
            self._flow.insert(index, chip)
            chip.show()
        self._keep_order()
        self.offer(self._known)
        self.updateGeometry()

    def offer(self, words: Iterable[str]) -> None:
        """What is known elsewhere; what stands here already is not offered."""
        self._known = unique(words)
        here = {word.casefold() for word in self._words}
        self.line.offer(word for word in self._known if word.casefold() not in here)

    def _chip(self, word: str) -> Chip:
        chip = Chip(word, removable=True, parent=self)
        chip.removed.connect(lambda: self._remove(word))
        return chip

    def _keep_order(self) -> None:
        """Tab goes from chip to chip and then to the line."""
        for one, following in pairwise([*self.chips, self.line]):
            QWidget.setTabOrder(one, following)

    def _take(self) -> None:
        typed = [" ".join(part.split()) for part in self.line.text().split(",")]
        self.line.clear()
        words = unique([*self._words, *filter(None, typed)])
        if words != self._words:
            self.set_words(words)
            self.changed.emit()

    def _remove(self, word: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_words([one for one in self._words if one != word])
        self.changed.emit()

    def _to_chips(self) -> None:
        if self.chips:
            self.chips[-1].setFocus(Qt.FocusReason.BacktabFocusReason)


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, whatever its case, as it was written first."""
    found: dict[str, str] = {}
    for word in words:
        if word:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())
