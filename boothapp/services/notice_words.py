"""The words of notices: supplied in the resources, changed by the sponsor, and filled in."""

import hashlib
import json
import string
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any

from boothapp import paths
from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.event import Settings
from boothapp.domain.notices import (
    BUTTON_FIELDS,
    FIELDS,
    FILLINGS,
    MUST_SAY,
    PURPOSE_FIELDS,
    AnswerWords,
    Language,
    NoticeText,
    PurposeText,
)

_FIRST = "en"
_LONGEST = 1_000  # characters; the turned screen shows no more at a readable size
_LONGEST_BUTTON = 24


def languages() -> tuple[Language, ...]:
    """The languages there are notices in, English first."""
    found = (Language(code, text["language_name"]) for code, text in _supplied().items())
    return tuple(sorted(found, key=lambda language: (language.code != _FIRST, language.code)))


def language_of(code: str) -> Language:
    """One language. Raises BadInput where there is no notice in it."""
    return Language(code, _text(code)["language_name"])


def supplied(code: str) -> dict[str, str]:
    """The words that come with BoothApp, by the names of FIELDS. Raises BadInput."""
    text = _text(code)
    return {name: _at(text, name) for name in FIELDS}


def checked(code: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Changed words, complete and sound. Raises BadInput, naming the text and what is wrong."""
    words = supplied(code) | {name: " ".join(text.split()) for name, text in fields.items()}
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise BadInput(f"A notice has no text “{min(unknown)}”.")
    for name, text in words.items():
        _check(name, text)
    return words


def filled(
    code: str, fields: Mapping[str, str], settings: Settings, until: Mapping[Purpose, date]
) -> NoticeText:
    """The notice as it is shown, with sponsor, each purpose's last day, and contact in place."""
    filling = {
        "sponsor": settings.booth.sponsor,
        "contact": settings.booth.privacy_contact or settings.booth.sponsor,
    }
    days = {f"purposes.{purpose.value}": worded_date(code, day) for purpose, day in until.items()}
    kept = worded_date(code, until[Purpose.RECRUITING])  # the details, which all else hangs on
    texts = {
        name: text.format_map(filling | {"until": days.get(name.rpartition(".")[0], kept)})
        for name, text in fields.items()
    }
    return NoticeText(
        language=language_of(code),
        title=texts["title"],
        text=texts["text"],
        more_text=texts["more_text"],
        attendee_text=texts["attendee_text"],
        from_list=texts["from_list"],
        if_no=texts["if_no"],
        if_open=texts["if_open"],
        contact=texts["contact"],
        purposes={purpose: PurposeText(**_purpose(texts, purpose)) for purpose in Purpose},
        buttons=AnswerWords(**{name: texts[f"buttons.{name}"] for name in BUTTON_FIELDS}),
    )


def worded_date(code: str, day: date) -> str:
    """A day as it is written in a language."""
    text = _text(code)
    month = text["months"][day.month - 1]
    return str(text["date_format"]).format(day=day.day, month=month, year=day.year)


def named(code: str, version: int, day: date) -> str:
    """Which notice it is, in a language: its number and day."""
    return str(_text(code)["named"]).format(number=version, day=worded_date(code, day))


def body_of(words: NoticeText) -> str:
    """The words as one text, which is kept and hashed."""
    return json.dumps(asdict(words), ensure_ascii=False, sort_keys=True)


def words_of(body: str) -> NoticeText:
    """A kept notice's words, from what `body_of` wrote."""
    kept = json.loads(body)
    return NoticeText(
        **kept
        | {
            "language": Language(**kept["language"]),
            "purposes": {
                purpose: PurposeText(**kept["purposes"][purpose.value]) for purpose in Purpose
            },
            "buttons": AnswerWords(**kept["buttons"]),
        }
    )


def hash_of(body: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(body.encode()).hexdigest()


@cache
def _supplied() -> dict[str, dict[str, Any]]:
    folder = paths.resources() / "notices"
    texts = (tomllib.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.toml")))
    return {text["language"]: text for text in texts}


def _text(code: str) -> dict[str, Any]:
    text = _supplied().get(code)
    if text is None:
        raise BadInput(f"There is no notice in “{code}”.")
    return text


def _at(text: Mapping[str, Any], name: str) -> str:
    """The text at a dotted name."""
    found: Any = text
    for part in name.split("."):
        found = found[part]
    return str(found)


def _purpose(texts: Mapping[str, str], purpose: Purpose) -> dict[str, str]:
    named = {name: f"purposes.{purpose.value}.{name}" for name in (*PURPOSE_FIELDS, "question")}
    return {name: texts[at] for name, at in named.items() if at in texts}


def _check(name: str, text: str) -> None:
    what = f"The text “{name}”"
    if not text:
        raise BadInput(f"{what} is empty.")
    longest = _LONGEST_BUTTON if name.startswith("buttons.") else _LONGEST
    if len(text) > longest:
        raise BadInput(f"{what} has {len(text)} characters; {longest} is the most.")
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        raise BadInput(
            f"{what} has a brace that is not closed. Write {{sponsor}}, {{until}} or {{contact}}."
        ) from None
    used = {part for _, part, _, _ in parts if part is not None}
    plain = all(not spec and conversion is None for _, _, spec, conversion in parts)
    if used - FILLINGS or not plain:
        raise BadInput(f"{what} can be filled with {{sponsor}}, {{until}} and {{contact}} only.")
    missing = MUST_SAY.get(name, frozenset()) - used
    if missing:
        raise BadInput(f"{what} must say {{{min(missing)}}}: people have to be told.")
