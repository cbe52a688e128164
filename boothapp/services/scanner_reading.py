"""What a scanner that types has sent, also where the laptop writes its keys otherwise.

A code that came out otherwise is read only where there is no doubt whom it names: never the wrong
person (decision 0016).
"""

import re
from collections.abc import Iterable, Mapping
from enum import IntEnum, auto
from itertools import islice

from boothapp import badges
from boothapp.domain.badge import Badge, Missing, Shape, SignatureCheck, Unknown
from boothapp.domain.keyboards import RIGHT, TYPISTS, Lock, Typist
from boothapp.domain.people import ScanSource
from boothapp.domain.scanners import ScannerSetup
from boothapp.services import identity
from boothapp.services.scanner_sent import Reader, SentByScanner, is_forged, settled
from boothapp.services.scanner_setup import SETUP, setup_from
from boothapp.services.scanner_twins import has_twin, is_sure
from boothapp.store.records import Records

_TURNED = re.compile(r"\b[a-z][A-Z]+\b")
_LOCKED_LINK = re.compile(r"(?:HTTPS?://|MAILTO:).*[a-z]", re.DOTALL)
_CAPS = Typist(lock=Lock.LETTERS)


class _How(IntEnum):
    """How surely a text names somebody, the least first."""

    NOT = auto()
    BY_LIKENESS = auto()
    BY_LIST = auto()
    BY_FORMAT = auto()


