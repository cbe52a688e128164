"""Scorecards: everyone writes their own, and sees the others' once these are handed in."""

from collections.abc import Mapping
from dataclasses import replace

from boothapp.domain.errors import BadInput
from boothapp.domain.interviews import Interview
from boothapp.domain.scorecards import (
    MARKS,
    CardSeat,
    Scorecard,
    ScoreSummary,
    ScoreVerdict,
    summary,
)
from boothapp.ids import new_id
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.store.store import Records, Store


class ScorecardsService:
    """Who is on duty is who writes: an interviewer is known by their staff member, else by name."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def seats(self, interview_id: str) -> tuple[CardSeat, ...]:
        """The panel with its cards, as far as who is on duty may see them.

        A draft is its author's alone. Who still has to hand in a card of their own does not see
        the others' before that: a verdict is to be one's own. Raises BadInput.
        """
        staff_id = self._duty.staff_id
        with self._store.reading() as records:
            interview = records.interviews.get(interview_id)
            found = records.scorecards.of_interview(interview_id)
            mine = self._mine(records, interview, staff_id)
        cards = {card.interviewer_id: card for card in found}
        waits = mine is not None and not _is_in(cards.get(mine))
        return tuple(
            CardSeat(
                interviewer_id=who.id,
                interviewer=who.name,
                is_mine=who.id == mine,
                handed_in=_is_in(cards.get(who.id)),
                card=cards.get(who.id)
                if who.id == mine or (_is_in(cards.get(who.id)) and not waits)
                else None,
            )
            for who in interview.panel
        )

    def summary(self, lead_id: str) -> ScoreSummary:
        """What the cards of a lead that were handed in say; nothing of them while who is on duty
        still has to hand in one of their own about this lead."""
        staff_id = self._duty.staff_id
        with self._store.reading() as records:
            interviews = records.interviews.of_lead(lead_id)
            cards = records.scorecards.of_lead(lead_id)
            given = {(card.interview_id, card.interviewer_id) for card in cards if card.handed_in}
            expected = sum(len(one.panel) for one in interviews if one.occupies)
            waits = any(
                (mine := self._mine(records, one, staff_id)) is not None
                and (one.id, mine) not in given
                for one in interviews
                if one.occupies
            )
        return summary(() if waits else cards, expected)

    def save(
        self,
        interview_id: str,
        marks: Mapping[str, int],
        verdict: ScoreVerdict | None,
        text: str,
        *,
        hand_in: bool = False,
    ) -> Scorecard | None:
        """Write the card of who is on duty; answers with it as it was, None where it is new.

        Raises BadInput for who is not on the panel, for a mark that there is not, for a card that
        is handed in without a verdict, and where it was handed in already.
        """
        if any(mark not in MARKS for mark in marks.values()):
            raise BadInput(f"A mark is one of {MARKS[0]} to {MARKS[-1]}.")
        if hand_in and verdict is None:
            raise BadInput("Say whether you would go on with this person, then hand it in.")
        staff_id = self._duty.staff_id
        with self._store.writing(staff_id) as records:
            interview = records.interviews.get(interview_id)
            mine = self._mine(records, interview, staff_id)
            if mine is None:
                raise BadInput(
                    f"{self._duty.name} is not on the panel of this interview. Switch who is on "
                    "duty, or link the interviewer to the staff member in Settings."
                )
            before = self._card(records, interview_id, mine)
            if _is_in(before):
                raise BadInput("This scorecard was handed in and stays as it is.")
            card = Scorecard(
                id=before.id if before else new_id(),
                interview_id=interview_id,
                lead_id=interview.lead_id,
                interviewer_id=mine,
                interviewer="",
                marks=dict(marks),
                verdict=verdict,
                text=text.strip(),
                handed_in=self._store.clock() if hand_in else None,
            )
            (records.scorecards.change if before else records.scorecards.put_back)(card)
        self._changed(interview)
        return before

    def take_back(self, interview_id: str, before: Scorecard | None) -> None:
        """Undo `save`: the card of who is on duty is what it was. Raises BadInput."""
        staff_id = self._duty.staff_id
        with self._store.writing(staff_id) as records:
            interview = records.interviews.get(interview_id)
            mine = self._mine(records, interview, staff_id)
            now = self._card(records, interview_id, mine) if mine else None
            if now is None:
                raise BadInput("This scorecard is no longer there.")
            if before is None:
                records.scorecards.remove(now)
            else:
                records.scorecards.change(replace(before, id=now.id))
        self._changed(interview)

    def _card(self, records: Records, interview_id: str, who: str) -> Scorecard | None:
        cards = records.scorecards.of_interview(interview_id)
        return next((card for card in cards if card.interviewer_id == who), None)

    def _mine(self, records: Records, interview: Interview, staff_id: str) -> str | None:
        """The seat of who is on duty on a panel."""
        known = {who.id: who for who in records.setup.interviewers()}
        for member in interview.panel:
            who = known.get(member.id)
            linked = who.staff_id if who is not None else None
            if linked == staff_id:
                return member.id
            if linked is None and member.name.casefold() == self._duty.name.casefold():
                return member.id
        return None

    def _changed(self, interview: Interview) -> None:
        self._events.publish(Changed("scorecard", interview.lead_id))


def _is_in(card: Scorecard | None) -> bool:
    return card is not None and card.handed_in is not None
