"""Changes of what interviews are planned with: saved at once, with a toast and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from boothapp.domain.availability import Availability
from boothapp.domain.errors import BadInput
from boothapp.domain.event import BoothInfo, Criterion, Role
from boothapp.domain.needs import Interviewer
from boothapp.services.day_now import GRACE_MINUTES
from boothapp.ui.context import Context
from boothapp.ui.forms.time_words import time_words
from boothapp.ui.undoable import Undoable
from boothapp.ui.unfit import and_unfit, minding


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


class InterviewOrders:
    """Orders to the database thread. `refused` is called when one was not carried out."""

    def __init__(self, context: Context, refused: Callable[[], object]) -> None:
        self._service, self._refused = context.services.settings, refused
        self._fitting = context.services.fitting
        self._orders = Undoable(context)

    def add_interviewer(self, name: str) -> None:
        """Somebody will hold interviews."""

        def add() -> Interviewer:
            # The service answers with whoever has the name; Undo would then remove them.
            if any(who.name == name for who in self._service.get().interviewers):
                raise BadInput(f"There is an interviewer “{name}” already.")
            return self._service.add_interviewer(name)

        self._orders.do(
            add,
            f"{name} added",
            lambda who: self._service.remove_interviewer(who.id),
        )

    def save_interviewer(self, who: Interviewer) -> None:
        """Change what is known of one."""
        self._orders.do(
            lambda: self._service.save_interviewer(who),
            f"{who.name} saved",
            self._service.save_interviewer,
            refused=self._refused,
        )

    def remove_interviewer(self, interviewer_id: str) -> None:
        """Somebody holds no more interviews."""
        self._orders.do(
            minding(self._fitting, lambda: self._service.remove_interviewer(interviewer_id)),
            lambda came: and_unfit(f"{came.answer.name} removed", came),
            lambda came: self._service.add_interviewer(came.answer.name),
        )

    def add_role(self, title: str) -> None:
        """Add an open position."""
        self._orders.do(
            lambda: self._service.save_role(Role("", title)),
            f"{title} added",
            lambda role: self._service.remove_role(role.id),
        )

    def save_role(self, role: Role) -> None:
        """Change a position's title, or what its interviews need."""

        def save() -> Role:
            before = _known(self._service.get().roles, role.id, "This role is not known here.")
            self._service.save_role(role)
            return before

        self._orders.do(save, f"{role.title} saved", self._service.save_role, refused=self._refused)

    def order_roles(self, ids: list[str]) -> None:
        """Let the positions stand in this order."""

        def order() -> list[str]:
            before = [role.id for role in self._service.get().roles]
            self._service.reorder("role", ids)
            return before

        self._orders.do(order, "Roles moved", lambda was: self._service.reorder("role", was))

    def remove_role(self, role_id: str) -> None:
        """Close a position."""
        self._orders.do(
            lambda: self._service.remove_role(role_id), "Role removed", self._service.save_role
        )

    def add_criterion(self, criterion: Criterion) -> None:
        """Judge by one more."""
        self._orders.do(
            lambda: self._service.save_criterion(criterion),
            "Criterion added",
            lambda added: self._service.remove_criterion(added.id),
        )

    def save_criterion(self, criterion: Criterion) -> None:
        """Change a criterion's words."""

        def save() -> Criterion:
            known = self._service.get().criteria
            before = _known(known, criterion.id, "This criterion is not known here.")
            self._service.save_criterion(criterion)
            return before

        self._orders.do(
            save, "Criterion saved", self._service.save_criterion, refused=self._refused
        )

    def remove_criterion(self, criterion_id: str) -> None:
        """Judge by it no more."""
        self._orders.do(
            lambda: self._service.remove_criterion(criterion_id),
            "Criterion removed",
            self._service.save_criterion,
        )

    def save_time(self, one: Availability) -> None:
        """Add a time that is open or blocked, or change one."""
        if not one.id:
            self._orders.do(
                minding(self._fitting, lambda: self._service.save_availability(one)),
                lambda came: and_unfit(f"Added: {time_words(one)}", came),
                lambda came: self._service.remove_availability(came.answer.id),
            )
            return

        def save() -> Availability:
            gone = "This time is no longer there."
            before = _known(self._service.availability(), one.id, gone)
            self._service.save_availability(one)
            return before

        self._orders.do(
            minding(self._fitting, save),
            lambda came: and_unfit(f"Saved: {time_words(one)}", came),
            lambda came: self._service.save_availability(came.answer),
        )

    def remove_time(self, one: Availability) -> None:
        """Forget a time."""
        self._orders.do(
            lambda: self._service.remove_availability(one.id),
            f"Removed: {time_words(one)}",
            self._service.save_availability,
        )

    def save_organizer(self, address: str) -> None:
        """Invitations come from this address, or from none."""

        def save() -> BoothInfo:
            return self._service.save_booth(replace(self._service.get().booth, organizer=address))

        self._orders.do(
            save,
            "Where invitations come from was changed",
            lambda before: self._service.save_booth(
                replace(self._service.get().booth, organizer=before.organizer)
            ),
            refused=self._refused,
        )

    def save_grace(self, minutes: int, before: int) -> None:
        """Keep a room for so many minutes; it was `before`.

        Undo writes the minutes of before, never nothing: the day counts with what is written.
        """
        self._orders.do(
            lambda: self._service.set_preference(GRACE_MINUTES, str(minutes)),
            f"A room is kept for {minutes} min",
            lambda _: self._service.set_preference(GRACE_MINUTES, str(before)),
            refused=self._refused,
        )


def _known(all_of_them: Iterable[T], wanted: str, gone: str) -> T:
    """The one with an id; raises BadInput where somebody removed it meanwhile."""
    found = next((one for one in all_of_them if one.id == wanted), None)
    if found is None:
        raise BadInput(gone)
    return found
