"""Write payloads as organisers' systems do, to read them back."""

import hashlib
import hmac
import json
from base64 import b64encode
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from boothapp.badges.pretix_sig1 import message_of, text_of
from boothapp.domain.badge import Badge


def write_vcard(badge: Badge, *, version: str = "3.0", fold: int | None = None) -> str:
    lines = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        f"N:{_vcard_text(badge.family_name)};{_vcard_text(badge.given_name)};;;",
        f"FN:{_vcard_text(badge.name)}",
        f"ORG:{_vcard_text(badge.affiliation)}",
        f"TITLE:{_vcard_text(badge.title)}",
        f"EMAIL;TYPE=work:{_vcard_text(badge.email)}",
        f"URL:{_vcard_text(badge.profile_url)}",
        "END:VCARD",
    ]
    if fold is not None:
        lines = [_folded(line, fold) for line in lines]
    return "\r\n".join(lines) + "\r\n"


def write_quoted_vcard(family: str, given: str, charset: str) -> str:
    def quoted(text: str) -> str:
        return "".join(f"={byte:02X}" for byte in text.encode(charset))

    return (
        "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        f"N;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:{quoted(family)};=\r\n{quoted(given)}\r\n"
        "END:VCARD\r\n"
    )


def write_mecard(badge: Badge) -> str:
    family, given = _mecard_text(badge.family_name), _mecard_text(badge.given_name)
    return (
        f"MECARD:N:{family},{given};EMAIL:{_mecard_text(badge.email)};"
        f"ORG:{_mecard_text(badge.affiliation)};URL:{_mecard_text(badge.profile_url)};;"
    )


def write_indico(*ids: UUID, site: str = "indico.example") -> str:
    codes = [b64encode(one.bytes).decode() for one in ids]
    return json.dumps({"i": [2, site, *codes]}, separators=(",", ":"))


def write_first_indico(secret: UUID, number: int, site: str = "https://indico.example") -> str:
    content = {
        "registrant_id": str(number),
        "registration_id": number,
        "regform_id": 12,
        "checkin_secret": str(secret),
        "event_id": "771",
        "server_url": site,
        "version": 1,
    }
    return json.dumps(content)


def write_alfio_ticket(ticket: UUID, who: str, key: str = "event key") -> str:
    seal = hmac.new(key.encode(), f"reservation/{ticket}/{who}".encode(), hashlib.sha256)
    return f"{ticket}/{b64encode(seal.digest()).decode()}"


def write_sig1(private: Ed25519PrivateKey, seed: str, item: int, variation: int = 0) -> str:
    message = message_of(seed, item, variation)
    return text_of(message, private.sign(message))


def _folded(line: str, width: int) -> str:
    return "\r\n ".join(line[start : start + width] for start in range(0, len(line), width))


def _vcard_text(value: str | None) -> str:
    escaped = (value or "").replace("\\", "\\\\")
    return escaped.replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _mecard_text(value: str | None) -> str:
    return "".join(f"\\{letter}" if letter in "\\;:," else letter for letter in value or "")
