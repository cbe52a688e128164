"""Who wrote what is held about a person, and when: a judgement has an author who stands for it.

A record's staff member and time are part of the chain and never blanked, so the first record of a
thing says who made it, also after it was removed and brought back.
"""

from boothapp.store.verify.record import Said

_FIRST = {
    "lead.add": (("created", "created_by"), ("seen", "seen_by")),
    "note.add": (("written", "author_id"),),
    "attachment.add": (("added", "added_by"),),
}
# What the code of before 0004 wrote otherwise when it brought a lead back.
_ONCE_GUESSED = ("created_by", "seen", "seen_by")


class Authors:
    """Hears the records about one person."""

    def __init__(self, since: int | None) -> None:
        """From the record `since` on, what comes back comes back as it was."""
        self._since = since
        self._made: dict[tuple[str, str], dict[str, Said]] = {}
        self._lead = ""

    def hear(self, said: Said, entity: str) -> None:
        """The next record."""
        what = said.kind.partition(".")[0]
        if said.kind in _FIRST:
            self._hear_first(said, what, entity)
        elif said.kind == "note.set":
            self._made.setdefault((what, entity), {})["changed"] = said._replace(value=said.at)
        elif said.kind == "scan.add" and self._lead:
            seen = self._made["lead", self._lead]
            seen |= {"seen": said._replace(value=said.at), "seen_by": said._replace(value=said.by)}
        elif said.kind in ("lead.remove", "person.erase"):
            self.gone()

    def gone(self) -> None:
        """There is no lead until one is added (again)."""
        self._lead = ""

    def last_lead(self) -> dict[str, Said]:
        """The columns of the lead that there is now; none where there is none."""
        return self._made.get(("lead", self._lead), {}) if self._lead else {}

    def of(self, what: str, entity: str) -> dict[str, Said]:
        """The columns that a thing must have by the log."""
        return self._made.get((what, entity), {})

    def _hear_first(self, said: Said, what: str, entity: str) -> None:
        if what == "lead":
            self._lead = entity
        made = self._made.get((what, entity))
        if made is None:
            made = self._made[what, entity] = {}
            for at, by in _FIRST[said.kind]:
                made |= {at: said._replace(value=said.at), by: said._replace(value=said.by)}
            if what == "note":
                made["changed"] = said._replace(value=None)
        elif what == "lead" and (self._since is None or said.seq < self._since):
            for column in _ONCE_GUESSED:
                made.pop(column, None)
