"""Interview times on paper and as a calendar: what hangs at a door or goes along with somebody."""

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from boothapp.domain.consent import Purpose
from boothapp.domain.day_sheets import DaySheet, Paper, SheetKind, SheetRow
from boothapp.domain.errors import BadInput
from boothapp.domain.event import EventInfo
from boothapp.domain.exporting import ExportRecord, Leaving
from boothapp.domain.interviews import Interview, InterviewDay
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.inviting import published_of
from boothapp.services.leaving import checked_recipient, leave
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.services.retention import RetentionService
from boothapp.services.room_days import bookings_of, read_day
from boothapp.store.records import Records
from boothapp.store.store import Store
from boothapp.writers import calendar_file, day_sheet
from boothapp.writers.whole_file import unfinished

_Content = Callable[[Records], tuple[bytes, set[str]]]
"""What makes a file's bytes, and the leads that are in it."""


class TimetableService:
    """Writes day sheets (PDF) and calendars (.ics); each goes into the ledger as every export."""

    def __init__(
        self, store: Store, events: EventBus, duty: DutyService, retention: RetentionService
    ) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self._retention = retention

    def sheets(self, kind: SheetKind, day: date) -> tuple[DaySheet, ...]:
        """The sheets of a day, one for each room, interviewer or candidate who has interviews."""
        with self._store.reading() as records:
            return self._sheets(records, kind, day, ())

    def write_sheets(
        self,
        path: Path,
        kind: SheetKind,
        day: date,
        recipient: str,
        *,
        only: Collection[str] = (),
        paper: Paper = Paper.A4,
    ) -> ExportRecord:
        """Write the sheets of a day as one PDF (0600); `only` are ids of rooms, interviewers or
        leads. Raises BadInput where nothing is on them or it cannot be written."""

        def content(records: Records) -> tuple[bytes, set[str]]:
            sheets = self._sheets(records, kind, day, only)
            if not sheets:
                raise BadInput("There is no interview on these sheets. Nothing was written.")
            shown = self._shown(read_day(records, self._store.event, day), kind, only)
            return day_sheet.render(sheets, paper), {one.lead_id for one in shown}

        return self._write(path, recipient, content)

    def write_calendar(
        self, path: Path, recipient: str, *, room_id: str = "", interviewer_id: str = ""
    ) -> ExportRecord:
        """Write one calendar with every interview of the event, of a room or of an interviewer.

        Raises BadInput where there is none, or it cannot be written.
        """
        event, now = self._store.event, self._store.clock()

        def content(records: Records) -> tuple[bytes, set[str]]:
            found = [
                one
                for one in bookings_of(records, event, event.first_day, event.last_day)
                if room_id in ("", one.room_id)
                and (not interviewer_id or interviewer_id in one.panel_ids)
            ]
            if not found:
                raise BadInput("There is no interview in this calendar. Nothing was written.")
            whose = records.holdings.names().get(room_id or interviewer_id, "all rooms")
            invitations = [published_of(records, one, event, now) for one in found]
            calendar = calendar_file.write(invitations, name=f"{event.name}: {whose}")
            return calendar, {one.lead_id for one in found}

        return self._write(path, recipient, content)

    def _write(self, path: Path, recipient: str, content: _Content) -> ExportRecord:
        to = checked_recipient(recipient)
        path = checked_file(self._store, path)
        self._retention.look_or_refuse()
        with (
            whole_or_nothing(path),
            unfinished(path) as out,
            self._store.writing(self._duty.staff_id) as records,
        ):
            data, leads = content(records)
            subjects = {records.leads.row(lead).subject for lead in leads}
            what = Leaving.TIMETABLE
            record = leave(
                records, out, data, subjects, purpose=Purpose.RECRUITING, to=to, what=what
            )
        self._events.publish(Changed("export", record.id))
        return record

    def _sheets(
        self, records: Records, kind: SheetKind, day: date, only: Collection[str]
    ) -> tuple[DaySheet, ...]:
        event = self._store.event
        found = read_day(records, event, day)
        rooms = {column.room.id: column.room.name for column in found.rooms}
        titles = self._titles(found, kind)
        sheets = []
        for key, title in sorted(titles.items(), key=lambda one: one[1].casefold()):
            own = self._shown(found, kind, (key,)) if not only or key in only else []
            if own:
                rows = tuple(_row(records, one, rooms, event) for one in own)
                sheets.append(
                    DaySheet(
                        kind=kind,
                        title=title,
                        event=event.name,
                        day=day,
                        timezone=event.timezone,
                        rows=rows,
                        printed_at=self._store.clock(),
                    )
                )
        return tuple(sheets)

    def _titles(self, day: InterviewDay, kind: SheetKind) -> dict[str, str]:
        match kind:
            case SheetKind.ROOM:
                return {column.room.id: column.room.name for column in day.rooms}
            case SheetKind.INTERVIEWER:
                return {who.id: who.name for one in day.interviews for who in one.panel}
            case SheetKind.CANDIDATE:
                return {one.lead_id: one.candidate for one in day.interviews}

    def _shown(self, day: InterviewDay, kind: SheetKind, only: Collection[str]) -> list[Interview]:
        """The interviews of a day that hold a place and are on these sheets, by start."""

        def keys(one: Interview) -> tuple[str, ...]:
            match kind:
                case SheetKind.ROOM:
                    return (one.room_id,)
                case SheetKind.INTERVIEWER:
                    return one.panel_ids
                case SheetKind.CANDIDATE:
                    return (one.lead_id,)

        wanted = set(only)
        own = (
            one for one in day.interviews if one.occupies and (not only or wanted & set(keys(one)))
        )
        return sorted(own, key=lambda one: one.starts)


def _row(records: Records, one: Interview, rooms: dict[str, str], event: EventInfo) -> SheetRow:
    lead = records.leads.row(one.lead_id)
    roles = {role.id: role.title for role in records.setup.roles()}
    return SheetRow(
        starts=event.local(one.starts),
        ends=event.local(one.ends),
        room=rooms[one.room_id],
        candidate=one.candidate,
        affiliation=one.affiliation,
        interviewers=tuple(who.name for who in one.panel),
        status=one.status,
        role=roles.get(lead.role_id or "", ""),
    )
