"""The notice a person is shown: read from the resources, filled in, kept when shown."""

import hashlib
import json
import tomllib
from dataclasses import asdict
from datetime import date, timedelta
from functools import cache
from typing import Any

from boothapp import paths
from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.event import Settings
from boothapp.domain.notices import AnswerWords, Language, Notice, NoticeText, PurposeText
from boothapp.services.duty import DutyService
from boothapp.store.store import Records, Store

_FIRST = "en"


class NoticeService:
    """Notices by language, in the words of this sponsor."""

    def __init__(self, store: Store, duty: DutyService) -> None:
        self._store = store
        self._duty = duty

    def languages(self) -> tuple[Language, ...]:
        """The languages there are, English first."""
        found = (Language(code, text["language_name"]) for code, text in _texts().items())
        return tuple(sorted(found, key=lambda language: (language.code != _FIRST, language.code)))

    def notice(self, language: str) -> Notice:
        """The notice as it is shown now; a new wording is kept with the next version number."""
        with self._store.reading() as records:
            words = _words(language, records.setup.settings())
            known = records.notices.find(_hash(_body(words)))
        if known is None:
            with self._store.writing(self._duty.staff_id) as records:
                return keep(records, language)
        return _notice(words, known)


def keep(records: Records, language: str) -> Notice:
    """As NoticeService.notice, within a transaction: what a consent event refers to."""
    words = _words(language, records.setup.settings())
    body = _body(words)
    return _notice(words, records.notices.keep(language, body, _hash(body)))


@cache
def _texts() -> dict[str, dict[str, Any]]:
    folder = paths.resources() / "notices"
    texts = (tomllib.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.toml")))
    return {text["language"]: text for text in texts}


def _words(language: str, settings: Settings) -> NoticeText:
    text = _texts().get(language)
    if text is None:
        raise BadInput(f"There is no notice in “{language}”.")
    until = settings.event.last_day + timedelta(days=settings.booth.retention_days)
    filling = {
        "sponsor": settings.booth.sponsor,
        "until": _date(until, text),
        "contact": settings.booth.privacy_contact or settings.booth.sponsor,
    }

    def filled(name: str) -> str:
        return str(text[name]).format_map(filling)

    return NoticeText(
        language=Language(language, text["language_name"]),
        title=filled("title"),
        text=filled("text"),
        attendee_text=filled("attendee_text"),
        from_list=filled("from_list"),
        if_no=filled("if_no"),
        contact=filled("contact"),
        purposes={purpose: PurposeText(**text["purposes"][purpose.value]) for purpose in Purpose},
        buttons=AnswerWords(**text["buttons"]),
    )


def _date(day: date, text: dict[str, Any]) -> str:
    month = text["months"][day.month - 1]
    return str(text["date_format"]).format(day=day.day, month=month, year=day.year)


def _body(words: NoticeText) -> str:
    return json.dumps(asdict(words), ensure_ascii=False, sort_keys=True)


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _notice(words: NoticeText, kept: tuple[str, int, date]) -> Notice:
    notice_id, version, day = kept
    return Notice(id=notice_id, version=version, day=day, sha256=_hash(_body(words)), words=words)
