"""Guess what the columns of a list hold: by their names, and by what stands in their cells.

A yes is never guessed: where it is not plain which column says who agreed, none is taken, and a
sentence says what to look at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from boothapp.domain import mapping_hints, sharing
from boothapp.domain.mail import is_email
from boothapp.domain.roster import RosterField
from boothapp.domain.roster_mapping import ColumnMapping
from boothapp.domain.sharing import is_turned_round, means_sharing, plain
from boothapp.readers import cells
from boothapp.readers.badge_column import keep_no_kind
from boothapp.readers.headers import AGREED_TO_SPONSORS, guess_mapping, names, twins

_MOST = 0.9  # of the filled cells
_FEW_ROWS = 3
_LONGEST_ID = 40
_TO_ANYTHING = frozenset({"consent"})
_MARKS = 3  # different answers of one column: yes, no and something else
_DAY = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")


def guess(
    headers: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[ColumnMapping, tuple[str, ...]]:
    """The likely mapping, and what a person should look at before it is believed."""
    found = dict(guess_mapping(headers).headers)
    alike = twins(headers)
    by_column = _by_column(headers, rows)
    unclear = _keep_opt_in_plain(found, by_column, alike.pop(RosterField.OPTED_IN, ()))
    hints = [*unclear, *map(mapping_hints.nearly_alike, alike.values())]
    free = [header for header in by_column if header not in found.values()]
    if not {RosterField.EMAIL} & (found.keys() | alike.keys()):
        likely = [header for header in free if _are_emails(by_column[header])]
        if likely:
            found[RosterField.EMAIL] = likely[0]
    ids = [one for one in by_column if one not in found.values() and _are_ids(by_column[one])]
    hints += keep_no_kind(found, headers, rows, ids)
    free = [header for header in by_column if header not in found.values()]
    named = {RosterField.BADGE_ID, RosterField.EMAIL} & (found.keys() | alike.keys())
    if not named and len(ids) == 1:
        found[RosterField.BADGE_ID] = ids[0]
        hints.append(f"“{ids[0]}” was taken for the badge id by what stands in it.")
    if RosterField.OPTED_IN in found:
        hints += _keep_no_opposite(found, by_column)
    elif not unclear:
        hints += _opt_in_hints({one: by_column[one] for one in free if one in by_column})
    return ColumnMapping(found), tuple(hints)


def doubtful(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The columns beside which nobody may say that everybody agreed, by the first rows."""
    by_column = _by_column(headers, rows)
    return tuple(one for one, values in by_column.items() if could_say_who_agreed(one, values))


def _by_column(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """What stands in each column that has a name, without the empty cells."""
    return {
        header: [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
        for at, header in enumerate(headers)
        if header
    }


def _keep_opt_in_plain(
    found: dict[RosterField, str], by_column: Mapping[str, Sequence[str]], twins: Sequence[str]
) -> list[str]:
    """Take no column for the agreement where several could be it."""
    chosen = found.get(RosterField.OPTED_IN)
    if chosen is None and not twins:
        return []
    others = list(twins) or _rivals(plain(chosen or ""), by_column)
    if len(others) < 2:
        return []
    found.pop(RosterField.OPTED_IN, None)
    return [mapping_hints.could_be(others)]


def _rivals(chosen: str, by_column: Mapping[str, Sequence[str]]) -> list[str]:
    """The columns that could be the agreement as well as the chosen one, which is among them.

    Beside one that speaks of sponsors, others that do are rivals only where yes and no stand in
    them, and “Consent” is none: it is to the organiser's terms then.
    """
    known = set(names(RosterField.OPTED_IN).split())
    names_sponsors = chosen in AGREED_TO_SPONSORS
    if names_sponsors:
        known -= _TO_ANYTHING
    return [
        header
        for header, values in by_column.items()
        if plain(header) in known
        or (
            not is_turned_round(header)
            and _speaks_of_it(header)
            and (not names_sponsors or sharing.speaks_of_passing_on(header) or _are_answers(values))
        )
    ]


def _speaks_of_it(header: str) -> bool:
    return sharing.speaks_of_sponsors(header) or sharing.speaks_of_passing_on(header)


def _keep_no_opposite(
    found: dict[RosterField, str], by_column: Mapping[str, Sequence[str]]
) -> list[str]:
    """Take no column for the agreement where another may take it back."""
    rivals = [
        one
        for one, values in by_column.items()
        if one not in found.values() and is_turned_round(one) and could_say_who_agreed(one, values)
    ]
    if not rivals:
        return []
    return [mapping_hints.takes_back(rivals, found.pop(RosterField.OPTED_IN))]


def could_say_who_agreed(header: str, values: Sequence[str]) -> bool:
    """Whether a column is to be looked at before another one is believed to say who agreed.

    What only sounds like it, such as “Contact no.”, has to hold answers and no phone numbers.
    """
    if means_sharing(header) or not values:
        return sharing.could_say_who_agreed(header)
    if sharing.refuses(header) or all(map(_DAY.match, values)):
        return sharing.could_say_who_agreed(header)  # “Consent withdrawn on” has days in it
    marks = {one.casefold() for one in values}
    are_marks = len(marks) <= _MARKS and not any(_has_number(one) for one in marks)
    return sharing.could_say_who_agreed(header) and (are_marks or _are_answers(values))


def _has_number(value: str) -> bool:
    return len(value) > 1 and any(letter.isdigit() for letter in value)


def _opt_in_hints(free: Mapping[str, Sequence[str]]) -> list[str]:
    """What could be the agreement and was not taken for it, or means the opposite."""
    could = [
        one
        for one, values in free.items()
        if could_say_who_agreed(one, values) or _are_answers(values)
    ]
    asked = [one for one in could if not is_turned_round(one)]
    turned = [one for one in could if is_turned_round(one)]
    hints = [mapping_hints.has_answers(asked)] if asked else []
    return hints + ([mapping_hints.is_opposite(turned)] if turned else [])


def _are_emails(values: Sequence[str]) -> bool:
    return bool(values) and sum(map(is_email, values)) >= _MOST * len(values)


def _are_answers(values: Sequence[str]) -> bool:
    return len(values) >= _FEW_ROWS and all(cells.opt_in(one) is not None for one in values)


def _are_ids(values: Sequence[str]) -> bool:
    """Short, each another, without spaces, and with a digit."""
    if len(values) < _FEW_ROWS or len(set(values)) < len(values):
        return False
    return all(
        len(one) <= _LONGEST_ID
        and " " not in one
        and any(letter.isdigit() for letter in one)
        and cells.opt_in(one) is None
        for one in values
    )
