"""One record of a roster file becomes a RosterRow, or says what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import Any

from boothapp.domain.identifiers import one_spelling
from boothapp.domain.mail import is_email
from boothapp.domain.people import BusyTime
from boothapp.domain.roster import ProblemCode, RosterField, RosterRow, RowProblem
from boothapp.domain.roster_mapping import ColumnMapping
from boothapp.domain.tables import FileKind
from boothapp.readers import cells

_TEXTS = (
    RosterField.GIVEN_NAME,
    RosterField.FAMILY_NAME,
    RosterField.NAME,
    RosterField.AFFILIATION,
    RosterField.ATTENDEE_TYPE,
    RosterField.CAREER_STAGE,
)
_NO_IDS: Mapping[type[str], ProblemCode] = {
    cells.DateText: ProblemCode.DATE,
    cells.OtherText: ProblemCode.SHOWN_OTHERWISE,
    cells.FaultText: ProblemCode.CELL_FAULT,
    cells.BareValue: ProblemCode.NO_ID,
}


def as_it_stands(row: RosterRow) -> RosterRow:
    """The row, its badge id to the letter."""
    return row


class RowReader:
    """Reads the records of one file; remembers the identities it met, to find them twice."""

    def __init__(
        self,
        headers: Sequence[str],
        mapping: ColumnMapping,
        zone: tzinfo,
        place: str = FileKind.TEXT.place,
        known_as: Callable[[RosterRow], RosterRow] = as_it_stands,
    ) -> None:
        """`place` is what the file's kind calls a row; `known_as`: see `roster_file.opened`."""
        self._known_as = known_as
        self._place = place
        self._width = len(headers)
        self._mapping = mapping
        self._positions = {field: headers.index(name) for field, name in mapping.headers.items()}
        self._zone = zone
        # Digests, so that a hundred thousand identities take little memory; line * 2 + the answer.
        self._first_lines: dict[int, int] = {}

    def read(self, line: int, record: Sequence[str]) -> Iterator[RosterRow | RowProblem]:
        """Yield what is wrong with the record, and the row unless a problem keeps it out."""
        if len(record) < self._width or any(cell.strip() for cell in record[self._width :]):
            values = {"found": len(record), "expected": self._width}
            yield RowProblem(line, None, ProblemCode.CELL_COUNT, values, self._place)
            return
        raw = {field: record[position] for field, position in self._positions.items()}
        work = _Record(line, raw, self._mapping, self._zone, self._place)
        row = work.row()
        if row is not None:
            row = self._against_twin(row, work)
        yield from work.problems
        if row is not None and not work.refused:
            yield row

    def _against_twin(self, row: RosterRow, work: _Record) -> RosterRow:
        """Two rows of one badge id are two answers of one person: the second stays out.

        Unless the first says yes and this one no: then this one counts in its place. An e-mail
        counts only where no badge id stands: offices register whole groups under one.
        """
        named = self._known_as(row)
        ids = ((named.token_kind, named.token), ("id", named.badge_id))
        strong = [one for one in ids if one[1]] or [("email", named.email)]
        digests, mark = [_digest(*one) for one in strong], row.line * 2 + row.opted_in
        found = next((self._first_lines[one] for one in digests if one in self._first_lines), mark)
        first, said_yes = found >> 1, bool(found & 1)
        contradicted = said_yes and not row.opted_in and first != row.line
        for one in digests:
            self._first_lines[one] = mark if contradicted else found
        if first == row.line or work.refused:
            return row
        field = RosterField.BADGE_ID if row.badge_id else RosterField.EMAIL
        value = cells.shown(row.badge_id or row.email)
        if contradicted:
            work.report(field, ProblemCode.CONTRADICTED, value=value, first=first)
            return replace(row, instead_of=first)
        work.report(field, ProblemCode.DUPLICATE, value=value, first=first)
        return row


def _digest(kind: str, text: str) -> int:
    made = hashlib.blake2b(
        f"{kind}:{one_spelling(kind, text)}".encode("utf-8", "surrogatepass"), digest_size=8
    )
    return int.from_bytes(made.digest())


