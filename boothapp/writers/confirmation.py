"""The confirmation of a deletion, to print or to mail: it names the reference and no person."""

from boothapp.domain.event import BoothInfo, EventInfo
from boothapp.domain.holdings import Confirmation, Erased
from boothapp.domain.mail import Mail
from boothapp.writers import paper


def of(erased: Erased, booth: BoothInfo, event: EventInfo) -> Confirmation:
    """The page and the mail; the mail's address is left to whoever sends it: it is forgotten."""
    files = [
        {
            "recipient": file.recipient,
            "day": file.day.isoformat(),
            "what": file.what.value,
            "sha256": file.sha256,
        }
        for file in erased.files
    ]
    paragraphs = _paragraphs(erased, booth, event)
    page = paper.render(
        "confirmation.html.j2",
        {
            "reference": erased.reference,
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
            f"- {file.recipient}, since {paper.day(file.day.isoformat())}" for file in erased.files
        ]
    subject = f"{booth.sponsor}: confirmation of deletion, {erased.reference}"
    return Confirmation(page, Mail(to="", subject=subject, body="\n\n".join(lines)))


def _paragraphs(erased: Erased, booth: BoothInfo, event: EventInfo) -> list[str]:
    contact = booth.privacy_contact or booth.sponsor
    deleted_on = paper.day(event.local(erased.at).isoformat())
    found = [
        f"On {deleted_on}, {booth.sponsor} deleted everything it held about the person with the "
        f"reference {erased.reference}: name, e-mail, affiliation and what else was known of them, "
        "the notes from talks, labels, answers, files, interviews, requests, and the history of "
        "all these values.",
        "What is kept is a mark: a scrambled number in place of the badge or the e-mail, when it "
        "was scanned, and which consent was given and taken back. It is there so that nobody "
        "asks this person again, and to prove that the deletion was done. It holds no name.",
    ]
    if erased.backups:
        days = {paper.day(event.local(backup.at).isoformat()): None for backup in erased.backups}
        found.append(
            f"Encrypted safety copies of {', '.join(days)} still hold the person until they are "
            "deleted. If one is ever put back, this deletion is done again at once."
        )
    if not erased.scrubbed.complete:
        found.append(
            "Traces may remain in the encrypted store until the program is started the next time."
        )
    found.append(f"Questions: {contact}. Please name the reference.")
    return found
