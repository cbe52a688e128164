"""The confirmation of a deletion or a withdrawal, to print or mail: it names a reference only."""

from boothapp.domain.consent import Purpose
from boothapp.domain.event import BoothInfo, EventInfo
from boothapp.domain.holdings import Confirmation, Ended, Withdrawn
from boothapp.domain.mail import Mail
from boothapp.writers import paper

_AGREED_TO = {
    Purpose.RECRUITING: "being contacted about jobs",
    Purpose.CV: "sharing their CV with hiring teams",
    Purpose.MARKETING: "news and invitations",
}
_DELETED = (
    "name, e-mail, affiliation and what else was known of them, the notes from talks, labels, "
    "answers, files, interviews, requests, and the history of all these values"
)
_MARK = (
    "What is kept is a mark: a scrambled number in place of the badge or the e-mail, when it was "
    "scanned, and which consent was given and taken back. It is there so that nobody asks this "
    "person again, and to prove that this was done. It holds no name."
)


def of(ended: Ended, booth: BoothInfo, event: EventInfo) -> Confirmation:
    """The page and the mail; the mail's address is left to whoever sends it: it is forgotten."""
    what = "withdrawal" if isinstance(ended, Withdrawn) else "deletion"
    files = [
        {
            "recipient": file.recipient,
            "day": file.day.isoformat(),
            "what": file.what.value,
            "sha256": file.sha256,
        }
        for file in ended.files
    ]
    paragraphs = _paragraphs(ended, booth, event)
    page = paper.render(
        "confirmation.html.j2",
        {
            "what": what,
            "reference": ended.reference,
            "sponsor": booth.sponsor,
            "event": event.name,
            "paragraphs": paragraphs,
            "files": files,
        },
    )
    lines = list(paragraphs)
    if files:
        lines.append("Files that had left before, and who holds them:")
        lines += [
            f"- {file.recipient}, since {paper.day(file.day.isoformat())}" for file in ended.files
        ]
    subject = f"{booth.sponsor}: confirmation of {what}, {ended.reference}"
    return Confirmation(page, Mail(to="", subject=subject, body="\n\n".join(lines)))


def _paragraphs(ended: Ended, booth: BoothInfo, event: EventInfo) -> list[str]:
    day = paper.day(event.local(ended.at).isoformat())
    found = (
        _withdrawn(ended, booth, day)
        if isinstance(ended, Withdrawn)
        else _erased(ended, booth, day)
    )
    if ended.backups:
        days = {paper.day(event.local(backup.at).isoformat()): None for backup in ended.backups}
        found.append(
            f"Encrypted safety copies of {', '.join(days)} still hold what was deleted until they "
            "are deleted themselves. If one is ever put back, this is done again at once."
        )
    if not ended.scrubbed.complete:
        found.append(
            "Traces may remain in the encrypted store until the program is started the next time."
        )
    contact = booth.privacy_contact or booth.sponsor
    found.append(f"Questions: {contact}. Please name the reference.")
    return found


def _erased(ended: Ended, booth: BoothInfo, day: str) -> list[str]:
    return [
        f"On {day}, {booth.sponsor} deleted everything it held about the person with the reference "
        f"{ended.reference}: {_DELETED}.",
        _MARK,
    ]


def _withdrawn(ended: Withdrawn, booth: BoothInfo, day: str) -> list[str]:
    who = f"the person with the reference {ended.reference}"
    if not ended.purposes:
        return [f"On {day}, {booth.sponsor} recorded that {who} is not to be asked again.", _MARK]
    named = " and ".join(_AGREED_TO[purpose] for purpose in ended.purposes)
    found = [f"On {day}, {booth.sponsor} recorded that {who} took back their consent to {named}."]
    if ended.ends_all:
        return [*found, f"With it, everything that was held was deleted: {_DELETED}.", _MARK]
    if Purpose.CV in ended.purposes:
        found.append("Every CV and file that was kept for this was deleted.")
    return [*found, "What the person still agrees to is not changed by this."]
