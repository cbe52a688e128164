"""What a code was and what it lacks, in plain words, for the window and the command line alike."""

from boothapp.domain.badge import Badge, Missing, Shape, SignatureCheck, Unknown
from boothapp.domain.consent import Purpose

FORMAT_NAMES = {
    "vcard": "vCard",
    "mecard": "MECARD",
    "signed": "signed badge",
    "pretix_sig1": "pretix",
    "indico": "Indico",
    "eventyay": "eventyay",
    "alfio": "alf.io",
    "devoxx": "Devoxx",
    "colons": "alf.io or Devoxx",
    "pgeu": "pgeu-system",
    "pycon_italia": "PyCon Italia",
    "linkedin": "LinkedIn",
    "email": "e-mail",
    "pretix": "pretix",
    "hi_events": "Hi.Events",
    "attendize": "Attendize",
    "plain": "badge id",
}
"""The formats that BoothApp brings, as people call them."""

SHAPES = {
    Shape.NOTHING: "It is empty",
    Shape.WEB_ADDRESS: "Looks like a web address",
    Shape.PHONE_NUMBER: "Looks like a phone number",
    Shape.WIFI: "Looks like the key of a wireless network",
    Shape.DIGITS: "Looks like a number",
    Shape.JSON: "Looks like data of another app",
    Shape.TOKEN: "Looks like a badge id or a ticket",
    Shape.TEXT: "Looks like plain text",
    Shape.UNREADABLE: "Its characters cannot be read",
    Shape.TWO_PEOPLE: "May be one of two people’s ids",
    Shape.GARBLED: "The scanner’s keys may come out wrong",
}
_MISSING = {
    Missing.CONTENT: "there is nothing in it",
    Missing.FORMAT: "no badge format reads it",
    Missing.ROSTER_ROW: "no list has it",
    Missing.END: "its end is missing",
    Missing.PERSON: "no name, address or badge id in it",
    Missing.PLAIN_CHARACTERS: "hidden control characters in it",
    Missing.SHORTER: "longer than a code can be",
    Missing.CHOICE: "neither was chosen",
    Missing.KEYBOARD: "nobody was looked up",
}
_PURPOSES = {
    Purpose.RECRUITING: "recruiting",
    Purpose.CV: "CV",
    Purpose.MARKETING: "marketing",
}
_LIKENESSES = frozenset({"pretix", "hi_events", "attendize"})


def format_name(name: str) -> str:
    """A badge format as people call it; one that BoothApp does not bring goes by its own name."""
    return FORMAT_NAMES.get(name, name)


def looks_like(name: str) -> str:
    """What a code that names nobody looks like; `name` is of a Shape or of a badge format."""
    shape = next((shape for shape in Shape if shape.value == name), None)
    return SHAPES[shape] if shape else f"Looks like {format_name(name)}"


def unknown_reason(unknown: Unknown | None, *, looked_up: bool = True) -> str:
    """What a code that names nobody looks like, and what it lacks.

    Without `looked_up` nobody asked a list whether it has it.
    """
    if unknown is None:
        return "It names nobody"
    if unknown.missing is Missing.SIGNATURE:
        return f"Forged or altered: {looks_like(unknown.looks_like).removeprefix('Looks like ')}"
    looks = looks_like(unknown.looks_like)
    said = {Shape.NOTHING, Shape.UNREADABLE}
    if unknown.missing is Missing.CONTENT or unknown.looks_like in said:
        return looks
    if unknown.missing is Missing.ROSTER_ROW and not looked_up:
        return looks
    return f"{looks}; {_MISSING[unknown.missing]}"


def read_as(badge: Badge) -> str:
    """Which format a badge was and what is known of its signature, as half a sentence."""
    if badge.format == "plain":
        return "Read as a bare badge id"
    signature = signature_words(badge)
    if badge.format == "signed":
        return f"Badge {signature}" if signature else "Signed badge"
    name = format_name(badge.format)
    read = f"{'Looks like' if badge.format in _LIKENESSES else 'Read as'} {name}"
    return f"{read}, {signature}" if signature else read


def still_unknown(badge: Badge, *, named: bool) -> str:
    """What the code does not say; empty where it says enough to be somebody.

    `named` is whether a list or a lead tells the name.
    """
    if named or badge.name or badge.given_name or badge.family_name:
        return ""
    if badge.format == "colons":
        return "which name is the family’s is not clear, so none is taken"
    if badge.email:
        return "no name in it"
    if badge.profile_url and not badge.badge_id:
        return "a profile, no name in it"
    return "only an id, and no list tells the name"


def signature_words(badge: Badge) -> str:
    """What is known of a badge's signature; empty where it has none, or nobody looked."""
    if badge.checked is SignatureCheck.VERIFIED:
        return f"signed by {badge.signed_by}"
    if badge.checked is SignatureCheck.UNVERIFIED:
        return "signed, not verified (no organiser’s key here)"
    return ""


def organiser_words(badge: Badge) -> str:
    """What the organiser says to each purpose on a verified badge; empty where nothing.

    It is told and never counts as a yes: the person is asked all the same (decision 15).
    """
    if badge.signed is None or badge.checked is not SignatureCheck.VERIFIED:
        return ""
    said = [
        f"{word} {'yes' if badge.signed.opted_in[purpose] else 'no'}"
        for purpose, word in _PURPOSES.items()
        if purpose in badge.signed.opted_in
    ]
    return f"The organiser says: {', '.join(said)}. Ask all the same." if said else ""


def badge_line(badge: Badge, *, named: bool) -> str:
    """All of it in one line: the format, the signature, and what is still unknown."""
    return "; ".join(filter(None, (read_as(badge), still_unknown(badge, named=named))))
