"""Who gets a badge: the rows of an organiser's list, in any form that can be taken in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from boothapp.badges.compact import signed_badge
from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.roster import RosterField, RosterRow, RowProblem
from boothapp.domain.roster_mapping import ColumnMapping, RosterFile
from boothapp.domain.tables import ENCODINGS, ReadAs
from boothapp.labels.badge import BadgeText
from boothapp.readers import roster_file
from boothapp.services.roster_signature import private_key_in

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_SHOWN = 3  # cells by which a person sees whether the letters are right
_NAMED = 5  # ids that an error names


@dataclass(frozen=True, slots=True)
class BadgeProblem:
    """Why somebody on the list gets no badge."""

    where: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One badge, and where its person stands in the list."""

    text: BadgeText
    where: str


@dataclass(frozen=True, slots=True)
class BadgePeople:
    """Everybody who gets a badge, in the list's order, and the rows left out."""

    wanted: tuple[Wanted, ...]
    problems: tuple[RowProblem | BadgeProblem, ...]
    doubt: str = ""
    """As what the letters were read, where that is a guess, with some of them; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleOrder:
    """Which list, how it is read, and who of it.

    With `sign`, the file of a private key, the codes are signed badges that say what the list says
    about sharing. Without it that column is not read: it does not matter for a badge. `only` are
    badge ids or e-mails; without any, everybody. `limit` takes the first ones.
    """

    roster: Path
    read_as: ReadAs = field(default_factory=ReadAs)
    mapping: ColumnMapping | None = None
    sign: Path | None = None
    only: tuple[str, ...] = ()
    limit: int | None = None


def read_people(order: PeopleOrder) -> BadgePeople:
    """Read the list; nothing is kept.

    Raises RosterFileError, BadInput for what is no key or where somebody of `only` is not on the
    list, and OSError.
    """
    private = private_key_in(order.sign) if order.sign is not None else None
    seen = roster_file.look(order.roster, order.read_as)
    mapping = order.mapping or seen.mapping
    headers = dict(mapping.headers)
    said: dict[int, bool] = {}
    if headers.pop(RosterField.OPTED_IN, None) is not None and private is not None:
        for row, _ in _items(order, mapping):
            if isinstance(row, RosterRow):
                said |= {row.line: row.opted_in, row.instead_of: False}
    wanted: list[Wanted] = []
    problems: list[RowProblem | BadgeProblem] = []
    missing = {_key(one): one for one in order.only}
    for row, place in _items(order, ColumnMapping(headers), whoever=True):
        if isinstance(row, RowProblem):
            problems += [row] if not order.only else []
        elif _is_meant(row, order.only, missing) and len(wanted) != order.limit:
            where = f"{place} {row.line}"
            try:
                text = _text(row, said.get(row.line), private)
            except ValueError:
                problems.append(BadgeProblem(where, "the badge id is too long to be signed."))
            else:
                wanted.append(Wanted(text, where))
    _refuse_missing(missing.values())
    return BadgePeople(tuple(wanted), tuple(problems), _doubt(order.roster, seen))


def _doubt(roster: Path, seen: RosterFile) -> str:
    if seen.form.sure:
        return ""
    letters = ", ".join(f"“{one}”" for one in seen.letters[:_SHOWN])
    as_what = ENCODINGS[seen.form.encoding] + (f": {letters}" if letters else "")
    return f"{roster.name} does not say which letters it is written in; read as {as_what}."


def _items(
    order: PeopleOrder, mapping: ColumnMapping, *, whoever: bool = False
) -> Iterator[tuple[RosterRow | RowProblem, str]]:
    with roster_file.opened(
        order.roster, mapping, zone=UTC, whoever=whoever, read_as=order.read_as
    ) as found:
        for item in found.items:
            yield item, found.form.kind.place


def _key(text: str) -> str:
    return text.strip().casefold()


def _is_meant(row: RosterRow, only: Iterable[str], missing: dict[str, str]) -> bool:
    """Whether the row is one of those asked for; who is found is missing no more."""
    if not only:
        return True
    own = {_key(row.badge_id), _key(row.email)} - {""}
    for key in own:
        missing.pop(key, None)
    return bool(own & {_key(one) for one in only})


def _refuse_missing(missing: Iterable[str]) -> None:
    names = [f"“{one}”" for one in missing]
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        raise BadInput(
            f"Nobody on the list has the badge id or e-mail {', '.join(names[:_NAMED])}{more}. "
            "No badge was made."
        )


def _text(row: RosterRow, opted_in: bool | None, private: "Ed25519PrivateKey | None") -> BadgeText:
    who = row.badge_id or row.email
    if private is None:
        return BadgeText(who, row.person.name, row.affiliation)
    said = {} if opted_in is None else {Purpose.RECRUITING: opted_in}
    payload = signed_badge(who, said, private)
    return BadgeText(payload, row.person.name, row.affiliation, file=who)
