"""One calendar file with many interviews, to open or to subscribe to: nobody is asked anything."""

from collections.abc import Iterable

from boothapp.domain.invitations import Audience, Invitation
from boothapp.writers import invitation


def write(
    invitations: Iterable[Invitation], *, name: str, audience: Audience = Audience.INTERVIEWER
) -> bytes:
    """All of them as one published calendar (RFC 5546, 3.2.1) called `name`: UTF-8, CRLF.

    The identifiers are those of the invitations, so that no interview is there twice in a calendar
    that has both. Cancelled ones are in it as cancelled. Worded for candidates, it must hold one
    person's interviews: raises ValueError else. Raises BadInput as `invitation.write` does.
    """
    given = tuple(invitations)
    if audience is Audience.CANDIDATE and len({one.candidate for one in given}) > 1:
        raise ValueError("a candidate's calendar holds nobody else's interviews")
    calendar = invitation.empty("PUBLISH")
    calendar.add("x-wr-calname", name)
    for one in sorted(given, key=lambda one: (one.starts, one.uid)):
        calendar.add_component(invitation.event(one, audience, asks=False))
    return invitation.as_bytes(calendar)
