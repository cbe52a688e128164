"""The notice a person is shown: chosen by occasion and language, versioned, kept when shown."""

from collections.abc import Mapping
from datetime import date

from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.ledger import Method
from boothapp.domain.mail import Mail
from boothapp.domain.notices import (
    Language,
    Notice,
    NoticeKind,
    NoticeText,
    NoticeVersion,
    NotTold,
    Wording,
)
from boothapp.services import notice_words
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.store.records import Records
from boothapp.store.store import Store

_IN_USE = "notice_kind"
_LONGEST_NAME = 60


class NoticeService:
    """Notices by occasion and language, in the words of this sponsor."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def languages(self) -> tuple[Language, ...]:
        """The languages there are, English first."""
        return notice_words.languages()

    def notice(self, language: str, subject: str | None = None) -> Notice:
        """The notice as it is shown now; a new wording is kept with the next version number.

        For a `subject` whose details are held already it says the day until which they are.
        """
        with self._store.reading() as records:
            ends = _ends(records, subject) if subject is not None else None
            words = _words(records, _in_use(records), language, ends)
            known = records.notices.find(notice_words.hash_of(notice_words.body_of(words)))
        if known is None:
            with self._store.writing(self._duty.staff_id) as records:
                return _keep(records, _in_use(records), language, ends)
        return _notice(words, known)

    def kinds(self) -> tuple[NoticeKind, ...]:
        """The occasions in their order."""
        with self._store.reading() as records:
            return records.notices.kinds()

    def in_use(self) -> NoticeKind:
        """The occasion whose notice is shown now."""
        with self._store.reading() as records:
            return _in_use(records)

    def use(self, kind_id: str) -> NoticeKind:
        """Show another occasion's notice from now on; answers with the one before."""
        with self._store.writing(self._duty.staff_id) as records:
            before = _in_use(records)
            records.setup.set_preference(_IN_USE, _kind(records, kind_id).id)
        self._changed()
        return before

    def add_kind(self, name: str) -> NoticeKind:
        """A new occasion, with the supplied words to begin with. Raises BadInput."""
        name = " ".join(name.split())
        if not name or len(name) > _LONGEST_NAME:
            raise BadInput(f"An occasion has a name of 1 to {_LONGEST_NAME} characters.")
        with self._store.writing(self._duty.staff_id) as records:
            if any(kind.name == name for kind in records.notices.kinds()):
                raise BadInput(f"There is a notice for “{name}” already.")
            added = records.notices.add_kind(name)
        self._changed()
        return added

    def remove_kind(self, kind_id: str) -> NoticeKind:
        """Retire an occasion; what was shown stays kept. Raises BadInput for the one in use."""
        with self._store.writing(self._duty.staff_id) as records:
            kind = _kind(records, kind_id)
            if kind == _in_use(records):
                raise BadInput(f"“{kind.name}” is shown now. Choose another notice first.")
            records.notices.retire_kind(kind_id)
        self._changed()
        return kind

    def wording(self, kind_id: str, language: str) -> Wording:
        """The words of a notice, to edit them. Raises BadInput."""
        with self._store.reading() as records:
            kind, own = _kind(records, kind_id), records.notices.wording(kind_id, language)
        return Wording(
            kind=kind,
            language=notice_words.language_of(language),
            fields=notice_words.supplied(language) | (own or {}),
            own=own is not None,
        )

    def save_wording(
        self, kind_id: str, language: str, fields: Mapping[str, str] | None
    ) -> Wording:
        """Change the words, or take the supplied ones again with None; answers those before.

        The new wording is a new version at once. Raises BadInput, naming what is wrong.
        """
        before = self.wording(kind_id, language)
        words = None if fields is None else notice_words.checked(language, fields)
        with self._store.writing(self._duty.staff_id) as records:
            records.notices.set_wording(kind_id, language, words)
            _keep(records, _kind(records, kind_id), language)
        self._changed()
        return before

    def preview(
        self, kind_id: str, language: str, fields: Mapping[str, str] | None = None
    ) -> NoticeText:
        """The notice as it would be shown with these words, or with those it has. Keeps nothing."""
        with self._store.reading() as records:
            if fields is None:
                return _words(records, _kind(records, kind_id), language)
            checked = notice_words.checked(language, fields)
            return _filled(records, language, checked)

    def versions(self) -> tuple[NoticeVersion, ...]:
        """Every wording that was kept, newest first."""
        with self._store.reading() as records:
            return records.notices.versions()

    def told(self, subject: str, *, language: str = "en", method: Method = Method.SPOKEN) -> None:
        """Record that somebody from the list was told so (Art. 14): shown, read aloud or mailed."""
        with self._store.writing(self._duty.staff_id) as records:
            notice = _keep(records, _in_use(records), language, _ends(records, subject))
            records.notices.told(subject, notice.id, method)
        self._events.publish(Changed("consent", subject))

    def not_told(self) -> tuple[NotTold, ...]:
        """Whose details came from the list and who was not told yet, the earliest due first."""
        with self._store.reading() as records:
            return records.notices.not_told()

    def from_list_mail(self, subject: str, language: str = "en") -> Mail:
        """The Art. 14 notice as a mail. Raises BadInput where no e-mail is known."""
        with self._store.reading() as records:
            email = records.people.get(subject).email
            words = _words(records, _in_use(records), language, _ends(records, subject))
            subject_line = f"{records.setup.booth().sponsor}, {self._store.event.name}"
        if not email:
            raise BadInput("No e-mail of this person is known; tell them in person.")
        body = f"{words.from_list}\n\n{words.contact}"
        return Mail(to=email, subject=subject_line, body=body)

    def _changed(self) -> None:
        self._events.publish(Changed("settings"))


