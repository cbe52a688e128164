"""What may be held and sent, by a model of its own: it shares no line with the code it judges.

The table is copied by hand from docs/decisions/0004-consent-states.md.
"""

from dataclasses import dataclass, field

_TABLE = """
state      | roster_yes roster_no given declined deferred withdrawn expired mistake
unknown    | roster_yes roster_no given declined deferred declined  x       x
roster_no  | roster_yes -         given declined deferred declined  x       x
roster_yes | -          withdrawn given declined -        withdrawn expired x
deferred   | roster_yes -         given declined -        declined  -       before
given      | -          -         given withdrawn -       withdrawn expired before
declined   | -          -         given -        -        -         -       before
withdrawn  | -          -         given -        -        -         -       before
expired    | -          -         given declined deferred declined  -       x
"""
_HEAD, *_LINES = [line.replace("|", " ").split() for line in _TABLE.strip().splitlines()]
CELLS = {
    (line[0], event): cell
    for line in _LINES
    for event, cell in zip(_HEAD[1:], line[1:], strict=True)
}
PURPOSES = ("recruiting_contact", "cv_sharing", "marketing")


@dataclass
class Word:
    """One person's word on one purpose."""

    state: str = "unknown"
    listed: str = ""
    effects: list[dict[str, str]] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        return self.state in {"given", "roster_yes"}


class Oracle:
    """Everybody's word. It says what happened; the store must agree."""

    def __init__(self, people: int) -> None:
        self.words = {(who, what): Word() for who in range(people) for what in PURPOSES}

    def hears(self, who: int, what: str, event: str, staff: str, day: str) -> bool:
        """Whether the event is taken; what is not taken changes nothing."""
        word = self.words[who, what]
        cell = CELLS[word.state, event]
        if cell == "x":
            return False
        if event == "mistake":
            return self._takes_back(word, staff, day)
        if cell != "-":
            word.effects.append({"event": event, "before": word.state, "staff": staff, "day": day})
            word.state = cell
        if event.startswith("roster"):
            word.listed = event
        return True

    def may(self, who: int, what: str) -> bool:
        """Whether details may be held and sent for this purpose: none without the first one."""
        return self.words[who, PURPOSES[0]].is_valid and self.words[who, what].is_valid

    def _takes_back(self, word: Word, staff: str, day: str) -> bool:
        last = word.effects[-1] if word.effects else {"event": ""}
        if last["event"] not in {"given", "declined", "deferred", "withdrawn"}:
            return False
        if (last["staff"], last["day"]) != (staff, day):
            return False
        word.effects.pop()
        word.state = last["before"]
        again = CELLS[word.state, word.listed] if word.listed else "-"
        word.state = word.state if again == "-" else again
        return True
