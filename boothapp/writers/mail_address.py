"""Addresses and one-line texts on their way into a header: right, or refused."""

import re

from boothapp.domain.errors import BadInput
from boothapp.domain.mail import is_email

# Whatever str.splitlines or an old mail program takes for a line's end, and other controls.
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def one_line(what: str, text: str) -> str:
    """The text as it is. Raises BadInput where a line break or a control character is in it:
    behind one, a header of somebody else's making could stand. `what` names it to the person."""
    if _BREAKS.search(text):
        raise BadInput(
            f"The {what} “{_BREAKS.sub('�', text)[:60]}” holds a line break or another invisible "
            "sign. Correct it, then try again."
        )
    return text


def ascii_address(email: str) -> str:
    """The address as every mail program takes it: an international domain in its ASCII form.

    Raises BadInput where it is no address, or has no such form.
    """
    local, _, domain = email.rpartition("@")
    try:
        plain = domain.encode("idna").decode("ascii")
        # The codec of 2003 turns some letters (ß) into others: another domain, other people.
        same = plain.encode("ascii").decode("idna").lower() == domain.lower()
    except UnicodeError:
        same = False
    if not is_email(email) or not local.isascii() or not same:
        raise BadInput(
            f"“{one_line('address', email)}” is not an address that mail can be sent to."
        )
    return f"{local}@{plain}"
