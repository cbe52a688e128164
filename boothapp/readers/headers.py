"""Guess which column of a roster holds what, by the names that registration systems use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from boothapp.domain.roster import ColumnMapping, RosterField

Field = TypeVar("Field", bound=StrEnum)

# Written in lower case and without spaces: `_plain` brings headers into the same form.
_NAMES: dict[RosterField, str] = {
    RosterField.BADGE_ID: (
        "badgeid badge badgeno badgenumber badgecode barcode qrcode code ticketid ticketcode"
        " ticket ticketnumber ticketno ticketsecret secret registrationid registrationnumber"
        " registrationno regid regno attendeeid attendeecode participantid personid id"
        " ausweisnummer teilnehmernummer ticketnummer numérodebadge"
    ),
    RosterField.EMAIL: (
        "email emailaddress mail mailaddress primaryemail contactemail attendeeemail"
        " emailadresse mailadresse adresseemail courriel correo correoelectrónico"
    ),
    RosterField.OPTED_IN: (
        "optin optedin optinsponsors sponsoroptin sharewithsponsors sharewithsponsor"
        " sharewithexhibitors shareprofile shareprofilewithsponsors sharemyprofilewithsponsors"
        " sharemyprofile sharedata consent sponsorconsent consentsponsors datasharing"
        " datasharingconsent mayshare allowsponsorcontact sponsorscontact"
        " einwilligung zustimmung consentement consentimiento"
    ),
    RosterField.GIVEN_NAME: (
        "givenname givennames firstname first forename vorname prénom nombre attendeefirstname"
    ),
    RosterField.FAMILY_NAME: (
        "familyname lastname last surname nachname familienname nom apellido apellidos"
        " attendeelastname"
    ),
    RosterField.NAME: (
        "name fullname displayname attendeename attendee participant participantname"
        " badgename nameonbadge nomcomplet nombrecompleto"
    ),
    RosterField.AFFILIATION: (
        "affiliation affiliations institution institute organisation organization organisationname"
        " organizationname company companyname employer university school einrichtung firma"
        " hochschule universität établissement institución empresa"
    ),
    RosterField.ATTENDEE_TYPE: (
        "attendeetype registrationtype regtype registrationcategory category tickettype"
        " ticketclass product productname participanttype type teilnahmeart kategorie"
    ),
    RosterField.CAREER_STAGE: (
        "careerstage career careerlevel level position jobtitle title role academicstatus status"
        " degree studylevel yearofstudy seniority"
    ),
    RosterField.INTERESTS: (
        "interests interest areas areasofinterest researchinterests researchareas researcharea"
        " topics keywords subjects subjectareas expertise interessen"
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


def guess_mapping(headers: Iterable[str]) -> ColumnMapping:
    """Return the likely mapping; a field without a known name stays out of it."""
    return ColumnMapping(guess(headers, _NAMES))


def names(field: RosterField) -> str:
    """The names of a field, plain and parted by spaces."""
    return _NAMES[field]


def guess(headers: Iterable[str], known: Mapping[Field, str]) -> dict[Field, str]:
    """Which header holds which field, by the plain names `known` of each, parted by spaces.

    Where several headers name one field, the one highest in the field's list of names wins, so
    that "badge id" is taken before a plain "id".
    """
    by_plain_name: dict[str, str] = {}
    for header in headers:
        by_plain_name.setdefault(_plain(header), header)
    found: dict[Field, str] = {}
    for field, likely in known.items():
        present = [by_plain_name[name] for name in likely.split() if name in by_plain_name]
        if present:
            found[field] = present[0]
    return found


def _plain(header: str) -> str:
    """Return the header without case, spaces, underscores, hyphens and punctuation."""
    folded = unicodedata.normalize("NFKC", header).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