class ScannerReading:
    """Reads what scanners typed on this laptop, and learns how it writes their keys.

    For one thread at a time; what was learnt ends with the program, for a keyboard is soon set
    otherwise.
    """

    def __init__(self) -> None:
        self._possible: frozenset[Typist] | None = None
        self._setup: ScannerSetup | None = None

    @property
    def known(self) -> Typist | None:
        """How this laptop writes a scanner's keys; None while there is more than one way."""
        possible = self._possible or frozenset()
        return next(iter(possible)) if len(possible) == 1 else None

    def learn(self, typist: Typist | None) -> None:
        """The test code said how this laptop writes; None: nothing is known any more."""
        self._possible = None if typist is None else frozenset({typist})

    def setup(self, records: Records) -> ScannerSetup:
        """What this booth's scanners add to a code; read once."""
        if self._setup is None:
            self._setup = setup_from(records.setup.preference(SETUP))
        return self._setup

    def set_up(self, setup: ScannerSetup) -> None:
        """They are set up otherwise."""
        self._setup = setup

    def read_from(self, source: ScanSource, text: str, records: Records) -> SentByScanner:
        """The badge in what a scanner sent: one that types (SCANNER), or one at a serial port."""
        if source is ScanSource.SERIAL:
            return self.read_sent(text, records)
        return self.read(text, records)

    def read_sent(self, sent: str, records: Records) -> SentByScanner:
        """The badge in what a scanner sent that does not type: nothing comes out otherwise."""
        reader, setup = Reader(records), self.setup(records)
        text = reader.code_in(sent, setup)
        found = SentByScanner(reader.read(text), text)
        others = reader.others_in(sent, setup)
        return settled(found, others, others if setup.adds_usual_signs else (), reader)

    def read(self, typed: str, records: Records) -> SentByScanner:
        """The badge in what a scanner typed; never raises for what a code says."""
        reader, setup, before = Reader(records), self.setup(records), self._possible
        found = self._read_typed(typed, reader)
        if not setup.adds:
            return found
        typists = before if before is not None and found.typist in before else TYPISTS
        ways = {typist: typist.undo(typed) for typist in (*typists, found.typist)}
        others = {
            typist: reader.others_in(sent, setup)
            for typist, sent in ways.items()
            if sent is not None
        }
        goes_on = others.get(found.typist, set()) if setup.adds_usual_signs else ()
        decided = settled(found, set().union(*others.values()), goes_on, reader)
        if decided is not found:
            self._possible = before  # of what is in doubt nothing is learnt
        return decided

    def _read_typed(self, typed: str, reader: Reader) -> SentByScanner:
        found = self._read(typed, reader)
        if isinstance(found.read, Badge) or self._possible is None:
            return found
        # It names nobody by what was learnt: somebody may have hit Caps Lock since.
        learnt, self._possible = self._possible, None
        anew = self._read(typed, reader)
        if _how(anew.payload, reader) >= _How.BY_LIST:
            return anew
        self._possible = learnt
        return anew if is_forged(anew.read) else found

    def _read(self, typed: str, reader: Reader) -> SentByScanner:
        records = reader.records
        setup = self.setup(records)
        written = reader.code_in(typed, setup)
        ways = _ways(typed, self._possible or TYPISTS, setup, reader)
        found = {text: _how(text, reader) for text in ways}
        formats = [text for text, how in found.items() if how is _How.BY_FORMAT]
        if self._possible is not None and self._is_refuted(written, found, reader):
            self._possible = None
            return self._read(typed, reader)
        recognised = [text for text, how in found.items() if how >= _How.BY_LIST]
        alike = _texts(typed, setup) | ways.keys()
        forged = next((text for text in (written, *ways) if is_forged(reader.read(text))), None)
        if forged is not None and not formats:
            whole = _proven(typed, ways, setup, reader)
            if whole is None:
                return SentByScanner(reader.read(forged), forged)
            self._narrow(whole.payload, {whole.payload: (whole.typist,)})
            return whole
        if formats and len(formats) == len(recognised):
            sent = _among_formats(written, formats, records)
        elif recognised == [written] and not has_twin(written, alike, records):
            return _read_as(written, reader, (RIGHT,))
        else:
            others = [text for text in recognised if text != written]
            sent = others[0] if len(others) == len(recognised) == 1 else None
        if sent is None and self._possible is not None and len(ways) == 1:
            sent = next(iter(ways))  # nobody that is known, and no doubt what was sent
        if sent is None:
            several = recognised == [written] or self._possible is not None
            known = list(ways) if several else recognised
            unsure = _unsure(written, reader, [ways[text] for text in known])
            likely = [text for text, how in found.items() if how is _How.BY_LIKENESS]
            return unsure._replace(unproven=not known and len(likely) > 1 and written in likely)
        if self._possible is None and sent != written and not is_sure(written, sent, records):
            return _unsure(written, reader, [ways[sent]])
        if sent != written:
            self._narrow(sent, ways)
        return _read_as(sent, reader, ways[sent] if sent != written else (RIGHT,))

    def _is_refuted(self, written: str, found: Mapping[str, _How], reader: Reader) -> bool:
        """Whether the laptop was set otherwise: what came says more as it stands.

        No text gets a format's signs by accident; nor does it become an id on the list, unless
        there is one that looks the same.
        """
        if not found:
            return True
        how, best = _how(written, reader), max(found.values())
        if how is _How.BY_LIST:
            return best < how and not has_twin(written, found, reader.records)
        return how is _How.BY_FORMAT and best < how

    def _narrow(self, sent: str, ways: Mapping[str, tuple[Typist, ...]]) -> None:
        """This came out otherwise: what explains it, or a text that names the same, is left."""
        named = _identity(sent)
        alike = [text for text in ways if text == sent or (named and _identity(text) == named)]
        found = frozenset(typist for text in alike for typist in ways[text])
        self._possible = (self._possible or frozenset(TYPISTS)) & found


def _unsure(written: str, reader: Reader, ways: list[tuple[Typist, ...]]) -> SentByScanner:
    """Nobody, or too many: as it came if nothing speaks against it, else to be tested."""
    if not ways or (len(ways) == 1 and any(typist.is_right for typist in ways[0])):
        return _read_as(written, reader, (RIGHT,))
    doubtful = Unknown(looks_like=Shape.GARBLED, missing=Missing.KEYBOARD)
    may_be_right = any(typist.is_right for typists in ways for typist in typists)
    return SentByScanner(doubtful, written, RIGHT if may_be_right else _first_wrong(ways))


