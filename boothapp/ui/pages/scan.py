"""Scan: a badge comes in, the verdict is there at once, and what was said is kept."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from boothapp.domain.consent import Purpose, Verdict
from boothapp.domain.people import ScanRow, ScanSource
from boothapp.services.events import Changed
from boothapp.ui import sounds
from boothapp.ui.context import Context
from boothapp.ui.scan.actions import ScanActions
from boothapp.ui.scan.answering import Answering, start_asking
from boothapp.ui.scan.ask_panel import purposes_to_ask
from boothapp.ui.scan.camera_control import CameraControl
from boothapp.ui.scan.columns import ScanColumns
from boothapp.ui.scan.desk import Desk
from boothapp.ui.scan.kept_out import KeptOut
from boothapp.ui.scan.key_table import panel_keys
from boothapp.ui.scan.keys import is_typing, leave_enter_to, order_of, when_focus_moves
from boothapp.ui.scan.known import ScanKnown, read_known
from boothapp.ui.scan.lead_orders import LeadOrders
from boothapp.ui.scan.lines import ScanLine, scan_lines
from boothapp.ui.scan.list_card import ListCard
from boothapp.ui.scan.panels import Panels
from boothapp.ui.scan.picture_control import PictureControl
from boothapp.ui.scan.receipting import Receipting
from boothapp.ui.scan.rights import Rights
from boothapp.ui.scan.source_card import SourceCard
from boothapp.ui.scan.telling import Telling
from boothapp.ui.scan.wording import tone, who
from boothapp.ui.scanners.open_test import open_scanner_test
from boothapp.ui.theme import theme

_ROWS = 60  # lines of last scans: an hour at the busiest booth


class ScanPage(QWidget):
    """Camera and last scans at the left, the person at the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._services = context, context.services
        self._zone = ZoneInfo("UTC")
        self._rows: tuple[ScanRow, ...] = ()
        self._asked: tuple[Purpose, ...] = ()
        self.desk = Desk()
        self.orders = ScanActions(context, self.desk, self)
        self.source, self.list, self.panels = SourceCard(), ListCard(), Panels()
        self.answering = Answering(context, self.panels.ask, self.orders)
        self.receipting = Receipting(context, self.desk, self)
        self.telling = Telling(context, self.desk, self)
        self.rights = Rights(
            context, self.desk, self, self.panels.lead.head.rights, self.panels.told.rights
        )
        self.lead_orders = LeadOrders(context, self.panels.lead, self.orders, self)
        self.note = self.lead_orders.note
        self.pictures = PictureControl(context, self.source, self.orders, self.take, self)
        self.camera = CameraControl(context, self.source, self)
        self.kept_out = KeptOut(context)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Scan")
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._keys = panel_keys(
            self.panels, self.orders, self.answering, self.lead_orders, self._ask_about
        )
        more = {"P": self.receipting.show_again, "G": self.telling.begin, "X": self.rights.open}
        self._keys[self.panels.lead] |= more
        self._keys[self.panels.told] |= {"X": self.rights.open, "T": self.panels.told.press_test}
        self._keys[None] = self.pictures.keys | {
            "I": self.source.start_typing,
            "K": self.source.camera.click,
        }
        self._load()

    def open_with(self, argument: str) -> None:
        """ "type": open the line for a badge id."""
        if argument == "type":
            self.source.start_typing()

    def take(self, payload: str, source: ScanSource) -> None:
        """A code came in, from wherever."""
        self._writing_changed()
        self.orders.take(payload, source, self.kept_out.of(payload, source))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Single keys act on the person in the panel, but not right after the person changed."""
        if event.matches(QKeySequence.StandardKey.Paste) and not is_typing():
            self.pictures.paste()
            return
        name = order_of(event)
        if name == "Esc" and is_typing():
            self.setFocus()  # the keys are orders again; what was written is kept
            return
        order = self._keys.get(self.panels.shown, {}).get(name) or self._keys[None].get(name)
        if order is None or (is_typing() and name != "Ctrl+Enter"):
            super().keyPressEvent(event)
        elif self.desk.awake and not event.isAutoRepeat():
            order()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The left column keeps its share."""
        super().resizeEvent(event)
        self._columns.share()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The camera is on while the page is seen."""
        super().showEvent(event)
        self.camera.page_seen(seen=True)
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """The camera is off outside this page."""
        self.note.keep()
        self.camera.page_seen(seen=False)
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is being written; the camera goes off."""
        self.note.keep()
        self.pictures.intake.stop()
        self.camera.page_seen(seen=False)
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Pictures may be dropped anywhere on the page."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look for codes in what was dropped."""
        event.acceptProposedAction()
        self.pictures.drop(event.mimeData())

    def _lay_out(self) -> None:
        lists = (self.list, self.receipting.card)
        self._columns = ScanColumns(self, self.source, lists, self.panels)
        self._set_compact(self._context.frame.compact)
        self._say_nobody_or_card()
        self.desk.locked = self._context.frame.locked

    def _connect(self) -> None:
        context, actions = self._context, self.orders
        context.frame.compact_changed.connect(self._set_compact)
        context.frame.scanned.connect(lambda text: self.take(text, ScanSource.SCANNER))
        context.frame.sent.connect(lambda text: self.take(text, ScanSource.SERIAL))
        context.frame.locked_changed.connect(self._set_locked)
        context.bridge.changed.connect(self._changed)
        self.lead_orders.offering_changed.connect(self._writing_changed)
        actions.person_changed.connect(self._show_person)
        actions.values_changed.connect(self._show_values)
        actions.list_changed.connect(self._read_list)
        actions.answered.connect(self.receipting.answered)
        self.receipting.wanted.connect(self._columns.show_list)
        self.panels.lead.tell.clicked.connect(self.telling.begin)
        self.panels.lead.receipt.clicked.connect(self.receipting.show_again)
        actions.heard.connect(self._sound)
        actions.heard.connect(self.camera.show_verdict)
        self.camera.read.connect(lambda text: self.take(text, ScanSource.CAMERA))
        self.source.typed.connect(self._typed)
        self.list.list.keep_clear_of(context.toasts)
        self.list.called.connect(self._call)
        self.list.opened.connect(self._open)
        self.list.all_wanted.connect(lambda: context.navigate("leads", ""))
        self.panels.lead.asked.connect(self._ask_about)
        told = self.panels.told
        told.done.connect(actions.next)
        told.asked_again.connect(actions.ask_again)
        told.typed_wanted.connect(self.source.start_typing)
        told.test_wanted.connect(lambda: open_scanner_test(context, self))
        self.panels.lead.tags.closed.connect(self.setFocus)
        when_focus_moves(self._writing_changed)
        leave_enter_to(self)

    def _load(self) -> None:
        services, language = self._services, self.answering.language
        self._context.tasks.run(lambda: read_known(services, language), self._loaded)
        self._read_list()
        self.camera.load()

    def _loaded(self, loaded: ScanKnown) -> None:
        self._zone = loaded.settings.event.zone
        self.panels.lead.show_settings(loaded.settings, loaded.tags)
        interests = [one.name for one in loaded.settings.interests]
        self.panels.ask.details.interests.offer(interests)
        self.answering.load(loaded.languages, loaded.notice, loaded.settings.booth)
        self.telling.load(loaded.languages, loaded.settings.booth.sponsor)
        self._show_values()
        self._show_list(self._rows)

    def _changed(self, event: Changed) -> None:
        if event.what == "settings":
            self._load()

    def _typed(self, badge_id: str) -> None:
        self.take(badge_id, ScanSource.TYPED)
        self.setFocus()

    def _writing_changed(self) -> None:
        focus = QApplication.focusWidget()
        inside = focus is not None and self.panels.isAncestorOf(focus)
        choosing = QApplication.activePopupWidget() is not None  # a list of roles stays whose it is
        kept = self.note.open or choosing or self.lead_orders.offering
        self.desk.writing = kept or (inside and is_typing())

    def _show_person(self) -> None:
        card = self.desk.current
        self.lead_orders.start(self._zone)
        self._asked = ()
        self.receipting.person_changed()
        self.panels.rest()
        self._say_nobody_or_card()
        focus = QApplication.focusWidget()
        outside = focus is not None and not self.isAncestorOf(focus) and focus is not self
        if self.isVisible() and not outside and not self._context.frame.turned:
            self.setFocus()
        if card is not None and not self.isVisible():
            word = theme.text(f"verdict.{tone(card.verdict)}.word")
            name = who(card) if card.verdict is not Verdict.DECLINED else "Scanned"
            self._context.toasts.show(f"{name}: {word}. F1 shows more.")

    def _say_nobody_or_card(self) -> None:
        card = self.desk.current
        if card is None:
            self.panels.show_nobody()
        elif self.desk.asking:
            self._asked = self._asked or purposes_to_ask(card)
            self.panels.show_band(card, self._zone)
            start_asking(self.panels.ask, card, self._asked, self._zone)
            self.panels.show_panel(self.panels.ask)
            self.answering.begin()
        elif card.lead is not None:
            self.panels.show_lead(card, self._zone)
        else:
            self.panels.show_told(card, self._zone)

    def _show_values(self) -> None:
        card = self.desk.current
        if card is not None:
            self.panels.show_band(card, self._zone)
            if card.lead is not None:
                self.panels.lead.show_card(card, self._zone)

    def _ask_about(self, purpose: Purpose) -> None:
        self.note.keep()
        self.orders.ask_again()
        self._asked = (purpose,)
        self._say_nobody_or_card()

    def _call(self, line: ScanLine) -> None:
        self.note.keep()
        self.orders.call(line.row.subject)

    def _open(self, line: ScanLine) -> None:
        if line.row.lead_id is not None:
            self._context.navigate("leads", line.row.lead_id)
        elif line.row.waiting:
            self.orders.call(line.row.subject)

    def _read_list(self) -> None:
        capture = self._services.capture
        self._context.tasks.run(lambda: capture.recent(_ROWS), self._show_list)

    def _show_list(self, rows: tuple[ScanRow, ...]) -> None:
        self._rows = rows
        waiting = self.list.show_lines(scan_lines(rows, self.desk, self._zone))
        self._context.frame.waiting.emit(waiting)

    def _set_locked(self, locked: bool) -> None:
        """While the window is locked scans wait; then the oldest of them comes."""
        self.desk.locked = locked
        if not locked and self.desk.current is None and self.desk.waiting:
            self.orders.next()

    def _sound(self, verdict: Verdict) -> None:
        frame = self._context.frame
        if frame.sound and not frame.locked:
            sounds.play(verdict.value)

    def _set_compact(self, compact: bool) -> None:
        self._columns.set_compact(compact)
        self.source.set_compact(compact)
        self.list.list.set_compact(compact)
        self.receipting.card.set_compact(compact)
        self.panels.set_compact(compact)
