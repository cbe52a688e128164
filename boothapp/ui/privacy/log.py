"""The consent log: what people said, in its order and under pseudonyms, and its verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from boothapp.domain.errors import BadInput, Cancelled
from boothapp.domain.holdings import reference_of
from boothapp.domain.ledger import ConsentRecord, LedgerCheck
from boothapp.services.bundle import Services
from boothapp.services.ledger import FINGERPRINT
from boothapp.ui.context import Context
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.privacy.parts import TitledCard, table_of
from boothapp.ui.privacy.wording import (
    EVENT_WORDS,
    counted,
    how_words,
    instant,
)
from boothapp.ui.refresher import Refresher
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.tasks import Job
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import EmptyState, Picture
from boothapp.ui.widgets.fields import SearchField
from boothapp.ui.widgets.labels import Label

_SHOWS = frozenset({"consent", "roster"})
_HEADS = ("No.", "When", "Reference", "Purpose", "Said", "How", "By")
_WIDTHS = (52, 170, 140, 132, 90, None, 118)
_MOST = 500
_SOON = 200  # ms after the last letter
_SHOWN_PROBLEMS = 3
_WHAT_NOW = (
    "Not sound: this store was changed by something other than BoothApp, or its disk is failing. "
    "Tell whoever answers for privacy, and keep a copy of the store’s folder as it is. A backup "
    "from before it happened can be restored under Settings, Backups."
)


@dataclass(frozen=True, slots=True)
class _Known:
    events: tuple[ConsentRecord, ...]
    zone: tzinfo
    zone_name: str
    about: str = ""
    """What there is to say instead of how many: a fingerprint was typed."""


class LogSection(QWidget):
    """The newest events on top; a reference filters; Verify recomputes all of it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._question = 0
        self._head = ""
        self.filter = SearchField("Reference, badge id, e-mail or fingerprint")
        self.filter.setFixedWidth(230)
        self.model = TextTableModel(_HEADS)
        self.table = table_of(self.model, "Consent events", _WIDTHS)
        self.verify = Button("Verify", icon="shield-check", size="s")
        self.cancel = Button("Stop", size="s")
        self.progress = QProgressBar()
        self.result, self.mark = Label(wrap=True), Picture("check-circle-fill", size=20)
        self.copy = Button("Copy the fingerprint", icon="copy", size="s")
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._build()
        self._connect()

    def reload(self) -> None:
        """Read the newest events."""
        self._question += 1
        question, text, services = (
            self._question,
            self.filter.text().strip(),
            self._context.services,
        )
        self._context.tasks.run(
            lambda: _read(services, text), lambda known: self._show(known, question)
        )

    def _build(self) -> None:
        self._card = TitledCard("What people said")
        self._card.head.addWidget(self.filter)
        self._card.head.addWidget(self.cancel)
        self._card.head.addWidget(self.verify)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Verifying")
        self._verdict = QWidget()
        row = QHBoxLayout(self._verdict)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(10)
        row.addWidget(self.mark)
        row.addWidget(self.result, 1)
        row.addWidget(self.copy)
        self._stack = QStackedWidget()
        text = "Every answer stands here in its order, without a name."
        self._stack.addWidget(EmptyState("list-checks", "Nothing here", text))
        self._stack.addWidget(self.table)
        self._card.body.addWidget(self.progress)
        self._card.body.addWidget(self._verdict)
        self._card.body.addWidget(self._stack, 1)
        for part in (self.progress, self.cancel, self._verdict):
            part.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self._card)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._soon.start)
        self._soon.timeout.connect(self.reload)
        self.verify.clicked.connect(self.check)
        self.cancel.clicked.connect(self._stop)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._head))
        Refresher(self, self._context.bridge, _SHOWS, self.reload)

    def _show(self, known: _Known, question: int) -> None:
        if question != self._question:
            return
        self.model.show([_row(said, known.zone) for said in known.events])
        self._stack.setCurrentIndex(1 if known.events else 0)
        shown = counted(len(known.events), "event", "events")
        newest = "the newest " if len(known.events) == _MOST else ""
        self._card.said.set_text(known.about or f"{newest}{shown}, times in {known.zone_name}")

    def check(self) -> None:
        """Recompute the whole log, the states, and what is held."""
        if self._job is not None:
            return
        self._show_running(running=True)
        verify = self._context.services.ledger.verify
        self._job = self._context.tasks.background(verify, self._finish, self._fail)
        self._job.progressed.connect(self._show_progress)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def _show_running(self, *, running: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.verify.setEnabled(not running)
        if running:
            self._verdict.hide()

    def _finish(self, check: LedgerCheck) -> None:
        self._job = None
        self._show_running(running=False)
        self._head = check.head
        if check.problems:
            shown = "\n".join(check.problems[:_SHOWN_PROBLEMS])
            more = len(check.problems) - _SHOWN_PROBLEMS
            rest = f"\nand {more:,} more: boothapp consent verify lists them." if more > 0 else ""
            words = f"{_WHAT_NOW}\n{shown}{rest}"
            self._say("warning-circle-fill", "verdict.error.ink", words)
            return
        self._say(
            "check-circle-fill",
            "verdict.may_share.ink",
            f"Sound: {counted(check.records, 'record', 'records')}, of them "
            f"{counted(check.consent_events, 'consent event', 'consent events')}. Fingerprint "
            f"{check.head[:16]}…; keep it elsewhere: a later log that does not hold it was "
            + "\n".join(("exchanged.", *check.hints)),
        )

    def _say(self, icon: str, tone: str, words: str) -> None:
        self.mark.show_picture(icon, tone)
        self.result.setText(words)
        self.copy.setVisible(bool(self._head))
        self._verdict.show()

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._show_running(running=False)
        self._head = ""
        stopped = isinstance(error, Cancelled)
        words = "Stopped. Nothing was found so far." if stopped else str(error)
        self._say("info-fill" if stopped else "warning-circle-fill", "text_secondary", words)


def _row(said: ConsentRecord, zone: tzinfo) -> tuple[str, ...]:
    return (
        f"{said.seq:,}",
        instant(said.at, zone),
        reference_of(said.subject),
        PURPOSE_LONG[said.purpose],
        EVENT_WORDS[said.event],
        how_words(said),
        said.staff or "BoothApp itself",
    )


def _place_words(services: Services, fingerprint: str, zone: tzinfo) -> str:
    place = services.ledger.place_of(fingerprint)
    if place is None:
        return "No record has this fingerprint: the log was exchanged since"
    return f"Held: the fingerprint of record {place[0]:,}, {instant(place[1], zone)}"


def _read(services: Services, key: str) -> _Known:
    """Read the newest events, of one person where `key` names one; on the database thread."""
    event = services.settings.get().event
    if FINGERPRINT.fullmatch(key.lower()):
        return _Known((), event.zone, event.timezone, _place_words(services, key, event.zone))
    try:
        subject = services.people.resolve(key) if key else None
    except BadInput:
        return _Known((), event.zone, event.timezone)
    events = services.ledger.events(subject, newest_first=True, limit=_MOST)
    return _Known(events, event.zone, event.timezone)