def _ways(
    typed: str, typists: Iterable[Typist], setup: ScannerSetup, reader: Reader
) -> Mapping[str, tuple[Typist, ...]]:
    """By what may have been sent: the ways of writing under which that came out as `typed`."""
    found: dict[str, tuple[Typist, ...]] = {}
    for typist in typists:
        sent = typist.undo(typed)
        if sent is not None:
            text = reader.code_in(sent, setup)
            found[text] = (*found.get(text, ()), typist)
    return found


def _texts(typed: str, setup: ScannerSetup) -> set[str]:
    """What may have been sent, with what scanners add and without it."""
    if not setup.adds:
        return set()
    sent = (typist.undo(typed) for typist in TYPISTS)
    return {text for one in sent if one is not None for text in setup.readings(one)}


def _among_formats(written: str, texts: list[str], records: Records) -> str | None:
    """Which of several texts that have a format of their own was sent; None where that is open.

    Most layouts spoil a format's signs. A British one spoils the @ alone: then the text that names
    its wearer by more is the one. Caps Lock spoils no signs and turns letters.
    """
    named = {text: _identity(text) for text in texts}
    most = max(map(len, named.values()))
    best = [text for text in texts if len(named[text]) == most]
    if written not in best:
        same = {named[text] for text in best}
        return min(best, key=_turned_words) if len(same) == 1 else None
    turned = _CAPS.undo(written)
    if turned is None or turned not in best or _identity(turned) == _identity(written):
        return min((text for text in (written, turned) if text in best), key=_turned_words)
    if _LOCKED_LINK.match(written) or _turned_words(written) > _turned_words(turned):
        return turned
    if not _knows_any(turned, records):
        return written
    return None if _knows_any(written, records) else turned


def _identity(text: str) -> tuple[str, ...]:
    """What a text with a format of its own names its wearer by; the case of e-mails is nothing."""
    badge = badges.structured(text)
    found = identity.identifiers(badge) if badge is not None else []
    return tuple(name.casefold() if kind == "email" else name for kind, name in found)


def _knows_any(text: str, records: Records) -> bool:
    badge = badges.structured(text)
    return badge is not None and _knows(badge, records)


def _read_as(sent: str, reader: Reader, typists: tuple[Typist, ...]) -> SentByScanner:
    typist = RIGHT if any(one.is_right for one in typists) else _first_wrong([typists])
    return SentByScanner(reader.read(sent), sent, typist)


def _how(text: str, reader: Reader) -> _How:
    """How surely a text names somebody; a forged badge, as wrong keys make them, does not."""
    badge = reader.read(text)
    if isinstance(badge, Unknown):
        return _How.NOT
    if reader.has_format(text):
        return _How.BY_FORMAT
    return _How.BY_LIST if _knows(badge, reader.records) else _How.BY_LIKENESS


def _proven(
    typed: str, ways: Mapping[str, tuple[Typist, ...]], setup: ScannerSetup, reader: Reader
) -> SentByScanner | None:
    """The signed badge in what came out so that it may have been several texts.

    Only with a signature that proves which: without a key any of them may be the one.
    """
    for text, typists in ways.items():
        if is_forged(reader.read(text)):
            for typist in typists:
                others = islice(typist.readings(typed), 1, None)  # the first is `text`
                for sent in (reader.code_in(other, setup) for other in others):
                    read = reader.read(sent)
                    if isinstance(read, Badge) and read.checked is SignatureCheck.VERIFIED:
                        return SentByScanner(read, sent, typist)
    return None


def _knows(badge: Badge, records: Records) -> bool:
    return any(map(records.subjects.knows, identity.identifiers(badge)))


def _turned_words(text: str) -> int:
    """How many words are written as Caps Lock writes a name: jANE."""
    return sum(1 for _ in _TURNED.finditer(text))


def _first_wrong(ways: Iterable[tuple[Typist, ...]]) -> Typist:
    """One way of writing that explains it, without a lock if possible; which does not matter."""
    found = [typist for typists in ways for typist in typists if not typist.is_right]
    unlocked = (typist for typist in found if typist.lock is Lock.OFF)
    return next(unlocked, found[0] if found else RIGHT)
