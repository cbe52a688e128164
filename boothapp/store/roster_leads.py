"""A lead's details follow the organiser's list that they came from, unless somebody edited them.

Edited is what is no longer the very value that the list before gave. What the newer list leaves
empty takes nothing from a lead: a column may just be missing there.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from boothapp.domain.roster_changes import OfLead
from boothapp.store import proving
from boothapp.store.records import Records
from boothapp.store.spool import CHUNK, Spool

Columns = Mapping[str, Any]
_EMPTY = frozenset({None, "", "[]"})
_ORIGIN = "roster"


def of_lead(
    field: str, before: Columns, new: Columns, lead: Columns | None, *, own: bool = False
) -> OfLead:
    """What comes for the lead of a field that was another on the list `before`.

    `own`: that row may have been corrected here before there was a lead, so what the lead has is
    not the organiser's word.
    """
    if lead is None:
        return OfLead.NO_LEAD
    mine = lead[field] or ""
    if mine == (new[field] or ""):
        return OfLead.HAS_IT
    if mine != (before[field] or ""):
        came_from_list = lead["origin"] == _ORIGIN and before[field] not in _EMPTY
        return OfLead.EDITED if came_from_list else OfLead.OWN
    if own:
        return OfLead.OWN
    return OfLead.EMPTY if new[field] in _EMPTY else OfLead.FOLLOWS


class RosterLeads:
    """Lets leads follow one list, within the transaction that takes it in."""

    def __init__(self, records: Records) -> None:
        self._leads = records.leads
        self._matching = records.roster_matching
        self._before: dict[str, Columns] = {}

    def look(self, spool: Spool) -> None:
        """Before the rows are written: what earlier lists say of the leads among them."""
        own = self._matching.written_since()
        for chunk in _chunks(self._matching.lead_subjects()):
            entries = self._matching.entries(list(spool.with_subject(chunk) - own))
            self._before |= {who: row for who, row in entries.items() if row["name"] is not None}

    def follow(self) -> frozenset[str]:
        """After they were written: correct the leads, each field a record; answers with whom."""
        followed = set()
        for chunk in _chunks(list(self._before)):
            leads = self._matching.leads(chunk)
            for subject, row in self._matching.entries(chunk).items():
                lead = leads.get(subject)
                if lead is None or row["name"] is None:
                    continue
                changes = _changes(self._before[subject], row, lead)
                for field, value in changes.items():
                    self._leads.set(lead["id"], field, value)
                if changes:
                    followed.add(str(lead["id"]))
        return frozenset(followed)


def _changes(before: Columns, new: Columns, lead: Columns) -> dict[str, str]:
    found = {
        field: new[field]
        for field in proving.DETAILS
        if (before[field] or "") != (new[field] or "")
        and of_lead(field, before, new, lead) is OfLead.FOLLOWS
    }
    if "name" in found:
        found["family_name"] = new["family_name"] or ""  # the old one's end is not this one's
    elif lead["name"] != new["name"]:
        found.pop("family_name", None)
    return found


def _chunks(subjects: Sequence[str]) -> Iterable[list[str]]:
    return (list(subjects[at : at + CHUNK]) for at in range(0, len(subjects), CHUNK))
