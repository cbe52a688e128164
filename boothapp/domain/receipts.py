"""What a person takes home after a yes."""

from dataclasses import dataclass
from datetime import date

from boothapp.domain.mail import Mail

LONGEST_LINK = 220
"""Bytes of the address in the code: every phone reads a QR code of version 10 off a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What is held, until when and how to end it, in the person's language.

    `code` is what the QR code says: a mail to the privacy contact that asks to end it, or the
    short text where no contact's e-mail is known. `mail` brings the full text to the person.
    """

    reference: str
    language: str
    until: date
    title: str
    lines: tuple[str, ...]
    code: str
    mail: Mail
