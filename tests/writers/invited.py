"""An invented interview to invite to."""

from datetime import UTC, datetime
from typing import Any

from boothapp.domain.invitations import Attendee, Invitation, InvitationMethod

AMARA = Attendee("Amara Okonkwo", "amara.okonkwo@lit.example")
TOMASZ = Attendee("Tomasz Zieliński", "tomasz@northlight.example")
ELIF = Attendee("Elif Yıldız", "elif@northlight.example")
SOFIA = Attendee("Sofia Marchetti", "sofia@northlight.example")


def invitation(**changes: Any) -> Invitation:
    """14:00 to 14:30 in Seoul on 9 July 2026, with `changes`."""
    values: dict[str, Any] = {
        "interview_id": "0197f0a2-5b1c-7c3e-9d1f-2a6b8c4d0e11",
        "subject": "0197f0a2-5b1c-7c3e-9d1f-2a6b8c4d0e12",
        "sequence": 0,
        "method": InvitationMethod.REQUEST,
        "starts": datetime(2026, 7, 9, 5, 0, tzinfo=UTC),
        "ends": datetime(2026, 7, 9, 5, 30, tzinfo=UTC),
        "timezone": "Asia/Seoul",
        "room": "Namsan",
        "place": "Demo Conf, booth 214",
        "sponsor": "Northlight",
        "organizer": SOFIA,
        "candidate": AMARA,
        "interviewers": (TOMASZ, ELIF),
        "role": "Research scientist",
        "stamped": datetime(2026, 7, 8, 9, 15, tzinfo=UTC),
    }
    return Invitation(**(values | changes))
