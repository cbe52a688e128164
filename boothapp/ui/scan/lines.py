"""The list of last scans as lines to show: who waits on top, then the newest. Nothing of Qt."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from boothapp.domain.consent import ConsentState, Verdict, is_valid, verdict_of
from boothapp.domain.people import ScanRow, VerdictCard
from boothapp.ui.scan import wording
from boothapp.ui.scan.desk import Desk

_NO_LEAD = {Verdict.ASK, Verdict.MAY_SHARE, Verdict.ALREADY_LEAD}
_NOW = {ConsentState.ROSTER_YES: "May share"}  # they were asked, and a list answered meanwhile
_MAY_HAVE_LEAD = {Verdict.MAY_SHARE: "May share", Verdict.ALREADY_LEAD: "Already a lead"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanLine:
    """One line; `call` is the word of its button, empty without one.

    `word` says the tone to who does not see it, where that is not the verdict's own word.
    """

    row: ScanRow
    time: str
    tone: str
    title: str
    detail: str
    call: str = ""
    current: bool = False
    word: str = ""

    @property
    def waits(self) -> bool:
        """Whether somebody has to come back to it."""
        return bool(self.call) or (self.row.waiting and not self.current)


def scan_lines(rows: Iterable[ScanRow], desk: Desk, zone: ZoneInfo) -> list[ScanLine]:
    """The lines in the order in which they are shown; `rows` come newest first.

    Pictures without a code that follow each other are one line: many come in one go, and would
    push all others out of sight.
    """
    rows = list(rows)
    current = _newest(rows, desk.current) if desk.current is not None else None
    queued = {_newest(rows, card) for card in desk.waiting}
    lines = _folded(
        [_line(row, desk, zone, current=row is current, in_queue=row in queued) for row in rows]
    )
    asked_now = [line for line in lines if line.current and line.row.waiting]
    waiting = sorted((line for line in lines if line.waits), key=lambda line: not line.call)
    first = {line.row.scan_id for line in asked_now + waiting}
    return asked_now + waiting + [line for line in lines if line.row.scan_id not in first]


def _newest(rows: list[ScanRow], card: VerdictCard) -> ScanRow | None:
    """The latest scan of who is on a card: scanned again, their line would sink below the new one.

    A badge that was merged with theirs is another subject, so that the card's own scan counts too.
    """
    return next((row for row in rows if _is_of(row, card)), None)


def _is_of(row: ScanRow, card: VerdictCard) -> bool:
    return row.scan_id == card.scan_id or (bool(card.subject) and row.subject == card.subject)


def _folded(lines: list[ScanLine]) -> list[ScanLine]:
    shown: list[ScanLine] = []
    for codeless, alike in groupby(lines, _is_codeless):
        several = list(alike)
        if codeless and len(several) > 1:
            several = [replace(several[0], detail=f"No code in {len(several):,} pictures")]
        shown += several
    return shown


def _is_codeless(line: ScanLine) -> bool:
    """Whether it is a picture without a code, and not what the panel says now."""
    return line.row.verdict is Verdict.UNREADABLE and not line.current


def _line(row: ScanRow, desk: Desk, zone: ZoneInfo, *, current: bool, in_queue: bool) -> ScanLine:
    card = desk.current if current else desk.card(row.subject)
    removed = _is_removed(row)
    call = "" if current else "Open" if in_queue else ""
    if row.waiting and not current and card is not None:
        call = "Answer"
    return ScanLine(
        row=row,
        time=_time(row.at, zone),
        tone="declined" if removed else wording.tone(_verdict_now(row)),
        word="Removed" if removed else "",
        title=_title(row, card),
        detail=_detail(row, card, current=current, in_queue=in_queue),
        call=call,
        current=current,
    )


def _verdict_now(row: ScanRow) -> Verdict:
    """What the scan met, or what came of it where somebody was asked or is no lead any more."""
    if row.waiting or row.verdict not in _NO_LEAD:
        return row.verdict
    if row.lead_id is not None and row.verdict is not Verdict.ASK:
        return row.verdict
    return verdict_of(row.state, has_lead=False)


def _is_removed(row: ScanRow) -> bool:
    """Whether the person was a lead, and it is not a no that ended it."""
    return row.gone and not row.waiting and _verdict_now(row) is not Verdict.DECLINED


def _title(row: ScanRow, card: VerdictCard | None) -> str:
    if row.name:
        return row.name
    if row.verdict in {Verdict.UNKNOWN, Verdict.UNREADABLE}:
        return "Unknown code" if row.verdict is Verdict.UNKNOWN else "Unreadable"
    if row.waiting and card is not None:
        return wording.who(card)
    return "Not answered" if row.waiting else "No name kept"


def _detail(row: ScanRow, card: VerdictCard | None, *, current: bool, in_queue: bool) -> str:
    if row.waiting:
        if current:
            return "On screen now, nothing kept yet"
        if is_valid(row.state):
            return "Agreed meanwhile · scan the badge again"
        if card is None:
            return "Scan the badge again to answer"
        return "Next in line" if in_queue else "Waiting for an answer"
    if row.verdict is Verdict.UNKNOWN:
        return wording.looks_like(row.format)
    if row.verdict is Verdict.UNREADABLE:
        return "No code in the picture"
    if row.lead_id is not None:
        word = _MAY_HAVE_LEAD.get(row.verdict, _NOW.get(row.state, "Said yes"))
        beside = row.staff if row.verdict is Verdict.ALREADY_LEAD else row.affiliation
        return f"{word} · {beside}" if beside else word
    if _verdict_now(row) is Verdict.DECLINED:
        return "Declined · will not be asked again"
    if _is_removed(row):
        return "Lead removed · nothing kept"
    return "Nothing kept"


def _time(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"
