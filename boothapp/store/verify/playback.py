"""What the log says is held about one person: its records played back."""

import json
from typing import TYPE_CHECKING, Any

from boothapp.domain.consent import Purpose
from boothapp.store.verify.authors import Authors
from boothapp.store.verify.record import Said

if TYPE_CHECKING:  # it is made of what is here
    from boothapp.store.verify.merged import Moved

Thing = tuple[str, str, str]
"""What it is, its id, and what tells apart several with the same id (a tag, a question)."""

BLANKED = object()
"""In place of a value that the log no longer has."""
WHOLE = ""
"""In place of the fields of a thing whose record was blanked."""

FILE = "file"
# What the record that makes a thing does not speak of.
_STARTS_WITH: dict[str, dict[str, Any]] = {
    "lead": {
        **dict.fromkeys(
            (
                *("rating", "role_id", "need", "queue"),
                *("owner_id", "next_step", "next_step_on", "graduates"),
            )
        ),
        "family_name": "",
    },
    "interview": {
        **dict.fromkeys(("arrived", "began", "ended", "invited")),
        "sequence": 0,
        "organizer": "",
    },
}


class Playback:
    """Things with their fields, each with the record that it is owed to."""

    def __init__(self, since: int | None, subject: str, moved: "Moved") -> None:
        """`since` is the place of the first record under the rules of 0004; `moved` what came over
        from other badges of the person."""
        self.things: dict[Thing, dict[str, Said]] = {}
        self._authors = Authors(since)
        self._subject, self._moved = subject, moved

    def end(self, purpose: Purpose) -> None:
        """A grant ended, and what was held under it went."""
        if purpose is Purpose.RECRUITING:
            self.things.clear()
            self._authors.gone()
        for thing, fields in list(self.things.items()):
            if thing[0] == FILE and fields["purpose"].value == purpose.value:
                del self.things[thing]

    def hear(self, said: Said, entity: str, field: str) -> None:
        """The next record; kinds that say nothing of what is held are passed over."""
        self._authors.hear(said, entity)
        match said.kind.split("."):
            case ["lead", "remove"] | ["person", "erase"]:
                self.things.clear()
            case ["lead", "set"]:
                self.things.setdefault(("lead", entity, ""), {})[field] = said
            case ["lead" | "interview" | "scorecard" as what, "add" | "set"]:
                said = _with_panel(said) if what == "interview" else said
                self.things[what, entity, ""] = _fields(said, _STARTS_WITH.get(what, {}))
            case ["note", "add" | "set"]:
                self.things["note", entity, ""] = {"text": said}
            case ["note" | "scorecard" as what, "remove"]:
                self.things.pop((what, entity, ""), None)
            case ["interview", "remove"]:
                self._forget_interview(entity)
            case ["attachment", "add" | "prove"]:
                fields = {} if said.value is None else _fields(said, {})
                self.things[FILE, entity, ""] = {"purpose": said._replace(value=field), **fields}
            case ["attachment", "remove"]:
                self.things.pop((FILE, entity, ""), None)
            case ["tag", "add"]:
                self._tagged(said, entity)
            case ["tag", "remove"]:
                self.things.pop(("tag of lead", entity, str(said.value)), None)
            case ["answer", "set"]:
                self._answered(said, ("answer of lead", entity, field))
            case _:
                pass

    def made(self, thing: Thing) -> dict[str, Said]:
        """Who wrote a thing and when, as the columns of its row say it."""
        what, entity, _ = thing
        what = "attachment" if what == FILE else what
        made = self._moved.made(what, entity) or self._authors.of(what, entity)
        if what != "lead" or "seen" not in made:
            return made
        seen = self._moved.seen(self._subject)
        later = bool(seen) and seen["seen"].value > made["seen"].value
        return made | seen if later else made

    def _forget_interview(self, interview_id: str) -> None:
        """Its scorecards go with it."""
        for thing, fields in list(self.things.items()):
            of_it = "interview_id" in fields and fields["interview_id"].value == interview_id
            if thing == ("interview", interview_id, "") or (thing[0] == "scorecard" and of_it):
                del self.things[thing]

    def _tagged(self, said: Said, lead_id: str) -> None:
        blank = said.value is BLANKED
        tag = f"of record {said.seq}" if blank else str(said.value)
        self.things["tag of lead", lead_id, tag] = {WHOLE: said}

    def _answered(self, said: Said, thing: Thing) -> None:
        if said.value is None:
            self.things.pop(thing, None)
        else:
            self.things[thing] = {"text": said}


def _with_panel(said: Said) -> Said:
    """A booking as it is said now: until 0005 it had one interviewer, or none."""
    if not isinstance(said.value, dict) or "interviewer_id" not in said.value:
        return said
    value = dict(said.value)
    who = value.pop("interviewer_id")
    return said._replace(value={**value, "panel": json.dumps([who] if who else [])})


def _fields(said: Said, start: dict[str, Any]) -> dict[str, Said]:
    if not isinstance(said.value, dict):
        return {WHOLE: said}
    return {name: said._replace(value=value) for name, value in {**start, **said.value}.items()}
