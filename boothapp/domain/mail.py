"""A ready mail: whoever sends it uses their own mail program."""

import re
from dataclasses import dataclass
from urllib.parse import quote

_EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[^\s@<>()\[\],;:\"\\._][^\s@<>()\[\],;:\"\\.]*\.)+[^\W\d_]{2,63}"
)
_MAX_EMAIL = 254  # RFC 5321, forward path


def is_email(text: str) -> bool:
    """Say whether the text has the shape of one e-mail address."""
    return len(text) <= _MAX_EMAIL and _EMAIL.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Mail:
    """To whom, about what, and the text."""

    to: str
    subject: str
    body: str

    def link(self) -> str:
        """The mailto: address that opens it in a mail program (RFC 6068)."""
        lines = self.body.replace("\n", "\r\n")
        to = quote(self.to, safe="@.+-_~!$'*")
        return f"mailto:{to}?subject={quote(self.subject, safe='')}&body={quote(lines, safe=':,')}"
