"""Addresses on the web that people are to open: the application page of a role."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from boothapp.domain.errors import BadInput
from boothapp.domain.receipts import LONGEST_LINK


@dataclass(frozen=True, slots=True)
class ApplicationLink:
    """What a candidate takes home of a role: its code's rows (True for dark), and the words."""

    title: str
    link: str
    modules: tuple[tuple[bool, ...], ...]


def checked_link(text: str) -> str:
    """The address, empty for none. Raises BadInput for what no phone would open."""
    link = text.strip()
    if not link:
        return ""
    if any(letter.isspace() or not letter.isprintable() for letter in link):
        raise BadInput("A link has no blanks. Copy it from the browser’s address line.")
    if "://" not in link:
        raise BadInput(f"Begin the link with https://, such as https://{link[:60]}")
    try:
        parts = urlsplit(link)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in ("http", "https"):
        raise BadInput("A link begins with https:// or http://.")
    if not host or port == 0 or parts.username is not None or not _is_host(host):
        raise BadInput(f"“{link[:60]}” leads nowhere. Give one such as https://jobs.example/42")
    if len(link.encode()) > LONGEST_LINK:
        raise BadInput(
            f"A link has at most {LONGEST_LINK} characters, so that phones read its code off a "
            "screen. Shorten it, for example without what follows the question mark."
        )
    return link


def _is_host(host: str) -> bool:
    labels = host.split(".")
    return (len(labels) > 1 and all(labels)) or host == "localhost" or ":" in host
