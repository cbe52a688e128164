"""Some of the interviewers: chips, and a button that drops the list of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from boothapp.ui.forms.controls import Compound
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.flow import FlowLayout
from boothapp.ui.widgets.menu import Menu

_GONE = "Somebody who left"


class PeopleEdit(Compound):
    """Ids of people, shown by their names; `changed` when somebody adds or removes one."""

    changed = Signal()

    def __init__(self, names: Mapping[str, str], word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._names, self._ids = dict(names), tuple[str, ...]()
        self.add = Button(word, icon="plus", size="s", drops=True)
        self.add.clicked.connect(self._drop)
        self.menu: Menu | None = None
        self.part = self.add
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.add)
        self.chips: list[Chip] = []
        self._allow()

    @property
    def ids(self) -> tuple[str, ...]:
        """Who is chosen, in the order of choosing."""
        return self._ids

    def show_names(self, names: Mapping[str, str]) -> None:
        """Who there is to choose from."""
        if dict(names) != self._names:
            self._names = dict(names)
            self._rebuild()

    def set_ids(self, ids: Sequence[str]) -> None:
        """Show who is chosen."""
        if tuple(ids) != self._ids:
            self._ids = tuple(ids)
            self._rebuild()

    def choose(self, who: str) -> None:
        """Add somebody as a person would."""
        self.set_ids([*self._ids, who])
        self.changed.emit()

    def _rebuild(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(who) for who in self._ids]
        for index, chip in enumerate(self.chips):
            self._flow.insert(index, chip)
            chip.show()
        for one, following in pairwise([*self.chips, self.add]):
            QWidget.setTabOrder(one, following)
        self._allow()
        self.updateGeometry()

    def _allow(self) -> None:
        others = any(who not in self._ids for who in self._names)
        self.add.setEnabled(others)
        self.add.setToolTip("" if others else "Nobody else is there")

    def _chip(self, who: str) -> Chip:
        chip = Chip(self._names.get(who, _GONE), icon="user", removable=True, parent=self)
        chip.removed.connect(lambda: self._remove(who))
        return chip

    def _remove(self, who: str) -> None:
        self.set_ids([one for one in self._ids if one != who])
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self) -> None:
        self.menu = Menu(self.add)
        for who, name in self._names.items():
            if who not in self._ids:
                self.menu.addAction(name.replace("&", "&&"), partial(self.choose, who))
        self.menu.drop()
