"""Two leads of one person, made by the real services; the noise is hidden here."""

from datetime import datetime
from zoneinfo import ZoneInfo

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.people import NoticeShown, Person, ScanSource
from boothapp.services.bundle import Services
from tests import factories

YES, NO = ConsentEvent.GIVEN, ConsentEvent.DECLINED
BADGE = factories.vcard("A. Okonkwo", "a.okonkwo@home.example", "Lagos Institute")


def own_badge(services: Services, answers: dict[Purpose, ConsentEvent] | None = None) -> str:
    """The lead of somebody who brought a badge of their own and said yes; and more `answers`."""
    card = services.capture.scan(BADGE, ScanSource.CAMERA)
    said = {Purpose.RECRUITING: YES} | (answers or {})
    after = services.capture.answer(card, said, notice=NoticeShown("de")).card
    assert after.lead is not None
    return after.lead.id


def listed_badge(services: Services, badge: str = "AB-0001") -> str:
    """The lead of somebody on the organiser's list (see conftest's `roster`)."""
    card = services.capture.scan(badge, ScanSource.SCANNER)
    assert card.lead is not None
    return card.lead.id


def say(services: Services, badge: str, answers: dict[Purpose, ConsentEvent]) -> None:
    """What somebody answers at the booth."""
    card = services.capture.scan(badge, ScanSource.SCANNER)
    details = Person(name="Somebody") if card.needs_details else None
    services.capture.answer(card, answers, notice=NoticeShown(), details=details)


def at(hour: int, minute: int = 0) -> datetime:
    """On the second day, in the event's zone."""
    return datetime(2026, 7, 9, hour, minute, tzinfo=ZoneInfo(factories.ZONE))


def book(services: Services, lead: str, hour: int, room: int = 0) -> str:
    """An interview in one of the rooms; answers with its id."""
    return services.interviews.book(lead, services.settings.get().rooms[room].id, at(hour)).id


def rows(services: Services) -> dict[str, list[tuple[object, ...]]]:
    """All that is held about leads, table by table, as it lies there."""
    held = ("lead", "note", "lead_tag", "answer", "interview", "scorecard", "attachment")
    more = ("consent_state", "same_person", "lead_apart", "roster_entry")
    with services.store.database.connect() as raw:
        return {
            table: sorted(
                (tuple(row) for row in raw.exec_driver_sql(f"SELECT * FROM {table}")), key=repr
            )
            for table in (*held, *more)
        }
