"""One person: found, shown, corrected, given their data, let go. Letting go has no undo."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from boothapp.domain.badge import Badge, Unknown
from boothapp.domain.consent import Purpose, is_valid
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import TO_THEMSELVES, Leaving
from boothapp.domain.holdings import (
    Confirmation,
    Ended,
    Erased,
    FoundPerson,
    Held,
    Mention,
    RecalledFile,
    Withdrawn,
    reference_of,
)
from boothapp.domain.invitations import Freed, Invitation
from boothapp.domain.ledger import Reason
from boothapp.domain.people import Person, ScanSource
from boothapp.services import identity
from boothapp.services.details import write_corrected, write_corrected_row
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.holdings import backups_with, held
from boothapp.services.identity import identifiers
from boothapp.services.inviting import cancellations_of, freed_by
from boothapp.services.leaving import leave
from boothapp.services.places import checked_file, folder_or_nothing, whole_or_nothing
from boothapp.services.retelling import tell_anew
from boothapp.services.scanner_reading import ScannerReading
from boothapp.store import scrubbing
from boothapp.store.instants import from_ms
from boothapp.store.records import Records
from boothapp.store.store import Store
from boothapp.writers import confirmation, subject_access
from boothapp.writers.whole_file import unfinished, write_whole

_LIMIT = 50

_Ended = TypeVar("_Ended", bound=Ended)


class PeopleService:
    """What is done for one person at their own wish. Each method is one durable transaction."""

    def __init__(
        self, store: Store, events: EventBus, duty: DutyService, scanners: ScannerReading
    ) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self._scanners = scanners

    def find(self, text: str, limit: int = _LIMIT) -> tuple[FoundPerson, ...]:
        """People by a part of name, e-mail or affiliation, or by exactly what names them.

        Those of whom only a mark is held are found by badge id, e-mail or reference only.
        """
        with self._store.reading() as records:
            return records.people.find(text, limit)

    def resolve(self, key: str) -> str:
        """The subject behind a badge id, lead id, e-mail or reference.

        Raises NoSuchPerson, and BadInput where it names several.
        """
        with self._store.reading() as records:
            return records.people.resolve(key)

    def of_code(self, payload: str, source: ScanSource = ScanSource.SCANNER) -> str | None:
        """The subject behind a badge that was scanned, None where unknown; writes no scan."""
        with self._store.reading() as records:
            badge, sent, *_ = self._scanners.read_from(source, payload, records)
            if isinstance(badge, Unknown):
                return None
            subject = records.subjects.subject(identity.identifiers_in(badge, sent))
            return subject if records.people.knows(subject) else None

    def held(self, subject: str) -> Held:
        """Everything there is about a person, in one moment. Raises NoSuchPerson."""
        with self._store.reading() as records:
            return held(records, subject, self._store.event)

    def record(self, subject: str) -> dict[str, object]:
        """As `held`, in the documented keys of the JSON that a person gets."""
        with self._store.reading() as records:
            return subject_access.facts(self._access(records, subject))

    def mentions(self, subject: str) -> tuple[Mention, ...]:
        """Where others' records name the person: an erasure leaves those words. To read before."""
        with self._store.reading() as records:
            return records.mentions.of(records.people.get(records.same.main(subject)))

    def correct(self, subject: str, person: Person, seen: Person | None = None) -> Person:
        """Put details right; answers with those before. Raises BadInput where nothing is held.

        Those of a lead, or without one those of the organiser's list. `seen` as in
        LeadsService.edit_details. Raises DetailsChanged.
        """
        with self._store.writing(self._duty.staff_id) as records:
            subject = records.same.main(subject)
            lead_id = records.leads.id_of_subject(subject)
            if lead_id is not None:
                before = write_corrected(records, lead_id, person, seen)
            else:
                before = write_corrected_row(records, subject, person, seen)
            tell_anew(records, self._store.clock(), lambda one: one.lead_id == lead_id)
        self._events.publish(Changed("lead", lead_id or ""))
        return before

    def withdraw(
        self,
        subject: str,
        purposes: Iterable[Purpose] | None = None,
        reason: Reason = Reason.OWN_WISH,
        *,
        badge: Badge | None = None,
    ) -> Withdrawn:
        """Take back what the person agreed to: `purposes`, by default all.

        Where there was no yes, a mark is made that nobody asks them again. `badge` is what a scan
        read of somebody who was not met before: all it names them by leads to the mark. No undo.
        """

        def work(records: Records) -> Withdrawn:
            main, *merged = badges = records.same.all_of(subject)
            valid = _valid(records, badges)
            chosen = tuple(dict.fromkeys(purposes or ())) or _spoken_of(records, badges)
            _remember(records, main, badge)
            backups = backups_with(records, main)
            files = self._files(records, main)
            ended = tuple(purpose for purpose in chosen if purpose in valid)
            left = tuple(file for file in files if file.purpose in chosen)
            told, freed = self._calendars(records, main, ended)
            records.erasure.withdraw(main, chosen, reason)
            for one in merged:
                spoken = set(records.erasure.spoken_of(one)).intersection(chosen)
                records.erasure.withdraw(one, (p for p in Purpose if p in spoken), reason)
            return Withdrawn(
                reference=reference_of(main),
                at=from_ms(records.moment.at),
                purposes=ended,
                files=left,
                other_files=len(files) - len(left),
                backups=backups,
                cancellations=told,
                freed=freed,
            )

        return self._end(subject, work)

    def erase(self, subject: str, *, badge: Badge | None = None) -> Erased:
        """Delete all that is held about a person but the mark that they are not asked again.

        Afterwards no byte of them is in the store's files; doing it twice is harmless. `badge` as
        in `withdraw`. Raises DiskFull where not even the reserved space is enough. No undo.
        """

        def work(records: Records) -> Erased:
            main, *merged = badges = records.same.all_of(subject)
            _remember(records, main, badge)
            backups = backups_with(records, main)
            found = records.people.get(main)
            requests = records.erasure.requests_of(badges, found.email)
            told, freed = self._calendars(records, main, (Purpose.RECRUITING,))
            records.erasure.erase(main, requests)
            for one in merged:
                records.erasure.erase(one)
            return Erased(
                reference=found.reference,
                at=from_ms(records.moment.at),
                files=self._files(records, main),
                backups=backups,
                requests=len(requests),
                cancellations=told,
                freed=freed,
            )

        erased = self._end(subject, work)
        self._events.publish(Changed("request"))
        return erased

    def export(self, subject: str, folder: Path) -> tuple[Path, ...]:
        """Write what a person has a right to get: a page to read, JSON, and their files.

        The files are the owner's only (0600) and go into the ledger before they appear. Raises
        NoSuchPerson, and BadInput where a file is there already or cannot be written; then nothing
        was written.
        """
        with (
            folder_or_nothing(self._store, folder) as folder,
            ExitStack() as appearing,
            self._store.writing(self._duty.staff_id) as records,
        ):
            paths = self._write(records, subject, folder, appearing)
        self._events.publish(Changed("export"))
        return paths

    def confirmation(self, ended: Ended) -> Confirmation:
        """What ended as a page to print and as a mail; neither names the person."""
        with self._store.reading() as records:
            booth = records.setup.booth()
        return confirmation.of(ended, booth, self._store.event)

    def write_confirmation(self, ended: Ended, path: Path) -> None:
        """Write the page (0600). Raises BadInput where it cannot be written."""
        path = checked_file(self._store, path)
        with whole_or_nothing(path):
            write_whole(path, self.confirmation(ended).page.encode())

    def _end(self, subject: str, work: Callable[[Records], _Ended]) -> _Ended:
        """Do it durably, then see that no bytes of it are left, then tell everybody."""

        def transaction() -> _Ended:
            with self._store.writing(self._duty.staff_id) as records:
                return work(records)

        database = self._store.database
        copies = scrubbing.copies_of(database)
        ended = scrubbing.despite_full_disk(database, transaction)
        ended = replace(ended, scrubbed=scrubbing.scrub(database, copies))
        self._events.publish(Changed("consent", subject))
        self._events.publish(Changed("lead"))
        return ended

    def _write(
        self, records: Records, subject: str, folder: Path, appearing: ExitStack
    ) -> tuple[Path, ...]:
        access = self._access(records, subject)
        subject, reference = access.held.subject, access.held.reference
        contents: dict[str, Callable[[], bytes]] = {
            f"{reference}.html": lambda: subject_access.page(access).encode(),
            f"{reference}.json": lambda: subject_access.text(access).encode(),
        }
        for attachment, name in subject_access.file_names(access.held):
            contents[name] = partial(records.attachments.content, attachment.id)
        for name, content in contents.items():
            path = folder / name
            if path.exists():
                raise BadInput(f"{path} is there already; it was left as it is.")
            out = appearing.enter_context(unfinished(path))
            leave(
                records,
                out,
                content(),
                (subject,),
                purpose=Purpose.RECRUITING,
                to=TO_THEMSELVES,
                what=Leaving.SUBJECT_ACCESS,
            )
        return tuple(folder / name for name in contents)

    def _access(self, records: Records, subject: str) -> subject_access.Access:
        return subject_access.Access(
            held=held(records, subject, self._store.event),
            booth=records.setup.booth(),
            event=self._store.event,
            made=from_ms(records.moment.at),
        )

    def _calendars(
        self, records: Records, subject: str, ended: tuple[Purpose, ...]
    ) -> tuple[tuple[Invitation, ...], tuple[Freed, ...]]:
        """Whom to tell by mail and whom in person, where the end takes the interviews too."""
        if Purpose.RECRUITING not in ended:
            return (), ()
        now = self._store.clock()
        told = cancellations_of(records, subject, self._store.event, now)
        return told, freed_by(records, subject, told, now)

    def _files(self, records: Records, subject: str) -> tuple[RecalledFile, ...]:
        return records.holdings.files(records.same.all_of(subject), self._store.event)


def _valid(records: Records, badges: Iterable[str]) -> tuple[Purpose, ...]:
    """What the person agrees to, under any of their badges."""
    states = {(badge, p): records.consents.state(badge, p) for badge in badges for p in Purpose}
    return tuple(p for p in Purpose if any(is_valid(states[key]) for key in states if key[1] is p))


def _spoken_of(records: Records, badges: Iterable[str]) -> tuple[Purpose, ...]:
    """What there is to take back, under any of their badges."""
    found = {purpose for badge in badges for purpose in records.erasure.spoken_of(badge)}
    return tuple(purpose for purpose in Purpose if purpose in found)


def _remember(records: Records, subject: str, badge: Badge | None) -> None:
    """Let all that a badge names its wearer by lead to the mark; keyed hashes only are kept."""
    if badge is not None:
        records.subjects.register(identifiers(badge), subject)
