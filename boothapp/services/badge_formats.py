"""What codes can be read: the formats there are, an organiser's own patterns, and trying them."""

from collections.abc import Sequence
from dataclasses import replace

from boothapp.badges.format import BadgeFormat
from boothapp.badges.plugins import PLUGINS
from boothapp.badges.registry import FORMATS, read_with, recognised
from boothapp.domain.badge import Badge, Unknown
from boothapp.domain.badge_patterns import (
    STRAYS,
    BadgePattern,
    KnownFormat,
    LeftOut,
    Tried,
    WidePattern,
    WrongPattern,
    checked_pattern_name,
)
from boothapp.domain.badge_words import badge_line, format_name, unknown_reason
from boothapp.domain.errors import BadInput
from boothapp.domain.qualifiers import same_words
from boothapp.domain.staff_badges import code_in
from boothapp.services import identity
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.store.records import Records
from boothapp.store.store import Store

_FITS_NOTHING = (
    "It fits even a code with nothing in it. Say what has to stand there, as in "
    "https://badge.example/(?P<badge_id>[A-Z0-9]+)"
)
_STAFF = "A BoothApp staff badge: it switches who is on duty, and no format is asked"


class BadgeFormatService:
    """Reads the formats, and changes the patterns; every change is one transaction."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def known(self) -> tuple[KnownFormat, ...]:
        """The formats that BoothApp and other packages bring, in the order they are tried."""
        return known_formats()

    def left_out(self) -> tuple[LeftOut, ...]:
        """What other packages bring and cannot be used."""
        return left_out_formats()

    def patterns(self) -> tuple[BadgePattern, ...]:
        """The organiser's own, in the order they are tried."""
        with self._store.reading() as records:
            return records.organisers.patterns()

    def check(self, pattern: str) -> None:
        """Raises WrongPattern, saying where, unless the pattern can be used."""
        _refuse_all(BadgePattern("", "pattern", pattern), also_wide=True)

    def add(self, name: str, pattern: str, *, also_wide: bool = False) -> BadgePattern:
        """Set a pattern up. Raises BadInput: WrongPattern says where it breaks, WidePattern that
        it fits codes of many kinds, unless that is agreed to with `also_wide`.
        """
        wanted = _checked("", name, pattern)
        _refuse_all(wanted, also_wide=also_wide)
        with self._store.writing(self._duty.staff_id) as records:
            _refuse_twins(records.organisers.patterns(), wanted)
            saved = records.organisers.save_pattern(_in_its_row(records, wanted))
        self._changed()
        return saved

    def save(self, pattern: BadgePattern, *, also_wide: bool = False) -> BadgePattern:
        """Change a pattern; answers with what it was. Raises BadInput as `add` does."""
        wanted = _checked(pattern.id, pattern.name, pattern.pattern)
        with self._store.writing(self._duty.staff_id) as records:
            before = _known(records, pattern.id)
            if wanted.pattern != before.pattern:
                _refuse_all(wanted, also_wide=also_wide)
            _refuse_twins(records.organisers.patterns(), wanted)
            if _in_its_row(records, replace(wanted, id="")).id not in ("", wanted.id):
                raise BadInput(f"A removed pattern is called “{wanted.name}”; give another name.")
            records.organisers.save_pattern(wanted)
        self._changed()
        return before

    def remove(self, pattern_id: str) -> BadgePattern:
        """Take a pattern out of use; `restore` takes it back. Raises BadInput."""
        with self._store.writing(self._duty.staff_id) as records:
            found = _known(records, pattern_id)
            records.organisers.retire_pattern(pattern_id)
        self._changed()
        return found

    def restore(self, pattern: BadgePattern) -> None:
        """Take a removed or changed pattern back, as it was."""
        with self._store.writing(self._duty.staff_id) as records:
            records.organisers.save_pattern(pattern)
        self._changed()

    def reorder(self, ids: Sequence[str]) -> None:
        """Let the patterns be tried in this order."""
        with self._store.writing(self._duty.staff_id) as records:
            records.organisers.reorder_patterns(ids)
        self._changed()

    def try_code(self, payload: str, pattern: str = "") -> Tried:
        """What a code reads as here and now, as a scan would; nothing is written.

        With `pattern`, one that is being written and not set up yet, no list and no other pattern
        is asked. Raises WrongPattern.
        """
        if pattern:
            return try_pattern(payload, pattern)
        if code_in(payload) is not None:
            return Tried(None, _STAFF)
        with self._store.reading() as records:
            read = identity.read(payload, records)
            return _tried(read, named=isinstance(read, Badge) and _is_listed(read, records))

    def _changed(self) -> None:
        self._events.publish(Changed("settings"))


