"""Every consent event says how, by whom, under which notice and until when: all of it, or none."""

from itertools import product

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose
from boothapp.domain.ledger import Method, Reason
from boothapp.services.bundle import Services
from boothapp.store import restoring
from boothapp.store.carrying import Left
from boothapp.store.journal import Ending
from boothapp.store.restoring import Since
from tests import factories
from tests.store.attacks import Busy
from tests.store.tampering import append

NOTICE = ("notice", "notice_id", "version", "language", "sha256")
REFUSED = "consent: an event proves by whom it was heard, how, under which notice and until when"
HALF = "does not say what every such event says: how, by whom, under which notice, until when."
WITHOUT_LIST = "speaks for an organiser's list that was not taken in then."
TRIGGER = "SELECT sql FROM sqlite_master WHERE name = 'change_proves_consent'"
CANNOT_BE_READ = "has a proof that cannot be read."
WRONG_KEY = {"reason": "wrong_key"}
Changes = list[dict[str, str | None]]


def by(*methods: str) -> Changes:
    return [{"method": method} for method in methods]


def without(*names: str) -> Changes:
    return [{name: None} for name in names]


# Of each event: about whom it can be said here, and how BoothApp says it.
WHOLE: dict[str, tuple[str, dict[str, str | None]]] = {
    "given": ("ingrid", {"method": "spoken", "until": "2027-01-06", **dict.fromkeys(NOTICE)}),
    "declined": ("haruto", {"method": "screen", **dict.fromkeys(NOTICE)}),
    "deferred": ("haruto", {"method": "mail", **dict.fromkeys(NOTICE)}),
    "withdrawn": ("haruto", {"method": "request", "reason": "own_wish"}),
    "roster_yes": ("ingrid", {"method": "list"}),
    "roster_no": ("ingrid", {"method": "list"}),
    "expired": ("haruto", {"method": "retention"}),
    "mistake": ("ingrid", dict(WRONG_KEY)),
}
NOTHING: Changes = [{"method": None, "reason": None}, dict.fromkeys(NOTICE)]
INCOMPLETE: list[tuple[str, dict[str, str | None]]] = [
    *product(WHOLE, NOTHING[:1]),
    # Without the hash nothing else of the notice is believed: an older trigger refuses that.
    *product(("given", "declined", "deferred"), without(*NOTICE[:4])),
    *product(("given", "deferred"), NOTHING[1:]),
    *product(("given", "deferred"), by("request", "list", "retention")),
    *product(("declined", "withdrawn"), by("list", "retention")),
    *product(("roster_yes", "roster_no"), by("spoken", "retention")),
    ("given", {"until": None}),
    ("expired", {"method": "spoken"}),
    ("expired", {"method": None, "reason": "own_wish"}),
    ("mistake", {"reason": "own_wish"}),
]


def proof(services: Services, event: str, **otherwise: str | None) -> dict[str, str | int]:
    """What the event says, with its notice's facts, but for what is `otherwise`."""
    notice = services.notices.notice("en")
    facts: dict[str, str | int] = {
        "notice": notice.reference,
        "notice_id": notice.id,
        "version": notice.version,
        "language": "en",
        "sha256": notice.sha256,
    }
    said = {**WHOLE[event][1], **{name: facts[name] for name in NOTICE if name in WHOLE[event][1]}}
    return {name: value for name, value in {**said, **otherwise}.items() if value is not None}


def forge(
    raw: Connection, busy: Busy, event: str, value: dict[str, str | int] | None, staff: str
) -> int:
    return append(
        raw,
        f"consent.{event}",
        "recruiting_contact",
        getattr(busy, WHOLE[event][0]),
        value,
        staff,
    )


def past_the_trigger(raw: Connection, *forged: object) -> int:
    """As somebody does who takes the trigger away for a moment."""
    made = str(raw.exec_driver_sql(TRIGGER).scalar_one())
    raw.exec_driver_sql("DROP TRIGGER change_proves_consent")
    seq = forge(raw, *forged)  # type: ignore[arg-type] # as forge takes them
    raw.exec_driver_sql(made)
    return seq


@pytest.mark.parametrize("event", WHOLE)
def test_that_what_boothapp_says_is_taken_and_found_sound(
    services: Services, raw: Connection, busy: Busy, event: str
) -> None:
    with services.store.writing(services.duty.staff_id) as records:
        factories.proof_of(records, ConsentEvent.ROSTER_YES, Purpose.RECRUITING)
    forge(raw, busy, event, proof(services, event), services.duty.staff_id)
    assert services.ledger.verify().problems == ()


