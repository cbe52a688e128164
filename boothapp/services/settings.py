"""What the sponsor sets up: event, booth, rooms, people, roles, questions, preferences."""

from collections.abc import Sequence

from boothapp.domain.availability import Availability
from boothapp.domain.errors import BadInput
from boothapp.domain.event import (
    BoothInfo,
    Criterion,
    EventInfo,
    Role,
    Room,
    Settings,
    Staff,
)
from boothapp.domain.needs import Interviewer
from boothapp.domain.qualifiers import Qualifier, same_words
from boothapp.services import question_rules
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.interests import offered
from boothapp.services.retelling import tell_anew
from boothapp.services.retention import none_over_by_this
from boothapp.services.security import SecurityService
from boothapp.services.setting_rules import (
    checked_availability,
    checked_booth,
    checked_event,
    checked_interviewer,
    checked_role,
    checked_room,
    named,
    one_line,
)
from boothapp.store.setup_kinds import Ordered, Retirable
from boothapp.store.store import Store


class SettingsService:
    """Reads and changes settings; every change is saved at once."""

    def __init__(
        self, store: Store, events: EventBus, duty: DutyService, security: SecurityService
    ) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self._security = security

    def get(self) -> Settings:
        """Everything in one read."""
        with self._store.reading() as records:
            return offered(records, records.setup.settings())

    def save_event(self, event: EventInfo) -> EventInfo:
        """Change the event; answers with it as it was. Raises BadInput, MoreIsOver."""
        event = checked_event(event)
        with self._store.writing(self._duty.staff_id) as records:
            before = records.setup.event()
            with none_over_by_this(self._store, records):
                records.setup.save_event(event)
        self._store.reread_event()
        self._changed()
        return before

    def save_booth(self, booth: BoothInfo) -> BoothInfo:
        """Change the booth; answers with it as it was. Raises BadInput, MoreIsOver."""
        with self._store.writing(self._duty.staff_id) as records:
            before = records.setup.booth()
            booth = checked_booth(booth, before)
            with none_over_by_this(self._store, records):
                records.setup.save_booth(booth)
        self._changed()
        return before

    def save_room(self, room: Room) -> Room:
        """Add a room, or change the one with its id. Raises BadInput."""
        room = checked_room(room)
        with self._store.writing(self._duty.staff_id) as records:
            same_name = (other for other in records.setup.rooms() if other.name == room.name)
            if any(other.id != room.id for other in same_name):
                raise BadInput(f"There is a room “{room.name}” already.")
            if room.id and records.setup.is_old_name("room", room.name, room.id):
                raise BadInput(_old_name("room", room.name))
            saved = records.setup.save_room(room)
            tell_anew(records, self._store.clock(), lambda one: one.room_id == saved.id)
        self._changed()
        return saved

    def remove_room(self, room_id: str) -> Room:
        """Take a room out of use; refused while interviews are ahead in it."""
        with self._store.writing(self._duty.staff_id) as records:
            room = records.setup.room(room_id)
            ahead = records.interviews.ahead_in_room(room_id, self._store.clock())
            if ahead:
                count = "an interview" if len(ahead) == 1 else f"{len(ahead)} interviews"
                raise BadInput(f"“{room.name}” has {count} ahead. Move or cancel first.")
            records.setup.retire("room", room_id)
        self._changed()
        return room

    def add_staff(self, name: str) -> Staff:
        """Somebody joins the booth. Raises BadInput."""
        with self._store.writing(self._duty.staff_id) as records:
            staff = records.setup.save_staff(named(name, "a name"))
        self._changed()
        return staff

    def remove_staff(self, staff_id: str, secret: str = "") -> Staff:
        """Somebody leaves; what they did keeps their name.

        Their PIN goes with them, so it needs that PIN, the passphrase or the recovery key. Raises
        BadInput for who is on duty, ProofNeeded, WrongPin, WrongKey.
        """
        staff = next((staff for staff in self.get().staff if staff.id == staff_id), None)
        if staff is None:
            raise BadInput("Nobody of this name works here.")
        if staff_id == self._duty.staff_id:
            raise BadInput(f"{staff.name} is on duty now. Switch to somebody else first.")
        with self._store.reading() as records:
            has_pin = records.pins.of(staff_id) is not None
        if has_pin:
            self._security.prove(staff_id, secret)
        with self._store.writing(self._duty.staff_id) as records:
            if has_pin:
                records.pins.remove(staff_id)
            if records.staff_badges.of(staff_id) is not None:
                records.staff_badges.remove(staff_id)
            records.setup.retire("staff", staff_id)
        self._changed()
        return staff

    def add_interviewer(self, name: str) -> Interviewer:
        """Somebody will hold interviews (again, and then as they were). Raises BadInput."""
        name = named(name, "a name")
        with self._store.writing(self._duty.staff_id) as records:
            back = records.setup.take_back_interviewer(name)
            who = back or records.setup.save_interviewer(Interviewer(name=name))
        self._changed()
        return who

    def save_interviewer(self, who: Interviewer) -> Interviewer:
        """Change an interviewer; answers with them as they were. Raises BadInput."""
        who = checked_interviewer(who)
        with self._store.writing(self._duty.staff_id) as records:
            known = {other.id: other for other in records.setup.interviewers()}
            if who.id not in known:
                raise BadInput("This interviewer is not known here.")
            if any(other.name == who.name for other in known.values() if other.id != who.id):
                raise BadInput(f"There is an interviewer “{who.name}” already.")
            if records.setup.is_old_name("interviewer", who.name, who.id):
                raise BadInput(_old_name("interviewer", who.name))
            records.setup.save_interviewer(who)
            tell_anew(records, self._store.clock(), lambda one: who.id in one.panel_ids)
        self._changed()
        return known[who.id]

    def remove_interviewer(self, interviewer_id: str) -> Interviewer:
        """Somebody holds no more interviews; booked ones keep their name."""
        known = {who.id: who for who in self.get().interviewers}
        if interviewer_id not in known:
            raise BadInput("This interviewer is not known here.")
        self._retire("interviewer", interviewer_id)
        return known[interviewer_id]

    def availability(self) -> tuple[Availability, ...]:
        """The times that are open or blocked."""
        with self._store.reading() as records:
            return records.setup.availability()

    def save_availability(self, one: Availability) -> Availability:
        """Add a time that is open or blocked (empty id), or change one. Raises BadInput."""
        one = checked_availability(one)
        with self._store.writing(self._duty.staff_id) as records:
            saved = records.setup.save_availability(one)
        self._changed()
        return saved

    def remove_availability(self, one_id: str) -> Availability:
        """Forget an open or blocked time; answers with it. Raises BadInput."""
        known = {one.id: one for one in self.availability()}
        if one_id not in known:
            raise BadInput("This time is no longer there.")
        self._retire("availability", one_id)
        return known[one_id]

    def save_criterion(self, criterion: Criterion) -> Criterion:
        """Add a criterion of the scorecards (empty id), or change one. Raises BadInput."""
        title = named(criterion.title, "a criterion")
        others = (other for other in self.get().criteria if other.id != criterion.id)
        if any(other.title == title for other in others):
            raise BadInput(f"There is a criterion “{title}” already.")
        with self._store.writing(self._duty.staff_id) as records:
            hint = one_line(criterion.hint)
            saved = records.setup.save_criterion(Criterion(criterion.id, title, hint))
        self._changed()
        return saved

    def remove_criterion(self, criterion_id: str) -> Criterion:
        """Judge by it no more; marks that were given stay. Raises BadInput."""
        known = {criterion.id: criterion for criterion in self.get().criteria}
        if criterion_id not in known:
            raise BadInput("This criterion is not known here.")
        self._retire("criterion", criterion_id)
        return known[criterion_id]

    def save_role(self, role: Role) -> Role:
        """Add an open position (empty id), or change one; a new one under the title of one that
        was closed opens it again. Raises BadInput."""
        role = checked_role(role)
        with self._store.writing(self._duty.staff_id) as records:
            others = (other for other in records.setup.roles() if other.id != role.id)
            if any(same_words(other.title) == same_words(role.title) for other in others):
                raise BadInput(f"There is a role “{role.title}” already.")
            if role.id and records.setup.is_old_name("role", role.title, role.id):
                raise BadInput(_old_name("role", role.title))
            saved = records.setup.save_role(role)
        self._changed()
        return saved

    def remove_role(self, role_id: str) -> Role:
        """Close a position; leads that were for it keep it."""
        known = {role.id: role for role in self.get().roles}
        if role_id not in known:
            raise BadInput("This role is not known here.")
        self._retire("role", role_id)
        return known[role_id]

    def save_qualifier(self, qualifier: Qualifier) -> Qualifier:
        """Add a question (empty id) or change one; answers with it as it is asked now.

        A question that somebody answered already is asked in other words as a new version, under
        an id of its own. Raises BadInput.
        """
        with self._store.writing(self._duty.staff_id) as records:
            saved = question_rules.save(records, qualifier)
        self._changed()
        return saved

    def revert_qualifier(self, saved: Qualifier, before: Qualifier) -> Qualifier:
        """Undo a change: ask as `before` instead of as `saved`. Raises BadInput."""
        with self._store.writing(self._duty.staff_id) as records:
            asked = question_rules.revert(records, saved, before)
        self._changed()
        return asked

    def reorder(self, kind: Ordered, ids: Sequence[str]) -> None:
        """Let roles, questions or tags stand in this order."""
        with self._store.writing(self._duty.staff_id) as records:
            records.setup.reorder(kind, ids)
        self._changed()

    def remove_qualifier(self, qualifier_id: str) -> Qualifier:
        """Stop asking a question; answers given stay."""
        known = {qualifier.id: qualifier for qualifier in self.get().qualifiers}
        if qualifier_id not in known:
            raise BadInput("This question is not known here.")
        self._retire("qualifier", qualifier_id)
        return known[qualifier_id]

    def preference(self, key: str, default: str = "") -> str:
        """What was chosen for appearance, sound, language and the like."""
        with self._store.reading() as records:
            chosen = records.setup.preference(key)
        return default if chosen is None else chosen

    def set_preference(self, key: str, value: str) -> str:
        """Choose; answers with what was chosen before, empty where nothing was."""
        with self._store.writing(self._duty.staff_id) as records:
            before = records.setup.preference(key) or ""
            records.setup.set_preference(key, value)
        self._changed()
        return before

    def _retire(self, kind: Retirable, row_id: str) -> None:
        with self._store.writing(self._duty.staff_id) as records:
            records.setup.retire(kind, row_id)
        self._changed()

    def _changed(self) -> None:
        self._events.publish(Changed("settings"))


def _old_name(what: str, name: str) -> str:
    return (
        f"“{name}” is the {what} that was taken out of use. Add it again under this name, or "
        "choose another name."
    )
