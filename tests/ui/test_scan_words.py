"""What the Scan page says about a card, and the order of its list."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.badge import Badge, Missing, Shape, Unknown
from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose, Verdict
from boothapp.domain.ledger import Method
from boothapp.domain.people import ConsentView, Person, ScanRow, ScanSource, VerdictCard
from boothapp.ui.leads.wording import consent_line
from boothapp.ui.privacy.wording import EVENT_WORDS, STATE_WORDS
from boothapp.ui.scan import wording
from boothapp.ui.scan.desk import Desk
from boothapp.ui.scan.lines import scan_lines

NOW = datetime(2026, 7, 9, 5, 32, 7, tzinfo=UTC)
SEOUL = ZoneInfo("Asia/Seoul")


def card(verdict: Verdict, state: ConsentState = ConsentState.UNKNOWN) -> VerdictCard:
    view = ConsentView(
        purpose=Purpose.RECRUITING, state=state, since=NOW - timedelta(minutes=5), staff="Sofia"
    )
    return VerdictCard(
        scan_id="1",
        scanned_at=NOW,
        source=ScanSource.CAMERA,
        verdict=verdict,
        subject="s",
        badge=Badge(format="plain", badge_id="4Q-7781"),
        consent=(view,),
        roster_day=date(2026, 6, 28),
    )


@pytest.mark.parametrize(
    ("verdict", "state", "words"),
    [
        (Verdict.MAY_SHARE, ConsentState.ROSTER_YES, "On the organiser’s list of 28 June"),
        (Verdict.MAY_SHARE, ConsentState.GIVEN, "Said yes to Sofia"),
        (Verdict.ASK, ConsentState.UNKNOWN, "Not on the organiser’s list, never asked here"),
        (Verdict.ASK, ConsentState.DEFERRED, "Asked before, left open"),
        (Verdict.DECLINED, ConsentState.DECLINED, "Said no, 14:27. Will not be asked again"),
        (Verdict.DECLINED, ConsentState.WITHDRAWN, "Took back their yes, 14:27"),
    ],
)
def test_that_the_band_says_why(verdict: Verdict, state: ConsentState, words: str) -> None:
    assert wording.reason(card(verdict, state), NOW, SEOUL).startswith(words)


def test_that_a_yes_that_a_list_took_back_is_not_said_of_the_person() -> None:
    found = card(Verdict.DECLINED, ConsentState.WITHDRAWN)
    found = replace(found, consent=(replace(found.consent[0], method=Method.LIST),))
    said = "The organiser’s list took it back, 14:27. Will not be asked again"
    assert wording.reason(found, NOW, SEOUL) == said
    line = consent_line(found.consent[0], date(2026, 7, 9), SEOUL)
    assert line.proof == "The organiser’s list took it back, today 14:27. Will not be asked again"


def test_that_every_unknown_code_gets_a_sentence() -> None:
    looks = [*(shape.value for shape in Shape), "vcard", "pretix_sig1", "some_plugin"]
    for shape in looks:
        for missing in Missing:
            said = wording.unknown_reason(Unknown(looks_like=shape, missing=missing))
            assert said[0].isupper()
            assert "_" not in said.replace("some_plugin", "")


def test_that_somebody_without_a_name_is_called_by_the_badge() -> None:
    assert wording.who(card(Verdict.ASK)) == "Badge 4Q-7781"
    named = replace(card(Verdict.ASK), person=Person(name="Amara Okonkwo"))
    assert wording.who(named) == "Amara Okonkwo"


def test_that_a_time_of_another_day_names_the_day() -> None:
    assert wording.moment(NOW, NOW, SEOUL) == "14:32"
    assert wording.moment(NOW - timedelta(days=2), NOW, SEOUL) == "Tue 14:32"


def row(scan: str, verdict: Verdict, *, waiting: bool = False, name: str = "") -> ScanRow:
    return ScanRow(
        scan_id=scan,
        at=NOW,
        verdict=verdict,
        format="plain",
        subject=f"person {scan}",
        name=name,
        affiliation="Kamogawa University" if name else "",
        lead_id=f"lead {scan}" if name else None,
        staff="Kwame Mensah",
        waiting=waiting,
        state=ConsentState.UNKNOWN,
    )


def test_that_pictures_without_a_code_are_one_line_where_they_follow_each_other() -> None:
    desk = Desk()
    desk.put_aside(replace(card(Verdict.ASK), subject="person aside"))
    rows = [
        *(row(f"picture {number}", Verdict.UNREADABLE) for number in range(14)),
        row("lead", Verdict.MAY_SHARE, name="Amara Okonkwo"),
        row("alone", Verdict.UNREADABLE),
        row("aside", Verdict.ASK, waiting=True),
    ]
    lines = scan_lines(rows, desk, SEOUL)
    assert [(line.title, line.detail) for line in lines[1:]] == [
        ("Unreadable", "No code in 14 pictures"),
        ("Amara Okonkwo", "May share · Kamogawa University"),
        ("Unreadable", "No code in the picture"),
    ]


def test_that_the_newest_scan_of_who_is_on_screen_or_in_line_is_their_line() -> None:
    desk = Desk()
    desk.arrive(replace(card(Verdict.ASK), scan_id="first", subject="person asked"))
    desk.arrive(replace(card(Verdict.ASK), scan_id="second", subject="person next"))
    rows = [
        replace(row("asked", Verdict.ASK, waiting=True), scan_id="third"),
        replace(row("next", Verdict.ASK, waiting=True), scan_id="again"),
        replace(row("next", Verdict.ASK), scan_id="second"),
        replace(row("asked", Verdict.ASK), scan_id="first"),
    ]
    lines = scan_lines(rows, desk, SEOUL)
    shown = [(line.row.scan_id, line.current, line.call) for line in lines]
    assert shown[:2] == [("third", True, ""), ("again", False, "Answer")]
    assert [line[1:] for line in shown[2:]] == [(False, "")] * 2


def test_that_who_waits_stands_on_top_and_who_cannot_be_answered_says_why() -> None:
    desk = Desk()
    desk.put_aside(replace(card(Verdict.ASK), subject="person aside"))
    rows = [
        row("lead", Verdict.MAY_SHARE, name="Amara Okonkwo"),
        row("gone", Verdict.ASK, waiting=True),
        row("aside", Verdict.ASK, waiting=True),
    ]
    lines = scan_lines(rows, desk, SEOUL)
    assert [(line.title, line.call) for line in lines] == [
        ("Badge 4Q-7781", "Answer"),
        ("Not answered", ""),
        ("Amara Okonkwo", ""),
    ]
    assert lines[1].detail == "Scan the badge again to answer"


def test_that_nobody_who_declined_is_named_in_the_list() -> None:
    (line,) = scan_lines([row("no", Verdict.DECLINED)], Desk(), SEOUL)
    assert (line.title, line.detail) == ("No name kept", "Declined · will not be asked again")


@pytest.mark.parametrize("verdict", [Verdict.MAY_SHARE, Verdict.ALREADY_LEAD, Verdict.ASK])
def test_that_a_removed_lead_is_said_and_no_yes_of_theirs(verdict: Verdict) -> None:
    gone = replace(row("x", verdict), gone=True, state=ConsentState.GIVEN)
    (line,) = scan_lines([gone], Desk(), SEOUL)
    assert (line.title, line.detail) == ("No name kept", "Lead removed · nothing kept")
    assert (line.tone, line.word) == ("declined", "Removed")
    ended = replace(gone, state=ConsentState.WITHDRAWN)
    (line,) = scan_lines([ended], Desk(), SEOUL)
    assert (line.tone, line.word) == ("declined", "")
    assert line.detail == "Declined · will not be asked again"


def test_that_who_agreed_by_a_list_since_is_said_to_need_one_more_scan() -> None:
    agreed = replace(row("x", Verdict.ASK, waiting=True), state=ConsentState.ROSTER_YES)
    (line,) = scan_lines([agreed], Desk(), SEOUL)
    assert line.detail == "Agreed meanwhile · scan the badge again"


def test_that_nobody_is_said_to_have_answered_what_was_left_open() -> None:
    (view,) = card(Verdict.ASK, ConsentState.DEFERRED).consent
    assert wording.state_words(view, NOW, SEOUL).startswith("Left open")
    assert EVENT_WORDS[ConsentEvent.DEFERRED] == "left open"
    assert STATE_WORDS[ConsentState.DEFERRED] == "Left open"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("plain", "Badge id"),
        ("vcard", "vCard"),
        ("vcard_4", "vcard_4"),
        ("pretix_sig1", "pretix"),
        ("email", "E-mail"),
        ("web_address", "Looks like a web address"),
        ("", "–"),
    ],
)
def test_that_a_kind_of_code_is_called_as_people_call_it(name: str, words: str) -> None:
    assert wording.code_kind(name) == words
