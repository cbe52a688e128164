"""Guess which column of a roster holds what, by the names that registration systems use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from boothapp.domain.roster import RosterField
from boothapp.domain.roster_mapping import ColumnMapping
from boothapp.domain.sharing import OPT_IN_NAMES, SPONSORS, by_plain, plain

Field = TypeVar("Field", bound=StrEnum)

# Whoever bought tickets for others stands on their lines as well, so that what is the attendee's
# comes first. Written in lower case and without spaces: `plain` brings headers into the same form.
_NAMES: dict[RosterField, str] = {
    RosterField.BADGE_ID: (
        "badgeid badge badgeno badgenumber badgecode barcode qrcode code ticketid ticketcode"
        " ticket ticketnumber ticketno ticketsecret secret registrationid registrationnumber"
        " registrationno regid regno attendeeid attendeecode participantid personid"
        " badgenr badgenummer ausweisnr ausweisnummer ticketnr ticketnummer strichcode"
        " teilnehmernr teilnehmernummer teilnehmerid teilnehmercode"
        " registrierungsnummer anmeldenummer anmeldungsnummer"
        " ndebadge nbadge numérodebadge numerodebadge numérobadge numerobadge idbadge"
        " identifiantbadge codebadge codebarre codebarres ndebillet nbillet numérodebillet"
        " numerodebillet numérobillet numerobillet numérodeticket numerodeticket codebillet"
        " numérodeparticipant numerodeparticipant numérodinscription numerodinscription"
        " ndinscription identifiantparticipant"
        " númerodecredencial numerodecredencial idcredencial credencial númerodeacreditación"
        " numerodeacreditacion códigodebarras codigodebarras códigoqr codigoqr"
        " númerodeentrada numerodeentrada nodeentrada códigodeentrada codigodeentrada"
        " númerodeparticipante idparticipante númerodeinscripción numerodeinscripcion"
        " númeroderegistro numeroderegistro"
        " numerodistintivo codicebadge codiceabarre numerobiglietto numerodibiglietto"
        " codicebiglietto numeropartecipante codicepartecipante idpartecipante"
        " numeroiscrizione numerodiiscrizione codiceiscrizione"
        " númerodocrachá numerodocracha númerocrachá idcrachá crachá cracha"
        " númerodobilhete numerodobilhete númerodoingresso numerodoingresso"
        " códigodoingresso codigodoingresso códigodobilhete códigodoparticipante"
        " númerodoparticipante iddoparticipante númerodainscrição numerodainscricao"
        " númerodeinscrição numerodeinscricao"
        " バッジid バッジ番号 バッジコード 名札番号 参加者番号 参加者コード 参加番号 参加証番号"
        " 参加登録番号 チケット番号 チケットid 入場券番号 バーコード qrコード"
        " 受付番号 登録番号 参加者id 胸牌号 胸卡号 参会编号 注册号"
        " deelnemernummer id codigo código 编号"
    ),
    RosterField.EMAIL: (
        "attendeeemail attendeeemailaddress email emailaddress mail mailaddress primaryemail"
        " contactemail"
        " emailadresse mailadresse adresseemail courriel correo correoelectrónico"
        " メールアドレス メール 電子メール 电子邮件 电子邮箱 邮箱 电邮 邮件地址"
        " indirizzoemail postaelettronica endereçodeemail enderecodeemail correioeletrónico"
        " correioeletrônico emailadres epost"
    ),
    RosterField.OPTED_IN: OPT_IN_NAMES,
    RosterField.GIVEN_NAME: (
        "attendeefirstname attendeegivenname givenname givennames firstname first forename"
        " vorname prénom nombre nome nomeproprio primeironome voornaam 名 名前名 prenome"
    ),
    RosterField.FAMILY_NAME: (
        "attendeelastname attendeefamilyname attendeesurname familyname lastname last surname"
        " nachname familienname nom apellido apellidos"
        " cognome apelido sobrenome achternaam 姓 苗字 nomdefamille familienaam"
    ),
    RosterField.NAME: (
        "attendeename attendeefullname name fullname displayname attendee participant"
        " participantname badgename nameonbadge nomcomplet nombrecompleto"
        " 氏名 お名前 名前 姓名 nomecompleto nomecognome volledigenaam naam vollständigername"
    ),
    RosterField.AFFILIATION: (
        " affiliation affiliations institution institute organisation organization"
        " organisationname"
        " organizationname company companyname employer university school einrichtung firma"
        " hochschule universität établissement institución empresa"
        " ente istituzione azienda università universidad universidade universiteit"
        " instituição instituicao organização empresa organisatie bedrijf 所属 所属機関"
        " 会社名 大学 勤務先 单位 公司 学校 机构 工作单位 entreprise société organisme"
    ),
    RosterField.ATTENDEE_TYPE: (
        "attendeetype registrationtype regtype registrationcategory category tickettype"
        " ticketclass product productname participanttype type teilnahmeart kategorie"
        " 参加区分 参加者区分 参会类型 注册类型 票种 tipologia categoria tipo soort"
    ),
    RosterField.CAREER_STAGE: (
        "careerstage career careerlevel level position jobtitle title role academicstatus status"
        " degree studylevel yearofstudy seniority"
        " 役職 職位 学年 职位 职称 学历 ruolo cargo funzione função functie poste fonction"
        " stelle titel"
    ),
    RosterField.INTERESTS: (
        "interests interest areas areasofinterest researchinterests researchareas researcharea"
        " topics keywords subjects subjectareas expertise interessen"
        " 興味 関心分野 研究分野 兴趣 研究方向 interessi interesses intereses intérêts"
        " interesses onderzoeksgebied forschungsgebiete"
    ),
    RosterField.LINKS: (
        "links link url urls website websites homepage webpage profile profileurl profilelink"
        " linkedin linkedinurl linkedinprofile googlescholar github openreview"
    ),
    RosterField.TALK_TITLE: "talktitle talk presentation presentationtitle oraltitle oral",
    RosterField.TALK_STARTS: (
        "talkstarts talkstart talkstarttime talktime talkdatetime presentationstart oralstart"
    ),
    RosterField.TALK_ENDS: "talkends talkend talkendtime presentationend oralend",
    RosterField.TALK_PLACE: "talkplace talkroom talklocation presentationroom oralroom",
    RosterField.POSTER_TITLE: "postertitle poster",
    RosterField.POSTER_STARTS: (
        "posterstarts posterstart posterstarttime postertime posterdatetime postersessionstart"
    ),
    RosterField.POSTER_ENDS: "posterends posterend posterendtime postersessionend",
    RosterField.POSTER_PLACE: "posterplace posterroom posterlocation posterhall posterboard",
}


_ALL_NAMES = frozenset(name for names_ in _NAMES.values() for name in names_.split())
_PARTS_OF_NAME = (RosterField.NAME, RosterField.GIVEN_NAME, RosterField.FAMILY_NAME)

_ATTENDEES = frozenset(
    name
    for field in _PARTS_OF_NAME
    for name in _NAMES[field].split()
    if name.startswith("attendee") and name != "attendee"
)

AGREED_TO_SPONSORS = frozenset(
    name for name in _NAMES[RosterField.OPTED_IN].split() if any(word in name for word in SPONSORS)
)
"""Names of the opt-in column that speak of sponsors: what is agreed to is beyond doubt."""


def guess_mapping(headers: Iterable[str]) -> ColumnMapping:
    """Return the likely mapping; a field without a known name stays out of it.

    Of one name no part is the attendee's and another the buyer's.
    """
    found = guess(headers, _NAMES)
    named = [field for field in _PARTS_OF_NAME if field in found]
    attendees = [field for field in named if plain(found[field]) in _ATTENDEES]
    buyers = [field for field in named if attendees and field not in attendees]
    return ColumnMapping({f: header for f, header in found.items() if f not in buyers})


def is_known(header: str) -> bool:
    """Whether a header is a name that lists give to some column."""
    return plain(header) in _ALL_NAMES


def names(field: RosterField) -> str:
    """The names of a field, plain and parted by spaces."""
    return _NAMES[field]


def guess(headers: Iterable[str], known: Mapping[Field, str]) -> dict[Field, str]:
    """Which header holds which field, by the plain names `known` of each, parted by spaces.

    Where several headers name one field, the one highest in the field's list of names wins, so
    that "badge id" is taken before a plain "id"; of `twins` none is taken.
    """
    found = _likeliest(headers, known)
    return {field: alike[0] for field, alike in found.items() if len(alike) == 1}


def twins(headers: Iterable[str]) -> dict[RosterField, tuple[str, ...]]:
    """Fields of a list that two or more columns name alike, but for blanks and marks."""
    found = _likeliest(headers, _NAMES)
    return {field: alike for field, alike in found.items() if len(alike) > 1}


def candidates(headers: Iterable[str], field: RosterField) -> list[str]:
    """All headers that may hold the field, the likeliest first."""
    by_name = by_plain(headers)
    return [one for name in _NAMES[field].split() for one in by_name.get(name, ())]


def _likeliest(headers: Iterable[str], known: Mapping[Field, str]) -> dict[Field, tuple[str, ...]]:
    by_name = by_plain(headers)
    likely = {
        field: next((by_name[name] for name in names_.split() if name in by_name), ())
        for field, names_ in known.items()
    }
    return {field: alike for field, alike in likely.items() if alike}
