"""The writing of a merging within one transaction, and of its taking back.

The other lead is removed as leads are, and what hung on it is written to the kept one with its
authors and times. The way back takes those things as they are by then: what somebody changed or
removed in between stays so.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import chain

from boothapp.domain.answers import RemovedLead
from boothapp.domain.attachments import RemovedAttachment
from boothapp.domain.consent import ConsentRefused, Purpose, is_valid
from boothapp.domain.errors import BadInput
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.ledger import Reason
from boothapp.domain.merging import ANSWER, FIELDS, WITH, Conflict, Merged, Side, Word, conflicts
from boothapp.domain.merging import taken as taken_of
from boothapp.domain.merging import words as words_of
from boothapp.services.removal import restore_file, restore_lead, snapshot, told_again
from boothapp.services.retelling import tell_anew
from boothapp.store.records import Records

PURPOSE_WORDS = {
    Purpose.RECRUITING: "recruiting contact",
    Purpose.CV: "CV sharing",
    Purpose.MARKETING: "marketing",
}
_SEEN = ("seen", "seen_by")


def columns_of(records: Records, lead_id: str) -> dict[str, str | None]:
    """What is chosen from: a lead's fields and answers. Raises NoSuchLead."""
    row = records.leads.row(lead_id)._mapping
    names = (*FIELDS, *(name for more in WITH.values() for name in more))
    answers = records.leads.answers(lead_id)
    return {name: row[name] for name in names} | {f"{ANSWER}{q}": a for q, a in answers.items()}


def words_to_record(records: Records, kept: str, other: str) -> tuple[Word, ...]:
    """What was said under the other badge and counts for the person (two subjects)."""
    state, spoken = records.consents.state, records.consents.spoken
    said = {p: found for p in Purpose if (found := spoken(other, p)) is not None}
    return tuple(
        words_of({p: state(kept, p) for p in Purpose}, {p: state(other, p) for p in Purpose}, said)
    )


def files_that_go(records: Records, kept_id: str, other_id: str) -> tuple[RemovedAttachment, ...]:
    """The files of both for which no yes is left once they are merged."""
    kept, other = records.leads.row(kept_id).subject, records.leads.row(other_id).subject
    after = {p: is_valid(records.consents.state(kept, p)) for p in Purpose}
    for word in words_to_record(records, kept, other):
        after[word.purpose] = word.event.value == "given"
    both = (*records.attachments.of_lead(kept_id), *records.attachments.of_lead(other_id))
    return tuple(
        RemovedAttachment(
            file,
            records.attachments.content(file.id),
            records.ledger.last_ending(kept if file.lead_id == kept_id else other, file.purpose),
        )
        for file in both
        if not after[file.purpose]
    )


def join(
    records: Records, kept_id: str, other_id: str, choices: Mapping[str, Side], now: datetime
) -> Merged:
    """Merge the other lead into the kept one. Raises NoSuchLead, BadInput; then nothing is."""
    kept, other = records.leads.row(kept_id), records.leads.row(other_id)
    if kept.id == other.id:
        raise BadInput("These are the same lead.")
    before, theirs = columns_of(records, kept_id), columns_of(records, other_id)
    taken = taken_of(before, theirs, choices)
    clashing = conflicts(records.interviews.of_lead(kept_id), records.interviews.of_lead(other_id))
    lost = files_that_go(records, kept_id, other_id)
    words = words_to_record(records, kept.subject, other.subject)
    removed = snapshot(records, other_id)
    records.leads.remove(other_id)
    led = records.same.merge(other.subject, kept.subject)
    recorded = _record(records, kept.subject, words)
    tags = tuple(tag for tag in removed.lead.tags if records.leads.add_tag(kept_id, tag))
    for name, value in taken.items():
        _put(records, kept_id, name, value)
    own = _cancel_own(records, kept_id, clashing)
    moved = removed.lead.person.email != records.leads.row(kept_id).email
    _move(records, kept_id, removed, clashing, anew=moved)
    seen = _see(records, kept_id, dict(kept._mapping), dict(other._mapping))
    tell_anew(records, now, lambda one: one.lead_id == kept_id)
    return Merged(
        kept_id=kept_id,
        removed=removed,
        led=led,
        fields={
            name: (before.get(name), taken.get(name, before.get(name)))
            for names in _together(taken)
            for name in names
        },
        tags=tags,
        words=recorded,
        files=tuple(file for file in lost if file.attachment.lead_id == kept_id),
        dropped=frozenset(file.attachment.id for file in lost),
        cancelled=own,
        seen=seen,
        conflicts=clashing,
        lost_files=tuple(file.attachment.name for file in lost),
    )