class _Record:
    """The cells of one record by field, and the problems found while reading them."""

    def __init__(
        self,
        line: int,
        raw: dict[RosterField, str],
        mapping: ColumnMapping,
        zone: tzinfo,
        place: str,
    ) -> None:
        self._place = place
        self._line = line
        self._raw = raw
        self._mapping = mapping
        self._zone = zone
        self.problems: list[RowProblem] = []

    @property
    def refused(self) -> bool:
        """Whether a problem keeps the row out."""
        return any(not problem.row_kept for problem in self.problems)

    def report(self, field: RosterField | None, code: ProblemCode, **values: str | int) -> None:
        """Note a problem of one cell, or of the whole row."""
        column = self._mapping.header(field) if field else None
        self.problems.append(RowProblem(self._line, column, code, values, self._place))

    def row(self) -> RosterRow | None:
        """Read the cells; None where somebody cannot be told who this is or what they said."""
        badge_id = self._identifier(RosterField.BADGE_ID)
        email = self._identifier(RosterField.EMAIL)
        if email and not is_email(email):
            self.report(RosterField.EMAIL, ProblemCode.EMAIL_SHAPE, value=cells.shown(email))
        opted_in = self._opted_in()
        if not badge_id and not email and not self.refused:
            self.report(None, ProblemCode.NO_IDENTITY)
        if opted_in is False:
            return self._no(badge_id, email)
        return None if self.refused else self._full_row(badge_id, email)

    def _no(self, badge_id: str, email: str) -> RosterRow | None:
        """A no is heard of whom one cell names beyond doubt, whatever is wrong with the other."""
        wrong = {one.column for one in self.problems if not one.row_kept}
        fit = {
            field: text
            for field, text in ((RosterField.BADGE_ID, badge_id), (RosterField.EMAIL, email))
            if text and self._mapping.header(field) not in wrong
        }
        if not fit:
            return None
        self.problems = [replace(one, no_counts=True) for one in self.problems]
        badge_id, email = fit.get(RosterField.BADGE_ID, ""), fit.get(RosterField.EMAIL, "")
        return RosterRow(self._line, badge_id, email, opted_in=False)

    def _full_row(self, badge_id: str, email: str) -> RosterRow:
        texts: dict[str, Any] = {field.value: self._text(field) for field in _TEXTS}
        return RosterRow(
            self._line,
            badge_id,
            email,
            opted_in=True,
            interests=cells.split_list(self._cell(RosterField.INTERESTS)),
            links=self._links(),
            busy=self._busy("talk") + self._busy("poster"),
            **texts,
        )

    def _cell(self, field: RosterField) -> str:
        """Return the raw cell; one that no person's data can fill is reported and left out."""
        text = self._raw.get(field, "")
        if len(text) > cells.MAX_CELL:
            self.report(field, ProblemCode.TOO_LONG, limit=cells.MAX_CELL)
            return ""
        return text

    def _identifier(self, field: RosterField) -> str:
        """Return an identifier to the letter: what is invisible in it is a fault, not dirt."""
        raw = self._cell(field)
        code = next((code for kind, code in _NO_IDS.items() if isinstance(raw, kind)), None)
        if code is not None:
            self.report(field, code, value=raw)
            return ""
        text = raw.strip()
        if text[:1] == "'":  # so a spreadsheet, and our own export, mark what is no number
            text = text[1:].lstrip()
        if cells.has_invisible(text):
            self.report(field, ProblemCode.CONTROL_CHARACTERS, value=cells.shown(text))
        if cells.lost_digits(text):
            self.report(field, ProblemCode.LOST_DIGITS, value=cells.shown(text))
        return text

    def _opted_in(self) -> bool | None:
        """None for what is neither; without a column somebody stated that everybody opted in."""
        if RosterField.OPTED_IN not in self._raw:
            return True
        text = self._cell(RosterField.OPTED_IN)
        if isinstance(text, cells.OtherText):
            self.report(RosterField.OPTED_IN, ProblemCode.SHOWN_OTHERWISE, value=text)
            return None
        turned = self._mapping.is_turned_round
        answer = cells.opt_in(text, self._mapping.answers, turned_round=turned)
        if answer is None:
            said = cells.is_answered(text, self._mapping.answers) or not text.strip()
            code = ProblemCode.TURNED_ROUND if turned and not said else ProblemCode.OPT_IN_UNKNOWN
            self.report(RosterField.OPTED_IN, code, value=cells.shown(text))
        return answer

    def _text(self, field: RosterField) -> str:
        text = self._cell(field)
        if cells.has_invisible(text):
            self.report(field, ProblemCode.CLEANED)
        return cells.clean(text)

    def _links(self) -> tuple[str, ...]:
        links, others = cells.split_links(self._cell(RosterField.LINKS))
        for other in others:
            value = cells.shown(other)
            self.report(RosterField.LINKS, ProblemCode.LINK_IGNORED, value=value)
        return links

    def _busy(self, kind: str) -> tuple[BusyTime, ...]:
        """Return the talk or the poster, where both of its times stand there and can be read."""
        title, starts, ends, place = (
            RosterField(f"{kind}_{part}") for part in ("title", "starts", "ends", "place")
        )
        first, last = self._cell(starts), self._cell(ends)
        if not first.strip() and not last.strip():
            return ()
        times = cells.read_times(first, last, self._zone)
        if times is None:
            value = cells.shown(f"{first} – {last}")
            self.report(starts, ProblemCode.TIME_IGNORED, value=value)
            return ()
        return (BusyTime(kind, self._text(title), *times, self._text(place)),)
