"""Invitations that leave: mails with a calendar in them, and calendar files; all in the ledger."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import TO_THEMSELVES, Leaving
from boothapp.domain.interviews import HERE, Interview, InterviewStatus
from boothapp.domain.invitations import Attendee, Audience, Invitation, InvitationMethod
from boothapp.domain.mail import Mail
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.inviting import invitation_of, is_anybody_told, sent_before, uninvited
from boothapp.services.leaving import leave
from boothapp.services.places import folder_or_nothing
from boothapp.services.retention import RetentionService
from boothapp.store.records import Records
from boothapp.store.store import Store
from boothapp.writers import invitation as calendars
from boothapp.writers import invitation_mail
from boothapp.writers.whole_file import unfinished

_NOT_DUE = frozenset({*HERE, InterviewStatus.DONE, InterviewStatus.NO_SHOW})


@dataclass(frozen=True, slots=True)
class SentFile:
    """A mail (.eml) or calendar (.ics) for one recipient."""

    path: Path
    to: Attendee
    interview_id: str


@dataclass(frozen=True, slots=True)
class _Appearing:
    """The files of one order, which appear together at its end, in a folder (absolute)."""

    folder: Path
    files: ExitStack
    paths: set[Path] = field(default_factory=set)


class InvitationService:
    """Writes what is sent; the sending is the mail program's. What was written counts as sent."""

    def __init__(
        self, store: Store, events: EventBus, duty: DutyService, retention: RetentionService
    ) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self._retention = retention

    def due(self) -> tuple[Interview, ...]:
        """The interviews ahead that were not invited to, or whose calendars know an older state."""
        now = self._store.clock()
        with self._store.reading() as records:
            return tuple(
                one
                for one in records.interviews.all_ahead(now)
                if one.invited != one.sequence
                and (one.invited is not None or one.occupies)
                and one.status not in _NOT_DUE
            )

    def reachable(self, interview: Interview) -> bool:
        """Whether anybody of an interview has an address to write to."""
        with self._store.reading() as records:
            return is_anybody_told(records, interview, self._store.event, self._store.clock())

    def preview(self, interview_id: str) -> Invitation:
        """What would be sent. Raises BadInput where nothing says in whose name."""
        with self._store.reading() as records:
            return self._of(records, records.interviews.get(interview_id))

    def mail(self, interview_id: str, to: Attendee) -> Mail:
        """The words of it for a mail program's own window; a calendar cannot go along there."""
        with self._store.reading() as records:
            interview = records.interviews.get(interview_id)
            before = sent_before(records, interview, self._store.event, self._store.clock())
            return invitation_mail.plain(self._of(records, interview), to, before)

    def write(
        self, interview_ids: Iterable[str], folder: Path, sender: str = ""
    ) -> tuple[SentFile, ...]:
        """Write for each recipient of each interview a mail and the calendar alone; mode 0600.

        They come from the address that they came from before, else from `sender`, else from the
        booth's. From then on they count as sent: what changes later rises in sequence.

        Raises BadInput where somebody has no address at all, or a file cannot be written; then
        nothing was.
        """
        self._retention.look_or_refuse()
        wanted = tuple(dict.fromkeys(interview_ids))

        def work(records: Records, appearing: _Appearing) -> list[SentFile]:
            return [
                file
                for interview_id in wanted
                for file in self._send(records, interview_id, sender, appearing)
            ]

        return self._written(folder, work)

    def write_cancellations(
        self, cancellations: Iterable[Invitation], folder: Path
    ) -> tuple[SentFile, ...]:
        """Write what calendars have to be told after a withdrawal or an erasure."""

        def work(records: Records, appearing: _Appearing) -> list[SentFile]:
            return [
                file
                for invitation in cancellations
                for file in self._files(records, invitation, None, appearing)
            ]

        return self._written(folder, work)

    def _written(
        self, folder: Path, work: Callable[[Records, _Appearing], list[SentFile]]
    ) -> tuple[SentFile, ...]:
        with (
            folder_or_nothing(self._store, folder) as folder,
            ExitStack() as stack,
            self._store.writing(self._duty.staff_id) as records,
        ):
            files = work(records, _Appearing(folder, stack))
        self._events.publish(Changed("interview"))
        self._events.publish(Changed("export"))
        return tuple(files)

    def _send(
        self,
        records: Records,
        interview_id: str,
        sender: str,
        appearing: _Appearing,
    ) -> list[SentFile]:
        event, now = self._store.event, self._store.clock()
        interview = records.interviews.get(interview_id)
        before = sent_before(records, interview, event, now)
        invitation = invitation_of(records, interview, event, now, sender)
        off = uninvited(records, interview, invitation, event)
        if not invitation.recipients and off is None:
            raise BadInput(
                f"Neither {interview.candidate} nor anybody of the panel has an e-mail address: "
                "there is nobody to write to. Nothing was written."
            )
        files = self._files(records, invitation, before, appearing)
        if off is not None:
            files += self._files(records, off, None, appearing)
        sent = replace(interview, invited=interview.sequence, organizer=invitation.organizer.email)
        records.interviews.change(sent)
        return files

    def _files(
        self,
        records: Records,
        invitation: Invitation,
        before: Invitation | None,
        appearing: _Appearing,
    ) -> list[SentFile]:
        interview_id, subject = invitation.interview_id, invitation.subject
        what = "cancelled" if invitation.method is InvitationMethod.CANCEL else "invitation"
        stem = f"{what}-{interview_id[:8]}{interview_id[-6:]}-{invitation.sequence}"
        files = []
        for number, to in enumerate(invitation.recipients, start=1):
            mail = invitation_mail.write(invitation, to, before)
            path = _unused(appearing.folder / f"{stem}-{number}.eml", appearing)
            files.append(SentFile(path, to, interview_id))
            own = invitation.audience(to) is Audience.CANDIDATE
            self._put(records, appearing, files[-1], mail, subject, is_own=own)
        for audience in dict.fromkeys(invitation.audience(to) for to in invitation.recipients):
            to = next(one for one in invitation.recipients if invitation.audience(one) is audience)
            content = calendars.write(invitation, audience)
            suffix = "" if audience is Audience.CANDIDATE else "-panel"
            path = _unused(appearing.folder / f"{stem}{suffix}.ics", appearing)
            files.append(SentFile(path, to, interview_id))
            own = audience is Audience.CANDIDATE
            self._put(records, appearing, files[-1], content, subject, is_own=own)
        return files

    def _put(
        self,
        records: Records,
        appearing: _Appearing,
        file: SentFile,
        content: bytes,
        subject: str,
        *,
        is_own: bool,
    ) -> None:
        out = appearing.files.enter_context(unfinished(file.path))
        leave(
            records,
            out,
            content,
            (subject,),
            purpose=Purpose.RECRUITING,
            # Who is forgotten is not named by the ledger either, which forgets nothing.
            to=TO_THEMSELVES if is_own else file.to.name,
            what=Leaving.INVITATION,
        )

    def _of(self, records: Records, interview: Interview) -> Invitation:
        return invitation_of(records, interview, self._store.event, self._store.clock())


def _unused(path: Path, appearing: _Appearing) -> Path:
    """The path, with a number where a file of that name is there: nothing is written over."""
    found, number = path, 1
    while found.exists() or found in appearing.paths:
        number += 1
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
    appearing.paths.add(found)
    return found
