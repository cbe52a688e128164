"""The organiser's list: looked at, prepared, taken in; all or nothing per file."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from boothapp.domain.consent import is_valid
from boothapp.domain.list_signature import ListSignature
from boothapp.domain.roster import (
    EndedByList,
    RosterImport,
    RosterReport,
    RosterRow,
    RowProblem,
)
from boothapp.domain.roster_mapping import (
    ColumnMapping,
    RosterFile,
    WordFound,
    best_of,
)
from boothapp.domain.tables import FileFault, ReadAs, RosterFileError
from boothapp.files import shown_name
from boothapp.readers import roster_file
from boothapp.services import identity, roster_signature
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.inviting import cancellations_of
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.services.roster_mappings import RosterMappings, read_by
from boothapp.services.roster_prepared import PreparedRoster, Progress, Stage
from boothapp.services.roster_writing import write_rows
from boothapp.store.records import Records
from boothapp.store.roster_matching import RosterMatching
from boothapp.store.spool import CHUNK, Spool
from boothapp.store.store import Store
from boothapp.writers import csv_leads

_STEP = 200  # rows between two looks at progress and cancel


class RosterService:
    """Takes rosters in."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self.mappings = RosterMappings(store, events, duty)

    def look(self, path: Path, read_as: ReadAs | None = None) -> RosterFile:
        """Headers, first rows and likely mapping of a file: a kept one of the same headers, else
        guessed. Raises RosterFileError."""
        found = roster_file.look(path, read_as)
        kept = best_of(self.mappings.all(), found.headers)
        if kept is None:
            return found
        return read_by(kept, found)

    def words(
        self, path: Path, mapping: ColumnMapping, read_as: ReadAs | None = None
    ) -> list[WordFound]:
        """The words of the opt-in column and what they are taken for. Raises RosterFileError."""
        return roster_file.words(path, mapping, read_as)

    def imports(self) -> tuple[RosterImport, ...]:
        """The lists that were taken in, newest first."""
        with self._store.reading() as records:
            return records.rosters.imports()

    def prepare(
        self,
        path: Path,
        *,
        mapping: ColumnMapping | None = None,
        all_opted_in: bool = False,
        handed_on: bool = False,
        read_as: ReadAs | None = None,
        progress: Progress | None = None,
    ) -> PreparedRoster:
        """Read a list and compare it with what is held; nothing is stored.

        It may run on any thread; nobody waits for it. The answer has to be closed. With
        `handed_on`, tickets with other people than before are theirs from now on. Raises
        RosterFileError for a file that cannot be judged, RosterForged where its signature is wrong,
        and what `progress` raises.
        """
        tell = progress or _nobody
        mapping = mapping or self.look(path, read_as).mapping
        with ExitStack() as undo:
            spool = undo.enter_context(Spool(self._store.folder, hands_on=handed_on))
            before = _digest(path)
            with roster_file.opened(
                path,
                mapping,
                zone=self._store.event.zone,
                all_opted_in=all_opted_in,
                read_as=read_as,
                known_as=identity.of_row,
            ) as found:
                self._fill(spool, found, tell)
            if _digest(path) != before:
                raise RosterFileError(FileFault.CHANGED, file=shown_name(path))
            prepared = self._compared(path, mapping, before, found, spool, tell)
            undo.pop_all()
        return prepared

    def _compared(
        self,
        path: Path,
        mapping: ColumnMapping,
        sha256: bytes,
        found: roster_file.OpenRoster,
        spool: Spool,
        tell: Progress,
    ) -> PreparedRoster:
        """Check the signature, and compare the rows with what is held."""
        with self._store.reading() as records:
            signature = _signature(path, sha256, records)
            first = not records.rosters.any_import()
            matching = records.roster_matching
            stamp = matching.stamp()
            tick = _ticker(partial(tell, Stage.COMPARING), spool.rows, times=1 if first else 3)
            matching.match(spool, tick)
            return PreparedRoster(
                path=path,
                mapping=mapping,
                headers=found.headers,
                form=found.form,
                sha256=sha256.hex(),
                spool=spool,
                changes=matching.changes(spool, tick, first_list=first),
                ended=() if first else self._ended_by(records, spool, tick),
                stamp=stamp,
                signature=signature,
            )

    def take_in(self, prepared: PreparedRoster, progress: Progress | None = None) -> RosterReport:
        """Take a prepared list in, all of it or, where `progress` raises, nothing.

        Nobody else can write meanwhile, so that all which can be done before is done. Raises
        RosterFileError for a list of nobody: what it was read by must not be learnt from it.
        """
        if not prepared.spool.rows:
            raise RosterFileError(FileFault.NOBODY, file=shown_name(prepared.path))
        spool, tell = prepared.spool, progress or _nobody
        tick = _ticker(partial(tell, Stage.WRITING), spool.rows, times=2)
        with self._store.writing(self._duty.staff_id) as records:
            matching = records.roster_matching
            now, then = matching.stamp(), prepared.stamp
            if (now.identity, now.lists) != (then.identity, then.lists):  # somebody new was met
                matching.match(spool, tick)
            elif now != then:
                matching.settle(spool)
            ended = prepared.ended if now == then else self._ended_by(records, spool, tick)
            import_id = records.rosters.begin(
                file=shown_name(prepared.path),
                sha256=prepared.sha256,
                opted_in=spool.opted_in,
                opted_out=spool.rows - spool.opted_in,
                refused=spool.left_out,
                signed_by=prepared.signature.name,
            )
            write_rows(records, spool, import_id, self._store.clock(), tick)
            ended = _really(ended, matching)
            count, marks, named = matching.not_on(import_id)
            name = shown_name(prepared.path.with_suffix(""))
            kept = self.mappings.keep(records, name, prepared.mapping, prepared.headers)
        people = {**prepared.changes.people, "missing": named}
        changes = replace(prepared.changes, missing=count, missing_marks=marks, people=people)
        for what in ("roster", "lead", *(["settings"] if kept else [])):
            self._events.publish(Changed(what))
        return replace(prepared.report(dry_run=False), changes=changes, ended=ended)

    def save_problems(self, prepared: PreparedRoster, path: Path) -> int:
        """Write what is wrong with the rows as CSV (mode 0600); answers with how many.

        Raises BadInput where it cannot be written.
        """
        path = checked_file(self._store, path)
        rows = [(one.line, one.column or "", one.words) for one in prepared.problems()]
        with whole_or_nothing(path):
            csv_leads.write(path, (prepared.form.kind.place, "Column", "What is wrong"), rows)
        return len(rows)

    def import_file(
        self,
        path: Path,
        *,
        mapping: ColumnMapping | None = None,
        all_opted_in: bool = False,
        handed_on: bool = False,
        read_as: ReadAs | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> RosterReport:
        """Take a list in, or with `dry_run` say what that would do.

        Wrong rows are left out and named in the report. Raises as `prepare` and `take_in`; then
        nothing was taken in.
        """
        with self.prepare(
            path,
            mapping=mapping,
            all_opted_in=all_opted_in,
            handed_on=handed_on,
            read_as=read_as,
            progress=progress,
        ) as prepared:
            if dry_run:
                return prepared.report(dry_run=True)
            return self.take_in(prepared, progress)

    def _fill(self, spool: Spool, found: roster_file.OpenRoster, tell: Progress) -> None:
        """Bring all rows and problems of a list into the spool."""
        rows: list[tuple[RosterRow, *tuple[str | None, ...]]] = []
        problems: list[RowProblem] = []
        spool.place = found.form.kind.place
        for number, item in enumerate(found.items, start=1):
            if isinstance(item, RosterRow):
                row = identity.of_row(item)
                token = (row.token_kind, row.token)
                keys = (("id", row.badge_id), ("email", row.email), token)
                rows.append((row, *(self._key(kind, text) for kind, text in keys)))
            else:
                problems.append(item)
            if number % _STEP == 0:
                tell(Stage.READING, found.done(), found.total)
            if len(rows) == CHUNK:
                spool.add(rows)
                rows.clear()
            if len(problems) == CHUNK:
                spool.add_problems(problems)
                problems.clear()
        spool.add(rows)
        spool.add_problems(problems)

    def _key(self, kind: str, text: str) -> str | None:
        return self._store.key_of((kind, text)) if text else None

    def _ended_by(
        self, records: Records, spool: Spool, tick: Callable[[], None]
    ) -> tuple[EndedByList, ...]:
        """Who is held by an earlier list's word alone, and is taken it back by these rows."""
        now = self._store.clock()
        ended = []
        for subject, badge_id in records.roster_matching.ended(spool, tick):
            name = records.people.get(subject).name
            is_lead = records.leads.id_of_subject(subject) is not None
            told = cancellations_of(records, subject, self._store.event, now)
            ended.append(EndedByList(name, badge_id, is_lead, told, subject))
        return tuple(sorted(ended, key=lambda who: (not who.is_lead, who.name)))


def _signature(path: Path, sha256: bytes, records: Records) -> ListSignature:
    """Who signed the list; where nobody did, who signed an earlier one. Raises RosterForged."""
    found = roster_signature.check(path, records.organisers.public_keys(), sha256)
    if found.name:
        return found
    signers = (one.signed_by for one in records.rosters.imports() if one.signed_by)
    return replace(found, before=next(signers, ""))


def _really(ended: tuple[EndedByList, ...], matching: RosterMatching) -> tuple[EndedByList, ...]:
    """Those of whom nothing may be held any more, now that the list is in."""
    states = matching.states([who.subject for who in ended])
    return tuple(who for who in ended if not is_valid(states[who.subject][0]))


def _ticker(tell: Callable[[int, int], None], rows: int, *, times: int) -> Callable[[], None]:
    """Counts chunks, of which so many passes over the rows are expected."""
    total, done = max(1, rows * times), 0

    def tick() -> None:
        nonlocal done
        tell(min(done, total), total)
        done += CHUNK

    return tick


def _nobody(_stage: Stage, _done: int, _total: int) -> None:
    """Nobody wants to know."""


def _digest(path: Path) -> bytes:
    """What changes when a file does, also where its time and size stay."""
    try:
        return roster_signature.digest_of(path)
    except OSError as error:
        cause = error.strerror or str(error)
        raise RosterFileError(FileFault.MISSING, file=shown_name(path), cause=cause) from error
