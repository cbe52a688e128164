"""The cards of badge formats and organisers' keys, and what their changes order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from boothapp.domain.badge_patterns import BadgePattern, KnownFormat, LeftOut, Tried, WidePattern
from boothapp.domain.errors import BoothError
from boothapp.domain.organiser_keys import OrganiserKey, counts_no_more
from boothapp.services.bundle import Services
from boothapp.ui.context import Context
from boothapp.ui.settings.formats_card import FormatsCard
from boothapp.ui.settings.keys_card import KeysCard, choose_key_file
from boothapp.ui.settings.orders import SettingsOrders
from boothapp.ui.settings.pattern_lines import NewPattern, PatternLine
from boothapp.ui.undoable import Undoable


@dataclass(frozen=True, slots=True)
class OrganisersKnown:
    """What the cards show."""

    formats: tuple[KnownFormat, ...]
    left_out: tuple[LeftOut, ...]
    patterns: tuple[BadgePattern, ...]
    keys: tuple[OrganiserKey, ...]


def read_organisers(services: Services) -> OrganisersKnown:
    """Read what the cards show; on the database thread."""
    formats = services.badge_formats
    known = formats.known()
    return OrganisersKnown(
        known, formats.left_out(), formats.patterns(), services.organiser_keys.all()
    )


class OrganiserSettings:
    """Makes the cards and carries their changes to the services; `parent` owns the dialogs."""

    def __init__(self, context: Context, orders: SettingsOrders, parent: QWidget) -> None:
        self._tasks, self._services, self._parent = context.tasks, context.services, parent
        self._orders, self._reload = Undoable(context), orders.refused
        self.formats, self.keys = FormatsCard(), KeysCard()
        self._asking = False
        self._connect()

    def show(self, known: OrganisersKnown) -> None:
        """Show everything as stored now."""
        self.formats.show_formats(known.formats, known.left_out)
        self.formats.show_patterns(known.patterns)
        self.keys.show_keys(known.keys)

    def add_key_file(self, name: str, path: Path) -> None:
        """Let the key in a file count."""
        service = self._services.organiser_keys
        self._orders.do(
            lambda: service.add_file(name, path),
            _key_added,
            lambda key: service.remove(key.id),
            then=lambda _: self.keys.clear(),
        )

    def _add_key(self, name: str, text: str) -> None:
        service = self._services.organiser_keys
        self._orders.do(
            lambda: service.add(name, text),
            _key_added,
            lambda key: service.remove(key.id),
            then=lambda _: self.keys.clear(),
        )

    def _remove_key(self, key_id: str) -> None:
        service = self._services.organiser_keys

        def remove() -> tuple[OrganiserKey, bool]:
            return service.remove(key_id), bool(service.all())

        self._orders.do(
            remove,
            lambda done: counts_no_more(done[0], any_left=done[1]),
            lambda done: service.restore(done[0]),
        )

    def _add_pattern(self, name: str, pattern: str, also_wide: bool = False) -> None:
        service = self._services.badge_formats
        self._orders.do(
            lambda: service.add(name, pattern, also_wide=also_wide),
            lambda saved: f"Pattern “{saved.name}” added",
            lambda saved: service.remove(saved.id),
            then=lambda _: self.formats.new.clear(),
            instead=lambda error: self._ask_wide(
                error, lambda: self._add_pattern(name, pattern, also_wide=True)
            ),
        )

    def _save_pattern(self, pattern: BadgePattern, also_wide: bool = False) -> None:
        service = self._services.badge_formats
        self._orders.do(
            lambda: service.save(pattern, also_wide=also_wide),
            f"Pattern “{pattern.name}” saved",
            service.restore,
            refused=self._refused,
            instead=lambda error: self._ask_wide(
                error, lambda: self._save_pattern(pattern, also_wide=True), self._refused
            ),
        )

    def _ask_wide(
        self,
        error: Exception,
        take: Callable[[], object],
        leave: Callable[[], object] = lambda: None,
    ) -> bool:
        """Ask before a pattern is taken that is wide; no other error is answered."""
        if not isinstance(error, WidePattern):
            return False
        from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog

        if self._asking:
            return True  # the line told of it twice: by Enter, and as it was left
        self._asking = True
        text = f"{error} What the organiser’s list has is still read by the list."
        parent = self._parent.window()
        self.dialog = ConfirmDialog("Read many kinds of code as badges?", text, "Use it", parent)
        self.dialog.finished.connect(self._asked)
        self.dialog.accepted.connect(take)
        self.dialog.rejected.connect(leave)
        self.dialog.open()
        return True

    def _asked(self) -> None:
        self._asking = False

    def _remove_pattern(self, pattern_id: str) -> None:
        service = self._services.badge_formats
        self._orders.do(
            lambda: service.remove(pattern_id),
            lambda pattern: f"Pattern “{pattern.name}” removed",
            service.restore,
        )

    def _order_patterns(self, ids: Sequence[str]) -> None:
        service = self._services.badge_formats

        def order() -> list[str]:
            before = [one.id for one in service.patterns()]
            service.reorder(ids)
            return before

        self._orders.do(order, "Patterns moved", service.reorder)

    def _check(self, line: PatternLine | NewPattern) -> None:
        """Say below a pattern that is being written where it breaks."""
        text = line.pattern.text().strip()

        def say(fault: str) -> None:
            if line.pattern.text().strip() == text:
                line.complain(fault)

        if not text:
            line.complain("")
            return
        service = self._services.badge_formats
        self._tasks.run(
            lambda: service.check(text), lambda _: say(""), lambda error: say(str(error))
        )

    def _try(self, code: str, pattern: str) -> None:
        if not code.strip():
            self.formats.trying.show_tried(code, None)
            return
        service, scanners = self._services.badge_formats, self._services.scanners

        def ask() -> Tried:
            sent = scanners.code_in(code)
            try:
                return service.try_code(sent, pattern)
            except BoothError:  # the pattern is not whole yet; what breaks is said below it
                return service.try_code(sent)

        self._tasks.run(ask, lambda tried: self.formats.trying.show_tried(code, tried))

    def _choose_key(self, name: str) -> None:
        path = choose_key_file(self._parent.window())
        if path is not None:
            self.add_key_file(name, path)

    def _refused(self) -> None:
        self.formats.refill()
        self._reload()

    def _connect(self) -> None:
        self.keys.added.connect(self._add_key)
        self.keys.removed.connect(self._remove_key)
        self.keys.file_wanted.connect(self._choose_key)
        self.formats.added.connect(self._add_pattern)
        self.formats.edited.connect(self._save_pattern)
        self.formats.removed.connect(self._remove_pattern)
        self.formats.ordered.connect(self._order_patterns)
        self.formats.check_wanted.connect(self._check)
        self.formats.try_wanted.connect(self._try)


def _key_added(key: OrganiserKey) -> str:
    return f"Badges and lists signed by “{key.name}” count"
