"""Details are corrected: asked for in a dialog, stored, said, taken back by Undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from boothapp.domain.errors import BadInput, NoSuchLead
from boothapp.domain.people import Person
from boothapp.services.details import DetailsChanged
from boothapp.ui.context import Context
from boothapp.ui.dialogs.details_dialog import open_details
from boothapp.ui.undoable import Undoable

Order = Callable[[Person, Person], object]
"""Stores the details that are wanted, in place of those that were seen."""


def correct_details(
    context: Context, person: Person, parent: QWidget, order: Order, said: str, *, subject: str
) -> None:
    """Ask for the details of a person in front of `parent`; what is refused is asked again, with
    what was typed still there. `subject` says whom it is about."""
    orders = Undoable(context)

    def ask(seen: Person, typed: Person, wrong: str) -> None:
        open_details(context, seen, parent, partial(store, seen), typed=typed, wrong=wrong)

    def store(seen: Person, typed: Person) -> None:
        def again(error: Exception) -> bool:
            if not isinstance(error, BadInput) or isinstance(error, NoSuchLead):
                return False
            if isinstance(error, DetailsChanged):
                ask(error.now, error.typed, str(error))
            else:
                ask(seen, typed, str(error))
            return True

        orders.do(
            lambda: order(typed, seen),
            said,
            lambda _before: order(seen, typed),
            instead=again,
            remembered=[subject],
        )

    ask(person, person, "")
