"""The store's key: where it is kept, under which passphrase, and the recovery key."""

from boothapp.domain.errors import KeyUnavailable, WrongKey
from boothapp.domain.lock import ProofNeeded
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.pin_check import PinCheck
from boothapp.store import keys, rekey
from boothapp.store.keys import Keeper
from boothapp.store.store import Store


class SecurityService:
    """Changes how the key is kept, and the key itself. Each method is safe against a kill.

    The demo's key is in memory only: it can be replaced, and everything else raises
    KeyUnavailable.
    """

    def __init__(self, store: Store, events: EventBus, duty: DutyService, pins: PinCheck) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self._pins = pins

    def kept_in(self) -> str:
        """Where the store's key is: "keyring", "passphrase" or "memory"."""
        return self._store.keeper.value

    def change_passphrase(self, current: str, new: str) -> None:
        """Keep the key under a new passphrase (`checked_passphrase`), also out of the keyring.

        `current` is the passphrase or the recovery key. Raises BadInput, WrongKey.
        """
        self._needs_file()
        keys.change_passphrase(self._store.database, current, new)
        self._kept_in(Keeper.PASSPHRASE)

    def use_keyring(self, current: str) -> None:
        """Keep the key in the system's keyring; the passphrase opens nothing any more.

        `current` as above. Raises BadInput, WrongKey, KeyUnavailable where no keyring answers.
        """
        self._needs_file()
        keys.use_keyring(self._store.database, current)
        self._kept_in(Keeper.KEYRING)

    def new_recovery_key(self, secret: str = "") -> str:
        """Make a new recovery key, to be shown once and printed; the old one opens nothing.

        It also takes PINs away, so `secret` is the PIN of who is on duty, the passphrase or the
        recovery key until now; nothing where nobody has a PIN and the key lies in the keyring.
        Raises ProofNeeded, WrongPin, WrongKey.
        """
        self._needs_file()
        if self.asks_proof():
            self.prove(self._duty.staff_id, secret)
        return keys.renew_recovery(self._store.database)

    def asks_proof(self) -> bool:
        """Whether a new recovery key and a new key are had for a secret only."""
        keeper = self._store.keeper
        return keeper is Keeper.PASSPHRASE or (keeper is Keeper.KEYRING and self._guarded)

    def has_recovery_key(self) -> bool:
        """Whether there is one: none is left where replacing the key was cut short."""
        self._needs_file()
        return keys.has_recovery(self._store.folder)

    def test_recovery_key(self, text: str) -> bool:
        """Whether what was typed off the print opens this store."""
        self._needs_file()
        return keys.is_recovery(self._store.folder, self._key, text)

    def proves(self, secret: str) -> bool:
        """Whether `secret` is the passphrase or the recovery key of this store."""
        self._needs_file()
        return keys.proves(self._store.folder, self._key, secret)

    def prove(self, staff_id: str, secret: str) -> None:
        """Pass silently where `secret` is this one's PIN, the passphrase or the recovery key.

        Raises ProofNeeded where nothing is given, WrongPin, WrongKey.
        """
        if not secret:
            raise ProofNeeded
        if self._store.keeper is not Keeper.MEMORY and self.proves(secret):
            return
        with self._store.reading() as records:
            has_pin = records.pins.of(staff_id) is not None
        if not has_pin:
            raise WrongKey("This is neither the passphrase nor the recovery key of this store.")
        self._pins.check(staff_id, secret)

    def replace_key(self, secret: str = "") -> str:
        """Encrypt the store under a new key; answers with the new recovery key (the old is void).

        `secret` is the present passphrase, which stays; for a key in the keyring it is what a new
        recovery key asks for. The demo has no recovery key: the answer is empty. Backups written
        before stay under the old key. Raises ProofNeeded, WrongPin, WrongKey, StoreNotWritable
        (somebody else has the store open), KeyUnavailable; then nothing was changed.
        """
        keeper = self._store.keeper
        if keeper is Keeper.PASSPHRASE and not secret:
            raise ProofNeeded
        if keeper is Keeper.KEYRING and self._guarded:
            self.prove(self._duty.staff_id, secret)
        recovery = rekey.replace(self._store.database, keeper, secret)
        self._events.publish(Changed("settings"))
        return recovery

    @property
    def _guarded(self) -> bool:
        """Whether anybody has a PIN."""
        with self._store.reading() as records:
            return bool(records.pins.with_pin())

    @property
    def _key(self) -> bytes:
        return self._store.database.key

    def _kept_in(self, keeper: Keeper) -> None:
        self._store.keeper = keeper
        self._events.publish(Changed("settings"))

    def _needs_file(self) -> None:
        if self._store.keeper is Keeper.MEMORY:
            raise KeyUnavailable("The demo's key is in memory only; it goes when the demo closes.")
