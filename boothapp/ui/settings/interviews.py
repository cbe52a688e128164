"""The cards that interviews are planned with, and the orders that their changes give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.day_now import GRACE
from boothapp.domain.event import Settings
from boothapp.domain.needs import Interviewer
from boothapp.services.bundle import Services
from boothapp.ui.context import Context
from boothapp.ui.forms.times import TimeDialog
from boothapp.ui.settings.criteria import CriteriaCard
from boothapp.ui.settings.interview_card import InterviewsCard
from boothapp.ui.settings.interview_orders import InterviewOrders
from boothapp.ui.settings.interviewers import InterviewersCard, InterviewersKnown
from boothapp.ui.settings.orders import SettingsOrders
from boothapp.ui.settings.roles import RolesCard, RolesKnown
from boothapp.ui.settings.times_list import BlockedCard

_HOURS = {
    AvailabilityKind.OPEN: (time(9), time(12)),
    AvailabilityKind.BLOCKED: (time(12), time(13)),
}


@dataclass(frozen=True, slots=True)
class InterviewsKnown:
    """What the cards show beside the settings."""

    times: tuple[Availability, ...]
    grace: int


def read_interviews(services: Services) -> InterviewsKnown:
    """Read what the cards show; on the database thread."""
    grace = services.day_now.grace()
    return InterviewsKnown(services.settings.availability(), int(grace.total_seconds() // 60))


class InterviewSettings:
    """Makes the cards and carries their changes to the services; `parent` owns the dialogs."""

    def __init__(self, context: Context, orders: SettingsOrders, parent: QWidget) -> None:
        self._context, self._parent = context, parent
        self._orders = InterviewOrders(context, orders.refused)
        self._settings: Settings | None = None
        self._grace = int(GRACE.total_seconds() // 60)
        self.general, self.blocked = InterviewsCard(), BlockedCard()
        self.interviewers, self.roles = InterviewersCard(), RolesCard()
        self.criteria = CriteriaCard()
        self.dialog: TimeDialog | None = None
        self._connect()

    def show(self, settings: Settings, known: InterviewsKnown) -> None:
        """Show everything as stored now."""
        self._settings, self._grace = settings, known.grace
        people, rooms = settings.interviewers, settings.rooms
        self.general.show_rules(settings.booth.organizer, known.grace)
        self.blocked.show_times(known.times, rooms)
        self.interviewers.show_interviewers(InterviewersKnown(people, settings.staff, known.times))
        self.roles.show_roles(RolesKnown(settings.roles, people, rooms))
        self.criteria.show_criteria(settings.criteria)

    def ask_time(self, value: Availability) -> None:
        """Ask for a time in front of the window, and store it."""
        if self._settings is None:
            return
        who = value.interviewer_id
        people = tuple(one for one in self._settings.interviewers if one.id == who)
        rooms = () if who else self._settings.rooms
        days: tuple[date, ...] = self._settings.event.days
        dialog = TimeDialog(days, rooms, people, value, self._parent.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_with.connect(self._orders.save_time)
        self.dialog = dialog
        dialog.open()

    def open_poster(self) -> None:
        """Make a poster of the open positions, in front of the window."""
        from boothapp.ui.dialogs.poster_dialog import PosterDialog  # on first use

        dialog = PosterDialog(self._context, self._parent.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ask_new(self, kind: AvailabilityKind, who: Interviewer | None = None) -> None:
        starts, ends = _HOURS[kind]
        self.ask_time(
            Availability(
                kind=kind, interviewer_id=who.id if who else None, starts=starts, ends=ends
            )
        )

    def _connect(self) -> None:
        orders = self._orders
        self.general.organizer_edited.connect(orders.save_organizer)
        self.general.grace_edited.connect(lambda minutes: orders.save_grace(minutes, self._grace))
        self.blocked.add_wanted.connect(lambda: self._ask_new(AvailabilityKind.BLOCKED))
        self.blocked.times.edit_wanted.connect(self.ask_time)
        self.blocked.times.removed.connect(orders.remove_time)
        people = self.interviewers
        people.added.connect(orders.add_interviewer)
        people.edited.connect(orders.save_interviewer)
        people.removed.connect(orders.remove_interviewer)
        people.time_wanted.connect(lambda who, kind: self._ask_new(kind, who))
        people.time_edit_wanted.connect(self.ask_time)
        people.time_removed.connect(orders.remove_time)
        self.roles.added.connect(orders.add_role)
        self.roles.edited.connect(orders.save_role)
        self.roles.removed.connect(orders.remove_role)
        self.roles.ordered.connect(orders.order_roles)
        self.roles.poster_wanted.connect(self.open_poster)
        self.criteria.added.connect(orders.add_criterion)
        self.criteria.edited.connect(orders.save_criterion)
        self.criteria.removed.connect(orders.remove_criterion)
