"""A restore of a store from before two badges were merged, or after: a no stays a no for both."""

import pytest

from boothapp.domain.consent import ConsentEvent, ConsentState
from tests.factories import WANJIRU
from tests.services.test_restoring import Booth, booth

__all__ = ["booth"]  # a fixture


@pytest.mark.parametrize("badge", ["AB-0001", "AB-0003"])
@pytest.mark.parametrize("merged_before", [True, False])
@pytest.mark.parametrize("how", ["erased", "said no"])
def test_that_a_no_of_a_merged_person_is_ended_again_for_both_badges(
    booth: Booth, badge: str, merged_before: bool, how: str
) -> None:
    def merge() -> None:
        find = booth.services.leads.find
        booth.services.merging.merge(find("AB-0001"), find("AB-0003"))

    if merged_before:
        merge()
    booth.back_up()
    if not merged_before:
        merge()
    if how == "erased":
        booth.erase(badge)
    else:
        booth.say(badge, ConsentEvent.DECLINED)
    booth.restore()
    assert booth.names() == set()
    no = {ConsentState.DECLINED, ConsentState.WITHDRAWN}
    assert {booth.state("AB-0001"), booth.state("AB-0003")} <= no
    assert booth.services.ledger.verify().problems == ()


def test_that_a_restore_of_before_the_merging_has_both_leads_and_can_merge_again(
    booth: Booth,
) -> None:
    booth.back_up()
    find = booth.services.leads.find
    booth.services.merging.merge(find("AB-0001"), find("AB-0003"))
    booth.restore()
    assert len(booth.names()) == 2
    find = booth.services.leads.find
    booth.services.merging.merge(find("AB-0001"), find("AB-0003"))
    assert WANJIRU[1] not in booth.names()
    assert booth.services.ledger.verify().problems == ()
