"""The records that there are: kind by kind what they are about, whom, and which field they name.

The store's trigger `change_is_known` says the same; here it is asked of records of any age.
"""

import re
from dataclasses import dataclass

from boothapp.domain.consent import ConsentEvent, Purpose, Verdict
from boothapp.domain.ledger import Method
from boothapp.domain.requests import Outcome, RequestKind
from boothapp.domain.retention import Kept

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class _Shape:
    """`entities` and `fields`: the words that may stand there; without them an id stands there."""

    fields: frozenset[str] | None
    entities: frozenset[str] = frozenset()
    by_id: bool = True
    """Whether an id may stand for the entity."""
    of_person: bool = False
    """Whether a subject must be named; otherwise none may be, unless `of_anybody`."""
    of_anybody: bool = False
    is_person: bool = False
    """Whether the entity is the subject itself."""


def _fields(*words: str) -> frozenset[str]:
    return frozenset(words or ("",))


_PURPOSES = _fields(*Purpose)
_LEAD = _fields(
    *("badge_id", "name", "email", "affiliation", "attendee_type", "career_stage"),
    *("interests", "links", "busy", "rating", "role_id", "need", "queue"),
    *("owner_id", "next_step", "next_step_on", "graduates", "family_name"),
)
_BOOTH = frozenset({"booth"})
_SET_UP = (
    *("staff", "interviewer", "role", "qualifier", "room", "availability", "criterion"),
    *("tag_style", "interest", "lead_view", "badge_pattern", "organiser_key", "roster_mapping"),
)

SHAPES = {
    **{f"consent.{e.value}": _Shape(_PURPOSES, is_person=True) for e in ConsentEvent},
    **{f"person.{verb}": _Shape(_fields(), is_person=True) for verb in ("erase", "merge", "part")},
    "scan.add": _Shape(_fields(*Verdict), of_anybody=True),
    "lead.set": _Shape(_LEAD, of_person=True),
    "answer.set": _Shape(None, of_person=True),
    "notice.given": _Shape(_fields(*Method), of_person=True),
    "request.open": _Shape(_fields(*RequestKind)),
    "request.close": _Shape(_fields(*Outcome)),
    "retention.set": _Shape(_fields(), frozenset(Kept), by_id=False),
    "retention.purge": _Shape(_fields(), _fields(), by_id=False),
    **{
        f"note.{verb}": _Shape(_fields("text"), of_person=True) for verb in ("add", "set", "remove")
    },
    **{f"tag.{verb}": _Shape(_fields("tags"), of_person=True) for verb in ("add", "remove")},
    **{
        f"attachment.{verb}": _Shape(_PURPOSES, of_person=True)
        for verb in ("add", "prove", "remove")
    },
    **{f"lead.{verb}": _Shape(_fields(), of_person=True) for verb in ("add", "remove", "apart")},
    **{
        f"{what}.{verb}": _Shape(_fields(), of_person=True)
        for what in ("interview", "scorecard")
        for verb in ("add", "set", "remove")
    },
    **{
        kind: _Shape(_fields(), frozenset({kind.partition(".")[0]}), by_id=False)
        for kind in ("event.set", "booth.set", "identity.set", "store.proof")
    },
    **{kind: _Shape(_fields(), _BOOTH) for kind in ("notice_kind.set", "notice_wording.set")},
    **{f"{what}.{verb}": _Shape(_fields()) for what in _SET_UP for verb in ("add", "set")},
    **{
        kind: _Shape(_fields())
        for kind in (
            *("notice_kind.add", "notice.add", "pin.set", "pin.remove", "roster.import"),
            *("staff_badge.set", "staff_badge.remove"),
            *("roster.rows", "export.add", "backup.add", "backup.restore"),
        )
    },
}


def is_known(kind: str, entity: str, field: str, subject: str | None) -> bool:
    """Whether the log knows such a record."""
    shape = SHAPES.get(kind)
    if shape is None or (subject is not None and not _HASH.fullmatch(subject)):
        return False
    named = field in shape.fields if shape.fields is not None else bool(_ID.fullmatch(field))
    if shape.is_person:
        return named and entity == subject
    about = entity in shape.entities or (shape.by_id and bool(_ID.fullmatch(entity)))
    return named and about and (shape.of_anybody or shape.of_person == (subject is not None))
