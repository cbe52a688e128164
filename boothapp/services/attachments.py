"""Files of leads: stored encrypted, looked at on purpose, and gone with their grant."""

from pathlib import Path

from boothapp.domain.attachments import Attachment, NoConsentToFile, RemovedAttachment
from boothapp.domain.consent import Purpose, is_valid
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import ExportRecord, Leaving
from boothapp.readers import attachment_file
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.leaving import checked_recipient, leave
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.services.removal import restore_file
from boothapp.services.retention import RetentionService
from boothapp.store.store import Store
from boothapp.writers.whole_file import unfinished

MOST = 20
"""Files of one lead; more than that is a mistake, not a CV."""


class AttachmentService:
    """Adds, reads, hands out and removes files of leads."""

    def __init__(
        self, store: Store, events: EventBus, duty: DutyService, retention: RetentionService
    ) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self._retention = retention

    def of_lead(self, lead_id: str) -> tuple[Attachment, ...]:
        """The files of a lead, oldest first."""
        with self._store.reading() as records:
            return records.attachments.of_lead(lead_id)

    def add(self, lead_id: str, path: Path, purpose: Purpose = Purpose.CV) -> Attachment:
        """Store a copy of a file; the file itself stays where it is.

        Raises BadInput (too large, not an allowed type, there already) and NoConsentToFile.
        """
        read = attachment_file.read(path)
        with self._store.writing(self._duty.staff_id) as records:
            subject = records.leads.row(lead_id).subject
            if not is_valid(records.consents.state(subject, purpose)):
                raise NoConsentToFile(purpose)
            known = records.attachments.of_lead(lead_id)
            if len(known) >= MOST:
                raise BadInput(f"This lead has {MOST} files already. Remove one first.")
            added = records.attachments.add(
                lead_id, purpose, read.name, read.media_type, read.content
            )
            if any(other.sha256 == added.sha256 for other in known):
                raise BadInput(f"“{read.name}” is stored with this lead already.")
        self._changed(lead_id)
        return added

    def content(self, attachment_id: str) -> bytes:
        """The bytes of a file, to show it within the window; they go into no temporary file."""
        with self._store.reading() as records:
            return records.attachments.content(attachment_id)

    def save_copy(self, attachment_id: str, path: Path, recipient: str) -> ExportRecord:
        """Write a file out (mode 0600); the copy goes into the ledger as every export does.

        What is over goes before. Raises BadInput where it cannot be written, NoConsentToFile where
        the grant ended, and ClockJumped where something may be over and the day has to be
        confirmed; then no file is left.
        """
        to = checked_recipient(recipient)
        path = checked_file(self._store, path)
        self._retention.look_or_refuse()
        with (
            whole_or_nothing(path),
            unfinished(path) as out,
            self._store.writing(self._duty.staff_id) as records,
        ):
            found = records.attachments.get(attachment_id)
            subject = records.leads.row(found.lead_id).subject
            if not is_valid(records.consents.state(subject, found.purpose)):
                raise NoConsentToFile(found.purpose)
            content = records.attachments.content(attachment_id)
            what = Leaving.ATTACHMENT
            record = leave(
                records, out, content, (subject,), purpose=found.purpose, to=to, what=what
            )
        self._events.publish(Changed("export", record.id))
        return record

    def remove(self, attachment_id: str) -> RemovedAttachment:
        """Delete a file; `restore` undoes it."""
        with self._store.writing(self._duty.staff_id) as records:
            file, content = records.attachments.remove(attachment_id)
            subject = records.leads.row(file.lead_id).subject
            ended = records.ledger.last_ending(subject, file.purpose)
            removed = RemovedAttachment(file, content, ended)
        self._changed(removed.attachment.lead_id)
        return removed

    def restore(self, removed: RemovedAttachment) -> None:
        """Store a removed file again as it was. Raises as removal.restore_file."""
        with self._store.writing(self._duty.staff_id) as records:
            restore_file(records, removed)
        self._changed(removed.attachment.lead_id)

    def _changed(self, lead_id: str) -> None:
        self._events.publish(Changed("lead", lead_id))
