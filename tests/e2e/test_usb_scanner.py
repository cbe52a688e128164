"""A USB scanner types like a very fast keyboard, whatever has the focus."""

import pytest

from tests.e2e.booth import JONAS, MEI, ORDERS, Booth, in_list, in_panel, note
from tests.e2e.screen import ON_A_SCREEN
from tests.factories import AMARA, HARUTO, WANJIRU

pytestmark = ON_A_SCREEN
VCARD = (
    "BEGIN:VCARD",
    "VERSION:3.0",
    "N:Byn;Lin;;;",
    "FN:Lin Byn",
    "ORG:Nowhere Institute",
    "EMAIL:lin.byn@nowhere.example",
    "END:VCARD",
)


def test_that_a_scan_while_a_note_is_written_waits_and_leaves_the_note_alone(booth: Booth) -> None:
    booth.burst(AMARA[0])
    booth.panel(AMARA[1])
    booth.key("w")
    booth.focused("Note")
    booth.type("Likes ")
    booth.burst(ORDERS[0], pause_ms=8)
    booth.scanned(ORDERS[1])
    booth.burst(*VCARD, pause_ms=5)
    booth.scanned("Ask: Lin Byn")
    booth.type("Byn3 yes")
    seen = booth.settled()
    assert note(seen) == "Likes Byn3 yes"
    assert seen["focus"]["name"] == "Note"
    assert in_panel(seen) == AMARA[1]
    assert len(in_list(seen)) == 3
    assert set(booth.store.leads()) == {AMARA[1], ORDERS[1]}


def test_that_letters_of_a_scan_are_no_orders_for_the_person_in_the_panel(booth: Booth) -> None:
    booth.burst("AB-0002")
    booth.panel("Badge AB-0002")
    booth.burst("mailto:ynl123bynl@nowhere.example")
    booth.scanned("ynl123bynl@nowhere.example")
    booth.burst(ORDERS[0], end="Tab")
    booth.scanned(ORDERS[1])
    seen = booth.settled()
    assert in_panel(seen) == "Badge AB-0002"
    assert booth.words("of 3 answered") == "0 of 3 answered"
    assert len(in_list(seen)) == 3
    assert set(booth.store.leads()) == {ORDERS[1]}


@pytest.mark.parametrize("button", ["Hot", "Save & next"])
def test_that_a_scan_presses_no_button_that_has_the_focus(booth: Booth, button: str) -> None:
    booth.burst(AMARA[0])
    booth.panel(AMARA[1])
    booth.tab_to(button)
    booth.burst(ORDERS[0])
    booth.panel(ORDERS[1])
    assert {name: lead["rating"] for name, lead in booth.store.leads().items()} == {
        AMARA[1]: None,
        ORDERS[1]: None,
    }


def test_that_an_open_list_stays_with_the_person_it_was_opened_for(booth: Booth) -> None:
    booth.burst(AMARA[0])
    booth.panel(AMARA[1])
    booth.key("r")
    booth.cell("Intern 2027")
    booth.burst(ORDERS[0])
    booth.scanned(ORDERS[1])
    booth.key("Down", "Return")
    assert in_panel(booth.settled()) == AMARA[1]
    roles = {name: lead["role"] for name, lead in booth.store.leads().items()}
    assert roles == {AMARA[1]: "Research scientist", ORDERS[1]: None}


def test_that_a_scan_into_the_filter_of_the_leads_is_no_filter(booth: Booth) -> None:
    booth.burst(AMARA[0])
    booth.panel(AMARA[1])
    booth.key("F2")
    booth.cell(AMARA[1], "Leads")
    booth.key("slash")
    booth.focused("Filter these leads")
    booth.type("Am")
    booth.burst(ORDERS[0])
    booth.words(f"{ORDERS[1]}: May share")
    assert booth.settled()["focus"]["text"] == "Am"
    booth.key("F1")
    booth.scanned(ORDERS[1])


def test_that_a_scan_on_the_interviews_page_books_nothing_and_shows_its_verdict(
    booth: Booth,
) -> None:
    booth.burst(AMARA[0])
    booth.panel(AMARA[1])
    booth.key("b")
    booth.settled(1.0)
    booth.key("b")  # none of the places that are offered: the day of interviews
    booth.words(f"Book {AMARA[1]}")
    booth.burst(ORDERS[0])
    booth.panel(ORDERS[1])
    assert [lead["interview"] for lead in booth.store.leads().values()] == [None, None]


def test_that_typing_by_hand_is_never_a_scan(booth: Booth) -> None:
    booth.burst(AMARA[0])
    booth.panel(AMARA[1])
    booth.key("w")
    booth.focused("Note")
    booth.type(f"met {JONAS[0]}")
    booth.key("Return")
    booth.type("yn3 by 2")
    seen = booth.settled(1.0)
    assert note(seen) == f"met {JONAS[0]}\nyn3 by 2"
    assert len(in_list(seen)) == 1


def test_that_a_badge_id_can_be_typed(booth: Booth) -> None:
    booth.key("i")
    booth.focused("Badge id")
    booth.type(WANJIRU[0])
    booth.key("Return")
    assert "organiser" in booth.verdict("May share")
    booth.panel(WANJIRU[1])


def test_that_a_fast_queue_of_badges_is_read_badge_by_badge(booth: Booth) -> None:
    for person in (AMARA, WANJIRU, JONAS, MEI):
        booth.burst(person[0], pause_ms=5)
    booth.panel(MEI[1])
    assert set(booth.store.leads()) == {AMARA[1], WANJIRU[1], JONAS[1], MEI[1]}
    assert HARUTO[1] not in "".join(in_list(booth.look()))
