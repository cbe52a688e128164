"""The SQL of leads on their way out: which, with the consent checked as they are read, and what
is said of each.

They come in the order in which they were stored: lead's own order needs no sorting, so that a part
of a file is a stretch of that order. First it is read who goes, as their places in it, then what is
said of them, some at a time: each time as one text of JSON, for to hand a hundred thousand rows to
Python one by one takes longer than to read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from boothapp.domain.consent import VALID_STATES
from boothapp.domain.event import EventInfo
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.lead_fields import listed
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.people import SAME_VISIT
from boothapp.store.lead_filter import conditions
from boothapp.store.lead_index import COUNTS
from boothapp.store.local_times import local_iso, offsets_around

Values = dict[str, object]

_VALID = ", ".join(f"'{state.value}'" for state in sorted(VALID_STATES))
# A lead without a valid grant for the purpose is not among these.
_HAS_GRANT = f"""
CROSS JOIN consent_state AS grant_ ON grant_.subject = lead.subject
    AND grant_.purpose = :purpose AND grant_.state IN ({_VALID})
"""
_GRANTED = f"FROM lead {{index}} {_HAS_GRANT}"
HAS_GRANT = f"""EXISTS (
    SELECT 1 FROM consent_state AS grant_ WHERE grant_.subject = lead.subject
    AND grant_.purpose = :purpose AND grant_.state IN ({_VALID})
)"""
"""Whether a lead has a valid grant for the purpose."""
ABOUT = """
JOIN staff ON staff.id = lead.created_by
LEFT JOIN role ON role.id = lead.role_id
"""
NEVER_APPEARED = """EXISTS (
    SELECT 1 FROM change WHERE entity = {} AND kind = 'export.add' AND value ->> '$.missing'
)"""
"""Whether the log says of the export of this id that its file did not come to be there."""
_LIST = "(SELECT coalesce(group_concat(value, '; '), '') FROM json_each({}))"
# As domain.holdings.reference_of words it.
_REFERENCE = "upper({} || '-' || {} || '-' || {})".format(
    *(f"substr(lead.subject, {at}, 4)" for at in (1, 5, 9))
)
_BADGES = """(
    SELECT lead.subject UNION ALL SELECT subject FROM same_person WHERE main = lead.subject
)"""
# As domain.people.visits_in counts them.
_VISITS = f"""(
    SELECT count(*) FROM (
        SELECT at - lag(at) OVER (ORDER BY at, seq) AS since FROM scan WHERE subject IN {_BADGES}
    ) WHERE since IS NULL OR since > {SAME_VISIT // timedelta(milliseconds=1)}
)"""
_MEETING = f"""(
    SELECT {{}} FROM interview JOIN room ON room.id = interview.room_id
    WHERE interview.lead_id = lead.id AND interview.status <> 'no_show' AND {COUNTS}
)"""
_MEETING_AS_TEXT = "{interview} || ' ' || room.name"
_MEETING_AS_JSON = "json_object('starts', {interview}, 'room', room.name)"
_NOTES = """(
    SELECT note.text, writer.name AS author, note.written FROM note
    JOIN staff AS writer ON writer.id = note.author_id
    WHERE note.lead_id = lead.id ORDER BY note.written
)"""
_ANSWERS = """
    FROM answer JOIN qualifier ON qualifier.id = answer.qualifier_id
    WHERE answer.lead_id = lead.id
"""
# Each field of domain.lead_fields that is stored; {…} are times in the event's zone.
_CELLS = {
    "lead_id": "lead.id",
    "reference": _REFERENCE,
    "badge_id": "coalesce(lead.badge_id, '')",
    "name": "lead.name",
    "family_name": "lead.family_name",
    "email": "lead.email",
    "affiliation": "lead.affiliation",
    "attendee_type": "lead.attendee_type",
    "career_stage": "lead.career_stage",
    "rating": "coalesce(lead.rating, '')",
    "role": "coalesce(role.title, '')",
    "tags": "coalesce((SELECT group_concat(tag, '; ') FROM lead_tag WHERE lead_id = lead.id), '')",
    "interests": f"CASE lead.interests WHEN '[]' THEN '' ELSE {_LIST.format('lead.interests')} END",
    "links": f"CASE lead.links WHEN '[]' THEN '' ELSE {_LIST.format('lead.links')} END",
    "answers": "coalesce((SELECT group_concat(qualifier.question || ': ' || answer.text, '; ') "
    f"{_ANSWERS}), '')",
    "notes": "coalesce((SELECT group_concat(text || ' (' || author || ')', char(10)) "
    f"FROM {_NOTES}), '')",
    "consent": "grant_.state",
    "consent_since": "{consent_since}",
    "marketing": f"""EXISTS (
        SELECT 1 FROM consent_state AS news WHERE news.subject = lead.subject
        AND news.purpose = 'marketing' AND news.state IN ({_VALID})
    )""",
    "first_seen": "{first_seen}",
    "last_seen": "{last_seen}",
    "visits": _VISITS,
    "interview": f"coalesce({_MEETING.format(_MEETING_AS_TEXT)}, '')",
    "interview_starts": f"coalesce({_MEETING.format('{interview}')}, '')",
    "interview_room": f"coalesce({_MEETING.format('room.name')}, '')",
    "captured_by": "staff.name",
    "graduates": "coalesce(lead.graduates, '')",
    "owner": "coalesce((SELECT name FROM staff AS owner WHERE owner.id = lead.owner_id), '')",
    "next_step": "coalesce(lead.next_step, '')",
    "next_step_on": "coalesce(lead.next_step_on, '')",
}
# The same as text of JSON, for formats in which a list stays a list.
_JSON_CELLS = {
    "tags": "(SELECT json_group_array(tag) FROM lead_tag WHERE lead_id = lead.id)",
    "interests": "lead.interests",
    "links": "lead.links",
    "answers": "(SELECT json_group_array(json_object("
    f"'question', qualifier.question, 'answer', answer.text)) {_ANSWERS})",
    "notes": "(SELECT json_group_array(json_object('text', text, 'author', author, 'written', "
    f"{{written}})) FROM {_NOTES})",
    "interview": f"coalesce({_MEETING.format(_MEETING_AS_JSON)}, 'null')",
}
_LIST_CELLS = {
    listed(name): f"({_JSON_CELLS[name]} || '')" for name in ("tags", "interests", "links")
}
_TIMES = {
    "consent_since": "grant_.since",
    "first_seen": "lead.created",
    "last_seen": "lead.seen",
    "interview": "interview.starts",
    "written": "written",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the leads in their order: behind one place and up to another."""

    after: int = 0
    upto: int = 2**62

    @property
    def values(self) -> Values:
        """For the parameters of IN_STRETCH."""
        return {"after": self.after, "upto": self.upto}


WHOLE = Stretch()
_IN_STRETCH = "lead.rowid > :after AND lead.rowid <= :upto"


def granted(request: ExportRequest, stretch: Stretch = WHOLE) -> tuple[str, str, Values]:
    """FROM and WHERE of the leads that go, and the values of their parameters."""
    index, where, values = _filtered(request.filter)
    if not request.again:
        sent, more = sent_before(request)
        where, values = f"{where} AND NOT {sent}", values | more
    if stretch != WHOLE:
        where, values = f"{where} AND {_IN_STRETCH}", values | stretch.values
    values["purpose"] = request.purpose.value
    return _GRANTED.format(index=index), where, values


def asked_for(request: ExportRequest) -> tuple[str, Values]:
    """FROM and WHERE of the leads that the request is about, whatever they agreed to."""
    index, where, values = _filtered(request.filter)
    return f"FROM lead {index} WHERE {where}", values


def withheld(request: ExportRequest) -> tuple[str, Values]:
    """FROM and WHERE of the leads that were asked for and have no valid grant."""
    index, where, values = _filtered(request.filter)
    values["purpose"] = request.purpose.value
    return (
        f"FROM lead {index} WHERE {where} AND NOT {HAS_GRANT}",
        values,
    )


def sent_before(request: ExportRequest) -> tuple[str, Values]:
    """Whether a lead is in an earlier file for the same system, or, for no certain one, in any.

    A file that never appeared was sent to nobody.
    """
    same = "AND file.preset = :preset" if request.preset.is_system else ""
    return (
        f"EXISTS (SELECT 1 FROM export_subject AS sent WHERE sent.subject IN {_BADGES} "
        "AND sent.export_id IN (SELECT file.id FROM export AS file WHERE file.what = 'leads' "
        f"{same} AND NOT {NEVER_APPEARED.format('file.id')}))",
        {"preset": request.preset.id} if same else {},
    )


def cells(event: EventInfo, fields: Sequence[str], *, as_json: bool = False) -> str:
    """The expressions of these fields, parted by commas; times are in the event's zone.

    Offsets are looked up for two years around the event; what is dated outside gets the nearest.
    """
    spans = offsets_around(event)
    times = {name: local_iso(column, spans) for name, column in _TIMES.items()}
    # As text: SQLite would put JSON into JSON as it is.
    lists = {name: f"({cell} || '')" for name, cell in _JSON_CELLS.items()} if as_json else {}
    known = _CELLS | _LIST_CELLS | lists
    return ", ".join(known[name] for name in fields).format(**times)


def places_query(request: ExportRequest, stretch: Stretch, limit: int) -> tuple[str, Values]:
    """The SELECT of the places of the leads that go, in order, as one JSON list; -1: no limit."""
    source, where, values = granted(request, stretch)
    found = f"SELECT lead.rowid AS place {source} WHERE {where} ORDER BY lead.rowid"
    return f"SELECT json_group_array(place) FROM ({found} LIMIT {int(limit)})", values


def rows_query(event: EventInfo, fields: Sequence[str], *, as_json: bool = False) -> str:
    """The SELECT of the rows at :places (a JSON list), in their order, as a JSON list of lists;
    who has no valid grant for :purpose is left out."""
    return f"""
        SELECT '[' || group_concat(said, ',' ORDER BY place) || ']' FROM (
            SELECT lead.rowid AS place,
                json_array({cells(event, fields, as_json=as_json)}) AS said
            FROM json_each(:places) AS asked CROSS JOIN lead ON lead.rowid = asked.value
            {_HAS_GRANT} {ABOUT}
        )
    """


def _filtered(asked: LeadFilter) -> tuple[str, str, Values]:
    """The join of the index that the filter looks at, the condition, and its values."""
    if asked.is_empty:
        return "", "1", {}
    where, values = conditions(asked)
    return "JOIN lead_index AS i ON i.lead_id = lead.id", where, dict(values)
