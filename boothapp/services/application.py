"""Where a candidate applies for a role: its link as a code that their phone reads."""

from boothapp.domain.errors import BadInput
from boothapp.domain.links import ApplicationLink
from boothapp.domain.receipts import LARGEST_CODE
from boothapp.store.store import Store


class ApplicationService:
    """Makes the code; nothing of it is stored."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def link(self, role_id: str) -> ApplicationLink:
        """The application page of a role. Raises BadInput where it has none."""
        from boothapp.labels.codes import qr_modules  # slow import, needed once somebody asks

        with self._store.reading() as records:
            role = next((one for one in records.setup.roles() if one.id == role_id), None)
        if role is None:
            raise BadInput("This role is not known here.")
        if not role.link:
            raise BadInput(f"“{role.title}” has no application link. Settings, Roles takes one.")
        return ApplicationLink(role.title, role.link, qr_modules(role.link, LARGEST_CODE))
