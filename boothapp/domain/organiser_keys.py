"""The organiser's public keys, and what a signature by one of them makes known."""

from base64 import b64decode
from dataclasses import dataclass

from boothapp.domain.errors import BadInput

MAX_NAME = 80
NONE_LEFT = (
    "It was the last one: from now on every signed badge is accepted as unverified, also a forged "
    "one."
)


@dataclass(frozen=True, slots=True)
class OrganiserKey:
    """A public key by which signed badges and lists count; `public` is base64 of its 32 bytes."""

    id: str
    name: str
    public: str
    fingerprint: str

    @property
    def raw(self) -> bytes:
        """The 32 bytes."""
        return b64decode(self.public)


def checked_key_name(text: str) -> str:
    """The name on one line. Raises BadInput for an empty or overlong one."""
    name = " ".join(text.split())
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise BadInput(f"A key needs a name of 1 to {MAX_NAME} characters, such as the event’s.")
    return name


def counts_no_more(key: OrganiserKey, *, any_left: bool) -> str:
    """What the removal of a key means, as sentences."""
    said = f"The key “{key.name}” counts no more."
    if any_left:
        return said
    return f"{said} {NONE_LEFT}"
