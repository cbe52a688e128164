"""A file that somebody hands over, such as a CV: read once, its type told by its content.

What a name or an ending says is not believed. Allowed is what a CV or a poster comes as: PDF, Word,
OpenDocument, PNG, JPEG, plain text; nothing that a click could run.
"""

import io
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path

from boothapp.domain.attachments import DOCX, LARGEST, ODT, PDF, TEXT
from boothapp.domain.errors import BadInput

_PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg"}
_HEAD = 1024
# What writers leave before a PDF's mark. Readers take the mark anywhere in the first kilobyte; a
# program or a page with scripts could hide before it.
_BEFORE_PDF = b"\xef\xbb\xbf \t\r\n\0"
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f")
# Word finds its parts whatever the case of their names; macros may lie under any name that ends so.
_MACROS_START = ("basic/", "scripts/")
_MACROS_END = ("vbaproject.bin", "vbadata.xml")
_PROGRAMS = (
    *(".exe", ".dll", ".com", ".scr", ".msi", ".jar", ".lnk", ".js", ".jse", ".vbs", ".vbe"),
    *(".wsf", ".hta", ".bat", ".cmd", ".ps1"),
)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file in memory: its name without folders, its type, its bytes."""

    name: str
    media_type: str
    content: bytes


def read(path: Path) -> ReadFile:
    """Read and judge a file. Raises BadInput: too large, empty, unreadable, not an allowed type."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise BadInput(
                f"“{path.name}” has {size / 2**20:.0f} MB; {LARGEST // 2**20} MB is the most. "
                "Nothing was stored."
            )
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"“{path.name}” cannot be read: {error.strerror}.") from error
    if not content:
        raise BadInput(f"“{path.name}” is empty. Nothing was stored.")
    media_type = media_type_of(content)
    if media_type is None:
        raise BadInput(
            f"“{path.name}” is not a PDF, Word, OpenDocument, PNG, JPEG or text file by its "
            "content. Nothing was stored."
        )
    return ReadFile(path.name, media_type, content)


def media_type_of(content: bytes) -> str | None:
    """The type of an allowed file by its content; None for everything else."""
    if content[:_HEAD].lstrip(_BEFORE_PDF).startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    return _picture(content) or (TEXT if _is_text(content) else None)


def _document(content: bytes) -> str | None:
    """Word or OpenDocument without macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            parts = {name.replace("\\", "/").lstrip("/").casefold() for name in names}
            if any(map(_could_run, parts)):
                return None
            if {"word/document.xml", "[content_types].xml"} <= parts:
                return DOCX
            if "mimetype" in names and archive.getinfo("mimetype").file_size < _HEAD:
                return ODT if archive.read("mimetype").strip() == ODT.encode() else None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return None
    return None


def _could_run(part: str) -> bool:
    """Whether a part of a document is a macro, or nothing that belongs into one."""
    part = part.rstrip(". ")  # Windows leaves these off a name
    return part.startswith(_MACROS_START) or part.endswith((*_MACROS_END, *_PROGRAMS))


def _picture(content: bytes) -> str | None:
    from PIL import Image, UnidentifiedImageError  # slow import, needed when a file is added

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a picture that unpacks to a bomb is none
            with Image.open(io.BytesIO(content), formats=list(_PICTURES)) as picture:
                picture.verify()
                return _PICTURES.get(picture.format or "")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning):
        return None
    except Image.DecompressionBombError:
        return None


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not text.lstrip().startswith(("<", "#!")) and _CONTROL.isdisjoint(content)
