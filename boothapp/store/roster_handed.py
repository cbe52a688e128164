"""Rows whose badge id an earlier list gave to somebody of another name and another e-mail.

Perhaps a ticket that was handed on: the yes of who has it now may not be said of who had it, nor
may either get the other's details. So the row stays out, and people are asked. Once somebody who
knows has said so, the row is the new owner's, and its keys are those that `handing` derives.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from boothapp.domain.identifiers import one_spelling
from boothapp.domain.near_names import names_near
from boothapp.domain.roster import ProblemCode, RowProblem
from boothapp.domain.search_words import folded
from boothapp.store.handing import next_key
from boothapp.store.spool import Spool, Spooled

_SHOWN = 60  # characters of one person in a message

Owned = Callable[[Sequence[str]], Mapping[str, Mapping[str, Any]]]
"""Name and e-mail of those subjects of whom they are held."""


def hand_on(
    spool: Spool,
    rows: Sequence[Spooled],
    subjects: Sequence[str | None],
    known: Mapping[str, str | None],
    held: Owned,
) -> list[Spooled]:
    """Keep such rows out; or where the spool hands on, answer them with the new owners' keys.

    `subjects` are whom the rows' badges name since an earlier list, None where none had them;
    `known` is whom keys name.
    """
    out: list[tuple[Spooled, RowProblem]] = []
    taken: list[Spooled] = []
    for row, problem in _handed_on(rows, subjects, held, spool.place):
        spool.handed_on += not (row.by_address or row.handed)
        if row.by_address or not spool.hands_on:
            out.append((row, problem))
            continue
        if not row.handed:
            spool.add_problems([replace(problem, code=ProblemCode.NEW_OWNER)])
        taken.append(_with_next_keys(row, known))
    spool.keep_out(out)
    return taken


def _with_next_keys(row: Spooled, known: Mapping[str, str | None]) -> Spooled:
    """The row as its new owner's: what names somebody else is theirs from the next key on."""
    ids = (row.badge_key, row.token_key)
    handed = [key for key in ids if key and known.get(key) is not None]
    keys = [next_key(key) if key in handed else key for key in ids]
    handed = [*json.loads(row.handed or "[]"), *handed]
    return replace(row, badge_key=keys[0], token_key=keys[1], handed=json.dumps(handed))


def their_own(
    rows: Sequence[Spooled], known: Mapping[str, str | None], held: Owned
) -> dict[int, str]:
    """Of rows that are handed on (by `n`): whom their e-mail names, by a name like the row's.

    An e-mail that names somebody of another name is an office's, and says nothing of the owner.
    """
    named = {row.n: known.get(row.email_key or "") for row in rows if row.handed}
    wanted = [subject for subject in named.values() if subject is not None]
    before = held(wanted) if wanted else {}
    return {
        row.n: subject
        for row in rows
        if (subject := named.get(row.n)) is not None
        and (was := before.get(subject))
        and was["name"]
        and _are_alike(was["name"], row.columns["name"])
    }


def _handed_on(
    rows: Sequence[Spooled], subjects: Sequence[str | None], held: Owned, place: str
) -> Iterator[tuple[Spooled, RowProblem]]:
    """Those rows of who agreed, each with what is wrong with it."""
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
    return not _are_alike(name, new_name)


def _are_alike(name: str, other: str) -> bool:
    return folded(name) == folded(other) or bool(names_near(name, other))


def _who(name: str, email: str) -> str:
    text = f"{name}, {email}"
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
