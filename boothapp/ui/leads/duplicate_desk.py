"""Duplicates on the Leads page: the line in the panel, the list of all, comparing and merging."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from boothapp.domain.duplicates import Pair
from boothapp.domain.errors import BoothError, Cancelled
from boothapp.domain.event import EventInfo
from boothapp.domain.merging import Comparison, Merged, Side
from boothapp.ui.context import Context
from boothapp.ui.leads.compare_dialog import CompareDialog
from boothapp.ui.leads.pairs_dialog import PairsDialog
from boothapp.ui.leads.same_as import SameAsLine
from boothapp.ui.refresher import Refresher
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.toast import Toast

_COUNTED = 3_000
"""So many leads are compared by themselves, to say how many pairs there are; more when asked."""
_SOON_MS = 700
"""Several changes in a row are counted once."""
_SHOWS = frozenset({"lead"})


class DuplicateDesk(QObject):
    """Looks for duplicates of who is shown in the panel; `button` opens the list of all."""

    def __init__(self, context: Context, page: QWidget, line: SameAsLine) -> None:
        super().__init__(page)
        self._context, self._page, self._line = context, page, line
        self._service = context.services.merging
        self._wanted = ""
        self._list: PairsDialog | None = None
        self._said: Toast | None = None  # what was decided last
        self.button = Button("Possible duplicates", kind="ghost", size="s", icon="copy")
        self.button.clicked.connect(self.list_all)
        self.button.hide()
        self._pairs: int | None = 0
        self._counted = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._count)
        context.frame.compact_changed.connect(lambda _compact: self._show_count(self._pairs))
        line.compare_wanted.connect(self.compare)
        Refresher(page, context.bridge, _SHOWS, self._refresh, paints_first=True)

    def look(self, lead_id: str) -> None:
        """Say beside a lead who may be the same person."""
        if lead_id != self._wanted:
            self._line.show_pairs(())
        self._wanted = lead_id
        self._context.tasks.background(
            lambda _progress: self._service.like(lead_id),
            partial(self._show_line, lead_id),
            lambda _error: None,  # it is an offer: who does not get it misses nothing
        )

    def list_all(self) -> None:
        """List every pair."""
        dialog = PairsDialog(self._page)
        self._list = dialog
        dialog.compare_wanted.connect(self.compare)
        dialog.undo_wanted.connect(self._take_back)
        dialog.finished.connect(self._forget_list)
        dialog.open()
        self._read_list()

    def compare(self, pair: Pair) -> None:
        """Put the two side by side, the better one as the one that is kept."""
        one, other = pair.one.lead_id, pair.other.lead_id

        def read() -> tuple[Comparison, EventInfo]:
            kept = self._service.suggested(one, other)
            gone = other if kept == one else one
            return self._service.compare(kept, gone), self._context.services.settings.get().event

        self._context.tasks.run(read, lambda found: self._open(*found))

    def _open(self, comparison: Comparison, event: EventInfo) -> None:
        dialog = CompareDialog(comparison, event, self._list or self._page)
        dialog.merge_wanted.connect(partial(self._merge, dialog))
        dialog.apart_wanted.connect(lambda: self._set_apart(dialog.comparison))
        dialog.swap_wanted.connect(partial(self._swap, dialog))
        dialog.open()

    def _swap(self, dialog: CompareDialog) -> None:
        kept, other = dialog.comparison.other.id, dialog.comparison.kept.id
        self._context.tasks.run(
            lambda: self._service.compare(kept, other),
            dialog.show_comparison,
            lambda error: dialog.refused(str(error)),
        )

    def _merge(self, dialog: CompareDialog, choices: Mapping[str, Side]) -> None:
        comparison = dialog.comparison
        kept, other = comparison.kept.id, comparison.other.id

        def done(merged: Merged) -> None:
            dialog.accept()
            self._said = self._context.toasts.show(
                f"Merged into {_name_of(merged, comparison)}",
                undo=lambda: self._undo(merged),
                kind="done",
                remembered=[comparison.kept.subject, comparison.other.subject],
            )
            if self._list is None:
                self._context.navigate("leads", kept)

        self._context.tasks.run(
            lambda: self._service.merge(kept, other, choices),
            done,
            lambda error: dialog.refused(str(error)),
        )

    def _undo(self, merged: Merged) -> None:
        def done(stays: tuple[str, ...]) -> None:
            if stays:
                self._context.toasts.show("Two leads again. " + " ".join(stays))

        self._context.tasks.run(
            lambda: self._service.undo(merged),
            done,
            lambda error: self._context.toasts.error(str(error)),
        )

    def _take_back(self) -> None:
        """Ctrl+Z over the list: what was decided in it last, and nothing from behind it."""
        said = self._said
        if said is not None and isValid(said) and said.has_undo:
            said.take_back()
        else:
            self._context.toasts.show("Nothing to take back here.")

    def _set_apart(self, comparison: Comparison) -> None:
        one, other = comparison.kept.id, comparison.other.id
        service, tasks = self._service, self._context.tasks

        def done(_: object) -> None:
            self._said = self._context.toasts.show(
                "Kept as two people",
                undo=lambda: tasks.run(lambda: service.set_apart(one, other, apart=False)),
                kind="done",
                remembered=[comparison.kept.subject, comparison.other.subject],
            )

        tasks.run(lambda: service.set_apart(one, other), done)

    def _show_line(self, lead_id: str, pairs: tuple[Pair, ...]) -> None:
        if lead_id == self._wanted:
            self._line.show_pairs(pairs)

    def _refresh(self) -> None:
        """Something about leads changed: the line, the number and the list are read anew."""
        if self._wanted:
            self.look(self._wanted)
        if self._list is not None:
            self._read_list()
        elif self._counted:
            self._soon.start()
        else:
            self._count()

    def _count(self) -> None:
        self._counted = True
        self._context.tasks.background(
            lambda _progress: self._service.few_pairs(_COUNTED), self._show_count
        )

    def _show_count(self, pairs: int | None) -> None:
        """None: there are more leads than are compared by themselves."""
        self._pairs = pairs
        words = "Possible duplicates" if pairs is None else f"Possible duplicates {pairs:,}"
        self.button.setText(words[9:].capitalize() if self._context.frame.compact else words)
        self.button.setAccessibleName(words)
        self.button.setToolTip(words)
        self.button.setVisible(pairs != 0)

    def _read_list(self) -> None:
        job = self._context.tasks.background(self._service.pairs, self._show_list, self._lose_list)
        if self._list is not None:
            self._list.follow(job)

    def _show_list(self, pairs: tuple[Pair, ...]) -> None:
        self._show_count(len(pairs))
        if self._list is not None:
            self._list.show_pairs(pairs)

    def _lose_list(self, error: Exception) -> None:
        if isinstance(error, BoothError) and not isinstance(error, Cancelled):
            self._context.toasts.error(str(error))

    def _forget_list(self) -> None:
        if self._list is not None:
            self._list.deleteLater()
        self._list = None


def _name_of(merged: Merged, comparison: Comparison) -> str:
    """What the one lead is called now: either side's name may have been chosen."""
    _, chosen = merged.fields.get("name", (None, None))
    person = comparison.kept.person
    return chosen or person.name or person.email or "one lead"
