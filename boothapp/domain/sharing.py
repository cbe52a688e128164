"""What the header of a column says about sharing: who agreed, or who did not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from boothapp.domain.refusal_words import (
    NOT_PARTS,
    NOT_WORDS,
    REFUSAL_PARTS,
    REFUSAL_STEMS,
    REFUSALS,
    REFUSALS_ALONE,
)

SPONSORS = (
    *("sponsor", "exhibitor", "patrocinador", "aussteller", "exposant", "expositor", "espositor"),
    *("スポンサー", "出展", "赞助", "展商", "스폰서", "후원"),
)

OPT_IN_NAMES = (
    "optin optedin optinsponsors sponsoroptin sharewithsponsors sharewithsponsor"
    " sharewithexhibitors shareprofile shareprofilewithsponsors sharemyprofilewithsponsors"
    " sharemyprofile sharedata consent sponsorconsent consentsponsors datasharing"
    " datasharingconsent mayshare allowsponsorcontact sponsorscontact"
    " einwilligung zustimmung consentement consentimiento"
    " weitergabeansponsoren datenweitergabeansponsoren mitsponsorenteilen"
    " partagerveclessponsors partageraveclessponsors partageaveclessponsors"
    " partageraveclesexposants partageaveclesexposants"
    " compartirconpatrocinadores compartirconlospatrocinadores compartirconexpositores"
    " condivisioneconsponsor condivisioneconglisponsor condividereconglisponsor"
    " condivisionecongliespositori"
    " compartilharcompatrocinadores compartilharcomospatrocinadores"
    " partilharcompatrocinadores partilharcomospatrocinadores"
    " delenmetsponsors スポンサーへの提供 スポンサー共有 スポンサーへの共有"
    " スポンサーへの情報提供 出展者への情報提供"
    " 与赞助商共享 同意与赞助商共享 consenso consentimento toestemming 同意"
    " 情報提供への同意"
)
"""Names of the opt-in column, plain and parted by spaces, the likeliest first."""

_NAMES = frozenset(OPT_IN_NAMES.split())
_AGREE = (
    *("share", "sharing", "consent", "optin", "optedin", "optout", "optedout", "contact", "agree"),
    *("allow", "consens", "einwillig", "zustimm", "weitergabe", "kontakt", "partag"),
    *("compart", "condivi"),
    *("toestem", "delen", "提供", "共有", "共享", "同意", "동의", "공유", "제공"),
)
# Names that speak of passing details on, and not to whom: a person looks at them, none is guessed.
_PASSED_ON = (
    *("weitergabe", "weitergegeben", "weitergeben", "datenfreigabe", "übermittlungandritte"),
    *("partagedesdonnées", "partagedesdonnees", "partagededonnées", "partagededonnees"),
    *("partagermesdonnées", "partagermesdonnees", "transmissiondesdonnées", "nospartenaires"),
    *(
        "aveclespartenaires",
        "auxpartenaires",
        "transmissiondesdonnees",
        "donnéestransmises",
        "donneestransmises",
        "donnéespartagées",
    ),
    *("cesióndedatos", "cesiondedatos", "compartirdatos", "compartirmisdatos", "compartirlosdatos"),
    *("comunicaciónaterceros", "comunicacionaterceros", "cederdatos", "compartirperfil"),
    *("condivisionedati", "condivisionedeidati", "condivideredati", "condividereidati"),
    *("cessionedati", "cessioneaterzi", "comunicazioneaterzi", "datiaterzi", "condivisioneprofilo"),
    *("compartilhamentodedados", "compartilhardados", "compartilharmeusdados", "cessãodedados"),
    *("partilhadedados", "partilhardados", "partilhadosdados", "partilharosmeusdados"),
    *("第三者提供", "第三者への提供", "情報提供", "情報共有", "データ共有", "データ提供", "共有可"),
    *("andritte", "àdestiers", "adestiers", "auxtiers", "aterceros", "aterceiros"),
    *("thirdpart", "sharemydata", "sharingofdata", "sharingmydata", "datashared"),
    *("gegevensdelen", "gegevensdeling", "metderden", "aanderden"),
    *("第三方", "信息共享", "共享信息", "数据共享", "共享数据", "提供个人信息", "个人信息提供"),
    *("제3자", "정보제공", "정보공유", "데이터공유"),
    *("個人情報の提供", "提供可否", "提供同意", "提供に同意"),
)
# Names that say yes to something, and not to what, as “Einwilligung” does: these are rare.
_SAYS_YES = frozenset(
    (
        *("einverständnis", "einverstaendnis", "einverständniserklärung", "einverstanden"),
        *("autorisation", "accord", "accordé", "partage", "autorización", "autorizacion"),
        *("acuerdo", "autorizzazione", "autorização", "autorizacao", "acordo", "akkoord"),
        *("permission", "agreement", "partilha", "condivisione", "sharing", "teilen"),
        *("承諾", "許可", "授权", "허락", "동의"),
    )
)
# What a name may also speak of that says “not”: “Ne souhaite pas”, “Non comunicare a terzi”.
_NOT_TO = (
    *("wish", "wunsch", "wünsch", "souhait", "desea", "deseo", "deseja", "desidera", "quier"),
    *("veut", "veux", "wens"),
    *("daten", "données", "donnees", "datos", "dati", "dados", "gegevens", "personaldata"),
    *("thirdpart", "dritte", "tiers", "tercer", "terzi", "terceir", "derden"),
    *("partner", "partenair"),
    *("contatt", "contata", "contato", "weitergeb", "cesion", "cesión", "cession", "ceder"),
    *("partilh", "teilen", "accept", "accett", "acept", "aceit", "akkoord", "autori", "authori"),
    *("einverst", "erlaub", "genehm", "accord", "acuerdo", "acordo", "permi", "permess"),
    *("interesse", "接受", "愿意", "許可", "许可", "承諾", "連絡", "联络"),
    *("希望", "望", "第三者", "個人情報", "データ", "信息", "数据", "联系", "희망", "정보", "연락"),
)
_WORDS = re.compile("[a-z]+")
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


def speaks_of_sponsors(header: str) -> bool:
    """Whether a name speaks of sponsors and of sharing or agreeing."""
    name = plain(header)
    return any(word in name for word in SPONSORS) and any(word in name for word in _AGREE)


def speaks_of_passing_on(header: str) -> bool:
    """Whether a name speaks of details that are passed on, whoever may get them, or of a yes."""
    name = plain(header)
    return name in _SAYS_YES or any(word in name for word in _PASSED_ON)


def means_sharing(header: str) -> bool:
    """Whether a column of this name says, or may say, who agreed to share, or who did not."""
    name = plain(header)
    return (
        name in _NAMES
        or speaks_of_sponsors(header)
        or speaks_of_passing_on(header)
        or any(word in name for word in ("optin", "optout", "optedin", "optedout"))
    )


def could_say_who_agreed(header: str) -> bool:
    """Whether a column of this name is to be looked at, before another one is believed: as
    `means_sharing`, and also “Do not share” or “Objection”, which name no sponsors."""
    name = plain(header)
    speaks_of_it = any(word in name for word in (*SPONSORS, *_AGREE, *_NOT_TO))
    return means_sharing(header) or refuses(header) or (speaks_of_it and is_turned_round(header))


@lru_cache(maxsize=64)  # asked of one column once for each of its rows
def is_turned_round(header: str) -> bool:
    """Whether a yes under this name means that somebody did not agree: “Opt-out”, “No contact”."""
    words, name = _words(header), plain(header)
    opts_out = "out" in words and any(word.startswith("opt") for word in words)
    negated = bool(words & NOT_WORDS) or any(part in name for part in NOT_PARTS)
    return opts_out or negated or refuses(header)


def refuses(header: str) -> bool:
    """Whether a name takes a yes back by itself, whatever else is in it: “Objection”."""
    words, name = _words(header), plain(header)
    bare = _unaccented(name)
    return (
        bool(words & REFUSALS)
        or (len(words) == 1 and words <= REFUSALS_ALONE)
        or any(word.startswith(REFUSAL_STEMS) for word in words)
        or any(part in name or part in bare for part in REFUSAL_PARTS)
    )


def _words(header: str) -> set[str]:
    """The Latin words of a header without accents; “Don’t” is also one, “s’oppose” also two."""
    folded = _unaccented(_CAMEL.sub(" ", unicodedata.normalize("NFKC", header)).casefold())
    joined, parted = re.sub("['’`´]", "", folded), re.sub("['’`´]", " ", folded)
    return {*_WORDS.findall(joined), *_WORDS.findall(parted)}


def _unaccented(text: str) -> str:
    return "".join(
        one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one)
    )
