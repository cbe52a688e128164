"""The end of what is held about a person, within one transaction.

What goes, and that nothing new comes, is the triggers' work; here the events are recorded that set
them off. The bytes that a deletion leaves in the files are scrubbing.py's.
"""

from collections.abc import Iterable, Sequence

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose
from boothapp.domain.ledger import Method, Proof, Reason
from boothapp.domain.requests import Outcome, Request, RequestKind
from boothapp.store.changes import ChangeLog
from boothapp.store.consents import Consents
from boothapp.store.requests import Requests
from boothapp.store.subjects import Subjects

_AROUND = "<>()[]{}.,;:!?\"'“”„‘’«»"
"""What may stand around a name in a sentence."""


class Erasure:
    """Ends grants, in the person's own name."""

    def __init__(
        self,
        log: ChangeLog | None,
        subjects: Subjects,
        consents: Consents,
        requests: Requests,
    ) -> None:
        self._log = log
        self._subjects = subjects
        self._consents = consents
        self._requests = requests

    def withdraw(self, subject: str, purposes: Iterable[Purpose], reason: Reason) -> None:
        """Record that the person takes back what they agreed to, or what a list said of them."""
        proof = Proof(method=Method.REQUEST, reason=reason)
        for purpose in purposes:
            self._consents.record(subject, purpose, ConsentEvent.WITHDRAWN, proof)

    def erase(self, subject: str, requests: Iterable[Request] = ()) -> None:
        """Withdraw whatever there is, close the person's `requests`, and record the erasure.

        Of somebody who is not known at all a mark is made: they are not asked again.
        """
        assert self._log is not None, "people are erased in a writing transaction"  # noqa: S101
        self.withdraw(subject, self.spoken_of(subject), Reason.ERASURE)
        for request in requests:
            wanted = request.kind is RequestKind.ERASURE
            self._requests.close(request.id, Outcome.DONE if wanted else Outcome.NOTHING_HELD)
        self._log.append("person.erase", subject, subject=subject)

    def spoken_of(self, subject: str) -> tuple[Purpose, ...]:
        """What there is to take back, or to mark: recruiting contact, and what else was asked."""
        return tuple(
            purpose
            for purpose in Purpose
            if purpose is Purpose.RECRUITING
            or self._consents.state(subject, purpose) is not ConsentState.UNKNOWN
        )

    def requests_of(self, subjects: Sequence[str], email: str) -> tuple[Request, ...]:
        """The person's open requests: linked to them, or naming their badge or an e-mail.

        `email` is the one that is held; others are known by their hashes.
        """
        return tuple(
            request
            for request in self._requests.all()
            if request.closed is None
            and (
                request.subject in subjects
                or self._names(f"{request.who} {request.details}", subjects, email.casefold())
            )
        )

    def _names(self, text: str, subjects: Sequence[str], email: str) -> bool:
        """Whether one of the words of a text stands for the person."""
        words = [word.strip(_AROUND) for word in text.split()]
        return any(
            word.casefold() == email
            or self._subjects.subject([("id", word)]) in subjects
            or self._subjects.subject([("email", word)]) in subjects
            for word in words
            if word
        )
