"""The mail that carries an invitation, as a file that mail programs open (.eml).

Outlook wants the calendar as one of the alternatives; others look for an attached .ics: both are
there, and both hold the same one iTIP object.
"""

import hashlib
from datetime import UTC
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from boothapp.domain.invitations import Attendee, Invitation
from boothapp.domain.mail import Mail
from boothapp.writers import invitation as calendars
from boothapp.writers import invitation_words, paper
from boothapp.writers.mail_address import ascii_address, one_line

_FILE_NAME = "invitation.ics"
_SHORT = 60  # characters: with its header's name it stays within a line of 78
_ENCODED = "=?"  # how an encoded word begins: plain text that has it would be decoded


def write(invitation: Invitation, to: Attendee, before: Invitation | None = None) -> bytes:
    """The whole mail to one attendee (RFC 5322, 7-bit, CRLF).

    `before` is the state that was sent last, to say what is new. The same arguments make the same
    Message-ID. Raises BadInput where a name holds a line break or an address is none.
    """
    words = _checked_words(invitation, to, before)
    calendar = calendars.write(invitation, invitation.audience(to))
    text = calendar.decode("utf-8")
    method = invitation.method.value
    mail = EmailMessage(policy=SMTP)
    mail.set_content(_plain(words), cte="quoted-printable")
    html = paper.render("letter.html.j2", {"words": words})
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.add_alternative(text, subtype="calendar", params={"method": method}, cte="base64")
    mail.add_attachment(calendar, maintype="application", subtype="ics", filename=_FILE_NAME)
    return _head(invitation, to, words.subject).encode("ascii") + mail.as_bytes()


def plain(invitation: Invitation, to: Attendee, before: Invitation | None = None) -> Mail:
    """The same words for a mail program's own window; the calendar cannot go along there."""
    words = _checked_words(invitation, to, before)
    return Mail(to=ascii_address(to.email), subject=words.subject, body=_plain(words))


def _checked_words(
    invitation: Invitation, to: Attendee, before: Invitation | None
) -> invitation_words.Words:
    if to not in (invitation.candidate, *invitation.interviewers):
        raise ValueError("an invitation goes to its candidate and its interviewers only")
    calendars.check(invitation)
    ascii_address(to.email)  # others may be named without one
    return invitation_words.letter(invitation, to, before)


def _plain(words: invitation_words.Words) -> str:
    return paper.render("letter.txt.j2", {"words": words}).rstrip() + "\n"


def _head(invitation: Invitation, to: Attendee, subject: str) -> str:
    """The header lines of the whole mail.

    Written here, because the email package of Python 3.11 folds long names so that spaces come in.
    """
    organizer = ascii_address(invitation.organizer.email)
    # Made of what the mail is about: a random one would name this computer, and differ each time.
    about = f"{invitation.uid}\n{invitation.sequence}\n{to.email}".encode()
    mark = hashlib.sha256(about).hexdigest()[:32]
    headers = {
        "From": _mailbox("From", invitation.organizer),
        "To": _mailbox("To", to),
        "Subject": _encoded("Subject", one_line("subject", subject)),
        "Date": format_datetime(invitation.stamped.astimezone(UTC)),
        "Message-ID": f"<{mark}@{organizer.rpartition('@')[2]}>",
        "X-Unsent": "1",  # Outlook opens it as a draft to be sent, not as a mail received
    }
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items())


def _mailbox(header: str, person: Attendee) -> str:
    """A name with its address; a name that a quoted string holds in one short line is left so."""
    name, address = one_line("name", person.name), ascii_address(person.email)
    if name.isascii() and len(name) <= _SHORT and _ENCODED not in name:
        return formataddr((name, address))
    return f"{_encoded(header, name, always=True)}\r\n <{address}>"


def _encoded(header: str, text: str, *, always: bool = False) -> str:
    """A text folded for a header, as encoded words (RFC 2047) where it needs to be."""
    plain = text.isascii() and _ENCODED not in text and not always
    charset = "us-ascii" if plain else "utf-8"
    return Header(text, charset, header_name=header).encode(linesep="\r\n")
