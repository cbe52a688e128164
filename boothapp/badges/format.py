"""What every badge format offers to the registry; third parties implement the same."""

from collections.abc import Callable
from dataclasses import dataclass

from boothapp.domain.badge import Badge, Unknown


@dataclass(frozen=True, slots=True)
class BadgeFormat:
    """One known shape of payload.

    `read` takes a payload that is stripped, bounded and free of control characters (line breaks
    and tabs aside). It answers None where this is another format's payload, and `Unknown` where it
    is plainly this format but incomplete. It need not tidy the fields: the registry makes each one
    short line of them. A `hint` is no more than a likeness of the text: the roster goes before it.
    `carries` says in a few words what is in such a code.
    """

    name: str
    read: Callable[[str], Badge | Unknown | None]
    hint: bool = False
    carries: str = ""
