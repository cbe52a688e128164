"""The receipt after a yes: what is held, until when and how to end it, without any server."""

import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from urllib.parse import quote

from boothapp import paths
from boothapp.badges.addresses import email_address
from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.holdings import reference_of
from boothapp.domain.mail import Mail
from boothapp.domain.people import LeadDetail, Person
from boothapp.domain.receipts import LARGEST_CODE, LONGEST_LINK, Receipt
from boothapp.services import notice_words
from boothapp.store.records import Records
from boothapp.store.store import Store

_EN = "en"
_LEAST_NAME = 4  # characters of a sponsor's name; fewer name nobody

Ends = Mapping[Purpose, date]
"""The purposes that were agreed to, each with the last day of what is kept for it."""


class ReceiptService:
    """Writes receipts; nothing of them is stored."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def receipt(self, lead_id: str, language: str | None = None) -> Receipt:
        """What this lead may take home, in a language of the notices; without one, in that of the
        notice they answered last. Raises NoSuchLead, BadInput.
        """
        with self._store.reading() as records:
            lead = records.lead_views.detail(lead_id)
            language = language or _answered_in(records, lead.subject)
            return _receipt(records, lead, _ends(lead), language)


def _answered_in(records: Records, subject: str) -> str:
    events = records.ledger.events(subject, newest_first=True)
    return next((event.language for event in events if event.language), _EN)


def _ends(lead: LeadDetail) -> Ends:
    return {view.purpose: view.until for view in lead.consent if view.until is not None}


def _receipt(records: Records, lead: LeadDetail, ends: Ends, language: str) -> Receipt:
    from boothapp.labels.codes import qr_modules  # slow import, needed after a yes

    texts, booth = _texts(language), records.setup.booth()
    reference = reference_of(lead.subject)
    labels = notice_words.supplied(language)
    whys = {purpose: labels[f"purposes.{purpose.value}.label"] for purpose in ends}
    held = _held(lead.person, has_interview=bool(records.interviews.of_lead(lead.id)))
    filling = {
        "sponsor": booth.sponsor,
        "what": ", ".join(texts[part] for part in (*held, *["cv"] * (Purpose.CV in ends))),
        "why": ", ".join(whys.values()),
        "contact": booth.privacy_contact or booth.sponsor,
        "reference": reference,
    }
    words = {name: texts[name].format_map(filling) for name in ("keeps", "why", "rights")}
    title, until_words = texts["title"], _until_words(texts, ends, whys, language)
    code = code_text(booth.privacy_contact, booth.sponsor, reference, ends)
    lines = (words["keeps"], words["why"], until_words, words["rights"])
    return Receipt(
        reference=reference,
        language=language,
        until=ends[Purpose.RECRUITING],
        title=title,
        keeps=words["keeps"],
        why=words["why"],
        until_words=until_words,
        rights=words["rights"],
        code=code,
        modules=qr_modules(code, LARGEST_CODE),
        mail=Mail(
            to=lead.person.email,
            subject=f"{booth.sponsor}: {title}, {reference}",
            body="\n\n".join(lines),
        ),
    )


def _held(person: Person, *, has_interview: bool) -> tuple[str, ...]:
    """The names of the texts that say what is held; what is noted comes with the talk."""
    more = (person.attendee_type, person.career_stage, person.interests, person.links, person.busy)
    parts = {
        "name": person.name,
        "email": person.email,
        "affiliation": person.affiliation,
        "profile": any(more),
        "notes": True,
        "interview": has_interview,
    }
    return tuple(name for name, there in parts.items() if there)


def _until_words(
    texts: Mapping[str, str], ends: Ends, whys: Mapping[Purpose, str], language: str
) -> str:
    """The day on which all is deleted, and that of each purpose that ends before."""
    last = ends[Purpose.RECRUITING]
    days = {purpose: notice_words.worded_date(language, day) for purpose, day in ends.items()}
    parts = [texts["until"].format(until=days[Purpose.RECRUITING])]
    parts += [
        texts["earlier"].format(why=whys[purpose], until=days[purpose])
        for purpose, day in ends.items()
        if day < last
    ]
    return texts["joint"].join(parts)


def code_text(contact: str, sponsor: str, reference: str, ends: Ends) -> str:
    """What the QR code says, at most LONGEST_LINK bytes of UTF-8.

    A mail to the privacy contact, ready to be sent as a withdrawal, the fullest that fits; all of
    it is ASCII. Where the contact is no single e-mail address (or one too long for a code), a
    text with the same facts. The sponsor's name is shortened where it must be, never replaced.
    """
    sponsor = " ".join(unicodedata.normalize("NFC", sponsor).split())
    held, until = _held_short(ends), ends[Purpose.RECRUITING]
    address = _mail_address(contact)
    if address is not None:
        start = f"mailto:{address}?subject={reference}&body="
        for after in (f" holds {held}. I withdraw.", f", until {until}: I withdraw."):
            rest = _quoted(after)
            room = LONGEST_LINK - len(start) - len(rest)
            name = _shortened(sponsor, room, quoted=True)
            if name:
                return start + _quoted(name) + rest
    whom = " ".join(contact.split())
    for after in (f" holds {held}. To withdraw: {whom or 'tell them'}", f", until {until}."):
        room = LONGEST_LINK - len(f"{reference}. {after}".encode())
        name = _shortened(sponsor, room, quoted=False)
        if name:
            break
    return f"{reference}. {name}{after}"


def _held_short(ends: Ends) -> str:
    until, cv = ends[Purpose.RECRUITING], ends.get(Purpose.CV)
    if cv is None or cv == until:
        return f"my details, notes{', CV' * (cv is not None)} until {until}"
    return f"my details, notes until {until}, CV until {cv}"


def _mail_address(contact: str) -> str | None:
    """The contact as it stands in a mailto: link, if it is one plain e-mail address."""
    address = email_address(contact)
    if address is None:
        return None
    local, _, domain = address.rpartition("@")
    try:
        return f"{quote(local, safe='.+-_')}@{domain.encode('idna').decode()}"
    except UnicodeError:  # no such name can be in the domain name system
        return None


def _shortened(name: str, room: int, *, quoted: bool) -> str:
    """As much of a name as `room` bytes take, by whole characters; empty where that is too little.

    A mark that is drawn on the letter before it stays with its letter.
    """

    def size(text: str) -> int:
        return len(_quoted(text)) if quoted else len(text.encode())

    if size(name) <= room:
        return name
    for end in range(min(len(name), room), _LEAST_NAME - 1, -1):
        start = name[:end].rstrip()
        if not unicodedata.combining(name[end : end + 1] or " ") and size(start + "...") <= room:
            return start + "..."
    return ""


def _quoted(text: str) -> str:
    return quote(text, safe=":,.-")


@cache
def _all_texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((paths.resources() / "receipts.toml").read_text("utf-8"))


def _texts(language: str) -> dict[str, str]:
    texts = _all_texts().get(language)
    if texts is None:
        raise BadInput(f"There is no receipt in “{language}”.")
    return texts
