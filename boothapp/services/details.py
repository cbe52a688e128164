"""What is typed of a person's details, and how it is written."""

from collections.abc import Sequence
from dataclasses import fields, replace

from boothapp.badges.addresses import email_address
from boothapp.domain.errors import BadInput
from boothapp.domain.names import name_parts
from boothapp.domain.people import Person
from boothapp.store.records import Records

_CALLED = {"email": "e-mail", "attendee_type": "type", "career_stage": "career stage"}


class DetailsChanged(BadInput):
    """A detail that is to be corrected says something else by now; nothing was changed.

    `now` is what is held, `typed` the same with what was typed.
    """

    def __init__(self, names: Sequence[str], now: Person, typed: Person) -> None:
        said = " and ".join(
            f"the {_CALLED.get(name, name)} to {_words(getattr(now, name))}" for name in names
        )
        super().__init__(
            f"Somebody else changed {said} meanwhile. Nothing was saved yet: Save writes yours "
            "in its place."
        )
        self.now, self.typed = now, typed


def _words(value: object) -> str:
    said = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"“{said}”" if said else "nothing"


def corrected(now: Person, typed: Person, seen: Person) -> Person:
    """What is held `now`, with that of `typed` which differs from what was `seen` before.

    Raises DetailsChanged where somebody changed one of these in between.
    """
    changes = {
        field.name: getattr(typed, field.name)
        for field in fields(Person)
        if getattr(typed, field.name) != getattr(seen, field.name)
    }
    wanted = replace(now, **changes)
    moved = [name for name in changes if getattr(now, name) != getattr(seen, name)]
    if any(getattr(now, name) != changes[name] for name in moved):
        raise DetailsChanged(moved, now, wanted)
    return wanted


def write_corrected(records: Records, lead_id: str, typed: Person, seen: Person | None) -> Person:
    """Correct a lead's details; answers with those before. `seen` is as in `corrected`.

    From then on the person is found by the e-mail too. Raises BadInput, DetailsChanged, LeadGone.
    """
    subject, before = records.leads.row(lead_id).subject, records.leads.person(lead_id)
    person = _checked(before, typed, seen)
    records.leads.set_person(lead_id, person)
    records.subjects.register_email(person.email, subject)
    return before


def write_corrected_row(
    records: Records, subject: str, typed: Person, seen: Person | None
) -> Person:
    """The same in the organiser's list. Raises BadInput where nothing of them is held there."""
    before = records.rosters.person(subject)
    if before is None:
        raise BadInput("No details of this person are held that could be corrected.")
    person = _checked(before, typed, seen)
    records.rosters.correct(subject, person)
    records.subjects.register_email(person.email, subject)
    return before


def _checked(before: Person, typed: Person, seen: Person | None) -> Person:
    person = typed if seen is None else corrected(before, typed, seen)
    if person.is_empty:
        raise BadInput("Give a name, an e-mail or an affiliation.")
    refuse_no_email(person, before)
    family = person.family_name
    if person.name != before.name and name_parts(person.name, family)[1] != family:
        return replace(person, family_name="")  # another name's end says nothing of this one
    return person


def refuse_no_email(typed: Person, before: Person | None) -> None:
    """Raise BadInput where an e-mail was typed that no mail can be sent to; none is fine.

    What was held `before` as it is may stay, whatever it is.
    """
    known = before.email if before is not None else ""
    if typed.email and typed.email != known and email_address(typed.email) is None:
        raise BadInput(
            "This is not one plain e-mail address, such as name@mail.example. Leave it empty if "
            "there is none."
        )