def known_formats() -> tuple[KnownFormat, ...]:
    """The formats that BoothApp and other packages bring, in the order they are tried."""
    origins = PLUGINS.origins()
    others = PLUGINS.formats()
    order = sorted([*FORMATS, *others], key=lambda one: (one.hint, one.name in origins))
    return tuple(
        KnownFormat(format_name(one.name), one.carries, origins.get(one.name, ""), one.hint)
        for one in order
    )


def try_pattern(payload: str, pattern: str) -> Tried:
    """What a code reads as by a pattern that is not set up; no list is asked. Raises WrongPattern.

    What goes before every pattern goes before this one, too.
    """
    own = _compiled(BadgePattern("", "this pattern", pattern))
    if code_in(payload) is not None:
        return Tried(None, _STAFF)
    read = recognised(payload) or read_with([own], payload)
    if read is None:
        return Tried(None, "This pattern does not read it: it has to fit the whole code")
    return _tried(read)


def _tried(read: Badge | Unknown, *, named: bool = False) -> Tried:
    """`named`: the list has the name that the badge may lack."""
    if isinstance(read, Badge):
        return Tried(read, badge_line(read, named=named))
    return Tried(None, unknown_reason(read))


def _is_listed(badge: Badge, records: Records) -> bool:
    subject = records.subjects.find(identity.identifiers(badge))
    return subject is not None and records.rosters.person(subject) is not None


def left_out_formats() -> tuple[LeftOut, ...]:
    """What other packages bring and cannot be used."""
    return PLUGINS.left_out()


def _compiled(pattern: BadgePattern) -> BadgeFormat:
    from boothapp.badges.patterns import compiled

    return compiled(pattern)


def _checked(pattern_id: str, name: str, pattern: str) -> BadgePattern:
    wanted = BadgePattern(pattern_id, checked_pattern_name(name), pattern.strip())
    if wanted.name in PLUGINS.origins():
        raise BadInput(f"Another package brings a format “{wanted.name}”; give another name.")
    _compiled(wanted)
    return wanted


def _refuse_all(pattern: BadgePattern, *, also_wide: bool) -> None:
    """Raises WrongPattern where it fits even the empty code; WidePattern where many kinds."""
    from boothapp.badges.patterns import fits_nothing

    if fits_nothing(pattern.pattern):
        raise WrongPattern(_FITS_NOTHING)
    read = _compiled(pattern).read
    kinds = [kind for kind, code in STRAYS.items() if read(code) is not None]
    if not also_wide and len(kinds) >= len(STRAYS) / 2:
        raise WidePattern(pattern.name, kinds)


def _refuse_twins(known: Sequence[BadgePattern], wanted: BadgePattern) -> None:
    for other in known:
        if other.id != wanted.id and same_words(other.name) == same_words(wanted.name):
            raise BadInput(f"There is a pattern “{other.name}” already; give another name.")


def _in_its_row(records: Records, wanted: BadgePattern) -> BadgePattern:
    """In the row of a removed one of its name: a name is there once only."""
    removed = records.organisers.patterns(active=False)
    same = (one.id for one in removed if same_words(one.name) == same_words(wanted.name))
    return replace(wanted, id=next(same, ""))


def _known(records: Records, pattern_id: str) -> BadgePattern:
    found = next((one for one in records.organisers.patterns() if one.id == pattern_id), None)
    if found is None:
        raise BadInput("This pattern is not known here.")
    return found
