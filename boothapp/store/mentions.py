"""Where somebody is named outside their own record: words that an erasure of theirs leaves."""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, func, select
from sqlmodel import col

from boothapp.domain.holdings import FoundPerson, Mention, Where
from boothapp.store import tables
from boothapp.store.erasure import Erasure
from boothapp.store.people import People
from boothapp.store.requests import Requests

_FREE_TEXT = ("note.add", "note.set", "answer.set", "tag.add", "scorecard.add", "scorecard.set")
"""What staff write about somebody in words of their own."""

_LETTER = "[0-9A-Za-z\u00c0-\u2dff]"
"""Of scripts that put spaces between words: there a name inside another word is not that name."""


class Mentions:
    """Looks for a person in the records of others, within one transaction."""

    def __init__(
        self, connection: Connection, people: People, requests: Requests, erasure: Erasure
    ) -> None:
        self._connection = connection
        self._people = people
        self._requests = requests
        self._erasure = erasure

    def of(self, person: FoundPerson) -> tuple[Mention, ...]:
        """Records with the same e-mail, then texts and open requests that name the person.

        Texts are the log's: of a note that was changed the earlier words count too. A name counts
        as a whole, whatever its case.
        """
        names = [name for name in (person.name, person.email) if name]
        if not names:
            return ()
        return (
            *self._records(Where.EMAIL, person, self._with_email(person)),
            *self._records(Where.WORDS, person, self._in_words(person, names)),
            *self._in_requests(person, names),
        )

    def _records(
        self, where: Where, person: FoundPerson, subjects: Iterable[str]
    ) -> Iterator[Mention]:
        """Each once; what is held under the person's own other badges is theirs."""
        others = dict.fromkeys(map(self._people.main, subjects))
        for other in (other for other in others if other != person.subject):
            yield Mention(where, person=self._people.get(other))

    def _with_email(self, person: FoundPerson) -> Iterator[str]:
        for table in (tables.Lead, tables.RosterEntry):
            query = select(col(table.subject)).where(
                col(table.email) != "",
                col(table.email).collate("NOCASE") == person.email,
                col(table.subject) != person.subject,
            )
            yield from self._connection.execute(query).scalars()

    def _in_words(self, person: FoundPerson, names: list[str]) -> Iterator[str]:
        change = tables.Change
        value = col(change.value)
        # A scorecard is several values, of which one is words; the others are words alone.
        text = func.coalesce(func.json_extract(value, "$.text"), func.json_extract(value, "$"))
        for name in names:
            query = (
                select(col(change.subject), text)
                .where(
                    col(change.kind).in_(_FREE_TEXT),
                    col(change.value).is_not(None),
                    col(change.subject) != person.subject,
                    text.like(_like(name)),
                )
                .order_by(col(change.seq))
            )
            for other, said in self._connection.execute(query):
                if _says(said, name):
                    yield other

    def _in_requests(self, person: FoundPerson, names: list[str]) -> Iterator[Mention]:
        theirs = self._erasure.requests_of([person.subject], person.email)
        for request in self._requests.all():
            text = f"{request.who} {request.details}"
            if (
                request.closed is None
                and request not in theirs
                and any(_says(text, name) for name in names)
            ):
                yield Mention(Where.REQUEST, request=request)


def _like(name: str) -> str:
    """A pattern that finds at least what `_says` finds: LIKE knows the case of ASCII only."""
    known = (letter if letter.isalnum() and letter.isascii() else "_" for letter in name)
    return f"%{''.join(known)}%"


def _says(text: str, name: str) -> bool:
    pattern = rf"(?<!{_LETTER}){re.escape(name.casefold())}(?!{_LETTER})"
    return re.search(pattern, text.casefold()) is not None
