"""A day on paper: what hangs at a room's door, or goes along with an interviewer or a candidate."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from boothapp.domain.interviews import InterviewStatus


class SheetKind(StrEnum):
    """Whose day it is."""

    ROOM = "room"
    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"


class Paper(StrEnum):
    """What printers hold; the values are the usual names."""

    A4 = "A4"
    LETTER = "Letter"

    @classmethod
    def usual(cls, locale: str) -> "Paper":
        """The paper of a place: Letter in most of the Americas, A4 in the rest of the world.

        `locale` is written "en_US", "es-MX.UTF-8" or "zh-Hant-TW"; without a territory it is A4.
        """
        parts = locale.partition(".")[0].partition("@")[0].replace("-", "_").split("_")[1:]
        territories = {part.upper() for part in parts if len(part) == 2}
        return cls.LETTER if territories & _LETTER else cls.A4


# CLDR, paperSize US-Letter.
_LETTER = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One interview. Times are aware."""

    starts: datetime
    ends: datetime
    room: str
    candidate: str
    affiliation: str = ""
    interviewers: tuple[str, ...] = ()
    status: InterviewStatus = InterviewStatus.PLANNED
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """One day of a room, an interviewer or a candidate; `title` is their name.

    `timezone` (IANA) is the event's: all times are shown in it. `printed_at` is aware. A
    candidate's sheet holds their own interviews and no others: ValueError else.
    """

    kind: SheetKind
    title: str
    event: str
    day: date
    timezone: str
    rows: tuple[SheetRow, ...]
    printed_at: datetime

    def __post_init__(self) -> None:
        if self.kind is SheetKind.CANDIDATE and any(r.candidate != self.title for r in self.rows):
            raise ValueError("a candidate's sheet holds nobody else's interviews")
