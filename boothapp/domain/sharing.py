"""What the header of a column says about sharing: who agreed, or who did not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

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
    *("allow", "einwillig", "zustimm", "weitergabe", "kontakt", "partag", "compart", "condivi"),
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
    *("個人情報の提供", "提供可否", "提供同意", "提供に同意"),
)
_TAKES_BACK = (
    *("objection", "objected", "widersp", "widerruf", "opposi", "oposici", "bezwaar", "revoke"),
    *("withdr", "unsubscri", "sperrvermerk"),
)
# Words of a header under which a yes means no. Too many are no harm: a person is asked then.
_NOT_WORDS = (
    "no not dont doesnt didnt wont wouldnt cant cannot isnt arent hasnt havent mustnt"
    " none never without nor nicht kein keine keinen keinem keinerlei"
    " non ne pas sans nie niemals niet geen nooit"
    " aucun aucune jamais ningún ningun ninguna nunca nenhum nenhuma nessun nessuna nessuno"
    " não nao sin senza sem ohne zonder"
    " refuse refuses refused refusing refusal refus refusé refusée refuser refuso rifiuta rifiuto"
    " rechaza rechazo rechazar rechazado recusa recuso recusar recusado weigert weigeren geweigerd"
    " decline declines declined declining reject rejects rejected rejection"
    " deny denies denied object objects objection objecting objected oppose opposes opposed"
    " disagree disagrees disagreed disagreement disallow disallows disallowed"
    " withdraw withdraws withdrawn withdrew withdrawal withhold withholds withheld"
    " revoke revokes revoked revocation unsubscribe unsubscribes unsubscribed"
    " exclude excludes excluded excluding exclusion except"
    " block blocks blocked blocking ban bans banned barred stop stops stopped"
    " prohibit prohibits prohibited prohibition forbid forbids forbidden"
    " restrict restricts restricted restriction restrictions"
    " suppress suppressed suppression hide hides hidden avoid avoids cancel cancels cancelled"
    " canceled remove removes removed removal unshare unshared unwanted unwilling disable disabled"
    " dnc private anonymous anonym anonyme anónimo anônimo anonimo confidential"
    " widerspruch widersprechen widerspricht widersprochen widerruf widerrufen widerruft"
    " abgelehnt ablehnen ablehnung abgemeldet abmeldung verboten verbiete verbieten verbietet"
    " verbot untersagt untersagen untersage unerwünscht gesperrt sperren sperre sperrvermerk"
    " opposition opposizione oposición oposição bezwaar"
    " interdit interdite interdits interdire interdiction retirer retiré"
    " prohibido prohibida prohibidos prohibir prohíbo prohibición excluir excluido bloquear"
    " bloqueado bloqueada revocar revocado revocada"
    " vietato vietata vietati vietare vieta divieto escludere escluso negato nego"
    " proibido proibida proibir proíbo proibição verboden verbod verbiedt uitgesloten"
)
_NOT = frozenset(_NOT_WORDS.split())
_NOT_INSIDE = (
    *("optout", "optsout", "optingout", "optedout", "donot", "dontshare"),
    *("unsubscri", "notshare", "noshare", "nocontact", "donotcontact", "donttrack"),
    *("prohibit", "forbid", "disallow", "disagree", "unterlass", "verboten", "untersagt"),
    *("ない", "ません", "なし", "無し", "拒", "不", "禁", "勿", "未同意", "未授权", "未许可"),
    *("未承諾", "撤回", "撤销", "取消", "停止", "除外", "屏蔽"),
    *("거부", "거절", "금지", "않", "안함", "안합", "미동의", "철회", "비동의", "반대", "차단"),
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


def speaks_of_sponsors(header: str) -> bool:
    """Whether a name speaks of sponsors and of sharing or agreeing."""
    name = plain(header)
    return any(word in name for word in SPONSORS) and any(word in name for word in _AGREE)


def speaks_of_passing_on(header: str) -> bool:
    """Whether a name speaks of details that are passed on, whoever may get them."""
    name = plain(header)
    return any(word in name for word in _PASSED_ON)


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
    `means_sharing`, and also “Do not share” or “No contact”, which name no sponsors."""
    name = plain(header)
    speaks_of_it = any(word in name for word in (*SPONSORS, *_AGREE, *_TAKES_BACK))
    return means_sharing(header) or (speaks_of_it and is_turned_round(header))


def is_turned_round(header: str) -> bool:
    """Whether a yes under this name means that somebody did not agree: “Opt-out”, “No contact”."""
    name = plain(header)
    folded = _CAMEL.sub(" ", unicodedata.normalize("NFKC", header)).casefold()
    words = set(_WORDS.findall(re.sub("['’`´]", "", folded)))
    opts_out = "out" in words and any(word.startswith("opt") for word in words)
    return opts_out or bool(words & _NOT) or any(part in name for part in _NOT_INSIDE)