def unjoin(records: Records, merged: Merged, now: datetime) -> tuple[str, ...]:
    """Take a merging back: both leads are there again. Answers what could not be, in sentences.

    Raises BadInput where they are one person no longer, or the kept lead is gone; NoConsent,
    SlotTaken as `restore_lead`.
    """
    kept_id, lead = merged.kept_id, merged.removed.lead
    kept = records.leads.id_of_subject(records.same.main(lead.subject))
    if records.same.main(lead.subject) == lead.subject:
        raise BadInput("These two are not merged any more.")
    if kept != kept_id:
        raise BadInput("The merged lead was removed or merged again since. Undo that first.")
    subject = records.leads.row(kept_id).subject
    back = _take_along(records, kept_id, merged)
    for names in _together(merged.fields):
        by_now = columns_of(records, kept_id)
        if all(by_now.get(name) == merged.fields[name][1] for name in names):
            for name in names:
                _put(records, kept_id, name, merged.fields[name][0])
    for tag in merged.tags:
        records.leads.remove_tag(kept_id, tag)
    stays = tuple(_unsay(records, subject, merged.words))
    records.same.part(lead.subject, merged.led)
    restore_lead(records, back)
    _restore_own(records, kept_id, merged)
    tell_anew(records, now, lambda one: one.lead_id in (kept_id, lead.id))
    return tuple(sentence for sentence in stays if sentence)