def test_that_the_lists_word_may_say_until_when(
    services: Services, raw: Connection, busy: Busy
) -> None:
    with services.store.writing(services.duty.staff_id) as records:
        factories.proof_of(records, ConsentEvent.ROSTER_YES, Purpose.RECRUITING)
    value = proof(services, "roster_yes", until="2026-08-09")
    forge(raw, busy, "roster_yes", value, services.duty.staff_id)
    assert services.ledger.verify().problems == ()


@pytest.mark.parametrize(("event", "otherwise"), INCOMPLETE)
def test_that_half_a_proof_is_refused_and_named_where_it_came_in(
    services: Services, raw: Connection, busy: Busy, event: str, otherwise: dict[str, str | None]
) -> None:
    with services.store.writing(services.duty.staff_id) as records:
        factories.proof_of(records, ConsentEvent.ROSTER_YES, Purpose.RECRUITING)
    value = proof(services, event, **otherwise)
    check_both(services, raw, busy, event, value, services.duty.staff_id, HALF)


def check_both(
    services: Services,
    raw: Connection,
    busy: Busy,
    event: str,
    value: dict[str, str | int] | None,
    staff: str,
    said: str,
) -> None:
    """The store refuses it; and taken in without its trigger, verify names it and nothing else."""
    with pytest.raises(DatabaseError, match=REFUSED):
        forge(raw, busy, event, value, staff)
    seq = past_the_trigger(raw, busy, event, value, staff)
    (problem,) = services.ledger.verify().problems
    assert problem.startswith(f"Record {seq} (consent.{event}, ")
    assert said in problem


@pytest.mark.parametrize("event", sorted(WHOLE.keys() - {"expired", "mistake"}))
def test_that_an_event_is_heard_by_somebody(
    services: Services, raw: Connection, busy: Busy, event: str
) -> None:
    with services.store.writing(services.duty.staff_id) as records:
        factories.proof_of(records, ConsentEvent.ROSTER_YES, Purpose.RECRUITING)
    value = proof(services, event)
    said = WITHOUT_LIST if event.startswith("roster") else HALF
    check_both(services, raw, busy, event, value, "", said)


def test_that_a_term_ends_by_itself(services: Services, raw: Connection, busy: Busy) -> None:
    forge(raw, busy, "expired", {"method": "retention"}, "")
    assert services.ledger.verify().problems == ()


def test_that_nobody_who_is_not_staff_hears_an_answer(
    services: Services, raw: Connection, busy: Busy
) -> None:
    value = proof(services, "given")
    check_both(services, raw, busy, "given", value, "x", "is by somebody who never worked here")


def test_that_a_day_is_one_of_the_calendar(services: Services, raw: Connection, busy: Busy) -> None:
    value = proof(services, "given", until="2026-02-30")
    check_both(services, raw, busy, "given", value, services.duty.staff_id, CANNOT_BE_READ)


def test_that_an_event_without_any_proof_is_refused(
    services: Services, raw: Connection, busy: Busy
) -> None:
    check_both(
        services, raw, busy, "given", None, services.duty.staff_id, "lost its proof: it was blanked"
    )


def test_that_a_list_speaks_while_it_is_taken_in_only(
    services: Services, raw: Connection, busy: Busy
) -> None:
    value = proof(services, "roster_yes")
    check_both(services, raw, busy, "roster_yes", value, services.duty.staff_id, WITHOUT_LIST)


def test_that_endings_that_did_not_say_how_are_done_again_all_the_same(
    services: Services, busy: Busy
) -> None:
    """Lines of a journal, and records of the first version, may have neither method nor reason."""
    for event, expected, method, reason in (
        (ConsentEvent.ROSTER_NO, ConsentState.EXPIRED, Method.LIST, None),
        (ConsentEvent.MISTAKE, ConsentState.EXPIRED, None, Reason.WRONG_KEY),
        (ConsentEvent.EXPIRED, ConsentState.EXPIRED, Method.RETENTION, None),
        (ConsentEvent.WITHDRAWN, ConsentState.WITHDRAWN, Method.REQUEST, None),
    ):
        ending = Ending(
            id="e",
            subject=busy.haruto,
            purposes=(Purpose.RECRUITING,),
            event=event,
            method=None,
            reason=None,
            at=1,
        )
        with services.store.writing(services.duty.staff_id) as records:
            factories.say(records, busy.haruto, Purpose.RECRUITING, ConsentEvent.GIVEN)
            since = Since(endings=(ending,), closed={}, seen=0, met=0, left=Left())
            assert restoring.replay(records, since) == 1
            view = records.consents.views(busy.haruto)[0]
            assert view.state is expected
            assert view.method == method
            *_, last = records.ledger.events(subject=busy.haruto)
            assert last.reason == (reason or "")
    assert services.ledger.verify().problems == ()
