"""How a lead came to say what it says."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """Who set a detail last, and when."""

    staff: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """What a note said from then on, and who wrote it so."""

    text: str
    staff: str
    at: datetime
