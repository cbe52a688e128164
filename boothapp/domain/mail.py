"""A ready mail: whoever sends it uses their own mail program."""

from dataclasses import dataclass
from urllib.parse import quote


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
