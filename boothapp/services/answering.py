"""The writing of an answer within one transaction: whose it is, its proof, what else it ends."""

from collections.abc import Mapping
from dataclasses import replace

from boothapp.domain.answers import AlsoSpoken
from boothapp.domain.consent import ConsentEvent, Purpose, has_effect, is_valid
from boothapp.domain.errors import BadInput
from boothapp.domain.ledger import Method, Proof, Reason
from boothapp.domain.people import NoticeShown, Person, VerdictCard
from boothapp.services import notices
from boothapp.services.details import refuse_no_email
from boothapp.services.identity import identifiers
from boothapp.store.records import Records

_ANSWERS = frozenset(
    {ConsentEvent.GIVEN, ConsentEvent.DECLINED, ConsentEvent.DEFERRED, ConsentEvent.WITHDRAWN}
)
ENDINGS = frozenset({ConsentEvent.DECLINED, ConsentEvent.WITHDRAWN})
"""The answers that end what was agreed to."""


def checked(
    card: VerdictCard, answers: Mapping[Purpose, ConsentEvent], details: Person | None
) -> VerdictCard:
    """The card with the details that were typed. Raises BadInput where nothing can be recorded."""
    if card.subject is None or not answers or not _ANSWERS.issuperset(answers.values()):
        raise BadInput("There is nobody here who could answer, or no answer.")
    if details is not None:
        refuse_no_email(details, card.person)
        card = replace(card, person=details.filled_from(card.person))
    if answers.get(Purpose.RECRUITING) is ConsentEvent.GIVEN and card.needs_details:
        raise BadInput("After a yes, give a name, an e-mail or an affiliation.")
    return card


def subject_now(records: Records, card: VerdictCard) -> str:
    """Whom the badge of a scanned person names by now: a list may have come in since the scan."""
    known_by = identifiers(card.badge) if card.badge is not None else []
    if known_by:
        return records.subjects.subject(known_by)
    return records.same.main(card.subject or "")


def record(
    records: Records,
    subject: str,
    answers: Mapping[Purpose, ConsentEvent],
    shown: Mapping[Purpose, NoticeShown],
) -> dict[Purpose, int]:
    """Write each answer with its proof; answers with the records that changed where they stand."""
    effective = [
        purpose
        for purpose, event in answers.items()
        if has_effect(records.consents.state(subject, purpose), event)
    ]
    for purpose, event in answers.items():
        until = records.retention.until(purpose) if event is ConsentEvent.GIVEN else None
        notice = notices.keep(records, shown[purpose].language)
        proof = Proof.under(notice, Method(shown[purpose].method), until)
        records.consents.record(subject, purpose, event, proof)
    standing = ((purpose, records.consents.standing(subject, purpose)) for purpose in effective)
    return {purpose: seq for purpose, seq in standing if seq is not None}


def end_elsewhere(
    records: Records,
    subject: str,
    answers: Mapping[Purpose, ConsentEvent],
    shown: Mapping[Purpose, NoticeShown],
) -> tuple[AlsoSpoken, ...]:
    """A no is said of the person: end what they agreed to under badges that were merged."""
    also = []
    for other in records.same.others(subject):
        ends = {
            purpose: event
            for purpose, event in answers.items()
            if event in ENDINGS and is_valid(records.consents.state(other, purpose))
        }
        row = records.rosters.details(other) if Purpose.RECRUITING in ends else None
        if ends:
            also.append(AlsoSpoken(other, record(records, other, ends, shown), row))
    return tuple(also)


def take_back_elsewhere(records: Records, other: AlsoSpoken, reason: Reason) -> None:
    """Take back what was said under a badge that was merged. Raises ConsentRefused."""
    for purpose, spoken in other.spoken.items():
        records.consents.take_back(other.subject, purpose, spoken, reason)
    if other.roster_row is not None and is_valid(records.consents.state(other.subject)):
        records.rosters.put_back(other.subject, other.roster_row)
