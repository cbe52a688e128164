"""By whose keys signed badges and lists count: added, retired, taken back."""

from base64 import b64encode
from pathlib import Path

from boothapp import signatures
from boothapp.domain.errors import BadInput
from boothapp.domain.organiser_keys import OrganiserKey, checked_key_name
from boothapp.domain.qualifiers import same_words
from boothapp.files import write_private
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.signatures import BadKey
from boothapp.store.store import Store


class OrganiserKeyService:
    """Reads and changes the list of keys; every change is one transaction."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def all(self) -> tuple[OrganiserKey, ...]:
        """The keys that count, in their order."""
        with self._store.reading() as records:
            return records.organisers.public_keys()

    def add(self, name: str, text: str) -> OrganiserKey:
        """Let a public key count, given as PEM or base64.

        Raises BadInput where it is none, or is there already, also under another name.
        """
        name, public = checked_key_name(name), b64encode(_read(text)).decode()
        with self._store.writing(self._duty.staff_id) as records:
            for known in records.organisers.public_keys():
                if known.public == public:
                    raise BadInput(f"This key is here already, as “{known.name}”.")
                if same_words(known.name) == same_words(name):
                    raise BadInput(f"There is a key “{known.name}” already; give another name.")
            retired = records.organisers.public_keys(active=False)
            same = next((one for one in retired if one.public == public), None)
            by_name = next(
                (one for one in retired if same_words(one.name) == same_words(name)), None
            )
            if same is not None and by_name is not None and same.id != by_name.id:
                raise BadInput(
                    f"Another key was called “{by_name.name}” before; give another name."
                )
            # The row of a retired key is taken again: both name and key are there once only.
            row_id = (same or by_name or _NOBODY).id
            saved = records.organisers.save_key(
                OrganiserKey(row_id, name, public, signatures.fingerprint(_read(text)))
            )
        self._changed()
        return saved

    def add_file(self, name: str, path: Path) -> OrganiserKey:
        """As `add`, from a file. Raises BadInput and OSError."""
        with path.open("rb") as file:
            data = file.read(signatures.MAX_KEY_TEXT + 1)
        return self.add(name, data.decode("utf-8", "replace"))

    def remove(self, key_id: str) -> OrganiserKey:
        """Let a key count no more; `restore` takes it back. Raises BadInput."""
        with self._store.writing(self._duty.staff_id) as records:
            found = next(
                (one for one in records.organisers.public_keys() if one.id == key_id), None
            )
            if found is None:
                raise BadInput("This key is not known here.")
            records.organisers.retire_key(key_id)
        self._changed()
        return found

    def restore(self, key: OrganiserKey) -> None:
        """Let a removed key count again."""
        with self._store.writing(self._duty.staff_id) as records:
            records.organisers.save_key(key)
        self._changed()

    def _changed(self) -> None:
        self._events.publish(Changed("settings"))


_NOBODY = OrganiserKey("", "", "", "")


def make_key_pair(private: Path, public: Path) -> str:
    """Write a fresh pair: the private key for its owner only. Answers the fingerprint.

    Raises FileExistsError where either is there already: a key is never written over. OSError.
    """
    key = signatures.new_private_key()
    raw = signatures.public_bytes(key)
    if public.exists():
        raise FileExistsError(17, "it is there already", str(public))
    write_private(private, signatures.private_pem(key))
    public.write_text(signatures.public_pem(raw), "utf-8")
    return signatures.fingerprint(raw)


def _read(text: str) -> bytes:
    try:
        return signatures.read_public_key(text)
    except BadKey as error:
        raise BadInput(str(error)) from None