def keep(records: Records, language: str) -> Notice:
    """As NoticeService.notice, within a transaction: what a consent event refers to."""
    return _keep(records, _in_use(records), language)


def _keep(records: Records, kind: NoticeKind, language: str, ends: date | None = None) -> Notice:
    words = _words(records, kind, language, ends)
    body = notice_words.body_of(words)
    known = records.notices.keep(language, body, notice_words.hash_of(body), kind.id)
    return _notice(words, known)


def _words(
    records: Records, kind: NoticeKind, language: str, ends: date | None = None
) -> NoticeText:
    fields = notice_words.supplied(language) | (records.notices.wording(kind.id, language) or {})
    return _filled(records, language, fields, ends)


def _ends(records: Records, subject: str) -> date | None:
    """The last day of the recruiting contact that somebody agreed to; None without a valid yes."""
    views = records.consents.views(subject)
    recruiting = next(view for view in views if view.purpose is Purpose.RECRUITING)
    return recruiting.until


def _filled(
    records: Records, language: str, fields: Mapping[str, str], ends: date | None = None
) -> NoticeText:
    """`ends` is when the details go that are held already, and all else with them."""
    until = {purpose: records.retention.until(purpose) for purpose in Purpose}
    if ends is not None:
        until = {purpose: min(day, ends) for purpose, day in until.items()}
    return notice_words.filled(language, fields, records.setup.settings(), until)


def _in_use(records: Records) -> NoticeKind:
    chosen = records.setup.preference(_IN_USE)
    kinds = records.notices.kinds()
    return next((kind for kind in kinds if kind.id == chosen), kinds[0])


def _kind(records: Records, kind_id: str) -> NoticeKind:
    found = next((kind for kind in records.notices.kinds() if kind.id == kind_id), None)
    if found is None:
        raise BadInput("There is no such notice.")
    return found


def _notice(words: NoticeText, kept: tuple[str, int, date]) -> Notice:
    notice_id, version, day = kept
    sha256 = notice_words.hash_of(notice_words.body_of(words))
    named = notice_words.named(words.language.code, version, day)
    return Notice(id=notice_id, version=version, day=day, sha256=sha256, words=words, named=named)
