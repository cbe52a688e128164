"""The lock of the window: PINs of the staff, and after how long it falls shut."""

from boothapp.domain.errors import BadInput, WrongKey
from boothapp.domain.lock import (
    DEFAULT_AFTER,
    NEVER,
    OnlyByPin,
    checked_lock_after,
    checked_pin,
)
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.pin_check import PinCheck
from boothapp.services.security import SecurityService
from boothapp.store import pins
from boothapp.store.store import Store

_AFTER = "lock_after"


class LockService:
    """PINs and the time until the window locks. A PIN gates the window, never the key."""

    def __init__(
        self,
        store: Store,
        events: EventBus,
        duty: DutyService,
        check: PinCheck,
        security: SecurityService,
    ) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self._check = check
        self._security = security

    def with_pin(self) -> frozenset[str]:
        """The ids of the staff who have one."""
        with self._store.reading() as records:
            return records.pins.with_pin()

    def set_pin(self, staff_id: str, pin: str, current: str | None = None) -> None:
        """Give a PIN of 4 to 12 digits, or another one (`current` is the one until now).

        Raises BadInput for one that is guessed first or for nobody's id, WrongPin.
        """
        checked_pin(pin)
        self._known(staff_id)
        self._check.check(staff_id, current or "")
        phc = pins.hashed(pin)
        with self._store.writing(self._duty.staff_id) as records:
            records.pins.set(staff_id, phc)
        self._events.publish(Changed("settings"))

    def remove_pin(self, staff_id: str, current: str) -> None:
        """Take the PIN away; `current` is it. Raises WrongPin."""
        self._check.check(staff_id, current)
        self._remove(staff_id)

    def reset_pin(self, staff_id: str, secret: str) -> None:
        """Take a forgotten PIN away: who has the passphrase or recovery key has the store anyway.

        Raises WrongKey, and KeyUnavailable for the demo.
        """
        if not self._security.proves(secret):
            raise WrongKey("This is neither the passphrase nor the recovery key of this store.")
        self._remove(staff_id)

    def unlock(self, staff_id: str, pin: str) -> None:
        """Pass silently where the PIN is right, or there is none. Raises WrongPin."""
        self._check.check(staff_id, pin)

    def open(self, staff_id: str, pin: str) -> None:
        """Open the locked window: whose PIN it is, is on duty then.

        Passes silently while nobody has a PIN; then who is on duty stays. Raises OnlyByPin where
        `staff_id` is none of those who have one, WrongPin.
        """
        guarded = self.with_pin()
        if not guarded:
            return
        if staff_id not in guarded:
            raise OnlyByPin
        self._check.check(staff_id, pin)
        self._duty.take_over(staff_id)

    def open_by_secret(self, staff_id: str, secret: str) -> None:
        """As `open`, by the store's passphrase or recovery key; the PIN is taken away with it.

        Raises WrongKey, and KeyUnavailable for the demo.
        """
        self.reset_pin(staff_id, secret)
        self._duty.take_over(staff_id)

    def lock_after(self) -> int:
        """Seconds without a key or a click until the window locks; NEVER (0) for never.

        Once somebody has a PIN, a choice of never made before counts as the default.
        """
        with self._store.reading() as records:
            chosen = int(records.setup.preference(_AFTER) or DEFAULT_AFTER)
            guarded = bool(records.pins.with_pin())
        return DEFAULT_AFTER if chosen == NEVER and guarded else chosen

    def set_lock_after(self, seconds: int) -> int:
        """Choose 30 to 3600 s, or NEVER while nobody has a PIN; answers what held before."""
        before = self.lock_after()
        checked_lock_after(seconds, with_pin=self.with_pin())
        with self._store.writing(self._duty.staff_id) as records:
            records.setup.set_preference(_AFTER, str(seconds))
        self._events.publish(Changed("settings"))
        return before

    def _known(self, staff_id: str) -> None:
        with self._store.reading() as records:
            known = {staff.id for staff in records.setup.settings().staff}
        if staff_id not in known:
            raise BadInput("Nobody of this name works here.")

    def _remove(self, staff_id: str) -> None:
        with self._store.writing(self._duty.staff_id) as records:
            if records.pins.of(staff_id) is None:
                return
            records.pins.remove(staff_id)
        self._events.publish(Changed("settings"))
