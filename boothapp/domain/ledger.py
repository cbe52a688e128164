"""The consent ledger as it is read: every event with its proof, and what a check of it found."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from boothapp.domain.consent import ConsentEvent, Purpose


class Method(StrEnum):
    """How an event came about; the store refuses any other word."""

    SPOKEN = "spoken"
    SCREEN = "screen"
    LIST = "list"
    MAIL = "mail"
    REQUEST = "request"
    RETENTION = "retention"


class Reason(StrEnum):
    """Why something was taken back or ended; the store refuses any other word."""

    WRONG_KEY = "wrong_key"
    WRONG_PERSON = "wrong_person"
    OWN_WISH = "own_wish"
    OBJECTION = "objection"
    ERASURE = "erasure"
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord:
    """One consent event as the log holds it. `subject` is a pseudonym; `seq` is its order."""

    seq: int
    at: datetime
    subject: str
    purpose: Purpose
    event: ConsentEvent
    staff: str
    """Who recorded it; empty for BoothApp itself (retention)."""
    device: str
    method: str = ""
    reason: str = ""
    notice: str = ""
    """The notice shown, e.g. "3 of 2026-06-22, English"; empty where none was."""
    notice_sha256: str = ""
    language: str = ""
    until: date | None = None
    """The last day of validity that the person was told; None where none was said."""
    had_effect: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerCheck:
    """What `boothapp consent verify` found. `head` is the hash at the end, in hex: the
    fingerprint to write down, for a whole log that is exchanged shows in nothing else."""

    records: int
    consent_events: int
    head: str
    problems: tuple[str, ...]
    """One sentence each, naming the record or row; empty when all is well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFigures:
    """How people answered to one wording of a notice, per purpose."""

    notice: str
    language: str
    purpose: Purpose
    given: int
    declined: int
    deferred: int
    withdrawn: int
