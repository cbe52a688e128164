"""What a check found, in sentences that name the record and say what to do."""

from datetime import tzinfo

from boothapp.store.instants import from_ms

MOST = 100


class Findings:
    """Collects problems; past MOST they are only counted."""

    def __init__(self, zone: tzinfo) -> None:
        """Times are worded in `zone`."""
        self._zone = zone
        self._problems: list[str] = []
        self._count = 0

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences, the last of them saying how many more there are."""
        more = self._count - len(self._problems)
        return (*self._problems, f"and {more} more") if more else tuple(self._problems)

    def add(self, sentence: str) -> None:
        """One more problem; the sentence may begin with a record's name."""
        self._count += 1
        if self._count <= MOST:
            self._problems.append(sentence[0].upper() + sentence[1:])

    def record(self, seq: int, kind: str, at: int) -> str:
        """A record of the log by name: “record 17 (note.add, 2026-07-09 12:00:05)”."""
        local = from_ms(at).astimezone(self._zone)
        return f"record {seq} ({kind}, {local:%Y-%m-%d %H:%M:%S})"
