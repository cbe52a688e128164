"""Mappings of organisers' lists: what was said once of one is known of the next."""

from collections.abc import Iterable
from dataclasses import replace

from boothapp.domain import mapping_hints
from boothapp.domain.errors import BadInput
from boothapp.domain.qualifiers import same_words
from boothapp.domain.roster import RosterField
from boothapp.domain.roster_mapping import ColumnMapping, RosterFile, SavedMapping, best_of
from boothapp.domain.sharing import means_sharing, plain
from boothapp.readers import guessing
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.store.records import Records
from boothapp.store.store import Store

_LONGEST_NAME = 60
_MOST_ANSWERS = 20
_LONGEST_ANSWER = 40


class RosterMappings:
    """Keeps mappings; each order is one that can be undone with another."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def all(self) -> tuple[SavedMapping, ...]:
        """Those in use, the newest first."""
        with self._store.reading() as records:
            return records.roster_mappings.all()

    def named(self, name: str) -> SavedMapping:
        """The mapping of a name, in whatever case. Raises BadInput."""
        kept = self.all()
        found = next((one for one in kept if same_words(one.name) == same_words(name)), None)
        if found is None:
            names = ", ".join(f"“{one.name}”" for one in kept) or "none is kept"
            raise BadInput(f"There is no mapping “{name}”. Kept: {names}.")
        return found

    def save(self, name: str, mapping: ColumnMapping, headers: Iterable[str]) -> SavedMapping:
        """Keep a mapping of a file with these headers under a name; one of this name is replaced.

        Raises BadInput without a name.
        """
        with self._store.writing(self._duty.staff_id) as records:
            kept = records.roster_mappings.all()
            same = next((one for one in kept if same_words(one.name) == same_words(name)), None)
            made = _made(name, mapping, headers)
            saved = replace(made, id=same.id if same else "")
            saved = replace(saved, id=records.roster_mappings.save(saved))
        self._events.publish(Changed("settings"))
        return saved

    def keep(
        self, records: Records, name: str, mapping: ColumnMapping, headers: Iterable[str]
    ) -> SavedMapping | None:
        """Keep what a list was read by: in the mapping for such files, else in a new one.

        None where it is known so already. Part of the transaction that takes the list in, so that
        neither is there without the other; its caller says that settings changed.
        """
        headers = tuple(headers)
        made = _made(name, mapping, headers)
        kept = records.roster_mappings.all()
        alike = best_of(kept, headers) or _of_same_file(kept, made)
        if alike is not None and replace(made, id=alike.id, name=alike.name) == alike:
            return None
        if alike is not None:
            made = replace(made, id=alike.id, name=alike.name)
        else:
            made = replace(made, name=_free(made.name, records))
        return replace(made, id=records.roster_mappings.save(made))

    def rename(self, mapping_id: str, name: str) -> None:
        """Give another name. Raises BadInput where it is taken or empty, or the mapping is gone."""
        with self._store.writing(self._duty.staff_id) as records:
            found = next(
                (one for one in records.roster_mappings.all() if one.id == mapping_id), None
            )
            if found is None:
                raise BadInput("This mapping was removed meanwhile.")
            records.roster_mappings.save(replace(found, name=name))
        self._events.publish(Changed("settings"))

    def set_used(self, mapping_id: str, *, used: bool) -> None:
        """Remove a mapping, or take that back. Raises BadInput where its name was taken since."""
        with self._store.writing(self._duty.staff_id) as records:
            records.roster_mappings.set_used(mapping_id, used=used)
        self._events.publish(Changed("settings"))


def _made(name: str, mapping: ColumnMapping, headers: Iterable[str]) -> SavedMapping:
    """What is kept: the answers only where they are few and short, as a yes or a no is."""
    answers = dict(mapping.answers)
    if len(answers) > _MOST_ANSWERS or any(len(word) > _LONGEST_ANSWER for word in answers):
        answers = {}
    kept = ColumnMapping(dict(mapping.headers), answers)
    plain_headers = tuple(plain(header) for header in headers if plain(header))
    name = " ".join(name.split())[:_LONGEST_NAME]
    return SavedMapping(name=name, mapping=kept, file_headers=plain_headers)


def _of_same_file(kept: Iterable[SavedMapping], made: SavedMapping) -> SavedMapping | None:
    """One that was made for the very same headers, though it maps others of them."""
    wanted = set(made.file_headers)
    return next((one for one in kept if set(one.file_headers) == wanted), None)


def _free(name: str, records: Records) -> str:
    """The name, with a number where another mapping has it."""
    name = name or "List"
    number = 1
    free = name
    while not records.roster_mappings.is_free(free):
        number += 1
        free = f"{name} {number}"
    return free


def read_by(kept: SavedMapping, found: RosterFile) -> RosterFile:
    """A file read by a kept mapping. A column that says who agreed now is never passed over."""
    mapping, twins = kept.fitted(found.headers), kept.twins(found.headers)
    hints = tuple(map(mapping_hints.nearly_alike, twins.values()))
    taken = replace(found, mapping=mapping, remembered=kept.name, hints=hints)
    if RosterField.OPTED_IN in kept.mapping.headers:
        return _asked_of_new(kept, taken)
    mapped = mapping.headers.values()
    column = found.mapping.header(RosterField.OPTED_IN)
    if column is not None and column not in mapped:
        mapping = replace(mapping, headers={**mapping.headers, RosterField.OPTED_IN: column})
        hint = mapping_hints.had_none(column, kept.name)
        return replace(taken, mapping=mapping, hints=(*hints, hint))
    new = kept.new_in(found.headers)
    if (new and found.hints) or any(means_sharing(one) for one in found.headers):
        return found
    return taken


def _asked_of_new(kept: SavedMapping, taken: RosterFile) -> RosterFile:
    """The file without its opt-in column, where a new one could be it: what was said of the other
    column was said when there was no such choice."""
    headers = dict(taken.mapping.headers)
    rivals = [
        one
        for one in kept.new_in(taken.headers)
        if guessing.could_say_who_agreed(one, _cells(taken, one))
    ]
    column = headers.pop(RosterField.OPTED_IN, None)
    if column is None or not rivals:
        return taken
    hint = mapping_hints.is_new(rivals, column, kept.name)
    mapping = ColumnMapping(headers)  # and what its words mean is none of the others' words
    return replace(taken, mapping=mapping, hints=(*taken.hints, hint))


def _cells(file: RosterFile, header: str) -> list[str]:
    """What stands in a column of the first rows, but for the empty cells."""
    at = file.headers.index(header)
    return [row[at].strip() for row in file.sample if at < len(row) and row[at].strip()]
