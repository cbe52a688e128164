"""What the header of a column says about sharing: who agreed, or who did not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SPONSORS = ("sponsor", "exhibitor", "patrocinador", "スポンサー", "赞助商")

OPT_IN_NAMES = (
    "optin optedin optinsponsors sponsoroptin sharewithsponsors sharewithsponsor"
    " sharewithexhibitors shareprofile shareprofilewithsponsors sharemyprofilewithsponsors"
    " sharemyprofile sharedata consent sponsorconsent consentsponsors datasharing"
    " datasharingconsent mayshare allowsponsorcontact sponsorscontact"
    " einwilligung zustimmung consentement consentimiento"
    " weitergabeansponsoren partagerveclessponsors partageraveclessponsors"
    " compartirconpatrocinadores condivisioneconsponsor compartilharcompatrocinadores"
    " delenmetsponsors スポンサーへの提供 スポンサー共有 スポンサーへの情報提供"
    " 与赞助商共享 同意与赞助商共享 consenso consentimento toestemming 同意"
    " 情報提供への同意"
)
"""Names of the opt-in column, plain and parted by spaces, the likeliest first."""

_NAMES = frozenset(OPT_IN_NAMES.split())
_AGREE = (
    *("share", "sharing", "consent", "optin", "optedin", "optout", "optedout", "contact", "agree"),
    *("allow", "einwillig", "zustimm", "weitergabe", "kontakt", "partag", "compart", "condivi"),
    *("toestem", "delen", "提供", "共有", "共享", "同意"),
)
_NOT_WORDS = (
    "no not dont doesnt none never without nicht kein keine keinen non ne pas sans nie niet geen"
    " não nao sin senza refuse refuses refused refus declined decline object objects objection"
    " objected opposed oppose withdraw withdrawn unsubscribe unsubscribed exclude excluded"
    " private widerspruch widersprochen abgelehnt abgemeldet abmeldung opposition opposizione"
    " oposición rifiuto rechaza"
)
_NOT = frozenset(_NOT_WORDS.split())
_NOT_INSIDE = (
    *("optout", "optedout", "donot", "dontshare", "unsubscri", "notshare", "noshare", "しない"),
    *("拒", "不", "거부"),
)
_WORDS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def plain(text: str) -> str:
    """A header without case, spaces, underscores, hyphens and punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def by_plain(headers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The headers by their plain name, in their order. Where a name has several, such as “Opt in”
    and “Opt-in”, nobody but a person knows which of them is meant."""
    found: dict[str, tuple[str, ...]] = {}
    for header in headers:
        if name := plain(header):
            found[name] = (*found.get(name, ()), header)
    return found


def means_sharing(header: str) -> bool:
    """Whether a column of this name says who agreed to share, or who did not."""
    name = plain(header)
    for_sponsors = any(word in name for word in SPONSORS)
    return (
        name in _NAMES
        or (for_sponsors and any(word in name for word in _AGREE))
        or any(word in name for word in ("optin", "optout", "optedin", "optedout"))
    )


def could_say_who_agreed(header: str) -> bool:
    """Whether a column of this name is to be looked at, before another one is believed: as
    `means_sharing`, and also “Do not share” or “No contact”, which name no sponsors."""
    name = plain(header)
    return means_sharing(header) or (
        is_turned_round(header) and any(word in name for word in _AGREE)
    )


def is_turned_round(header: str) -> bool:
    """Whether a yes under this name means that somebody did not agree: “Opt-out”, “No contact”."""
    name = plain(header)
    folded = _CAMEL.sub(" ", unicodedata.normalize("NFKC", header)).casefold()
    words = set(_WORDS.findall(re.sub("['’`´]", "", folded)))
    return bool(words & _NOT) or any(part in name for part in _NOT_INSIDE)
