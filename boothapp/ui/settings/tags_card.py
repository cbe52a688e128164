"""Tags in Settings: their names, colours and order, and how many leads have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.desk_lists import COLOURS, MAX_TAG, TagStyle, TagUse
from boothapp.ui.forms.controls import show_text
from boothapp.ui.settings.adding import add_line
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.settings.moving import Movers, moved
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import Label

_COLOUR_WIDTH, _USE_WIDTH = 130, 72  # logical px: the same in every line


class TagLine(QWidget):
    """Edits one tag; `edited` carries it as it is to be, and its name until now."""

    edited = Signal(object, str)
    removed = Signal(str)
    moved = Signal(int)

    def __init__(self, use: TagUse, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.use = use
        self.swatch = Chip("", icon="tag")
        self.name, self.colour = QLineEdit(), Select("Colour")
        self.name.setMaxLength(MAX_TAG)
        self.colour.setPlaceholderText("No colour yet")
        self.colour.addItems([colour.title() for colour in COLOURS])
        self.colour.setFixedWidth(_COLOUR_WIDTH)
        self._leads = Label(font="caption", tone="muted")
        self._leads.setFixedWidth(_USE_WIDTH)
        self.movers = Movers(self)
        self.remove = Button(kind="ghost", icon="trash", size="s", tone="text_secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.swatch)
        row.addWidget(self.name, 1)
        row.addWidget(self.colour)
        row.addWidget(self._leads)
        row.addWidget(self.movers)
        row.addWidget(self.remove)
        for part in (self.movers, self.remove):
            kept = part.sizePolicy()
            kept.setRetainSizeWhenHidden(True)  # the columns stay, whatever a line has
            part.setSizePolicy(kept)
        self._fill()
        self.name.editingFinished.connect(self._leave)
        self.colour.activated.connect(self._leave)
        self.remove.clicked.connect(lambda: self.removed.emit(self.use.style.id))
        self.movers.moved.connect(self.moved)

    def show_use(self, use: TagUse) -> None:
        """Show it as stored now."""
        if use != self.use:
            self.use = use
            self._fill()

    def _fill(self) -> None:
        style, name = self.use.style, self.use.style.name
        show_text(self.name, name)
        set_up = bool(style.id)
        self.colour.setCurrentIndex(COLOURS.index(style.colour) if set_up else -1)
        self.swatch.set_tone(f"tag.{style.colour}" if set_up else "")
        count = self.use.leads
        self._leads.setText("1 lead" if count == 1 else f"{count:,} leads")
        self.name.setAccessibleName(f"Tag {name}")
        self.colour.setAccessibleName(f"Colour of {name}")
        self.movers.name_after(name)
        for part in (self.movers, self.remove):
            part.setVisible(set_up)
        self.remove.setAccessibleName(f"Remove {name}")
        self.remove.setToolTip(f"Offer {name} no more; leads that have it keep it")

    def _leave(self) -> None:
        known, name = self.use.style, " ".join(self.name.text().split())
        chosen = self.colour.currentIndex()
        if not name:
            show_text(self.name, known.name)
            return
        colour = COLOURS[chosen] if chosen >= 0 else known.colour
        style = replace(known, name=name, colour=colour)
        if style != known or (not known.id and chosen >= 0):
            self.edited.emit(style, known.name)


class TagsCard(SettingsCard):
    """`edited` carries a TagStyle and its name until now, `ordered` all ids anew."""

    added = Signal(str)
    edited = Signal(object, str)
    removed = Signal(str)
    ordered = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        text = (
            "Offered in this order. Give a tag a colour to move it, or to offer it no more. A new "
            "name goes to all leads that have the tag; the name of another tag joins the two."
        )
        super().__init__("tags", "Tags", text, parent)
        self.lines: list[TagLine] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(6)
        self.column.addLayout(self._place)
        self.line = add_line(self.column, "New tag", self._add)
        self.line.setMaxLength(MAX_TAG)

    def show_tags(self, uses: Sequence[TagUse]) -> None:
        """Show these; lines of tags that stay keep their cursor."""
        if [_key(line.use) for line in self.lines] != [_key(use) for use in uses]:
            self._remake(uses)
        for number, (line, use) in enumerate(zip(self.lines, uses, strict=True)):
            line.show_use(use)
            line.movers.show_place(number, sum(bool(one.style.id) for one in uses))

    def refill(self) -> None:
        """Show what is stored again: a change was not carried out."""
        for line in self.lines:
            line._fill()

    def _remake(self, uses: Sequence[TagUse]) -> None:
        focus = self.window().focusWidget()
        focused = next((one for one in self.lines if focus and one.isAncestorOf(focus)), None)
        known = {_key(line.use): line for line in self.lines}
        self.lines = [known.get(_key(use)) or self._line(use) for use in uses]
        for gone in (line for line in known.values() if line not in self.lines):
            self._place.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, line in enumerate(self.lines):
            self._place.removeWidget(line)
            self._place.insertWidget(number, line)
        if focused is not None and focused not in self.lines:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, use: TagUse) -> TagLine:
        line = TagLine(use)
        line.edited.connect(self.edited)
        line.removed.connect(self.removed)
        line.moved.connect(lambda step: self._move(line.use.style, step))
        return line

    def _move(self, style: TagStyle, step: int) -> None:
        ids = [line.use.style.id for line in self.lines if line.use.style.id]
        found = moved(ids, style.id, step) if style.id else None
        if found is not None:
            self.ordered.emit(found)

    def _add(self) -> None:
        name = self.line.text().strip()
        if name:
            self.line.setText("")
            self.added.emit(name)


def _key(use: TagUse) -> str:
    return use.style.id or f" {use.style.name}"
