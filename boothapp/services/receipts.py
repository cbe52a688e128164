"""The receipt after a yes: what is held, until when and how to end it, without any server."""

import tomllib
from datetime import date
from functools import cache
from urllib.parse import quote

from boothapp import paths
from boothapp.domain.consent import Purpose, is_valid
from boothapp.domain.errors import BadInput
from boothapp.domain.holdings import reference_of
from boothapp.domain.mail import Mail
from boothapp.domain.people import LeadDetail
from boothapp.domain.receipts import LARGEST_CODE, LONGEST_LINK, Receipt
from boothapp.services import notice_words
from boothapp.store.store import Records, Store

_EN = "en"


class ReceiptService:
    """Writes receipts; nothing of them is stored."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def receipt(self, lead_id: str, language: str | None = None) -> Receipt:
        """What this lead may take home, in a language of the notices; without one, in that of the
        notice they answered last. Raises NoSuchLead, BadInput.

        The day is the earliest on which one of the given purposes ends.
        """
        with self._store.reading() as records:
            lead = records.lead_views.detail(lead_id)
            given = tuple(view for view in lead.consent if is_valid(view.state))
            until = min(map(records.retention.end_of, given))
            language = language or _answered_in(records, lead.subject)
            return _receipt(records, lead, [view.purpose for view in given], until, language)


def _answered_in(records: Records, subject: str) -> str:
    events = records.ledger.events(subject, newest_first=True)
    return next((event.language for event in events if event.language), _EN)


def _receipt(
    records: Records, lead: LeadDetail, given: list[Purpose], until: date, language: str
) -> Receipt:
    from boothapp.labels.codes import qr_modules  # slow import, needed after a yes

    texts, booth = _texts(language), records.setup.booth()
    reference = reference_of(lead.subject)
    labels = notice_words.supplied(language)
    held = [texts["details"], texts["notes"]] + [texts["cv"]] * (Purpose.CV in given)
    filling = {
        "sponsor": booth.sponsor,
        "what": ", ".join(held),
        "why": ", ".join(labels[f"purposes.{purpose.value}.label"] for purpose in given),
        "until": notice_words.worded_date(language, until),
        "contact": booth.privacy_contact or booth.sponsor,
        "reference": reference,
    }
    words = {name: texts[name].format_map(filling) for name in ("keeps", "why", "until", "rights")}
    title = texts["title"]
    code = code_text(booth.privacy_contact, booth.sponsor, reference, until, given)
    return Receipt(
        reference=reference,
        language=language,
        until=until,
        title=title,
        keeps=words["keeps"],
        why=words["why"],
        until_words=words["until"],
        rights=words["rights"],
        code=code,
        modules=qr_modules(code, LARGEST_CODE),
        mail=Mail(
            to=lead.person.email,
            subject=f"{booth.sponsor}: {title}, {reference}",
            body="\n\n".join(words.values()),
        ),
    )


def code_text(contact: str, sponsor: str, reference: str, until: date, given: list[Purpose]) -> str:
    """What the QR code says, at most LONGEST_LINK bytes; in plain ASCII, whatever the language.

    A mail to the privacy contact, ready to be sent as a withdrawal, the fullest that fits. Without
    an e-mail address there (or with one too long for a code) the same as a text.
    """
    cv = ", CV" if Purpose.CV in given else ""
    name = sponsor if sponsor.isascii() else "BoothApp"
    bodies = (
        f"{name} holds my name, e-mail, notes{cv} until {until}. I withdraw.",
        f"Held: name, e-mail, notes{cv}. Until {until}. I withdraw.",
        f"Held until {until}. I withdraw.",
    )
    if "@" in contact:
        for body in bodies:
            link = f"mailto:{quote(contact, safe='@.+-_')}?subject={reference}&body={_quoted(body)}"
            if len(link.encode()) <= LONGEST_LINK:
                return link
    for whom in (contact or name, name):
        text = f"{reference}. Held: name, e-mail, notes{cv}. Until {until}. To withdraw: {whom}"
        if len(text.encode()) <= LONGEST_LINK:
            return text
    return f"{reference}. Held until {until}."


def _quoted(body: str) -> str:
    return quote(body, safe=":,.-")


@cache
def _all_texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((paths.resources() / "receipts.toml").read_text("utf-8"))


def _texts(language: str) -> dict[str, str]:
    texts = _all_texts().get(language)
    if texts is None:
        raise BadInput(f"There is no receipt in “{language}”.")
    return texts
