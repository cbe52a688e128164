"""Files that hang on a lead: what they may be, and how they are spoken of."""

from dataclasses import dataclass, field
from datetime import datetime

from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BoothError

LARGEST = 10 * 1024 * 1024
"""In bytes; the store's own check says the same."""

PDF = "application/pdf"
TEXT = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
_ENDINGS = {
    PDF: ".pdf",
    TEXT: ".txt",
    DOCX: ".docx",
    ODT: ".odt",
    "image/png": ".png",
    "image/jpeg": ".jpg",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of a lead, without its content. `purpose` is what it was given for."""

    id: str
    lead_id: str
    purpose: Purpose
    name: str
    media_type: str
    size: int
    sha256: str
    added: datetime
    added_by: str

    @property
    def ending(self) -> str:
        """What it leaves under, with its dot: its type's by content, whatever it was called."""
        return _ENDINGS[self.media_type]


@dataclass(frozen=True, slots=True)
class RemovedAttachment:
    """A removed file on its way out; it lives in memory only as long as Undo knows of it."""

    attachment: Attachment
    content: bytes = field(repr=False)
    ended: int
    """The place of the last event by then that had ended its grant; after a later one it stays
    gone, whatever is agreed to since."""


class NoConsentToFile(BoothError):
    """The person did not agree to this kind of file."""

    def __init__(self, purpose: Purpose) -> None:
        asked = "to share a CV" if purpose is Purpose.CV else "to be contacted"
        super().__init__(
            f"This person has not agreed {asked}, so no such file is stored. Ask them first."
        )
        self.purpose = purpose
