"""Scorecards: drafts are one's own, handing in has an undo, others' come after one's own."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from boothapp.domain.event import Criterion
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.scorecards import ScoreVerdict
from boothapp.ui.pages.leads import LeadsPage
from boothapp.ui.scorecards.dialog import ScorecardDialog
from boothapp.ui.scorecards.wording import read_scores
from boothapp.ui.widgets.labels import Label
from tests import factories
from tests.factories import SettableClock
from tests.ui.cards.conftest import Desk

OTHER = "Elif Yıldız"


def judge(desk: Desk) -> ScorecardDialog:
    desk.press(Qt.Key.Key_J)
    return cast("ScorecardDialog", desk.dialog(ScorecardDialog))


def other_hands_in(desk: Desk, criteria: tuple[Criterion, ...]) -> None:
    desk.services.settings.add_staff(OTHER)
    desk.services.duty.switch(OTHER)
    desk.services.scorecards.save(
        desk.booked.id, {criteria[0].id: 4}, ScoreVerdict.NO, "Too far off", hand_in=True
    )
    desk.services.duty.switch(factories.STAFF)
    desk.stage.settle()


def test_that_a_card_is_handed_in_and_undone(desk: Desk, criteria: tuple[Criterion, ...]) -> None:
    dialog = judge(desk)
    assert dialog.form is not None
    dialog.form.marks[criteria[0].id].choose("3")
    dialog.give()
    assert dialog.form.verdict_field.complaint == "Choose one, then hand it in."
    dialog.form.verdict.choose(ScoreVerdict.YES.value)
    dialog.form.text.setPlainText("Knew it")
    dialog.hand_in.click()
    desk.stage.settle()
    assert desk.closed()
    said = read_scores(desk.services, desk.booked.lead_id).line
    assert said == "1 of 2 handed in: 1 yes; Depth 3.0"
    assert desk.page.panel.booking.scores.words == said
    desk.stage.undo()
    assert desk.page.panel.booking.scores.words == "0 of 2 handed in"


def test_that_the_counts_of_what_did_not_take_place_agree(
    desk: Desk, criteria: tuple[Criterion, ...], clock: SettableClock
) -> None:
    interviews, card = desk.services.interviews, desk.page.panel.booking
    clock.now = desk.booked.starts
    interviews.set_status(desk.booked.id, InterviewStatus.NO_SHOW)
    desk.stage.settle()
    assert card.scores.words == "No scorecard is waited for"
    interviews.set_status(desk.booked.id, InterviewStatus.PLANNED)
    desk.services.scorecards.save(
        desk.booked.id, {criteria[0].id: 2}, ScoreVerdict.YES, "", hand_in=True
    )
    interviews.set_status(desk.booked.id, InterviewStatus.CANCELLED)
    desk.stage.settle()
    assert card.scores.words == "1 of 1 handed in: 1 yes; Depth 2.0"


def test_that_closing_keeps_what_was_typed_as_a_draft(
    desk: Desk, criteria: tuple[Criterion, ...]
) -> None:
    dialog = judge(desk)
    assert dialog.form is not None
    dialog.form.text.setPlainText("Half a thought")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    desk.stage.settle()
    assert desk.closed()
    assert desk.stage.said[-1] == "Scorecard of Amara Okonkwo: kept as a draft"
    again = judge(desk)
    assert again.form is not None
    assert again.form.text.toPlainText() == "Half a thought"
    again.reject()
    assert desk.closed()
    desk.stage.undo()
    (mine,) = (one for one in desk.services.scorecards.seats(desk.booked.id) if one.is_mine)
    assert mine.card is None


def test_that_the_others_are_seen_only_after_ones_own(
    desk: Desk, criteria: tuple[Criterion, ...]
) -> None:
    other_hands_in(desk, criteria)
    waits = "1 of 2 handed in: what they say is shown once yours is in"
    assert desk.page.panel.booking.scores.words == waits
    dialog = judge(desk)
    assert [line.words for line in dialog.others] == [f"{OTHER}: handed in"]
    assert dialog.form is not None
    dialog.form.verdict.choose(ScoreVerdict.YES.value)
    dialog.give()
    desk.stage.settle()
    assert desk.page.panel.booking.scores.words == "2 of 2 handed in: 1 yes, 1 no; Depth 4.0"
    after = judge(desk)
    assert after.form is None
    assert after.hand_in.isHidden()
    after.reject()


def test_that_who_is_not_on_the_panel_reads_only_and_is_told_why(
    desk: Desk, criteria: tuple[Criterion, ...]
) -> None:
    desk.services.settings.add_staff("Mei Ueda")
    desk.services.duty.switch("Mei Ueda")
    dialog = judge(desk)
    assert dialog.form is None
    assert [line.words for line in dialog.others] == [
        f"{factories.STAFF}: not handed in yet",
        f"{OTHER}: not handed in yet",
    ]
    dialog.reject()
    assert desk.closed()


def test_that_without_criteria_it_says_where_to_add_them(desk: Desk) -> None:
    dialog = judge(desk)
    assert not dialog.settings.isHidden()
    dialog.settings.click()
    assert desk.stage.navigated == [("settings", "scorecards")]


def test_that_the_lead_panel_has_the_summary(desk: Desk, criteria: tuple[Criterion, ...]) -> None:
    desk.services.scorecards.save(
        desk.booked.id, {criteria[1].id: 2}, ScoreVerdict.STRONG_YES, "", hand_in=True
    )
    page = LeadsPage(desk.stage.context)
    desk.page.hide()
    desk.stage.show(page)
    page.open_with(desk.booked.lead_id)
    desk.stage.settle()
    words = " ".join(label.text() for label in page.panel.interview.findChildren(Label))
    assert "1 of 2 handed in: 1 certainly; Clarity 2.0" in words


def test_that_the_dialog_closes_when_somebody_else_takes_over_and_the_draft_stays_its_authors(
    desk: Desk, criteria: tuple[Criterion, ...]
) -> None:
    desk.services.settings.add_staff(OTHER)
    dialog = judge(desk)
    assert dialog.form is not None
    dialog.form.text.setPlainText("Written by Sofia")
    desk.services.duty.switch(OTHER)
    desk.stage.settle()
    assert desk.closed()
    seats = {one.interviewer: one for one in desk.services.scorecards.seats(desk.booked.id)}
    assert all(seat.card is None for seat in seats.values())
    desk.services.duty.switch(factories.STAFF)
    seats = {one.interviewer: one for one in desk.services.scorecards.seats(desk.booked.id)}
    mine = seats[factories.STAFF].card
    assert mine is not None
    assert mine.text == "Written by Sofia"


def test_that_the_undo_of_one_person_leaves_the_card_of_another(
    desk: Desk, criteria: tuple[Criterion, ...]
) -> None:
    dialog = judge(desk)
    assert dialog.form is not None
    dialog.form.text.setPlainText("Sofia's")
    dialog.save_draft()
    desk.stage.settle()
    desk.services.settings.add_staff(OTHER)
    desk.services.duty.switch(OTHER)
    desk.services.scorecards.save(desk.booked.id, {}, None, "Elif's")
    desk.stage.settle()
    desk.stage.undo()
    assert f"{OTHER} is on duty now" in desk.stage.said[-1]
    (card,) = (one.card for one in desk.services.scorecards.seats(desk.booked.id) if one.is_mine)
    assert card is not None
    assert card.text == "Elif's"
