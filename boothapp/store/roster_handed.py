"""Rows whose badge id an earlier list gave to somebody of another name and another e-mail.

Perhaps a ticket that was handed on: the yes of who has it now may not be said of who had it, nor
may either get the other's details. So the row stays out, and people are asked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from boothapp.domain.identifiers import one_spelling
from boothapp.domain.near_names import names_near
from boothapp.domain.roster import ProblemCode, RowProblem
from boothapp.domain.search_words import folded
from boothapp.store.spool import Spooled

_SHOWN = 60  # characters of one person in a message

Owned = Callable[[Sequence[str]], Mapping[str, Mapping[str, Any]]]
"""Name and e-mail of those subjects of whom they are held."""


def handed_on(
    rows: Sequence[Spooled], subjects: Sequence[str | None], held: Owned, place: str
) -> Iterator[tuple[Spooled, RowProblem]]:
    """Those rows of who agreed, each with what is wrong with it.

    `subjects` are whom the rows' badges name since an earlier list, None where none had them.
    """
    named = [
        (row, subject)
        for row, subject in zip(rows, subjects, strict=True)
        if subject is not None and row.opted_in and row.email
    ]
    before = held([subject for _, subject in named]) if named else {}
    for row, subject in named:
        was, name = before.get(subject), row.columns["name"]
        if was and _are_others((was["name"], was["email"]), (name, row.email)):
            values = {
                "value": row.badge_id,
                "before": _who(was["name"], was["email"]),
                "now": _who(name, row.email),
            }
            yield row, RowProblem(row.line, None, ProblemCode.HANDED_ON, values, place)


def _are_others(one: tuple[str | None, str | None], other: tuple[str, str]) -> bool:
    """Whether two names and e-mails, all of them known, are plainly not one person's."""
    (name, email), (new_name, new_email) = one, other
    if not (name and email and new_name and new_email):
        return False
    if one_spelling("email", email) == one_spelling("email", new_email):
        return False
    return folded(name) != folded(new_name) and not names_near(name, new_name)


def _who(name: str, email: str) -> str:
    text = f"{name}, {email}"
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
