"""The leads that are ticked: what is asked about them, and how far an order is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from boothapp.domain.lead_filter import LeadFilter
from boothapp.ui.context import Context
from boothapp.ui.dialogs.bulk_dialogs import StepDialog, TagDialog
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.leads.bulk_bar import BulkBar
from boothapp.ui.leads.bulk_orders import BulkOrders
from boothapp.ui.models.leads import LeadsModel
from boothapp.ui.tasks import Job
from boothapp.ui.widgets.buttons import Button

_ASKED_FROM = 20
"""So many are removed at once only after a question, though there is Undo."""


class BulkProgress(QWidget):
    """A bar, and a way to stop; hidden while nothing is under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Leads done")
        self.stop = Button("Stop", size="s")
        self.stop.clicked.connect(lambda: self._job and self._job.cancel())
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 16, 4)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.hide()

    def show_job(self, job: Job | None) -> None:
        """Follow a job; None when it is over."""
        self._job = job
        self.hide()
        if job is not None:
            job.progressed.connect(self._show)

    def _show(self, done: int, total: int) -> None:
        if self._job is not None and total > _ASKED_FROM:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self.show()


class BulkDesk(QObject):
    """Serves the bar of orders over the ticked leads."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.orders = BulkOrders(context, self)
        self.progress = BulkProgress()
        self.orders.running.connect(self.progress.show_job)

    def serve(self, bar: BulkBar, model: LeadsModel, tags: Callable[[], Sequence[str]]) -> None:
        """Do what the bar says with what is ticked in the table; `tags` are offered."""
        self._model, self._tags = model, tags
        bar.rated.connect(lambda rating: self.orders.rate(model.checked, rating))
        bar.assigned.connect(lambda staff: self.orders.assign(model.checked, staff))
        bar.role_chosen.connect(lambda role: self.orders.set_role(model.checked, role))
        bar.tag_wanted.connect(self.ask_tag)
        bar.step_wanted.connect(self.ask_step)
        bar.export_wanted.connect(self._export)
        bar.remove_wanted.connect(lambda: self.remove(model.checked))
        bar.cleared.connect(lambda: model.check_only(()))

    def ask_tag(self) -> None:
        """Ask which tag, then put it on, or take it off."""
        numbers = self._model.checked
        dialog = TagDialog(len(numbers), self._tags(), self._page)
        dialog.added.connect(lambda tag: self.orders.tag(numbers, tag))
        dialog.removed.connect(lambda tag: self.orders.untag(numbers, tag))
        dialog.open()

    def ask_step(self) -> None:
        """Ask what is done next, and by when."""
        numbers, services = self._model.checked, self._context.services

        def ask(today: date) -> None:
            dialog = StepDialog(len(numbers), today, parent=self._page)
            dialog.chosen.connect(lambda step, day: self.orders.plan_step(numbers, step, day))
            dialog.open()

        self._context.tasks.run(
            lambda: services.settings.get().event.local(services.now()).date(), ask
        )

    def remove(self, numbers: Sequence[int]) -> None:
        """Delete the leads; many of them after a question."""
        if len(numbers) < _ASKED_FROM:
            self._remove(numbers)
            return
        text = (
            "Their notes, answers, interviews and files go with them; what they agreed to stays "
            "on record. Undo (Ctrl+Z) brings them back for ten minutes."
        )
        dialog = ConfirmDialog(f"Remove {len(numbers):,} leads?", text, "Remove them", self._page)
        dialog.accepted.connect(lambda: self._remove(numbers))
        dialog.open()

    def _remove(self, numbers: Sequence[int]) -> None:
        self._model.check_only(())
        self.orders.remove(numbers)

    def _export(self) -> None:
        numbers, services = self._model.checked, self._context.services
        self._context.tasks.run(
            lambda: LeadFilter(leads=frozenset(services.desk.ids(numbers))).to_json(),
            lambda argument: self._context.navigate("export", argument),
        )
