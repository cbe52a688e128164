"""E-mail and web addresses as they stand in payloads; nothing here is ever opened."""

import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

_EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\"\\/|]{1,64}@(?:[^\s@<>()\[\],;:\"\\/.]{1,63}\.)+[^\W\d_][\w-]{0,62}"
)
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LINKEDIN_HOST = re.compile(r"(?:[a-z]{2,3}\.|m\.)?linkedin\.com")
_LINKEDIN_PATH = re.compile(r"/(?:mwlite/)?in/([^/\s]{1,300})(?:/.*)?")


def email_address(text: str) -> str | None:
    """`text` without surrounding blanks if it is one e-mail address, else None."""
    address = text.strip()
    return address if len(address) <= 254 and _EMAIL.fullmatch(address) else None


def web_address(text: str) -> str | None:
    """`text` as an http(s) address if it is one, else None: no other scheme is let through."""
    address = text.strip()
    if not _WEB.fullmatch(address):
        return None
    return address if "://" in address else f"https://{address}"


def linkedin_profile(text: str) -> str | None:
    """The profile that a LinkedIn address names, in one canonical form, else None.

    Country sub-domains, query, fragment, trailing parts, upper case and percent-encoding go, so
    that one person has one address.
    """
    address = text.strip()
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        host = parts.hostname or ""
    except ValueError:  # such as an unclosed IPv6 bracket
        return None
    path = _LINKEDIN_PATH.fullmatch(parts.path)
    if parts.scheme not in ("http", "https") or not _LINKEDIN_HOST.fullmatch(host) or not path:
        return None
    slug = unicodedata.normalize("NFC", unquote(path[1])).lower()
    return f"https://www.linkedin.com/in/{quote(slug, safe='')}"
