"""Which lead is meant by what somebody typed or a file says."""

from boothapp.domain.errors import NoSuchLead
from boothapp.store.records import Records


def lead_of(records: Records, key: str) -> str:
    """The id of the lead that goes by a badge id, a lead id or an e-mail.

    The id of a ticket that was handed on is its new owner's alone, though the lead of who had it
    before still says it. Raises NoSuchLead, SeveralLeads.
    """
    badge = ("id", key)
    if not key.strip() or not records.subjects.was_handed_on(badge):
        return records.leads.find(key)
    subject = records.subjects.find([badge])
    found = records.leads.id_of_subject(subject) if subject is not None else None
    if found is None:
        raise NoSuchLead(key)
    return found
