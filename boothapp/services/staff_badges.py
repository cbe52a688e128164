"""Badges of the staff: made, taken away, and told whose a scanned one is."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from boothapp.domain.errors import BadInput
from boothapp.domain.staff_badges import StaffBadgeUnknown, code_in, digest_of, new_code
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.store.records import Records
from boothapp.store.store import Store
from boothapp.writers.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class MadeBadge:
    """A badge that was written, and the digest of the one it took the place of."""

    staff_id: str
    name: str
    path: Path
    before: str | None


class StaffBadgeService:
    """A badge is what its holder has; who has a PIN too is asked for it all the same."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def with_badge(self) -> frozenset[str]:
        """The ids of the staff who have one."""
        with self._store.reading() as records:
            return records.staff_badges.with_badge()

    def whose(self, payload: str) -> str:
        """The name of the staff member whose badge was scanned. Raises StaffBadgeUnknown."""
        code = code_in(payload)
        with self._store.reading() as records:
            name = records.staff_badges.whose(digest_of(code)) if code is not None else None
        if name is None:
            raise StaffBadgeUnknown
        return name

    def make(self, staff_id: str, path: Path) -> MadeBadge:
        """Write a new badge as a picture (.png) or for the printer (.pdf), mode 0600.

        An earlier badge of theirs does not count any more. Raises BadInput where nobody of this id
        works here, for another kind of file and where it cannot be written; then nothing changed.
        """
        path = checked_file(self._store, path)
        code = new_code()
        with self._store.writing(self._duty.staff_id) as records:
            name = _name_of(records, staff_id)
            before = records.staff_badges.of(staff_id)
            records.staff_badges.set(staff_id, digest_of(code))
            with whole_or_nothing(path):
                _write(path, code, name, records.setup.booth().sponsor)
        self._events.publish(Changed("settings"))
        return MadeBadge(staff_id, name, path, before)

    def remove(self, staff_id: str) -> str:
        """Take somebody's badge away; answers its digest for `put_back`. Raises BadInput."""
        with self._store.writing(self._duty.staff_id) as records:
            before = records.staff_badges.of(staff_id)
            if before is None:
                raise BadInput("They have no badge of the staff.")
            records.staff_badges.remove(staff_id)
        self._events.publish(Changed("settings"))
        return before

    def put_back(self, staff_id: str, digest: str | None) -> None:
        """Let the badge of before count again, or none."""
        with self._store.writing(self._duty.staff_id) as records:
            if digest is not None:
                records.staff_badges.set(staff_id, digest)
            elif records.staff_badges.of(staff_id) is not None:
                records.staff_badges.remove(staff_id)
        self._events.publish(Changed("settings"))


def _name_of(records: Records, staff_id: str) -> str:
    staff = records.setup.settings().staff
    name = next((one.name for one in staff if one.id == staff_id), None)
    if name is None:
        raise BadInput("Nobody of this name works here.")
    return name


def _write(path: Path, code: str, name: str, sponsor: str) -> None:
    """Raises BadInput for another kind of file, and OSError."""
    if path.suffix.casefold() == ".pdf":
        from boothapp.labels.badge import MILLIMETRES
        from boothapp.labels.staff import staff_drawing
        from boothapp.writers.drawn import write_pdf

        write_pdf([staff_drawing(name, sponsor, code, MILLIMETRES)], path, title="Staff")
    elif path.suffix.casefold() == ".png":
        from boothapp.labels.staff import staff_card  # slow import, needed once somebody asks

        buffer = BytesIO()
        staff_card(name, sponsor, code).save(buffer, "PNG", dpi=(300, 300))
        write_whole(path, buffer.getvalue())
    else:
        raise BadInput("A badge is written as .png or .pdf.")
