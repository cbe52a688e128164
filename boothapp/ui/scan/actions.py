"""What the Scan page does: scans, answers and changes go to the services, and come back here."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from boothapp.domain.answers import Answered, TakenBack
from boothapp.domain.consent import ConsentEvent, Purpose, Verdict
from boothapp.domain.people import NoticeShown, Person, ScanSource, VerdictCard
from boothapp.domain.staff_badges import code_in
from boothapp.services.events import Changed
from boothapp.ui.context import Context
from boothapp.ui.invitations.offering import offer_cancellations
from boothapp.ui.scan import wording
from boothapp.ui.scan.desk import Arrival, Desk
from boothapp.ui.scan.wait_notices import WaitNotices

_SAID = {ConsentEvent.GIVEN: "yes", ConsentEvent.DECLINED: "no", ConsentEvent.DEFERRED: "left open"}
_SHOWN_EVENTS = frozenset({"lead", "consent"})


class ScanActions(QObject):
    """Keeps the desk. All signals come in the window's thread.

    `person_changed`: somebody else, or nobody, is in the panel. `values_changed`: the same person
    with newer values. `answered` carries what was kept, and whether the attendee answered on the
    turned screen. `refused` carries a sentence about the answer that could not be kept.
    """

    person_changed = Signal()
    values_changed = Signal()
    list_changed = Signal()
    heard = Signal(object)
    answered = Signal(object, bool)
    refused = Signal(str)

    def __init__(self, context: Context, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._context = context
        self._capture = context.services.capture
        self._writes = 0
        self._answering = False
        self._told_to_test = False
        self._waits = WaitNotices(context.toasts, desk)
        self.list_changed.connect(self._waits.prune)
        self._codes: dict[str, str] = {}  # of who is here or waits, and their subjects
        context.bridge.changed.connect(self._changed)

    def take(
        self,
        payload: str,
        source: ScanSource,
        then: Callable[[VerdictCard], object] | None = None,
    ) -> None:
        """A code was read or typed: write the scan and show its verdict, which `then` gets too.

        The camera meets a badge again and again while its wearer stands there: that is one scan.
        """
        if code_in(payload) is not None:
            self._context.frame.staff_scanned.emit(payload)
            return
        if source is ScanSource.CAMERA and self.desk.holds(self._codes.get(payload)):
            return

        def arrived(card: VerdictCard) -> None:
            held = {code: who for code, who in self._codes.items() if self.desk.holds(who)}
            self._codes = held | {payload: card.subject or ""}
            self._arrived(card)
            if then is not None:
                then(card)

        self._context.tasks.run(lambda: self._capture.scan(payload, source), arrived)

    def unreadable(self, source: ScanSource) -> None:
        """A picture held no code: that is written too."""
        self._context.tasks.run(lambda: self._capture.unreadable(source), self._arrived)

    def unreadable_among_others(self, source: ScanSource, pictures: int) -> None:
        """So many of several pictures held no code: written, and left to who says it of all."""
        self._context.tasks.run(lambda: self._capture.unreadable(source, pictures))

    def next(self) -> None:
        """The person in the panel is done."""
        self.desk.next()
        self._show_person()
        self._refresh()  # who waited may have been removed meanwhile

    def call(self, subject: str | None) -> None:
        """Somebody who waits has their turn now."""
        card = self.desk.card(subject)
        if card is None:
            self._context.toasts.show("Scan the badge again: nothing of it was kept.", kind="wait")
        else:
            self._context.tasks.run(lambda: self._capture.refresh(card), self._called)

    def ask_again(self) -> None:
        """Somebody who declined speaks up: show the question."""
        card = self.desk.current
        if card is not None:
            self.desk.change(card)
            self.desk.asking = True
            self.person_changed.emit()

    def stop_asking(self) -> None:
        """Back to what is known of the person, without an answer."""
        card = self.desk.current
        if card is not None and card.verdict is not Verdict.ASK:
            self.desk.change(card)
            self.desk.asking = False
            self.person_changed.emit()

    def answer(
        self,
        answers: Mapping[Purpose, ConsentEvent],
        notice: NoticeShown,
        details: Person | None = None,
        *,
        under: Mapping[Purpose, NoticeShown] | None = None,
    ) -> None:
        """Keep what the person in the panel said; once, however often Enter comes.

        `notice` and `under` as for CaptureService.answer.
        """
        card = self.desk.current
        if card is None or self._answering:
            return
        self._answering = True
        self._context.tasks.run(
            lambda: self._capture.answer(
                card, answers, notice=notice, under=under, details=details
            ),
            lambda done: self._answered(done, notice),
            self._not_answered,
        )

    def change(self, write: Callable[[], object]) -> None:
        """Store something about the lead in the panel, then show what is kept."""
        self._writes += 1
        self._context.tasks.run(write, self._written, self._not_written)

    def _arrived(self, card: VerdictCard) -> None:
        arrival = self.desk.arrive(card)
        if self._context.frame.locked and arrival is not Arrival.HERE_ALREADY:
            self._context.frame.scan_locked.emit(arrival is Arrival.WAITS)
        name = wording.who(card) if card.subject else ""
        self.heard.emit(card.verdict)
        toasts = self._context.toasts
        if arrival is Arrival.HERE_ALREADY:
            toasts.show(f"{name} is here already.")
        elif arrival is Arrival.TOLD:
            toasts.show(
                f"{wording.reason_alone(card)}. The person in the panel stays.", kind="wait"
            )
        elif arrival is Arrival.WAITS:
            self._waits.say(card, self._named(card))
        if card.unproven and not self._told_to_test:
            self._told_to_test = True
            toasts.show(wording.TEST_FIRST, kind="wait")
        if otherwise := wording.read_otherwise(card):
            toasts.show(f"{otherwise} Settings, Scanners tests it.", kind="wait")
        if card.stored_now and card.lead is not None:
            toasts.show(
                f"{name} is kept as a lead.", kind="done", undo=lambda: self._take_back(card)
            )
        if arrival is Arrival.SHOWN:
            self._show_person()
        else:
            self.list_changed.emit()

    def _named(self, card: VerdictCard) -> str:
        return "Somebody who declined" if card.verdict is Verdict.DECLINED else wording.who(card)

    def _take_back(self, card: VerdictCard) -> None:
        self._context.tasks.run(lambda: self._capture.undo_lead(card), self._taken_back)

    def _taken_back(self, done: TakenBack) -> None:
        offer_cancellations(self._context, done.cancellations)
        self.desk.forget(done.card)
        if self._is_here(done.card):
            self.next()
        else:
            self.list_changed.emit()

    def _called(self, card: VerdictCard) -> None:
        self.desk.open(card)
        self._show_person()

    def _answered(self, done: Answered, notice: NoticeShown) -> None:
        self._answering = False
        undo = done.undo
        self._context.toasts.show(
            _said(done),
            kind="done",
            undo=lambda: self._context.tasks.run(
                lambda: self._capture.undo_answer(undo), self._answer_undone
            ),
        )
        offer_cancellations(self._context, done.cancellations)
        if not self._is_here(done.card):
            return
        if done.card.lead is not None:
            self.desk.change(done.card)
            self.desk.asking = False
            self.person_changed.emit()
            self.list_changed.emit()
            self.answered.emit(done, notice.method == "screen")
        else:
            self.desk.refresh(done.card)
            self.next()

    def _not_answered(self, error: Exception) -> None:
        self._answering = False
        self.refused.emit(str(error))

    def _answer_undone(self, done: TakenBack) -> None:
        offer_cancellations(self._context, done.cancellations)
        card = done.card
        if self.desk.current is None or self._is_here(card) or not self.desk.taken:
            self.desk.open(card)
            self._show_person()
        else:
            self.desk.put_aside(card)
            self.list_changed.emit()

    def _written(self, _: object) -> None:
        self._writes -= 1
        self._refresh()

    def _not_written(self, error: Exception) -> None:
        self._context.toasts.error(str(error))
        self._written(None)

    def _changed(self, event: Changed) -> None:
        self.list_changed.emit()
        if event.what in _SHOWN_EVENTS:
            self._refresh()
        if event.what == "consent" and not self._answering:
            self._look_again(event.id)
        if event.what == "roster":
            self._hear_list()

    def _refresh(self) -> None:
        """Read the person in the panel anew, unless a write of ours is still on its way."""
        card = self.desk.current
        if card is not None and card.lead is not None and not self._writes:
            self._context.tasks.run(
                lambda: self._capture.refresh(card), lambda newer: self._refreshed(card, newer)
            )

    def _look_again(self, subject: str) -> None:
        """Somebody in line, or being asked, may have been erased or said no elsewhere."""
        current = self.desk.current
        asked = current is not None and current.subject == subject and self.desk.asking
        card = current if asked else self.desk.card(subject)
        if card is not None and card.verdict is not Verdict.DECLINED:
            self._context.tasks.run(lambda: self._capture.refresh(card), self._let_go)

    def _hear_list(self) -> None:
        """A list may say no of somebody in line or being asked; of a yes their next scan tells."""
        self._codes = {}
        cards = (None if self._answering else self.desk.current, *self.desk.waiting)
        for subject in {card.subject for card in cards if card is not None}:
            self._look_again(subject or "")

    def _let_go(self, card: VerdictCard) -> None:
        if card.verdict is not Verdict.DECLINED:
            return
        if self._is_here(card) and self.desk.asking and not self._answering:
            self.desk.refresh(card)
            self.next()
        self.desk.forget(card)
        self.list_changed.emit()

    def _refreshed(self, asked: VerdictCard, newer: VerdictCard) -> None:
        """Show what was read, unless the panel shows something else by now."""
        if self.desk.current is not asked or self._writes or newer == asked:
            return
        if newer.lead is None:
            self.desk.writing = False
            self.next()  # removed or withdrawn meanwhile: nothing of them may stay on screen
        else:
            self.desk.refresh(newer)
            self.values_changed.emit()

    def _is_here(self, card: VerdictCard) -> bool:
        current = self.desk.current
        return current is not None and current.scan_id == card.scan_id

    def _show_person(self) -> None:
        self.person_changed.emit()
        self.list_changed.emit()


def _said(done: Answered) -> str:
    """What was kept, in one line."""
    if set(done.answers.values()) == {ConsentEvent.DECLINED} and done.card.lead is None:
        return "The no is kept. They will not be asked again."
    words = (f"{wording.PURPOSE_SHORT[one]} {_SAID[event]}" for one, event in done.answers.items())
    return f"{wording.who(done.card)}: {', '.join(words)}."
