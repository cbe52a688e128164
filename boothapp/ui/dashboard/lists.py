"""The lists behind the figures: leads by a filter, and scans without anybody's name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.event import Stretch
from boothapp.domain.figures import Bar, Figures, Outcome, ScanChoice, ScanFact, Share
from boothapp.domain.lead_filter import LeadFilter, Meeting
from boothapp.domain.people import Rating
from boothapp.ui.context import Context
from boothapp.ui.dashboard import wording
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.interviews.day_goal import DayGoal
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.text_table import text_table

_WIDTHS = (116, 150, 130, 100, None)  # a time with its day, of the whole event, is read whole


class ScansDialog(PlainDialog):
    """Scans as a list: when, by whom, what they met. Nobody is named but staff."""

    def __init__(
        self,
        title: str,
        figures: Figures,
        scans: tuple[ScanFact, ...],
        all_of_them: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, 720, parent)
        self.model = TextTableModel(wording.SCAN_HEADS, self)
        self.model.show([wording.scan_row(figures, one) for one in scans])
        cut = f"The latest {len(scans):,} of {all_of_them:,}. " if len(scans) < all_of_them else ""
        words = f"{cut}A scan keeps no name; who is a lead stands in Leads."
        self.body.addWidget(Label(words, tone="muted", wrap=True))
        self.table = text_table(self.model, title, widths=_WIDTHS)
        self.table.setMinimumHeight(360)
        self.body.addWidget(self.table, 1)
        self.fit()


class Lists:
    """Opens what stands behind the figures that are shown."""

    def __init__(self, context: Context, page: QWidget) -> None:
        self._context, self._page = context, page
        self.figures: Figures | None = None
        self.dialog: ScansDialog | None = None

    def leads(self, ratings: Iterable[Rating | None] = (), **parts: frozenset[str]) -> None:
        """Show the leads that these figures count, as far as they fit."""
        made = self._made()
        wanted = LeadFilter(ratings=frozenset(ratings), made=made, **parts)  # type: ignore[arg-type] # each part is a set of its own kind
        self._context.navigate("leads", wanted.to_json())

    def hot_unmet(self) -> None:
        """Show the hot leads who have no interview."""
        wanted = LeadFilter(
            ratings=frozenset({Rating.HOT}),
            meetings=frozenset({Meeting.NONE}),
            made=self._made(),
        )
        self._context.navigate("leads", wanted.to_json())

    def outcome(self, outcome: Outcome | None) -> None:
        """Show the leads that were made, or the scans of another outcome; None is every scan."""
        if outcome is Outcome.NEW:
            self._new_leads(self._choice())
        elif self.figures is not None:
            count = self.figures.tally.scans if outcome is None else self.figures.tally.of(outcome)
            title = "All scans" if outcome is None else wording.WORDS[outcome]
            self._scans(title, self._choice(outcome=outcome), count)

    def bar(self, bar: Bar, outcome: Outcome | None) -> None:
        """Show what a bar, or a part of it, counts."""
        if self.figures is None:
            return
        if outcome is Outcome.NEW:
            self._new_leads(ScanChoice(first=bar.day, last=bar.day, hour=bar.hour))
            return
        choice = ScanChoice(first=bar.day, last=bar.day, hour=bar.hour, outcome=outcome)
        what = "Scans" if outcome is None else wording.WORDS[outcome]
        count = bar.tally.scans if outcome is None else bar.tally.of(outcome)
        self._scans(f"{what}, {wording.bar_label(bar)}", choice, count)

    def staff(self, one: Share) -> None:
        """Show the scans of one of the staff."""
        self._scans(f"Scans by {one.name}", self._choice(staff_id=one.id), one.count)

    def room_day(self, room_id: str = "") -> None:
        """Show the interviews of the day, and in them a room; of the whole event those of today,
        or of its first day."""
        if (figures := self.figures) is not None:
            day = figures.first
            if figures.whole and (today := figures.event.local(figures.now).date()) <= figures.last:
                day = max(day, today)
            self._context.navigate("interviews", DayGoal(day, room_id).to_text())

    def no_shows(self) -> None:
        """Show the leads who did not come to an interview."""
        if self.figures is not None:
            wanted = LeadFilter(leads=self.figures.meetings.missed_by)
            self._context.navigate("leads", wanted.to_json())

    def _new_leads(self, choice: ScanChoice) -> None:
        """Show the leads that came of scans: of the very ones that are counted, whenever it was
        that the person said yes."""
        service = self._context.services.dashboard
        self._context.tasks.background(
            lambda _progress: LeadFilter(leads=service.new_leads(choice)).to_json(),
            on_success=lambda argument: self._context.navigate("leads", argument),
        )

    def _choice(self, *, outcome: Outcome | None = None, staff_id: str = "") -> ScanChoice:
        figures = self.figures
        if figures is None or figures.whole:
            return ScanChoice(outcome=outcome, staff_id=staff_id)
        return ScanChoice(
            first=figures.first, last=figures.last, outcome=outcome, staff_id=staff_id
        )

    def _scans(self, title: str, choice: ScanChoice, count: int) -> None:
        figures, service = self.figures, self._context.services.dashboard
        if figures is not None:
            self._context.tasks.background(
                lambda _progress: service.scans(choice),
                on_success=lambda scans: self._show(title, figures, scans, count),
            )

    def _show(self, title: str, figures: Figures, scans: tuple[ScanFact, ...], count: int) -> None:
        self.dialog = ScansDialog(title, figures, scans, count, self._page)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.table.setFocus()
        self.dialog.open()

    def _made(self) -> Stretch | None:
        figures = self.figures
        return None if figures is None or figures.whole else figures.stretch
