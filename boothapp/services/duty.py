"""Who is on duty: every write is made in somebody's name."""

from boothapp.domain.errors import BadInput
from boothapp.services.events import Changed, EventBus
from boothapp.services.pin_check import PinCheck
from boothapp.store.store import Store

_LAST = "on_duty"
"""The preference that holds the id of who was on duty last."""


class DutyService:
    """Knows the staff member on duty, and makes a new one known at their first write."""

    def __init__(self, store: Store, events: EventBus, name: str, pins: PinCheck) -> None:
        """`name` is on duty from the start; nothing is written for it yet."""
        self._pins = pins
        self._store = store
        self._events = events
        self._name = _checked(name)
        self._id: str | None = None

    @property
    def name(self) -> str:
        """Who is on duty now."""
        return self._name

    @property
    def known_id(self) -> str | None:
        """The id of who is on duty; None where they wrote nothing yet and are not of the staff."""
        if self._id is None:
            with self._store.reading() as records:
                known = {staff.name: staff.id for staff in records.setup.settings().staff}
            return known.get(self._name)
        return self._id

    @property
    def staff_id(self) -> str:
        """The id that writes carry; a name not known yet becomes staff here."""
        if self._id is None:
            with self._store.reading() as records:
                known = {staff.name: staff.id for staff in records.setup.settings().staff}
            self._id = known.get(self._name) or self._join()
        return self._id

    def switch(self, name: str, pin: str = "") -> str:
        """Somebody else takes over; answers with who was there before.

        Raises BadInput, PinNeeded where they have a PIN and none is given, WrongPin; then the
        one on duty stays.
        """
        name = _checked(name)
        if name != self._name:
            self._pins.check_name(name, pin)
        return self._put(name)

    def resume(self) -> None:
        """At a window's start: whoever was on duty last still is.

        Where nobody is known to have been, the first of the staff is, unless the one who was named
        is of the staff too: the system's account is nobody's name.
        """
        with self._store.reading() as records:
            staff = records.setup.settings().staff
            last = records.setup.preference(_LAST)
        known = {member.id: member.name for member in staff}
        if last in known:
            self._name = known[last]
        elif staff and self._name not in known.values():
            self._name = staff[0].name
        self._id = None

    def take_over(self, staff_id: str) -> None:
        """Somebody of the staff takes over who has proved already who they are."""
        with self._store.reading() as records:
            known = {staff.id: staff.name for staff in records.setup.settings().staff}
        if known.get(staff_id, self._name) != self._name:
            self._put(known[staff_id])

    def _put(self, name: str) -> str:
        before, self._name, self._id = self._name, name, None
        staff_id = self.staff_id
        with self._store.writing(staff_id) as records:
            records.setup.set_preference(_LAST, staff_id)
        self._events.publish(Changed("duty"))
        return before

    def _join(self) -> str:
        with self._store.writing("") as records:
            return records.setup.save_staff(self._name).id


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput("Somebody has to be on duty: give a name.")
    return name
