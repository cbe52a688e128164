"""The consent ledger as it is read: every event with its proof, and what a check of it found."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.notices import Notice


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
class Proof:
    """What a consent event says of itself: how it came about, under which notice, until when.

    It names no person; the store refuses words of any other kind, and a notice it never kept.
    """

    method: Method | None = None
    reason: Reason | None = None
    until: date | None = None
    """The last day of validity that the person was told."""
    notice: str = ""
    """The notice's reference, as `Notice.reference` words it; empty where none was shown."""
    notice_id: str = ""
    version: int | None = None
    language: str = ""
    sha256: str = ""

    @classmethod
    def under(cls, notice: Notice, method: Method, until: date | None = None) -> "Proof":
        """The proof of an answer to a notice; `until` for a yes."""
        return cls(
            method=method,
            until=until,
            notice=notice.reference,
            notice_id=notice.id,
            version=notice.version,
            language=notice.words.language.code,
            sha256=notice.sha256,
        )

    def facts(self) -> dict[str, str | int]:
        """What the log keeps: only what there is to say, as JSON says it."""
        said: dict[str, str | int | None] = {
            "method": self.method.value if self.method else None,
            "reason": self.reason.value if self.reason else None,
            "until": self.until.isoformat() if self.until else None,
            "notice": self.notice,
            "notice_id": self.notice_id,
            "version": self.version,
            "language": self.language,
            "sha256": self.sha256,
        }
        return {name: value for name, value in said.items() if value is not None and value != ""}

    @classmethod
    def read(cls, text: str | None) -> "Proof":
        """The proof in the log's JSON; an empty one where nothing was said."""
        said = json.loads(text or "{}")
        return cls(
            method=Method(said["method"]) if "method" in said else None,
            reason=Reason(said["reason"]) if "reason" in said else None,
            until=date.fromisoformat(said["until"]) if "until" in said else None,
            notice=said.get("notice", ""),
            notice_id=said.get("notice_id", ""),
            version=said.get("version"),
            language=said.get("language", ""),
            sha256=said.get("sha256", ""),
        )


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
    hints: tuple[str, ...] = ()
    """What is no fault by itself and worth knowing, one sentence each."""


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
