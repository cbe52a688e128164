"""A restore around a ticket that was handed on: nobody's no is said of the other owner."""

from pathlib import Path

import pytest

from boothapp.domain.consent import ConsentState
from tests.factories import AMARA, WANJIRU, roster_file
from tests.services.test_restoring import Booth, booth

__all__ = ["booth"]  # a fixture

BO = ("AB-0001", "Bo Kim", "bo@y.example", "Bolt", "yes")
FIRST, SECOND = AMARA[2], BO[2]
NO = {ConsentState.DECLINED, ConsentState.WITHDRAWN}


def hand_on(booth: Booth, folder: Path) -> None:
    booth.services.roster.import_file(roster_file(folder, [BO, WANJIRU]), handed_on=True)


def states(booth: Booth) -> dict[str, ConsentState]:
    """How it stands with the owners, by e-mail, and with whom the id leads to."""
    with booth.services.store.reading() as records:
        people = records.people
        return {key: people.get(people.resolve(key)).state for key in (FIRST, SECOND, "AB-0001")}


@pytest.mark.parametrize("erased", [FIRST, SECOND])
def test_that_a_restore_to_after_it_ends_the_one_who_was_erased(
    booth: Booth, tmp_path: Path, erased: str
) -> None:
    hand_on(booth, tmp_path)
    booth.back_up()
    booth.services.people.erase(booth.services.people.resolve(erased))
    before = states(booth)
    booth.restore()
    assert states(booth) == before
    assert booth.services.store.verify().problems == ()


@pytest.mark.parametrize("erased", [FIRST, SECOND])
def test_that_after_a_restore_to_before_it_the_ticket_can_be_handed_on_again(
    booth: Booth, tmp_path: Path, erased: str
) -> None:
    booth.back_up()
    hand_on(booth, tmp_path)
    booth.services.people.erase(booth.services.people.resolve(erased))
    booth.restore()
    hand_on(booth, tmp_path)
    after = states(booth)
    assert {after[erased], after["AB-0001"]} <= NO
    # Of who declined no list keeps a name to tell a new owner apart by.
    assert after[FIRST] in NO if erased == FIRST else after[FIRST] is ConsentState.ROSTER_YES
    assert booth.services.store.verify().problems == ()
