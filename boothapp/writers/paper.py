"""Pages and letters for people, made of the templates in resources: self-contained, escaped."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from boothapp import paths
from boothapp.writers import when

if TYPE_CHECKING:  # a slow import, needed when a page is made
    from jinja2 import Environment

_FOLDERS = ("privacy", "invitations", "sheets")


def render(template: str, values: Mapping[str, object]) -> str:
    """Fill a template by its name. A name that is missing raises.

    Every value is escaped, but for templates that end in .txt.j2: those make plain text.
    """
    return _environment().get_template(template).render(values)


@cache
def _environment() -> "Environment":
    from jinja2 import (  # see above
        Environment,
        FileSystemLoader,
        StrictUndefined,
        select_autoescape,
    )

    environment = Environment(
        loader=FileSystemLoader([paths.resources() / folder for folder in _FOLDERS]),
        autoescape=select_autoescape(disabled_extensions=("txt.j2",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": day,
        "moment": _moment,
        "worded": _worded,
        "change": _change,
    }
    return environment


def day(iso: str) -> str:
    """An ISO date or time as "9 July 2026"."""
    return when.month_day(datetime.fromisoformat(iso))


def _moment(iso: str) -> str:
    """An ISO time as "9 July 2026, 12:00"."""
    return f"{day(iso)}, {datetime.fromisoformat(iso):%H:%M}"


def _worded(code: str | None) -> str:
    """A code of the record in plain words; what has none is shown with its underscores away."""
    return _WORDS.get(code or "", (code or "").replace("_", " "))


def _change(what: str) -> str:
    """A change, such as "lead.set email", in plain words."""
    kind, _, field = what.partition(" ")
    words = _CHANGES.get(kind, _worded(kind))
    return f"{words}: {_worded(field)}" if kind in _NAMED else words


_CHANGES = {
    "lead.add": "Written down",
    "lead.set": "Changed",
    "note.add": "Note",
    "note.set": "Note changed",
    "tag.add": "Label",
    "answer.set": "Answer",
    "interview.add": "Interview",
    "interview.set": "Interview changed",
    "scorecard.add": "Scorecard",
    "scorecard.set": "Scorecard changed",
    "attachment.add": "File",
}
_NAMED = frozenset({"lead.set", "answer.set"})
_WORDS = {
    "recruiting_contact": "Writing to you about jobs",
    "cv_sharing": "Keeping your CV and showing it to hiring teams",
    "marketing": "Sending you news and invitations",
    "unknown": "you were not asked",
    "roster_no": "the organiser’s list says no",
    "roster_yes": "the organiser’s list says yes",
    "deferred": "you left it open",
    "given": "you said yes",
    "declined": "you said no",
    "withdrawn": "you took it back",
    "expired": "your yes has ended",
    "mistake": "an answer was recorded by mistake and taken back",
    "roster": "the organiser’s list of attendees",
    "badge": "your badge",
    "form": "what you told us at the booth",
    "spoken": "in a talk",
    "screen": "on the screen",
    "list": "by the organiser’s list",
    "mail": "by mail",
    "request": "at your request",
    "retention": "by the end of its term",
    "wrong_key": "a wrong key was pressed",
    "wrong_person": "it was about somebody else",
    "own_wish": "your own wish",
    "objection": "your objection",
    "erasure": "your details were deleted",
    "organiser": "the organiser said so",
    "leads": "a list of people",
    "attachment": "your file",
    "subject_access": "a copy of all this, for you",
    "strong_no": "no, certainly not",
    "no": "no",
    "yes": "yes",
    "strong_yes": "yes, certainly",
    "wants_access": "a copy of your data",
    "wants_correction": "a correction",
    "wants_erasure": "to be deleted",
    "wants_objection": "an objection",
}
