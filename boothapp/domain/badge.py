"""What a badge's code says: either the person it names, or why it names nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from boothapp.domain.consent import Purpose
from boothapp.domain.names import join_name


class SignatureCheck(StrEnum):
    """What is known of the signature of a signed badge."""

    UNVERIFIED = "unverified"  # no organiser's key is here, so anybody may have written it
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What is signed on a badge, to be checked against the organisers' keys.

    `key_hint` is the beginning of the key's fingerprint, empty where the format names none.
    `opted_in` is what the organiser says to each purpose; one that is not in it was not asked.
    """

    message: bytes
    signature: bytes
    key_hint: bytes = b""
    opted_in: Mapping[Purpose, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """What one payload says about its wearer; every value is plain text, never markup.

    `format` is the name of the badge format that read the payload. `badge_id` is the organiser's
    identifier, or None where the code carries none. The other fields are as printed in the code,
    stripped, on one line; None where the code does not say. `token` is what only identifies, such
    as a ticket's secret: it is known again by its keyed hash, and is never shown or written.
    `checked` and `signed_by` (the name of the organiser's key) are set by who checks `signed`.
    """

    format: str
    badge_id: str | None = None
    name: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    email: str | None = None
    affiliation: str | None = None
    title: str | None = None
    profile_url: str | None = None
    token: str | None = field(default=None, repr=False)
    signed: Signed | None = field(default=None, repr=False)
    checked: SignatureCheck | None = None
    signed_by: str = ""

    @property
    def display_name(self) -> str:
        """What to call the wearer: the name, else e-mail, profile, badge id; else empty."""
        parts = join_name(self.given_name or "", self.family_name or "")
        return self.name or parts or self.email or self.profile_url or self.badge_id or ""


class Shape(StrEnum):
    """What a payload that is no badge looks like to a human eye."""

    NOTHING = "nothing"
    WEB_ADDRESS = "web_address"
    PHONE_NUMBER = "phone_number"
    WIFI = "wifi"
    DIGITS = "digits"
    JSON = "json"
    TOKEN = "token"  # noqa: S105 - one word without spaces, not a secret
    TEXT = "text"
    UNREADABLE = "unreadable"
    TWO_PEOPLE = "two_people"  # one person's with what scanners add to a code, another's without
    GARBLED = "garbled"  # a scanner's keys came out otherwise than they were sent


class Missing(StrEnum):
    """What a payload would need to be somebody's badge."""

    CONTENT = "content"
    FORMAT = "format"  # no badge format reads it
    ROSTER_ROW = "roster_row"  # it could be a badge id, and no roster has it
    END = "end"  # it starts like a format and breaks off
    PERSON = "person"  # the format is right, and neither id, name nor address is in it
    PLAIN_CHARACTERS = "plain_characters"  # control or text-direction characters are in it
    SHORTER = "shorter"  # longer than a code can be
    SIGNATURE = "signature"  # its signature is nobody's whose key is here: forged or altered
    CHOICE = "choice"  # whether a scanner added something to the code
    KEYBOARD = "keyboard"  # the laptop has to be set to the scanner's keyboard, or the reverse


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A payload that names nobody, in facts that the window can put into words.

    `looks_like` is the name of the badge format that it resembles (`vcard`), else a `Shape`.
    """

    looks_like: str
    missing: Missing
