"""The sponsor's own questions: what each kind takes for an answer, and how one is worded.

What is kept of an answer is plain text that a person can read and search: "3.5", "2027-06-30",
"Yes", several choices on a line each.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from boothapp.domain.errors import BadInput

MAX_QUESTION, MAX_CHOICE, MAX_CHOICES = 200, 100, 50
MAX_TEXT = 500
"""Characters of a free answer; more is a note."""

YES_NO = ("Yes", "No")
_YEARS = (1900, 2100)  # a year outside is a typing error
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,9})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}( [0-9]{3})+([.,][0-9]{1,9})?")
_THOUSAND_OR_NOT = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_SLASHED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")


class Kind(StrEnum):
    """What a question takes for an answer."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"


KIND_WORDS: Mapping[Kind, str] = {
    Kind.TEXT: "Free text",
    Kind.CHOICE: "One of several",
    Kind.CHOICES: "Any of several",
    Kind.NUMBER: "A number",
    Kind.DATE: "A date",
    Kind.YES_NO: "Yes or no",
}
OFFERS = frozenset({Kind.CHOICE, Kind.CHOICES})
"""The kinds that have choices."""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One version of the sponsor's own question; `replaces` is the id of the version before.

    One of several without anything to choose from takes free text: so the question was written
    before questions had kinds.
    """

    id: str
    question: str
    choices: tuple[str, ...] = ()
    kind: Kind = Kind.CHOICE
    required: bool = False
    version: int = 1
    replaces: str = ""

    def __post_init__(self) -> None:
        if self.kind is Kind.CHOICE and not self.choices:
            object.__setattr__(self, "kind", Kind.TEXT)

    @property
    def offered(self) -> tuple[str, ...]:
        """What there is to choose from; empty where something is typed."""
        return YES_NO if self.kind is Kind.YES_NO else self.choices

    def asks_as(self, other: "Qualifier") -> bool:
        """Whether an answer to the one answers the other: same words, kind and choices."""
        return (self.question, self.kind, self.choices) == (
            other.question,
            other.kind,
            other.choices,
        )


def same_words(text: str) -> str:
    """What two texts have in common that differ only by case and blanks, in any script.

    An “ü” is the same whether it is one sign or an u with two dots, as some keyboards send it.
    """
    plain = " ".join(text.split())
    if plain.isascii():
        return plain.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", plain).casefold())


def checked_qualifier(asked: Qualifier) -> Qualifier:
    """The question, if it makes sense, its texts on one line each. Raises BadInput."""
    question = " ".join(asked.question.split())
    if not question:
        raise BadInput("Please give a question.")
    if len(question) > MAX_QUESTION:
        raise BadInput(f"A question has at most {MAX_QUESTION} characters.")
    if asked.kind not in OFFERS:
        return replace(asked, question=question, choices=())
    return replace(asked, question=question, choices=checked_choices(asked.choices))


def checked_choices(choices: tuple[str, ...]) -> tuple[str, ...]:
    """The choices on one line each, without empty ones. Raises BadInput."""
    lines = tuple(line for line in (" ".join(one.split()) for one in choices) if line)
    if len(lines) < 2:
        raise BadInput("Give at least two choices, one on each line.")
    if len(lines) > MAX_CHOICES:
        raise BadInput(f"A question has at most {MAX_CHOICES} choices.")
    seen: set[str] = set()
    for line in lines:
        if len(line) > MAX_CHOICE:
            raise BadInput(f"A choice has at most {MAX_CHOICE} characters: “{line[:40]}…”.")
        if same_words(line) in seen:
            raise BadInput(f"“{line}” is there twice.")
        seen.add(same_words(line))
    return lines


def checked_answer(asked: Qualifier, text: str) -> str:
    """What is kept of an answer, empty for none. Raises BadInput with what the question takes."""
    text = text.strip()
    return _CHECKS[asked.kind](asked, text) if text else ""


def worded(asked: Qualifier, text: str) -> str:
    """An answer as it is shown: choices side by side, a day with the name of its month."""
    if asked.kind is Kind.CHOICES:
        return ", ".join(text.splitlines())
    if asked.kind is Kind.DATE:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text  # written by an older version of the question
        return f"{day.day} {day:%B %Y}"
    return text


def _text(_asked: Qualifier, text: str) -> str:
    if len(text) > MAX_TEXT:
        raise BadInput(f"An answer has at most {MAX_TEXT} characters; write the rest in a note.")
    return text


def _choice(asked: Qualifier, text: str) -> str:
    known = {same_words(choice): choice for choice in asked.offered}
    found = known.get(same_words(text))
    if found is None:
        listed = ", ".join(f"“{choice}”" for choice in asked.offered)
        raise BadInput(f"“{text}” is none of the choices: {listed}.")
    return found


def _choices(asked: Qualifier, text: str) -> str:
    chosen = {_choice(asked, line) for line in text.splitlines() if line.strip()}
    return "\n".join(choice for choice in asked.choices if choice in chosen)


def _number(_asked: Qualifier, text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace("\N{MINUS SIGN}", "-")
    plain = " ".join(re.sub(r"['’]", " ", plain).split())
    if _THOUSAND_OR_NOT.fullmatch(plain):
        whole, _, rest = plain.partition(",")
        raise BadInput(f"Is “{text}” a thousand? Write {whole}{rest} or {whole}.{rest}.")
    if not _NUMBER.fullmatch(plain) and not _GROUPED.fullmatch(plain):
        raise BadInput(f"“{text}” is no number. Write one such as 12 or 3.5.")
    value = Decimal(plain.replace(" ", "").replace(",", "."))
    return format(value.normalize(), "f") if value else "0"


def _day(_asked: Qualifier, text: str) -> str:
    day = _day_in(unicodedata.normalize("NFKC", text))
    if day is None:
        raise BadInput(f"“{text}” is no date. Write one such as 2027-06-30 or 30 June 2027.")
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise BadInput(f"The year {day.year} is not one of today; write such as 2027-06-30.")
    return day.isoformat()


def _day_in(text: str) -> date | None:
    plain = " ".join(text.replace(",", " ").split())
    for shape in _DAYS:
        try:
            return datetime.strptime(plain, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    slashed = _SLASHED.fullmatch(plain)
    if slashed is None:
        return None
    one, other, year = (int(part) for part in slashed.groups())
    found = {day for day in (_made(year, one, other), _made(year, other, one)) if day is not None}
    if len(found) > 1:
        either = " or ".join(day.isoformat() for day in sorted(found))
        raise BadInput(f"“{text}” is two different days, by country. Write {either}.")
    return next(iter(found), None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_CHECKS: Mapping[Kind, Callable[[Qualifier, str], str]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
    Kind.YES_NO: _choice,
}
