"""What a person takes home after a yes."""

from dataclasses import dataclass, field
from datetime import date

from boothapp.domain.mail import Mail

LONGEST_LINK = 220
"""Bytes of the address in the code: with them it stays within LARGEST_CODE."""

LARGEST_CODE = 10
"""The version of QR code that every phone reads off a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What is held, until when and how to end it, in the person's language.

    `until` is the last day on which anything is held; a purpose that ends before is named in
    `until_words`. `code` is what the QR code says: a mail to the privacy contact that asks to end
    it, or the short text where no contact's e-mail is known. `mail` brings the full text to the
    person.
    """

    reference: str
    language: str
    until: date
    title: str
    keeps: str
    why: str
    until_words: str
    rights: str
    code: str
    modules: tuple[tuple[bool, ...], ...] = field(repr=False)
    """The code's rows, True for dark, without the quiet zone."""
    mail: Mail

    @property
    def lines(self) -> tuple[str, ...]:
        """The full text, sentence by sentence."""
        return (self.keeps, self.why, self.until_words, self.rights)
