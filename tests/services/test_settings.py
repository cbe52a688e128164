"""What is set up makes sense, or is refused in a sentence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from boothapp.domain.errors import BadInput
from boothapp.domain.event import Room
from boothapp.domain.retention import MOST_DAYS
from boothapp.services.bundle import Services


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": " \n "}, "the event's name"),
        ({"timezone": "Mars/Olympus"}, "no time zone"),
        ({"last_day": date(2026, 7, 1)}, "before the first"),
        ({"last_day": date(2027, 7, 10)}, "at most 60 days"),
        ({"first_day": date(9999, 12, 30), "last_day": date(9999, 12, 31)}, "its year"),
        ({"first_day": date(26, 7, 8), "last_day": date(26, 7, 10)}, "its year"),
    ],
)
def test_that_an_event_that_makes_no_sense_is_refused(
    services: Services, change: dict[str, object], why: str
) -> None:
    event = services.settings.get().event
    with pytest.raises(BadInput, match=why):
        services.settings.save_event(replace(event, **change))  # type: ignore[arg-type] # as a form would
    assert services.settings.get().event == event


def test_that_the_latest_event_with_the_longest_term_has_a_last_day(services: Services) -> None:
    event, booth = services.settings.get().event, services.settings.get().booth
    last = date(2100, 12, 31)
    services.settings.save_event(replace(event, first_day=last, last_day=last))
    services.settings.save_booth(replace(booth, retention_days=MOST_DAYS))
    with services.store.reading() as records:
        event = services.settings.get().event
        rules = records.retention.rules()
    assert last + timedelta(days=rules.recruiting) == date(2110, 12, 29)
    assert services.retention.preview().due == ()


def test_that_names_and_the_contact_stand_on_one_line(services: Services) -> None:
    event, booth = services.settings.get().event, services.settings.get().booth
    services.settings.save_event(replace(event, name=" Demo\n Conf\t2026 "))
    services.settings.save_booth(
        replace(
            booth,
            sponsor="North\nlight",
            booth=" hall 3,\nbooth 2",
            privacy_contact="tel.\n+49 89 123456",
        )
    )
    settings = services.settings.get()
    assert settings.event.name == "Demo Conf 2026"
    assert (settings.booth.sponsor, settings.booth.booth) == ("North light", "hall 3, booth 2")
    assert settings.booth.privacy_contact == "tel. +49 89 123456"


def test_that_a_contact_with_an_at_is_one_address(services: Services) -> None:
    booth = services.settings.get().booth
    for contact in ("a@b", "two@x.example, three@x.example", "not an address @"):
        with pytest.raises(BadInput, match="one plain e-mail address"):
            services.settings.save_booth(replace(booth, privacy_contact=contact))


@pytest.mark.parametrize(
    "contact",
    [
        "https://northlight.example/privacy",
        "www.northlight.example, data office",
        "datenschutz.müller.example/anfragen",
        "Data office, +49 89 1234567",
        "(089) 12 34 56",
        "03-1234-5678",
        "555–0100",
        "01 23 45 67 89",
        "Northlight.COM",
        "NORTHLIGHT.EXAMPLE",
        "www.Northlight.COM",
        "HTTPS://Northlight.example:8443/privacy",
        "Privacy office (www.northlight.example/privacy)",
        "see <https://northlight.example/privacy>.",
        "„www.northlight.example“",
        "https://northlight.example?privacy",
        "northlight.museum/privacy",
        "例え.jp",
        "until 2026-07-08: +49 89 1234567",
        "",
    ],
)
def test_that_a_contact_may_be_a_page_or_a_phone(services: Services, contact: str) -> None:
    booth = services.settings.get().booth
    services.settings.save_booth(replace(booth, privacy_contact=contact))
    assert services.settings.get().booth.privacy_contact == contact


@pytest.mark.parametrize(
    "contact",
    [
        *("not an address", "Room 3, hall 2.Booth 5", "our desk", "x.", "Tom.smith", "v1.beta"),
        *("Dr.med Müller", "Dr.de Vries", "Datenschutz.bitte fragen", "e.g. at the booth"),
        *("ask at booth 2026-07-08", "8. 7. 2026", "(07/08/2026)", "2026-07-08 - 2026-07-10"),
        *("Spring 2025/2026", "00 00 00", "Hall 4, stand 1-2-3-4-5-6", "stands 214-215"),
    ],
)
def test_that_nobody_is_sent_to_a_contact_that_is_no_address(
    services: Services, contact: str
) -> None:
    booth = services.settings.get().booth
    with pytest.raises(BadInput, match=r"a web address or a phone number\.$"):
        services.settings.save_booth(replace(booth, privacy_contact=contact))


def test_that_addresses_from_before_a_rule_do_not_hold_up_other_settings(
    services: Services,
) -> None:
    old = replace(
        services.settings.get().booth, privacy_contact="room 5,  hall 3", organizer="the office"
    )
    with services.store.writing(services.duty.staff_id) as records:
        records.setup.save_booth(old)
    services.settings.save_booth(replace(old, retention_days=30))
    booth = services.settings.get().booth
    assert (booth.retention_days, booth.privacy_contact) == (30, "room 5, hall 3")
    with pytest.raises(BadInput, match="People cannot write"):
        services.settings.save_booth(replace(booth, privacy_contact="room 6, hall 3"))
    with pytest.raises(BadInput, match="one plain e-mail address"):
        services.settings.save_booth(replace(booth, organizer="an office"))


def test_that_the_name_of_what_is_out_of_use_is_taken_back_or_refused(services: Services) -> None:
    settings = services.settings
    namsan, hangang = settings.get().rooms
    settings.remove_room(namsan.id)
    with pytest.raises(BadInput, match="taken out of use"):
        settings.save_room(replace(hangang, name="Namsan"))
    back = settings.save_room(Room(name="Namsan", seats=9))
    assert (back.id, back.seats) == (namsan.id, 9)
    elif_, tomasz = settings.get().interviewers
    settings.remove_interviewer(elif_.id)
    with pytest.raises(BadInput, match="taken out of use"):
        settings.save_interviewer(replace(tomasz, name=elif_.name))
    assert settings.add_interviewer(elif_.name).id == elif_.id
