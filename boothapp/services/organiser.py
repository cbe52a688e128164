"""For the organiser: their list against what is held here, without storing any of it.

After somebody said no nothing but a keyed hash is left, so their badge id can only be told by
looking the organiser's own list up against the hashes.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from boothapp.domain.consent import ConsentState, Verdict, is_valid, verdict_of
from boothapp.domain.organiser import NotDeletedYet, OrganiserReport, OrganiserRow, Standing
from boothapp.domain.roster import RosterRow, RowProblem
from boothapp.domain.roster_mapping import ColumnMapping
from boothapp.files import shown_name
from boothapp.readers import roster_file
from boothapp.services import identity
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.store.records import Records
from boothapp.store.store import Store
from boothapp.writers import csv_leads, organiser_page
from boothapp.writers.whole_file import write_whole

_STEP = 200  # rows between two looks at progress
_COLUMNS = ("badge_id_or_email", "standing", "since")
_REPORTED = frozenset(
    {Standing.OPTED_OUT_HERE, Standing.STILL_HELD, Standing.DELETED, Standing.OWN_YES}
)


class OrganiserService:
    """Compares an organiser's list, and writes what they are to know."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def compare(
        self,
        path: Path,
        *,
        mapping: ColumnMapping | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> OrganiserReport:
        """Look every row of the list up. Raises RosterFileError; `progress` may raise Cancelled."""
        mapping = mapping or roster_file.look(path).mapping
        zone = self._store.event.zone
        read = roster_file.read(path, mapping, zone=zone, known_as=identity.of_row)
        rows: list[OrganiserRow] = []
        unread: list[RowProblem] = []
        with self._store.reading() as records:
            for row in read:
                if isinstance(row, RowProblem):
                    unread += [] if row.row_kept else [row]
                    continue
                rows.append(self._stand(records, identity.of_row(row)))
                if progress is not None and len(rows) % _STEP == 0:
                    progress(len(rows))
        day = date.fromisoformat(self._store.today())
        return OrganiserReport(
            file=shown_name(path), day=day, rows=tuple(rows), unread=tuple(unread)
        )

    def write(self, report: OrganiserReport, path: Path) -> int:
        """Write what the organiser is to know as CSV (mode 0600): ids they have, no more.

        Answers with the number of rows. Raises BadInput where it cannot be written.
        """
        rows = [
            (row.key, row.standing.value, row.since.isoformat() if row.since is not None else "")
            for row in report.rows
            if row.standing in _REPORTED
        ]
        path = checked_file(self._store, path)
        with whole_or_nothing(path):
            csv_leads.write(path, _COLUMNS, rows)
        return len(rows)

    def confirmation(self, report: OrganiserReport) -> str:
        """The page (HTML) that says to the organiser what is deleted; it names nobody.

        Raises NotDeletedYet while the list says no to somebody whose details are held.
        """
        still_held = report.count(Standing.STILL_HELD)
        if still_held:
            raise NotDeletedYet(still_held)
        with self._store.reading() as records:
            booth = records.setup.booth()
        return organiser_page.page(report, booth, self._store.event)

    def write_confirmation(self, report: OrganiserReport, path: Path) -> None:
        """Write the page (0600). Raises NotDeletedYet, BadInput where it cannot be written."""
        path = checked_file(self._store, path)
        with whole_or_nothing(path):
            write_whole(path, self.confirmation(report).encode())

    def _stand(self, records: Records, row: RosterRow) -> OrganiserRow:
        subject = records.subjects.find(row.identifiers)
        state, since = ConsentState.UNKNOWN, None
        if subject is not None:
            view = records.consents.views(subject)[0]
            state = view.state
            if view.since is not None:
                since = self._store.event.local(view.since).date()
        return OrganiserRow(row.badge_id or row.email, _standing(row, state), since)


def _standing(row: RosterRow, state: ConsentState) -> Standing:
    if not row.opted_in:
        if state is ConsentState.GIVEN:
            return Standing.OWN_YES
        return Standing.STILL_HELD if is_valid(state) else Standing.DELETED
    if verdict_of(state, has_lead=False) is Verdict.DECLINED:
        return Standing.OPTED_OUT_HERE
    return Standing.HELD if is_valid(state) else Standing.NOT_HELD
