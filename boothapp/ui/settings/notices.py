"""Notices: the occasions, which one is shown now, and the way to their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from boothapp.domain.notices import Language, NoticeKind
from boothapp.services.bundle import Services
from boothapp.ui.forms.field import Field
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import IconLabel, Label

_TEXT = (
    "What a person is shown or read before they answer. Every wording that was shown is kept, "
    "so that a consent can prove what it was given to."
)


@dataclass(frozen=True, slots=True)
class NoticesKnown:
    """What the card shows."""

    kinds: tuple[NoticeKind, ...]
    in_use: NoticeKind
    languages: tuple[Language, ...]
    own: frozenset[tuple[str, str]]
    """Occasion and language of each notice in the sponsor's own words."""


class NoticesCard(SettingsCard):
    """`edit_wanted` carries an occasion's id and a language; the others an id or a new name."""

    edit_wanted = Signal(str, str)
    use_wanted = Signal(str)
    added = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("notices", "Notices", _TEXT, parent)
        self._known: NoticesKnown | None = None
        self._wanted = ""
        self.kind, self.language = Select("Occasion"), Select("Language")
        self.edit = Button("Edit…", icon="pencil-simple")
        self.state = IconLabel(icon="check-circle-fill", font="body", tone="text")
        self.use = Button("Show this one now", icon="megaphone")
        self.remove = Button("Remove this occasion", icon="trash")
        self.whose = Label(font="caption", tone="muted", wrap=True)
        self.line = QLineEdit()
        self.line.setPlaceholderText("New occasion, such as a dinner or a workshop")
        self.line.setAccessibleName("New occasion")
        self.add = Button("Add", icon="plus")
        self.add.setAccessibleName("Add the occasion")
        self._build()
        self._connect()

    def show_notices(self, known: NoticesKnown) -> None:
        """Show what there is; what was chosen to be looked at stays chosen."""
        kind = self._wanted or self.kind.currentData() or known.in_use.id
        language = self.language.currentData()
        self._known, self._wanted = known, ""
        self._fill(self.kind, [(one.id, one.name) for one in known.kinds], kind)
        self._fill(self.language, [(one.code, one.name) for one in known.languages], language)
        self._show_state()

    def choose(self, kind_id: str) -> None:
        """Look at this occasion as soon as it is shown."""
        self._wanted = kind_id

    def _fill(self, box: Select, options: Sequence[tuple[str, str]], chosen: object) -> None:
        box.blockSignals(True)
        box.clear()
        for value, words in options:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    def _show_state(self) -> None:
        if self._known is None:
            return
        kind = self.kind.currentData()
        shown = kind == self._known.in_use.id
        words = f"{self.kind.currentText()} is shown now" if shown else "Not shown now"
        icon, tone = ("check-circle-fill", "verdict.may_share.ink") if shown else ("eye", "muted")
        self.state.show_words(words, icon, icon_tone=tone)
        self.use.setVisible(not shown)
        self.remove.setVisible(not shown)
        own = [one.name for one in self._known.languages if (kind, one.code) in self._known.own]
        self.whose.setText(
            f"Your own words: {', '.join(own)}. The supplied words in the other languages."
            if own
            else "The supplied words in all languages."
        )

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_state)
        self.edit.clicked.connect(
            lambda: self.edit_wanted.emit(self.kind.currentData(), self.language.currentData())
        )
        self.use.clicked.connect(lambda: self.use_wanted.emit(self.kind.currentData()))
        self.remove.clicked.connect(lambda: self.removed.emit(self.kind.currentData()))
        self.line.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)

    def _add(self) -> None:
        name = self.line.text().strip()
        if name:
            self.line.setText("")
            self.added.emit(name)

    def _build(self) -> None:
        choose, state, add = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (choose, state, add):
            row.setSpacing(8)
            self.column.addLayout(row)
        choose.addWidget(Field("Occasion", self.kind), 1)
        choose.addWidget(Field("Language", self.language), 1)
        choose.addWidget(Field("Its words", self.edit))
        self.edit.setAccessibleName("Edit the notice")
        state.addWidget(self.state, 1)
        state.addWidget(self.use)
        state.addWidget(self.remove)
        self.column.insertWidget(2, self.whose)
        add.addWidget(self.line, 1)
        add.addWidget(self.add)


def read_notices(services: Services) -> NoticesKnown:
    """Read what the card shows; on the database thread."""
    notices = services.notices
    kinds, languages = notices.kinds(), notices.languages()
    return NoticesKnown(
        kinds=kinds,
        in_use=notices.in_use(),
        languages=languages,
        own=frozenset(
            (kind.id, language.code)
            for kind in kinds
            for language in languages
            if notices.wording(kind.id, language.code).own
        ),
    )
