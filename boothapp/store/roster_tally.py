"""Sorts the people of a list by what it changes for them: counts, and the first of each kind."""

import json
from typing import Any

from boothapp.domain.consent import ConsentEvent, ConsentState, is_valid, next_state
from boothapp.domain.roster_changes import (
    LISTED,
    ChangedPerson,
    DetailChange,
    ListedPerson,
    OfLead,
    RosterChanges,
)
from boothapp.store import proving
from boothapp.store.roster_leads import of_lead
from boothapp.store.spool import Spooled

_SHOWN = tuple(name for name in proving.DETAILS if name != "family_name")


class Tally:
    """Counts people, and keeps the first of each kind."""

    def __init__(self, written_since: frozenset[str] = frozenset()) -> None:
        """`written_since`: see `RosterMatching`."""
        self._written_since = written_since
        self._numbers = dict.fromkeys(
            (
                *("new", "agreed", "ended", "own_word", "stay_out"),
                *("changed", "unchanged", "missing"),
            ),
            0,
        )
        self._people: dict[str, list[ListedPerson]] = {}
        self._changed: list[ChangedPerson] = []
        self._marks = 0

    def count(
        self,
        row: Spooled,
        state: ConsentState,
        entry: dict[str, Any] | None,
        lead: dict[str, Any] | None = None,
    ) -> None:
        """Sort one row of the list in; the details are read only where they are needed.

        `lead` is the person's, whatever badge it goes by.
        """
        if row.opted_in and not is_valid(next_state(state, ConsentEvent.ROSTER_YES)):
            self._add("stay_out", row)
        elif entry is None:
            self._add("new", row)
        elif not row.opted_in:
            self.count_no(state, entry, row.badge_id)
        elif not entry["opted_in"]:
            self._add("agreed", row)
        else:
            self._compare(row, entry, lead)

    def count_no(self, state: ConsentState, entry: dict[str, Any], badge_id: str) -> None:
        """Somebody of an earlier list to whom a row with this badge id says no."""
        if state is ConsentState.ROSTER_YES:
            self._add("ended", _held(entry, badge_id))
        elif is_valid(state) and entry["opted_in"]:
            self._add("own_word", _held(entry, badge_id))
        else:
            self._add("unchanged", _held(entry, badge_id))

    def _compare(self, row: Spooled, entry: dict[str, Any], lead: dict[str, Any] | None) -> None:
        new = row.columns | {"badge_id": row.badge_id or None}
        changes = tuple(
            DetailChange(
                name, _plain(entry[name]), _plain(new[name]), self._of_lead(name, entry, row, lead)
            )
            for name in _SHOWN
            if entry["name"] is not None and (entry[name] or "") != (new[name] or "")
        )
        if not changes:
            self._add("unchanged", _held(entry, row.badge_id))
            return
        self._add("changed")
        if len(self._changed) < LISTED:
            self._changed.append(ChangedPerson(_held(entry, row.badge_id), changes))

    def _of_lead(
        self, name: str, entry: dict[str, Any], row: Spooled, lead: dict[str, Any] | None
    ) -> OfLead:
        if lead is not None and lead["subject"] != row.subject:
            return OfLead.OTHER_BADGE
        new = row.columns | {"badge_id": row.badge_id or None}
        return of_lead(name, entry, new, lead, own=row.subject in self._written_since)

    def miss(self, who: ListedPerson) -> None:
        """Somebody of an earlier list who is not on this one."""
        known = bool(who.name or who.badge_id)
        self._marks += not known
        self._add("missing", who if known else None)

    def _add(self, kind: str, who: Spooled | ListedPerson | None = None) -> None:
        self._numbers[kind] += 1
        named = self._people.setdefault(kind, [])
        if who is not None and len(named) < LISTED:
            named.append(who if isinstance(who, ListedPerson) else _on_list(who))

    def result(self, *, first_list: bool) -> RosterChanges:
        """What was counted, people by name."""
        people = {
            kind: tuple(sorted(named, key=lambda who: (not who.name, who.name, who.badge_id)))
            for kind, named in self._people.items()
        }
        return RosterChanges(
            **self._numbers,
            missing_marks=self._marks,
            first_list=first_list,
            people=people,
            changed_people=tuple(sorted(self._changed, key=lambda one: one.who.name)),
        )


def _on_list(row: Spooled) -> ListedPerson:
    """Somebody as the list has them; of who did not agree, no name is read."""
    name = row.columns.get("name", "") if row.opted_in else ""
    return ListedPerson(name, row.badge_id or row.email)


def _held(entry: dict[str, Any], badge_id: str) -> ListedPerson:
    return ListedPerson(entry["name"] or "", entry["badge_id"] or badge_id)


def _plain(value: str | None) -> str:
    """A column for the screen: lists as their values."""
    if not value or not value.startswith("["):
        return value or ""
    try:
        parts = json.loads(value)
    except ValueError:
        return value
    return "; ".join(str(part[1] if isinstance(part, list) else part) for part in parts)
