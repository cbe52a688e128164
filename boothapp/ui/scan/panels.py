"""The right half of the Scan page: the band, and the panel that fits who is there."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from boothapp.domain.people import VerdictCard
from boothapp.ui.dead_time import DEAD_TIME
from boothapp.ui.scan import wording
from boothapp.ui.scan.ask_panel import AskPanel
from boothapp.ui.scan.lead_panel import LeadPanel
from boothapp.ui.scan.told_panel import ToldPanel
from boothapp.ui.widgets.band import VerdictBand
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.empty import EmptyState


class Panels(Card):
    """Shows one person at a time. After a change of person it takes no clicks for a moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.band = VerdictBand()
        self.lead, self.ask, self.told = LeadPanel(), AskPanel(), ToldPanel()
        self.nobody = EmptyState(
            "frame-corners",
            "Show the next badge",
            "Whether this person agreed to share their profile is said here at once. "
            "What somebody did not agree to is never kept.",
        )
        self._stack = QStackedWidget()
        for panel in (self.nobody, self.lead, self.ask, self.told):
            self._stack.addWidget(panel)
        self.body.addWidget(self.band)
        self.body.addWidget(self._stack, 1)
        self._wake = QTimer(self, singleShot=True, interval=round(DEAD_TIME * 1000))
        self._wake.timeout.connect(self.wake_now)
        self.band.hide()

    @property
    def shown(self) -> QWidget | None:
        """The panel that is seen."""
        return self._stack.currentWidget()

    def wake_now(self) -> None:
        """Take clicks again."""
        self._wake.stop()
        self._stack.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)

    def show_nobody(self) -> None:
        """Nobody is there."""
        self.band.hide()
        self._stack.setCurrentWidget(self.nobody)

    def show_lead(self, card: VerdictCard, zone: ZoneInfo) -> None:
        """Somebody who may share."""
        self.show_band(card, zone)
        self.lead.show_card(card, zone)
        self._stack.setCurrentWidget(self.lead)

    def show_panel(self, panel: QWidget) -> None:
        """One of the panels, already filled."""
        self._stack.setCurrentWidget(panel)

    def rest(self) -> None:
        """Another person: what was meant for the one before must not hit this one."""
        self._stack.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self._wake.start()

    def show_told(self, card: VerdictCard, zone: ZoneInfo) -> None:
        """Nobody to show: declined, unknown or unreadable."""
        self.show_band(card, zone)
        self.told.show_card(card)
        self._stack.setCurrentWidget(self.told)

    def set_compact(self, compact: bool) -> None:
        """The forms for a small window."""
        self.band.set_compact(compact)
        self.lead.set_compact(compact)
        self.ask.set_compact(compact)
        self.told.set_compact(compact)

    def show_band(self, card: VerdictCard, zone: ZoneInfo) -> None:
        """The verdict, why, which visit and when."""
        time = f"{card.scanned_at.astimezone(zone):%H:%M:%S}"
        reason = wording.reason(card, card.scanned_at, zone)
        self.band.show_verdict(
            wording.tone(card.verdict),
            reason,
            wording.visit(card),
            time,
            word=wording.FORGED if wording.is_forged(card) else "",
        )
        self.band.show()
