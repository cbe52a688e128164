"""What can be done with a lead: stored at once, said in a toast, undone by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from boothapp.domain.event import Role, Staff
from boothapp.domain.figure_words import RATING_WORDS
from boothapp.domain.people import LeadDetail, Note, Rating
from boothapp.ui.context import Context
from boothapp.ui.invitations.offering import offer_cancellations
from boothapp.ui.undoable import Undoable


class LeadOrders:
    """Orders to the database thread; what changed comes back over the bridge."""

    def __init__(self, context: Context) -> None:
        self._context, self._service = context, context.services.leads
        self._orders = Undoable(context)

    def rate(self, lead: LeadDetail, rating: Rating | None) -> None:
        """Rate, or take the rating off."""
        word, bulk = RATING_WORDS[rating] if rating else "Not rated", self._context.services.bulk
        self._orders.do(
            lambda: bulk.rate([lead.id], rating),
            f"{lead.called}: {word}",
            bulk.take_back,
            remembered=[lead.subject],
        )

    def set_role(self, lead: LeadDetail, role: Role | None) -> None:
        """Say which open position the lead is for."""
        bulk = self._context.services.bulk
        self._orders.do(
            lambda: bulk.set_role([lead.id], role.id if role else None),
            f"{lead.called}: {role.title if role else 'no role'}",
            bulk.take_back,
            remembered=[lead.subject],
        )

    def add_tag(self, lead: LeadDetail, tag: str) -> None:
        """Label a lead."""

        def back(added: str | None) -> None:
            if added is not None:  # the lead had it before
                self._service.remove_tag(lead.id, added)

        self._orders.do(
            lambda: self._service.add_tag(lead.id, tag),
            lambda added: f"{lead.called}: {_tagged(tag, added)}",
            back,
        )

    def remove_tag(self, lead: LeadDetail, tag: str) -> None:
        """Take a label off."""
        self._orders.do(
            lambda: self._service.remove_tag(lead.id, tag),
            f"{lead.called}: tag “{tag}” removed",
            lambda _: self._service.add_tag(lead.id, tag),
        )

    def remove_note(self, lead: LeadDetail, note: Note) -> None:
        """Delete a note."""
        self._orders.do(
            lambda: self._service.remove_note(note.id),
            f"Note about {lead.called} removed",
            lambda removed: self._service.restore_note(lead.id, removed),
        )

    def assign(self, lead: LeadDetail, staff: Staff | None) -> None:
        """Say who follows up."""
        bulk, staff_id = self._context.services.bulk, staff.id if staff else None
        said = f"{staff.name} follows up" if staff else "nobody follows up"
        self._orders.do(
            lambda: bulk.assign([lead.id], staff_id),
            f"{lead.called}: {said}",
            bulk.take_back,
            remembered=[lead.subject],
        )

    def plan_step(self, lead: LeadDetail, step: str, day: date | None) -> None:
        """Say what is done next; no words take it off."""
        bulk = self._context.services.bulk
        said = f"next step “{' '.join(step.split())}”" if step.strip() else "no next step"
        self._orders.do(
            lambda: bulk.plan_step([lead.id], step, day),
            f"{lead.called}: {said}",
            bulk.take_back,
            remembered=[lead.subject],
        )

    def set_graduation(
        self, lead: LeadDetail, text: str, complain: Callable[[str], object]
    ) -> None:
        """Say when the person graduates; `complain` gets what is wrong with it."""
        bulk = self._context.services.bulk

        def refuse(error: Exception) -> bool:
            complain(str(error))
            return True

        self._orders.do(
            lambda: bulk.set_graduation([lead.id], text),
            f"{lead.called}: graduation saved",
            bulk.take_back,
            instead=refuse,
            remembered=[lead.subject],
        )

    def remove(self, lead: LeadDetail) -> None:
        """Delete a lead with everything that was written about it."""
        self._orders.do(
            lambda: self._service.remove(lead.id),
            f"{lead.called} removed",
            self._service.restore,
            then=lambda removed: offer_cancellations(self._context, removed.cancellations),
            remembered=[lead.subject],
        )


def _tagged(typed: str, added: str | None) -> str:
    """The tag as it is spelled here; None: the lead had it."""
    return f"tagged “{added}”" if added else f"has the tag “{typed.strip()}” already"
