"""Asking somebody, by keys alone: yes, no, later, details, undo, and never the wrong person."""

from tests.e2e.booth import Booth, in_list, in_panel, toasts
from tests.e2e.screen import ON_A_SCREEN
from tests.factories import AMARA, HARUTO

pytestmark = ON_A_SCREEN
FIRST, SECOND = "first@nowhere.example", "second@nowhere.example"


def test_that_a_yes_makes_a_lead_and_undo_takes_it_back(booth: Booth) -> None:
    booth.burst(f"MATMSG:TO:{FIRST};;")
    booth.burst(f"mailto:{SECOND}")
    booth.panel(SECOND)
    booth.key("y")
    booth.words("1 of 3 answered")
    booth.key("Return")
    booth.words(f"{SECOND}: Recruiting yes")
    assert booth.verdict("May share")
    assert [lead["email"] for lead in booth.store.run("leads", "list")] == [SECOND]
    booth.key("ctrl+z")
    booth.verdict("Ask")
    booth.panel(SECOND)
    assert booth.store.run("leads", "list") == []


def test_that_a_second_enter_does_not_answer_for_the_next_person(booth: Booth) -> None:
    booth.burst(f"mailto:{FIRST}")
    booth.panel(FIRST)
    booth.burst(f"mailto:{SECOND}")
    booth.scanned(SECOND)
    booth.key("n", "n", "n")
    booth.words("3 of 3 answered")
    booth.xdotool("key", "--delay", "90", "Return", "Return", "y", "Return")
    booth.panel(SECOND)
    assert booth.words("of 3 answered") == "0 of 3 answered"
    assert booth.scanned(SECOND)["text"].endswith("On screen now, nothing kept yet")
    booth.key("y", "Return")
    booth.words(f"{SECOND}: Recruiting yes")
    assert [lead["email"] for lead in booth.store.run("leads", "list")] == [SECOND]


def test_that_a_yes_of_an_id_asks_for_details_first(booth: Booth) -> None:
    booth.burst(HARUTO[0])
    booth.panel(f"Badge {HARUTO[0]}")
    booth.key("y", "n", "Return")
    booth.words("Give a name, an e-mail or an affiliation.")
    booth.focused("Name")
    assert booth.store.leads() == {}
    booth.type(HARUTO[1])
    booth.key("Return")
    booth.focused("E-mail")
    booth.type(HARUTO[2])
    booth.key("Return", "Return")
    booth.words(f"{HARUTO[1]}: Recruiting yes")
    kept = booth.store.leads()[HARUTO[1]]
    assert (kept["badge_id"], kept["email"]) == (HARUTO[0], HARUTO[2])


def test_that_somebody_who_declined_is_not_named_again(booth: Booth) -> None:
    booth.burst("MECARD:N:Byn,Lin;EMAIL:lin@nowhere.example;;")
    booth.panel("Lin Byn")
    booth.key("shift+n", "Return")
    booth.until(lambda seen: not in_panel(seen), "an empty panel")
    booth.click(booth.widget("Close this notice"))
    booth.until(lambda seen: not toasts(seen), "the notices gone")
    booth.burst("MECARD:N:Byn,Lin;EMAIL:lin@nowhere.example;;")
    booth.verdict("Declined")
    seen = booth.settled()
    said = [w["name"] + w["text"] for w in seen["widgets"]] + in_list(seen) + toasts(seen)
    assert "Lin" not in " ".join(said)


def test_that_later_waits_in_the_list_until_somebody_asks_again(booth: Booth) -> None:
    booth.burst(f"mailto:{FIRST}")
    booth.panel(FIRST)
    booth.key("l", "Return")
    booth.until(lambda seen: not in_panel(seen), "an empty panel")
    booth.burst(AMARA[0])
    booth.panel(AMARA[1])
    waiting = booth.scanned(FIRST)
    assert waiting["row"] == 0
    x, y, width, height = waiting["rect"]
    booth.click({"rect": [x + width - 60, y, 30, height]})
    booth.panel(FIRST)
    booth.verdict("Ask")
