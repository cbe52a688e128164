"""The confirmation that an organiser gets: numbers by standing, and no person."""

from boothapp.domain.event import BoothInfo, EventInfo
from boothapp.domain.organiser import OrganiserReport, Standing
from boothapp.writers import paper

_WORDS = {
    Standing.OPTED_OUT_HERE: "your list says yes, but they told us no: please note it",
    Standing.DELETED: "your list says no; no details are held, at most a mark",
    Standing.OWN_YES: "your list says no, but they told us yes afterwards; this we keep",
    Standing.HELD: "your list says yes, and we hold their details",
    Standing.NOT_HELD: "your list says yes, and we hold nothing of them",
}


def page(report: OrganiserReport, booth: BoothInfo, event: EventInfo) -> str:
    """The page as HTML, to print or to mail."""
    return paper.render(
        "organiser.html.j2",
        {
            "sponsor": booth.sponsor,
            "event": event.name,
            "contact": booth.privacy_contact or booth.sponsor,
            "day": report.day.isoformat(),
            "file": report.file,
            "total": len(report.rows),
            "standings": [(words, report.count(standing)) for standing, words in _WORDS.items()],
            "unread": report.unread_lines,
        },
    )
