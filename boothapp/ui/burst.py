"""Tells a scanner that types like a keyboard from a person who types. Nothing of Qt is in here.

A burst is a run of characters no further apart than `GAP`; it is a scan when Enter or Tab ends it
at the same speed. No hand types four keys and Enter like this.
"""

import re
from enum import Enum, auto

from boothapp.domain.keyboards import with_accent
from boothapp.domain.scanners import Ended

GAP = 40
"""Milliseconds between two keys of a burst, at most: slow scanners need 30, fast hands 60."""
SHORTEST = 4
"""Characters that make a scan; fewer may be a roll over the keys of somebody who writes."""
SHORTEST_BESIDE_TEXT = 2
"""The same where nobody writes: there each key is an order, and no hand gives two and Enter so."""
LINE_GAP = 250
"""Milliseconds a scanner may need between the lines of a vCard."""
AFTER = 60
"""Milliseconds after a scan in which another Enter still belongs to it (carriage return, feed)."""

# The colon and the A depend on the layout; a scanner may send something before and after.
_BEGIN = re.compile(r".{0,45}?BEGIN.VC[AQ]RD", re.IGNORECASE)
_END = re.compile(r"END.VC[AQ]RD.{0,45}\s*\Z", re.IGNORECASE)


class Verdict(Enum):
    """What becomes of a key."""

    HOLD = auto()
    """Keep it back; it may be part of a scan."""
    LET_GO = auto()
    """All that was held was typed by a person: deliver it, then this key."""
    SCAN = auto()
    """A scan is complete; `payload` has it, and nothing of it is delivered."""
    DROP = auto()
    """It belongs to the scan before."""


class Burst:
    """The run of keys that is under way. Times are milliseconds of the key events' own clock."""

    def __init__(self) -> None:
        self._text = ""
        self._accent = ""  # that waits for the next key, as ´ does on a German keyboard
        self._began = 0
        self._at = 0
        self._ended_at: int | None = None
        self.payload = ""
        self.ended = Ended.NOTHING
        """What came after the payload."""
        self.took = 0
        """Milliseconds from its first character to its last."""

    @property
    def under_way(self) -> bool:
        """Whether anything is held back."""
        return bool(self._text or self._accent)

    @property
    def patience(self) -> int:
        """How long the next key may take, in milliseconds."""
        return LINE_GAP if self._in_vcard else GAP

    def character(self, text: str, at: int) -> Verdict:
        """A key that writes `text`."""
        return self._key(text, "", at)

    def accent(self, accent: str, at: int) -> Verdict:
        """A key that writes nothing yet: its accent waits for the next one."""
        return self._key("", accent, at)

    def at_after(self, milliseconds: int) -> int:
        """The time of what came so long after the last key and has no clock of its own."""
        return self._at + milliseconds

    def _key(self, text: str, accent: str, at: int) -> Verdict:
        late = self.under_way and at - self._at > self.patience
        if late:
            self._text = self._accent = ""
        if not self.under_way:
            self._began = at
        self._text += with_accent(self._accent, text)
        self._accent = accent
        self._at, self._ended_at = at, None
        return Verdict.LET_GO if late else Verdict.HOLD

    def end(self, at: int, character: str, *, into_text: bool) -> Verdict:
        """Enter ("\\n") or Tab ("\\t"). `into_text`: the focus is where a person may be typing."""
        if not self.under_way:
            follows = self._ended_at is not None and at - self._ended_at <= AFTER
            return Verdict.DROP if follows else Verdict.LET_GO
        if at - self._at > self.patience:
            return self.typed()
        self._text, self._accent = self._text + self._accent, ""
        if self._in_vcard and not _END.search(self._text):
            if character == "\t" or not self._text.endswith("\n"):
                self._text += character
            self._at = at
            return Verdict.HOLD
        if len(self._text) < (SHORTEST if into_text else SHORTEST_BESIDE_TEXT):
            return self.typed()
        self._ended_at = at
        return self._scan(Ended.TAB if character == "\t" else Ended.ENTER)

    def typed(self) -> Verdict:
        """Another key, or a repeated one: what was held was typed by a person."""
        self._text, self._accent, self._ended_at = "", "", None
        return Verdict.LET_GO

    def pressed_elsewhere(self) -> Verdict:
        """A mouse button or a finger went down: what was typed has to be there before it acts.

        So many keys at once are a scan all the same, whoever clicks meanwhile.
        """
        return Verdict.HOLD if len(self._text) >= SHORTEST else self.typed()

    def silence(self, *, into_text: bool) -> Verdict:
        """No key came in time: the scanner may have been set up to send no Enter."""
        self._text, self._accent = self._text + self._accent, ""
        if self._in_vcard or (len(self._text) >= SHORTEST and not into_text):
            return self._scan(Ended.NOTHING)
        return self.typed()

    @property
    def _in_vcard(self) -> bool:
        return _BEGIN.match(self._text) is not None

    def _scan(self, ended: Ended) -> Verdict:
        self.payload, self._text = self._text, ""
        self.ended, self.took = ended, self._at - self._began
        return Verdict.SCAN
