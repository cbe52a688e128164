"""One person in the check: what the log says against what is held."""

import hashlib
from typing import Any

from boothapp.domain.consent import (
    ConsentEvent,
    ConsentRefused,
    History,
    Purpose,
    Spoken,
    is_valid,
)
from boothapp.domain.holdings import reference_of
from boothapp.store.verify.columns import (
    FILE_COLUMNS,
    INTERVIEW_COLUMNS,
    LEAD_COLUMNS,
    NOTE_COLUMNS,
    SCORECARD_COLUMNS,
    WORDS,
)
from boothapp.store.verify.findings import Findings, said_in
from boothapp.store.verify.listed import Listed
from boothapp.store.verify.merged import Merged, Moved, looked
from boothapp.store.verify.playback import BLANKED, FILE, Playback, Thing
from boothapp.store.verify.record import Said

_FOR = {
    Purpose.RECRUITING: "recruiting contact",
    Purpose.CV: "sharing a CV",
    Purpose.MARKETING: "marketing",
}
_CORRECT = "Ask the person and correct it in BoothApp; find out who wrote into the store."
_DELETE = "Delete it in BoothApp; find out who wrote into the store."
_RESTORE = "Restore the latest backup."


class Checked:
    """Takes in everything about one person; `compare` says what does not fit."""

    def __init__(self, subject: str, findings: Findings, since: int | None, moved: Moved) -> None:
        """`since` is the place of the first record under the rules of 0004; `moved` what came over
        from other badges."""
        self._person = f"person {reference_of(subject)}"
        self._findings = findings
        self._histories: dict[Purpose, History] = {}
        self._heard: dict[Purpose, dict[int, int]] = {}
        self._log = Playback(since, subject, moved)
        self._merged = Merged()
        self._valued: list[tuple[Said, str]] = []
        self._held: dict[Thing, dict[str, Any]] = {}
        self._states: dict[str, tuple[Any, ...]] = {}
        self._effects: set[tuple[Any, ...]] = set()
        self._ended = 0
        self._list = Listed()

    def hear(self, row: tuple[Any, ...]) -> None:
        """The next record of the log."""
        seq, at, staff, day, kind, entity, field, value, had_value = row
        if kind.startswith("consent."):
            self._hear_consent(Said((staff, day), seq, kind, at), field)
            return
        says = said_in(value) if value else BLANKED if had_value else None
        said = Said(says, seq, kind, at, staff)
        if value is not None:
            self._valued.append((said, field))
        self._merged.hear(said)
        self._log.hear(said, entity, field)

    def same(self, row: tuple[Any, ...]) -> None:
        """The subject that stands for the person of this one."""
        self._merged.row(row[0])

    def state(self, row: tuple[Any, ...]) -> None:
        """A row of consent_state."""
        self._states[row[0]] = row[1:]

    def effect(self, row: tuple[Any, ...]) -> None:
        """A row of consent_effect."""
        self._effects.add(row)

    def lead(self, row: tuple[Any, ...]) -> None:
        """A lead."""
        self._held["lead", row[0], ""] = dict(zip(LEAD_COLUMNS, row[1:], strict=True))

    def note(self, row: tuple[Any, ...]) -> None:
        """A note."""
        self._held["note", row[0], ""] = dict(zip(NOTE_COLUMNS, row[1:], strict=True))

    def tag(self, row: tuple[Any, ...]) -> None:
        """A label on the lead."""
        self._held["tag of lead", row[0], row[1]] = {}

    def answer(self, row: tuple[Any, ...]) -> None:
        """An answer to one of the sponsor's questions."""
        self._held["answer of lead", row[0], row[1]] = {"text": row[2]}

    def interview(self, row: tuple[Any, ...]) -> None:
        """A booking."""
        self._held["interview", row[0], ""] = dict(zip(INTERVIEW_COLUMNS, row[1:], strict=True))

    def scorecard(self, row: tuple[Any, ...]) -> None:
        """A verdict on an interview."""
        self._held["scorecard", row[0], ""] = dict(zip(SCORECARD_COLUMNS, row[1:], strict=True))

    def attachment(self, row: tuple[Any, ...]) -> None:
        """A file with its content."""
        file_id, purpose, *columns, content = row
        facts = dict(zip(FILE_COLUMNS, columns, strict=True))
        if purpose not in _FOR:
            self._say(f"The file {file_id} has a purpose that there is not. {_RESTORE}")
            return
        self._held[FILE, file_id, ""] = {"purpose": purpose, **facts}
        if hashlib.sha256(content).hexdigest() != facts["sha256"]:
            self._say(f"The content of file {file_id} was changed since it was added. {_RESTORE}")

    def entry_said(self, row: tuple[Any, ...]) -> None:
        """A record that proves a row of the organiser's list."""
        self._list.hear(row, self._ended)

    def entry(self, row: tuple[Any, ...]) -> None:
        """A row of the organiser's list."""
        self._list.row(row)

    @property
    def is_off_the_list(self) -> bool:
        """Whether they were on a list and are not: a purge may say so."""
        return self._list.lost

    def compare(self) -> None:
        """Everything was taken in: say what does not fit."""
        what = f"the organiser's list on {self._person}"
        word = self._histories.get(Purpose.RECRUITING, History()).roster
        for sentence in self._list.wrong_mark(f"the row of {what}", word):
            self._say(f"{sentence} {_RESTORE}")
        for sentence in self._merged.wrong(self._person):
            self._say(looked(sentence))
        for purpose in Purpose:
            self._compare_state(purpose)
        self._compare_effects()
        for thing, fields in self._held.items():
            purpose = Purpose(fields["purpose"]) if thing[0] == FILE else Purpose.RECRUITING
            if not self._may(Purpose.RECRUITING) or not self._may(purpose):
                self._say(f"The {_name(thing)} is held {self._without(purpose)}. {_DELETE}")
        if self._may(Purpose.RECRUITING):
            self._compare_things()
            for sentence in self._list.wrong_details(what):
                self._say(f"{sentence} {_RESTORE}")
            return
        if self._list.holds:
            self._say(
                f"Details of the list are held {self._without(Purpose.RECRUITING)}. {_RESTORE}"
            )
        for said, _ in self._valued:
            self._say_still_there(said, Purpose.RECRUITING)

    def _hear_consent(self, said: Said, field: str) -> None:
        """Fold one event; what the end of a grant takes with it is gone from here on."""
        try:
            event, purpose = ConsentEvent(said.kind.removeprefix("consent.")), Purpose(field)
        except ValueError:  # the check of the chain names it
            return
        history, could = self._histories.setdefault(purpose, History()), self._may(purpose)
        try:
            history.hear(Spoken(event, *said.value), said.seq)
        except ConsentRefused:
            record = self._record(said)
            self._say(f"{record} could not follow from what {self._person} had said. {_RESTORE}")
            return
        self._heard.setdefault(purpose, {})[said.seq] = said.at
        if could and not self._may(purpose):
            self._log.end(purpose)
            if purpose is Purpose.RECRUITING:
                self._ended = said.seq

    def _compare_state(self, purpose: Purpose) -> None:
        """The row of consent_state against the events, both ways."""
        found, heard = self._states.get(purpose.value), self._heard.get(purpose)
        what = f"The consent of {self._person} to {_FOR[purpose]}"
        if heard is None:
            if found is not None:
                self._say(f"{what} is “{found[0]}” in the store, and no record says so. {_RESTORE}")
            return
        history = self._histories[purpose]
        roster = history.roster.value if history.roster else None
        last = max(heard)
        wanted = (history.state.value, roster, heard[history.since], history.since, last)
        if found is None:
            self._say(f"{what} is missing in the store: the log says “{wanted[0]}”. {_RESTORE}")
        elif found[0] != wanted[0]:
            self._say(
                f"{what} is “{found[0]}” in the store, but “{wanted[0]}” by the log up to record "
                f"{last}. {_RESTORE}"
            )
        elif found != wanted:
            self._say(f"{what} is dated otherwise than by record {history.since}. {_RESTORE}")

    def _compare_effects(self) -> None:
        """The rows of consent_effect against the events, both ways."""
        wanted = {
            (
                effect.seq,
                purpose.value,
                effect.spoken.event.value,
                effect.before.value,
                effect.spoken.staff,
                effect.spoken.day,
                effect.undone_by,
            )
            for purpose, history in self._histories.items()
            for effect in history.effects
        }
        for seq in sorted({row[0] for row in wanted ^ self._effects}):
            self._say(
                f"What record {seq} changed for {self._person} is kept otherwise in the store "
                f"than it follows from the log. {_RESTORE}"
            )

    def _compare_things(self) -> None:
        """Leads and what hangs on them against the log, both ways."""
        for said, field in self._valued:
            of_file = said.kind.startswith("attachment.") and field in _FOR
            if of_file and not self._may(Purpose(field)):
                self._say_still_there(said, Purpose(field))
        logged = self._log.things
        for thing in sorted(self._held.keys() | logged.keys()):
            if thing not in logged:
                self._say(f"No record of the log tells of the {_name(thing)}. {_CORRECT}")
                continue
            fields = logged[thing]
            blank = next((said for said in fields.values() if said.value is BLANKED), None)
            if blank is not None:
                record = self._record(blank)
                self._say(f"{record} was blanked while the {_name(thing)} is held. {_RESTORE}")
            elif thing not in self._held:
                record = self._record(next(iter(fields.values())))
                self._say(
                    f"The {_name(thing)} of {record} is gone, and no record says why. {_RESTORE}"
                )
            else:
                self._compare_fields(thing, fields, _CORRECT)
                self._compare_fields(thing, self._log.made(thing), _RESTORE)

    def _compare_fields(self, thing: Thing, fields: dict[str, Said], remedy: str) -> None:
        for field, value in self._held[thing].items():
            said = fields.get(field)
            if said is not None and said.value != value:
                word = WORDS.get(field, field.replace("_", " "))
                self._say(
                    f"The {word} of {_name(thing)} differs from the log ({self._record(said)}). "
                    f"{remedy}"
                )

    def _say_still_there(self, said: Said, purpose: Purpose) -> None:
        kept = self._without(purpose)
        self._say(f"A value is still in {self._record(said)} {kept}. {_RESTORE}")

    def _may(self, purpose: Purpose) -> bool:
        history = self._histories.get(purpose)
        return history is not None and is_valid(history.state)

    def _without(self, purpose: Purpose) -> str:
        return f"without a valid consent of {self._person} to {_FOR[purpose]}"

    def _record(self, said: Said) -> str:
        return self._findings.record(said.seq, said.kind, said.at)

    def _say(self, sentence: str) -> None:
        self._findings.add(sentence)


def _name(thing: Thing) -> str:
    """“note 0198…”; tags and answers go by their lead, for their words say something of it."""
    return f"{thing[0]} {thing[1]}"