def _together(fields: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Fields that are taken, each with what goes with it: they are put back together."""
    groups = [(name, *more) for name, more in WITH.items()]
    for names in (*groups, *((name,) for name in fields if name not in chain(*groups))):
        if not set(names).isdisjoint(fields):
            yield names


def _put(records: Records, lead_id: str, name: str, value: str | None) -> None:
    if name.startswith(ANSWER):
        records.leads.set_answer(lead_id, name.removeprefix(ANSWER), value)
    else:
        records.leads.set(lead_id, name, value)


def _record(
    records: Records, subject: str, words: tuple[Word, ...]
) -> tuple[tuple[Purpose, int], ...]:
    recorded = []
    for word in words:
        records.consents.record(subject, word.purpose, word.event, word.proof)
        place = records.consents.standing(subject, word.purpose)
        if place is not None:
            recorded.append((word.purpose, place))
    return tuple(recorded)


def _unsay(records: Records, subject: str, words: tuple[tuple[Purpose, int], ...]) -> Iterator[str]:
    """Take back what was recorded, where the rules allow it."""
    for purpose, place in words:
        try:
            records.consents.take_back(subject, purpose, place, Reason.WRONG_PERSON)
        except ConsentRefused as refused:
            yield f"What counts for {PURPOSE_WORDS[purpose]} stays: {refused}"


def _cancel_own(
    records: Records, kept_id: str, clashing: tuple[Conflict, ...]
) -> tuple[Interview, ...]:
    """Cancel the kept lead's interviews that give way; answers with them as they were."""
    own = {one.cancelled.id: one.cancelled for one in clashing if one.cancelled.lead_id == kept_id}
    for before in own.values():
        records.interviews.rewrite(before, replace(before, status=InterviewStatus.CANCELLED))
    return tuple(own.values())


def _move(
    records: Records,
    kept_id: str,
    removed: RemovedLead,
    clashing: tuple[Conflict, ...],
    *,
    anew: bool,
) -> None:
    """Write what hung on the other lead to the kept one; `anew`: calendars are told again."""
    for note in removed.lead.notes:
        records.leads.restore_note(kept_id, note)
    gives_way = {one.cancelled.id for one in clashing}
    for interview in removed.interviews:
        moved = told_again(interview) if anew else interview
        if interview.id in gives_way:
            moved = replace(moved, status=InterviewStatus.CANCELLED, sequence=_off(moved))
        records.interviews.add(replace(moved, lead_id=kept_id))
    for card in removed.scorecards:
        records.scorecards.put_back(replace(card, lead_id=kept_id))
    subject = records.leads.row(kept_id).subject
    for file in removed.files:
        if is_valid(records.consents.state(subject, file.attachment.purpose)):
            records.attachments.put_back(replace(file.attachment, lead_id=kept_id), file.content)


def _off(interview: Interview) -> int:
    """The sequence of an interview that is cancelled: above what its calendars know."""
    if interview.invited is None:
        return interview.sequence
    return max(interview.sequence, interview.invited + 1)


def _see(
    records: Records, kept_id: str, kept: Mapping[str, object], other: Mapping[str, object]
) -> dict[str, object] | None:
    """The last visit is the later of both; answers what was there where that is the other's."""
    if int(str(other["seen"])) <= int(str(kept["seen"])):
        return None
    records.leads.put_back(kept_id, {name: other[name] for name in _SEEN})
    return {name: kept[name] for name in _SEEN}


def _take_along(records: Records, kept_id: str, merged: Merged) -> RemovedLead:
    """Take away from the kept lead what came from the other, as it is by now."""
    removed = merged.removed
    notes = {note.id: note for note in records.leads.notes(kept_id)}
    interviews = {one.id: one for one in records.interviews.of_lead(kept_id)}
    cards = {card.id: card for card in records.scorecards.of_lead(kept_id)}
    files = {file.id for file in records.attachments.of_lead(kept_id)}
    theirs = [notes[note.id] for note in removed.lead.notes if note.id in notes]
    moved = [interviews[one.id] for one in removed.interviews if one.id in interviews]
    heard = {one.id: one for one in removed.interviews}
    back = []
    for one in moved:
        as_merged = any(clash.cancelled.id == one.id for clash in merged.conflicts)
        before = heard[one.id] if as_merged else one
        back.append(replace(before, lead_id=removed.lead.id))
        records.interviews.remove(one)
    gone = {one.id for one in moved}
    judged = [card for card in cards.values() if card.interview_id in gone]
    for note in theirs:
        records.leads.remove_note(note.id)
    for file in removed.files:
        if file.attachment.id in files:
            records.attachments.remove(file.attachment.id)
    # The merging itself dropped those for which no yes was left; others that went since stay away.
    stays = files.union(merged.dropped)
    return replace(
        removed,
        lead=replace(removed.lead, notes=tuple(theirs)),
        files=tuple(file for file in removed.files if file.attachment.id in stays),
        interviews=tuple(back),
        scorecards=tuple(replace(card, lead_id=removed.lead.id) for card in judged),
    )


def _restore_own(records: Records, kept_id: str, merged: Merged) -> None:
    """The kept lead's files and interviews that gave way, and who saw it last."""
    subject = records.leads.row(kept_id).subject
    for file in merged.files:
        if is_valid(records.consents.state(subject, file.attachment.purpose)):
            restore_file(records, file)
    for before in merged.cancelled:
        now = records.interviews.find(before.id)
        if now is not None and now.status is InterviewStatus.CANCELLED:
            records.interviews.rewrite(now, replace(now, status=before.status))
    if merged.seen is not None:
        row = records.leads.row(kept_id)._mapping
        made = merged.removed.made
        if all(row[name] == made[name] for name in _SEEN):
            records.leads.put_back(kept_id, merged.seen)
