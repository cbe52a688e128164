"""What is typed of a person's details."""

from boothapp.badges.addresses import email_address
from boothapp.domain.errors import BadInput
from boothapp.domain.people import Person


def refuse_no_email(typed: Person, before: Person | None) -> None:
    """Raise BadInput where an e-mail was typed that no mail can be sent to; none is fine.

    What was held `before` as it is may stay, whatever it is.
    """
    known = before.email if before is not None else ""
    if typed.email and typed.email != known and email_address(typed.email) is None:
        raise BadInput(
            "This is not one plain e-mail address, such as name@mail.example. Leave it empty if "
            "there is none."
        )
