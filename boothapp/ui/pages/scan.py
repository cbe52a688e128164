"""Scan: a badge comes in, the verdict is there at once, and what was said is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.consent import ConsentEvent, Purpose, Verdict
from boothapp.domain.event import Settings
from boothapp.domain.interviews import Slot
from boothapp.domain.notices import Language, Notice
from boothapp.domain.people import LeadDetail, Rating, ScanRow, ScanSource
from boothapp.services.events import Changed
from boothapp.ui import sounds
from boothapp.ui.context import Context
from boothapp.ui.scan.actions import ScanActions
from boothapp.ui.scan.answering import Answering, start_asking
from boothapp.ui.scan.ask_panel import purposes_to_ask
from boothapp.ui.scan.camera_control import CameraControl
from boothapp.ui.scan.desk import Desk
from boothapp.ui.scan.keys import is_typing, order_of
from boothapp.ui.scan.lines import ScanLine, scan_lines
from boothapp.ui.scan.list_card import ListCard
from boothapp.ui.scan.note_taking import NoteTaking
from boothapp.ui.scan.panels import Panels
from boothapp.ui.scan.pictures import Looked, Picture, PictureIntake, pictures_in
from boothapp.ui.scan.source_card import SourceCard
from boothapp.ui.scan.wording import tone, who
from boothapp.ui.theme import theme

_ROWS = 60  # lines of last scans: an hour at the busiest booth
_NEXT_FREE_AFTER = 300  # ms: the verdict and the next scan come first
_PICTURE_TYPES = "Pictures (*.png *.jpg *.jpeg *.gif *.webp *.bmp *.tif *.tiff *.avif)"


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the page has to know before the first scan."""

    settings: Settings
    tags: tuple[str, ...]
    languages: tuple[Language, ...]
    notice: Notice


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
        self.note = NoteTaking(self._services.leads, self.panels.lead, self.orders)
        self.intake = PictureIntake(context.tasks, self)
        self.camera = CameraControl(context, self.source, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._connect_lead()
        self._keys = self._make_keys()
        self._load()

    def take_scanner(self, payload: str) -> None:
        """The scanner at the USB port read a code."""
        self._writing_changed()
        self.orders.take(payload, ScanSource.SCANNER)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Single keys act on the person in the panel, but not right after the person changed."""
        if event.matches(QKeySequence.StandardKey.Paste) and not is_typing():
            self._paste()
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
        margins = self._columns.contentsMargins()
        free = self.width() - margins.left() - margins.right() - self._columns.spacing()
        share = "width.scan_left_compact" if self._context.frame.compact else "width.scan_left"
        self._left.setFixedWidth(round(free * theme.number(share)))

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
        self.intake.stop()
        self.camera.page_seen(seen=False)
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Pictures may be dropped anywhere on the page."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look for codes in what was dropped."""
        event.acceptProposedAction()
        self._look_at(pictures_in(event.mimeData()), ScanSource.IMAGE)

    def _lay_out(self) -> None:
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.source)
        column.addWidget(self.list, 1)
        self._columns = QHBoxLayout(self)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self.panels, 1)
        self._set_compact(self._context.frame.compact)
        self._say_nobody_or_card()

    def _connect(self) -> None:
        context, actions = self._context, self.orders
        context.frame.compact_changed.connect(self._set_compact)
        context.frame.scanned.connect(self.take_scanner)
        context.bridge.changed.connect(self._changed)
        actions.person_changed.connect(self._show_person)
        actions.values_changed.connect(self._show_values)
        actions.list_changed.connect(self._read_list)
        actions.heard.connect(self._sound)
        self.camera.read.connect(self._read_by_camera)
        self.source.typed.connect(lambda text: self._take(text, ScanSource.TYPED))
        self.source.image_wanted.connect(self._open_pictures)
        self.source.progress.stopped.connect(self.intake.stop)
        self.intake.looked.connect(self._looked)
        self.intake.progressed.connect(self.source.progress.show_progress)
        self.intake.finished.connect(self.source.progress.show_end)
        self.list.called.connect(self._call)
        self.list.opened.connect(self._open)
        self.list.all_wanted.connect(lambda: context.navigate("leads", ""))
        told = self.panels.told
        told.done.connect(actions.next)
        told.asked_again.connect(actions.ask_again)
        told.typed_wanted.connect(self.source.start_typing)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._writing_changed)

    def _connect_lead(self) -> None:
        lead, leads = self.panels.lead, self._services.leads
        lead.asked.connect(self._ask_about)
        lead.booked.connect(self._book)
        lead.saved.connect(self._save_lead)
        lead.rated.connect(
            lambda value: self._store(
                lambda held: leads.rate(held.id, Rating(value) if value else None)
            )
        )
        lead.tag_added.connect(lambda tag: self._store(lambda held: leads.add_tag(held.id, tag)))
        lead.tag_removed.connect(
            lambda tag: self._store(lambda held: leads.remove_tag(held.id, tag))
        )
        lead.role_picked.connect(
            lambda role: self._store(lambda held: leads.set_role(held.id, role))
        )
        lead.answered.connect(
            lambda question, text: self._store(lambda held: leads.answer(held.id, question, text))
        )

    def _make_keys(self) -> dict[QWidget | None, dict[str, Callable[[], object]]]:
        lead, ask, told = self.panels.lead, self.panels.ask, self.panels.told

        def say(event: ConsentEvent) -> Callable[[], object]:
            return lambda: ask.answer(ask.asking.current, event)

        focus = Qt.FocusReason.ShortcutFocusReason
        return {
            None: {
                "I": self.source.start_typing,
                "O": self._open_pictures,
                "K": self.source.camera.click,
            },
            lead: {
                "1": lambda: lead.rating.choose("cold"),
                "2": lambda: lead.rating.choose("warm"),
                "3": lambda: lead.rating.choose("hot"),
                "T": lead.tags.open_entry,
                "R": lead.open_roles,
                "Q": lead.questions.focus,
                "W": lambda: lead.note.setFocus(focus),
                "B": self._book,
                "C": lambda: self._ask_if_open(Purpose.CV),
                "M": lambda: self._ask_if_open(Purpose.MARKETING),
                "Enter": self._save_lead,
                "Ctrl+Enter": self._save_lead,
            },
            ask: {
                "Y": say(ConsentEvent.GIVEN),
                "N": say(ConsentEvent.DECLINED),
                "L": say(ConsentEvent.DEFERRED),
                "Shift+N": ask.say_no_to_all,
                "S": self.answering.turn,
                "Up": lambda: ask.step(-1),
                "Down": lambda: ask.step(1),
                "Enter": self.answering.save,
                "Ctrl+Enter": self.answering.save,
                "Esc": self._stop_asking,
            },
            told: {"Enter": self.orders.next},
        }

    def _load(self) -> None:
        services = self._services

        def read() -> _Loaded:
            return _Loaded(
                services.settings.get(),
                services.leads.tags(),
                services.notices.languages(),
                services.notices.notice("en"),
            )

        self._context.tasks.run(read, self._loaded)
        self._read_list()
        self.camera.load()

    def _loaded(self, loaded: _Loaded) -> None:
        self._zone = loaded.settings.event.zone
        self.panels.lead.show_settings(loaded.settings, loaded.tags)
        self.answering.load(loaded.languages, loaded.notice, loaded.settings.booth)
        self._show_values()
        self._show_list(self._rows)

    def _changed(self, event: Changed) -> None:
        if event.what == "settings":
            self._load()

    def _take(self, payload: str, source: ScanSource) -> None:
        self._writing_changed()
        self.orders.take(payload, source)
        self.setFocus()

    def _read_by_camera(self, payload: str) -> None:
        self._writing_changed()
        self.orders.take(payload, ScanSource.CAMERA)

    def _writing_changed(self) -> None:
        focus = QApplication.focusWidget()
        inside = focus is not None and self.panels.isAncestorOf(focus)
        self.desk.writing = self.note.open or (inside and is_typing())

    def _show_person(self) -> None:
        card = self.desk.current
        lead = card.lead if card is not None else None
        self.note.start(lead.id if lead is not None else "")
        self._asked = ()
        self.panels.rest()
        self._say_nobody_or_card()
        focus = QApplication.focusWidget()
        outside = focus is not None and not self.isAncestorOf(focus) and focus is not self
        if self.isVisible() and not outside and not self.answering.screen_is_turned:
            self.setFocus()
        if card is not None and not self.isVisible():
            word = theme.text(f"verdict.{tone(card.verdict)}.word")
            name = who(card) if card.verdict is not Verdict.DECLINED else "Scanned"
            self._context.toasts.show(f"{name}: {word}. F1 shows more.")
        if lead is not None:
            QTimer.singleShot(_NEXT_FREE_AFTER, self, lambda: self._ask_next_free(lead))

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

    def _ask_if_open(self, purpose: Purpose) -> None:
        if self.panels.lead.strip.cells[purpose].button.keycap:
            self._ask_about(purpose)

    def _stop_asking(self) -> None:
        card = self.desk.current
        if card is not None and card.verdict is not Verdict.ASK:
            self.orders.stop_asking()

    def _save_lead(self) -> None:
        self.note.keep()
        self.orders.next()

    def _book(self) -> None:
        card = self.desk.current
        if card is not None and card.lead is not None:
            self.note.keep()
            self._context.navigate("interviews", card.lead.id)

    def _store(self, write: Callable[[LeadDetail], object]) -> None:
        card = self.desk.current
        if card is not None and card.lead is not None:
            held = card.lead
            self.orders.change(lambda: write(held))

    def _ask_next_free(self, lead: LeadDetail) -> None:
        card = self.desk.current
        if card is not None and card.lead is not None and card.lead.id == lead.id:
            interviews = self._services.interviews
            self._context.tasks.run(
                lambda: (lead.id, interviews.next_free(lead.id)), self._show_next_free
            )

    def _show_next_free(self, found: tuple[str, Slot | None]) -> None:
        lead_id, slot = found
        card = self.desk.current
        if card is None or card.lead is None or card.lead.id != lead_id:
            return
        words = ""
        if slot is not None:
            starts = slot.starts.astimezone(self._zone)
            today = starts.date() == card.scanned_at.astimezone(self._zone).date()
            time = f"{starts:%H:%M}" if today else f"{starts:%a %H:%M}"
            minutes = round((slot.ends - slot.starts).total_seconds() / 60)
            words = f"Next free: {time}\n{slot.room.name}, {minutes} min"
        self.panels.lead.show_next_free(words)

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

    def _sound(self, verdict: Verdict) -> None:
        if self._context.frame.sound:
            sounds.play(verdict.value)

    def _open_pictures(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, "Open pictures of badges", "", _PICTURE_TYPES)
        self._look_at([Picture(Path(file).name, Path(file)) for file in files], ScanSource.IMAGE)

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        pictures = pictures_in(data)
        if pictures:
            self._look_at(pictures, ScanSource.PASTE)
        elif data.hasText() and data.text().strip():
            self._take(data.text(), ScanSource.PASTE)

    def _look_at(self, pictures: list[Picture], source: ScanSource) -> None:
        if self.intake.busy:
            self._context.toasts.show("Wait for the pictures before, or stop them.", kind="wait")
        else:
            self.intake.take(pictures, source)

    def _looked(self, looked: Looked, source: ScanSource) -> None:
        self._writing_changed()
        for payload in looked.payloads:
            self.orders.take(payload, source)
        if not looked.payloads and not looked.problem:
            self.orders.unreadable(source)

    def _set_compact(self, compact: bool) -> None:
        side = theme.size("space.m" if compact else "space.l")
        self._columns.setContentsMargins(side, side, side, side)
        self._columns.setSpacing(side)
        column = self._left.layout()
        if column is not None:
            column.setSpacing(side)
        self.source.set_compact(compact)
        self.list.list.set_compact(compact)
        self.panels.set_compact(compact)
