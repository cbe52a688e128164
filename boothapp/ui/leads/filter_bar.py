"""The filter of the leads table: a chip for each part, a menu to add one, and “Save view”."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from boothapp.domain.consent import Purpose
from boothapp.domain.event import Settings
from boothapp.domain.figure_words import RATING_WORDS
from boothapp.domain.lead_filter import NOBODY, LeadFilter, Meeting
from boothapp.domain.people import HOTTEST_FIRST
from boothapp.ui import icons
from boothapp.ui.leads.filter_words import (
    MEETINGS,
    NOT_RATED,
    FilterPart,
    day_words,
    parts_of,
    without,
)
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.flow import FlowLayout
from boothapp.ui.widgets.menu import Menu


class FilterChip(Chip):
    """“Rating **hot or warm** ×” on an outline."""

    def __init__(self, part: FilterPart, parent: QWidget | None = None) -> None:
        super().__init__(f"{part.label} {part.value}", removable=True, parent=parent)
        self.part = part
        self.setAccessibleName(f"Filter: {part.label} {part.value}")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Both words and the cross."""
        width = painting.text_width(self.part.label, "caption")
        width += painting.text_width(self.part.value, "caption", 600)
        return QSize(round(width) + 48, theme.size("height.control_s"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """A quiet word, the value in bold, a cross."""
        painter = painting.painter_for(self)
        where = QRectF(self.rect())
        fill = "hover" if self.underMouse() else "surface"
        outline, width = ("focus_ring", 2) if self.hasFocus() else ("border_strong", 1)
        painting.box(painter, where, fill=fill, outline=outline, width=width)
        inner = where.adjusted(9, 0, -24, 0)
        taken = painting.words(painter, inner, self.part.label, "caption", "text_secondary")
        value = inner.adjusted(taken + 5, 0, 0, 0)
        painting.words(painter, value, self.part.value, "caption", "text", weight=600)
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")
        icons.paint(painter, "x", "text_secondary", self._cross())


class FilterBar(QWidget):
    """`changed` carries the LeadFilter that somebody wants."""

    changed = Signal(object)
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = LeadFilter()
        self._settings: Settings | None = None
        self._tags: tuple[str, ...] = ()
        self._chips: list[FilterChip] = []
        holder = QWidget()
        self._flow = FlowLayout(holder, gap=8)
        self.add = Button("Filter", kind="ghost", icon="plus", size="s", key="F")
        self.add.setAccessibleName("Add a filter")
        self.add.clicked.connect(self.open_menu)
        self._flow.addWidget(self.add)
        self.save = Button("Save view", kind="ghost", icon="bookmark-simple", size="s")
        self.save.clicked.connect(self.save_wanted)
        self._show_save(filtered=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 16, 6)
        row.addWidget(holder, 1)
        row.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def chips(self) -> Sequence[FilterChip]:
        """The chips that are shown."""
        return self._chips

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What Tab goes to, in order."""
        return (*self._chips, self.add, self.save)

    def show_filter(self, asked: LeadFilter, settings: Settings, tags: Sequence[str]) -> None:
        """Show another filter; `tags` are offered."""
        self._settings, self._tags = settings, tuple(tags)
        parts = parts_of(asked, settings)
        self._filter = asked
        if parts == tuple(chip.part for chip in self._chips):
            return
        had_focus = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = [self._chip(part, place) for place, part in enumerate(parts)]
        self._show_save(filtered=bool(parts))
        if had_focus:
            self.add.setFocus()

    def _show_save(self, *, filtered: bool) -> None:
        self.save.setEnabled(filtered)
        self.save.setToolTip("" if filtered else "Everybody is shown: there is nothing to save.")

    def _chip(self, part: FilterPart, place: int) -> FilterChip:
        chip = FilterChip(part)
        chip.removed.connect(lambda: self.changed.emit(without(self._filter, part.field)))
        chip.clicked.connect(self.open_menu)
        self._flow.insert(place, chip)
        return chip

    def open_menu(self) -> None:
        """Offer everything that leads can be filtered by."""
        if self._settings is None:
            return
        menu = Menu(self.add)
        self._fill(menu, self._settings)
        menu.drop(at_first=True)

    def _fill(self, menu: QMenu, settings: Settings) -> None:
        roles = [(role.id, role.title) for role in settings.roles]
        staff = [(member.id, member.name) for member in settings.staff]
        ratings = [(one, RATING_WORDS[one] if one else NOT_RATED) for one in HOTTEST_FIRST]
        days = [(day, day_words(day)) for day in settings.event.days]
        meetings = [(one, MEETINGS[one]) for one in Meeting]
        self._several(menu, "Rating", "ratings", ratings)
        consent = menu.addMenu("Consent")
        self._add_several(consent, "purposes", [(one, PURPOSE_LONG[one]) for one in Purpose])
        consent.addSeparator()
        self._add_switch(consent, "Left open", "waiting")
        self._several(menu, "Role", "roles", [*roles, (NOBODY, "none")])
        self._several(menu, "Owner", "owners", [*staff, (NOBODY, "nobody")])
        self._several(menu, "Stored by", "staff", staff)
        self._several(menu, "Day", "days", days)
        self._several(menu, "Tag", "tags", [(tag, tag) for tag in self._tags])
        self._several(menu, "Interview", "meetings", meetings)
        self._add_switch(menu, "No follow-up", "no_follow_up")
        menu.addSeparator()
        nothing = menu.addAction("Take all filters away", self._clear)
        nothing.setEnabled(not self._filter.without_text().is_empty)

    def _clear(self) -> None:
        self.changed.emit(LeadFilter(text=self._filter.text))

    def _several(
        self, menu: QMenu, title: str, field: str, values: Iterable[tuple[object, str]]
    ) -> None:
        inside = menu.addMenu(title)
        self._add_several(inside, field, values)
        inside.setEnabled(not inside.isEmpty())

    def _add_several(self, menu: QMenu, field: str, values: Iterable[tuple[object, str]]) -> None:
        chosen: frozenset[object] = getattr(self._filter, field)
        for value, word in values:
            switched = chosen ^ {value}
            self._add(menu, word, value in chosen, partial(self._set, field, switched))

    def _add_switch(self, menu: QMenu, word: str, field: str) -> None:
        on: bool = getattr(self._filter, field)
        self._add(menu, word, on, lambda: self._set(field, not on))

    def _add(self, menu: QMenu, word: str, on: bool, order: Callable[[], object]) -> None:
        action = QAction(word.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _checked=False: order())
        menu.addAction(action)

    def _set(self, field: str, value: object) -> None:
        self.changed.emit(replace(self._filter, **{field: value}))  # type: ignore[arg-type] # the menu offers each field its own values
