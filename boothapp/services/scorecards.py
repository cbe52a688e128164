"""Scorecards: everyone writes their own, and sees the others' once these are handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

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
from boothapp.store.records import Records
from boothapp.store.store import Store

_NOT_YOURS = "This scorecard is somebody else's, and {} is on duty now: only its author changes it."


class ScorecardsService:
    """Who is on duty is who writes: an interviewer is known by their staff member, else by name."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def seats(self, interview_id: str) -> tuple[CardSeat, ...]:
        """The panel with its cards, as far as who is on duty may see them.

        Who handed one in and left the panel since keeps their seat: what they said counts.

        A draft is its author's alone. Who still has to hand in a card of their own about this
        lead does not see the others' before that: a verdict is to be one's own. Raises BadInput.
        """
        staff_id = self._duty.staff_id
        with self._store.reading() as records:
            interview = records.interviews.get(interview_id)
            found = records.scorecards.of_interview(interview_id)
            mine = self._mine(records, interview, staff_id)
            waits = self._waits(records, interview.lead_id, staff_id)
        cards = {card.interviewer_id: card for card in found}
        return tuple(
            CardSeat(
                interviewer_id=who,
                interviewer=name,
                is_mine=who == mine,
                handed_in=_is_in(cards.get(who)),
                card=cards.get(who)
                if who == mine or (_is_in(cards.get(who)) and not waits)
                else None,
            )
            for who, name in _judges(interview, found).items()
        )

    def readable(self, lead_id: str) -> frozenset[str]:
        """The ids of the cards about a lead that `seats` shows to who is on duty."""
        with self._store.reading() as records:
            interviews = records.interviews.of_lead(lead_id)
        seats = [seat for one in interviews for seat in self.seats(one.id)]
        return frozenset(seat.card.id for seat in seats if seat.card is not None)

    def summary(self, lead_id: str) -> ScoreSummary:
        """What the cards of a lead that were handed in say; nothing of them while who is on duty
        still has to hand in one of their own about this lead."""
        staff_id = self._duty.staff_id
        with self._store.reading() as records:
            interviews = records.interviews.of_lead(lead_id)
            cards = records.scorecards.of_lead(lead_id)
            expected = sum(_asked(one, cards) for one in interviews)
            waits = self._waits(records, lead_id, staff_id)
        return summary(() if waits else cards, expected)

    def save(
        self,
        interview_id: str,
        marks: Mapping[str, int],
        verdict: ScoreVerdict | None,
        text: str,
        *,
        hand_in: bool = False,
        by: str | None = None,
    ) -> Scorecard | None:
        """Write the card of who is on duty; answers with it as it was, None where it is new.

        `by` is the staff id of who filled it in. Raises BadInput where somebody else is on duty by
        now, for who is not on the panel, for a mark that there is not, for a card that is handed in
        without a verdict, and where it was handed in already.
        """
        if hand_in and verdict is None:
            raise BadInput("Say whether you would go on with this person, then hand it in.")
        staff_id = self._author(by)
        given = self._store.clock() if hand_in else None
        return self._put(
            interview_id, (dict(marks), verdict, text), given, staff_id, self._duty.name
        )

    def keep(
        self,
        interview_id: str,
        marks: Mapping[str, int],
        verdict: ScoreVerdict | None,
        text: str,
        *,
        by: str,
    ) -> None:
        """Keep as a draft what `by` filled in before somebody else took over; it stays theirs.

        Raises BadInput as `save` does.
        """
        with self._store.reading() as records:
            known = {one.id: one.name for one in records.setup.settings().staff}
        self._put(interview_id, (dict(marks), verdict, text), None, by, known.get(by, ""))

    def _put(
        self,
        interview_id: str,
        content: tuple[dict[str, int], ScoreVerdict | None, str],
        handed_in: datetime | None,
        staff_id: str,
        name: str,
    ) -> Scorecard | None:
        marks, verdict, text = content
        if any(mark not in MARKS for mark in marks.values()):
            raise BadInput(f"A mark is one of {MARKS[0]} to {MARKS[-1]}.")
        with self._store.writing(staff_id) as records:
            interview = records.interviews.get(interview_id)
            mine = self._mine(records, interview, staff_id, name)
            if mine is None:
                raise BadInput(
                    f"{name} is not on the panel of this interview. Switch who is on "
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
                marks=marks,
                verdict=verdict,
                text=text.strip(),
                handed_in=handed_in,
            )
            (records.scorecards.change if before else records.scorecards.put_back)(card)
        self._changed(interview)
        return before

    def take_back(
        self, interview_id: str, before: Scorecard | None, *, by: str | None = None
    ) -> None:
        """Undo `save`: the card of who is on duty is what it was.

        `by` is the staff id of who saved it. Raises BadInput where somebody else is on duty by now,
        and for a card that was handed in once its author may read another one of this lead.
        """
        staff_id = self._author(by)
        with self._store.writing(staff_id) as records:
            interview = records.interviews.get(interview_id)
            mine = self._mine(records, interview, staff_id)
            now = self._card(records, interview_id, mine) if mine else None
            if now is None:
                raise BadInput("This scorecard is no longer there.")
            if before is not None and before.interviewer_id != mine:
                raise BadInput(_NOT_YOURS.format(self._duty.name))
            if _is_in(now) and self._reads_others(records, now, staff_id):
                raise BadInput(
                    "This scorecard was handed in and stays as it is: another one about this "
                    "person can be read by now."
                )
            if before is None:
                records.scorecards.remove(now)
            else:
                records.scorecards.change(replace(before, id=now.id))
        self._changed(interview)

    def _card(self, records: Records, interview_id: str, who: str) -> Scorecard | None:
        cards = records.scorecards.of_interview(interview_id)
        return next((card for card in cards if card.interviewer_id == who), None)

    def _author(self, by: str | None) -> str:
        """The staff id of who is on duty, who has to be the author where one is named."""
        staff_id = self._duty.staff_id
        if by is not None and by != staff_id:
            raise BadInput(_NOT_YOURS.format(self._duty.name))
        return staff_id

    def _waits(self, records: Records, lead_id: str, staff_id: str) -> bool:
        """Whether who is on duty still owes a card about a lead, of whichever interview."""
        cards = records.scorecards.of_lead(lead_id)
        given = {(card.interview_id, card.interviewer_id) for card in cards if card.handed_in}
        return any(
            (mine := self._mine(records, one, staff_id)) is not None and (one.id, mine) not in given
            for one in records.interviews.of_lead(lead_id)
            if one.occupies
        )

    def _reads_others(self, records: Records, card: Scorecard, staff_id: str) -> bool:
        """Whether the author of a card may read what another one wrote about the same lead."""
        others = [
            one
            for one in records.scorecards.of_lead(card.lead_id)
            if _is_in(one) and one.interviewer_id != card.interviewer_id
        ]
        return bool(others) and not self._waits(records, card.lead_id, staff_id)

    def _mine(
        self, records: Records, interview: Interview, staff_id: str, name: str | None = None
    ) -> str | None:
        """The seat of somebody on a panel; `name` is of who is on duty unless it is given."""
        name = self._duty.name if name is None else name
        known = {who.id: who for who in records.setup.interviewers()}
        for member in interview.panel:
            who = known.get(member.id)
            linked = who.staff_id if who is not None else None
            if linked == staff_id:
                return member.id
            if linked is None and member.name.casefold() == name.casefold():
                return member.id
        return None

    def _changed(self, interview: Interview) -> None:
        self._events.publish(Changed("scorecard", interview.lead_id))


def _judges(interview: Interview, cards: Sequence[Scorecard]) -> dict[str, str]:
    """Whose word counts, by id: the panel, and who gave theirs before they left it."""
    left = {
        card.interviewer_id: card.interviewer
        for card in cards
        if card.interview_id == interview.id and _is_in(card)
    }
    return left | {who.id: who.name for who in interview.panel}


def _asked(interview: Interview, cards: Sequence[Scorecard]) -> int:
    """From how many there is a card or will be: nobody waits for one where nothing took place."""
    if interview.occupies:
        return len(_judges(interview, cards))
    return sum(card.interview_id == interview.id and _is_in(card) for card in cards)


def _is_in(card: Scorecard | None) -> bool:
    return card is not None and card.handed_in is not None
