"""Whether people can write or call to what a booth gives as its privacy contact."""

import re

from boothapp.badges.addresses import email_address

_AROUND = "()[]{}<>„“”‚‘’«»‹›「」\"'`,;.:!?"  # stands around an address, and is none of it
_HOST = r"(?P<host>(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?P<top>[^\W\d_]{2,63}|xn--[a-z0-9-]+))\.?"
_WEB = re.compile(rf"(?P<sure>https?://|www\.)?{_HOST}(?P<rest>(?::\d+)?(?:[/?#]\S*)?)", re.I)
# Endings that nobody writes after a full stop without a blank, as “Tom.smith” is written.
_TOP_NAMES = (
    "com org net info biz edu gov int app dev cloud online site tech company group agency digital"
    " software systems solutions services consulting engineering energy health finance bank"
    " capital ventures international network global foundation institute university academy"
    " science berlin hamburg bayern koeln wien tirol paris london amsterdam swiss tokyo asia nyc"
    " jobs careers events example"
)
_TOPS = frozenset(_TOP_NAMES.split())
_PHONE = re.compile(r"\+?[(\d](?:[ ()/.‐-–-]{0,3}\d)+")  # as numbers are grouped anywhere
_TITLE = 4  # letters: “Acme.de” is an address, and “Dr.de” the beginning of a name
_FEWEST, _FEWEST_ABROAD = 7, 6  # digits: an area or country code says that it is a number
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_GAP = "[ ./-]{1,2}"
_DATE = re.compile(
    rf"{_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}"
    rf"|{_DAY}{_GAP}{_MONTH}{_GAP}(?:{_YEAR}|\d\d)"
    rf"|{_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}"
    rf"|{_YEAR}{_GAP}(?:{_YEAR}|\d\d)"
)


def contact_complaint(contact: str) -> str:
    """What is wrong with a privacy contact, empty if nothing is, or none is given.

    It stands in every notice, and people write there long after the booth is gone: it is one plain
    e-mail address, which a mail program can write to from the receipt's code, or holds a web
    address or a phone number.
    """
    if not contact.strip() or email_address(contact) is not None:
        return ""
    if "@" in contact:
        return (
            "The privacy contact is not one plain e-mail address. Give one such as "
            "privacy@northlight.example, or a web address or a phone number without an @."
        )
    if _has_phone(contact) or any(_is_web(word) for word in contact.split()):
        return ""
    return (
        "People cannot write to this privacy contact. Give an e-mail address such as "
        "privacy@northlight.example, a web address or a phone number."
    )


def _is_web(word: str) -> bool:
    """A web address, in whatever brackets: without https:// and www. it has to look like one."""
    found = _WEB.fullmatch(word.strip(_AROUND))
    if found is None:
        return False
    top = found["top"].casefold()
    if found["sure"] or top in _TOPS:
        return True
    of_a_country = len(top) == 2 or top.startswith("xn--") or not re.search("[a-zß-ɏ]", top)
    host = found["host"]
    looks_like_one = host.islower() or host.isupper() or len(host.split(".")[0]) >= _TITLE
    return looks_like_one and (of_a_country or found["rest"].startswith("/"))


def _has_phone(contact: str) -> bool:
    words = (word for word in contact.split() if not _DATE.fullmatch(word.strip(_AROUND)))
    return any(_is_phone(found) for found in _PHONE.findall(" ".join(words)))


def _is_phone(text: str) -> bool:
    """A run of digits and what parts them, unless it counts, or is a date."""
    groups = re.findall(r"\d+", text)
    digits = "".join(groups)
    fewest = _FEWEST_ABROAD if text[0] in "+(0" else _FEWEST
    counts = len(groups) > 1 and max(map(len, groups)) == 1
    return (
        len(digits) >= fewest
        and len(set(digits)) > 1
        and not counts
        and not _DATE.fullmatch(text.strip("()/-. "))
    )
