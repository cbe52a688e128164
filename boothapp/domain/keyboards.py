"""What a scanner that types like a US keyboard writes on a laptop set to another one, and back.

A scanner sends the keys of a US keyboard; the laptop decides what they write. Each layout is what
the 47 writing keys of an ANSI keyboard write, row by row, without and with Shift. Source: the X
Keyboard Configuration Database (xkb-data 2.35), whose layouts of these names Windows and macOS
agree with as far as these keys go. Accents that wait for a letter stand as the accent alone.
"""

import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache

_US = (
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
)
_NONE = "\0"  # a key that writes nothing on its own


class Layout(Enum):
    """A keyboard that a laptop is set to, by its name for people and what its keys write."""

    US = ("US", *_US)
    UK = (
        "British",
        "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./",
        '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?',
    )
    FRENCH = (
        "French (AZERTY)",
        "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!",
        "²1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
        "^¨",
    )
    BELGIAN = (
        "Belgian (AZERTY)",
        "²&é\"'(§è!çà)-azertyuiop^$µqsdfghjklmùwxcvbn,;:=",
        "³1234567890°_AZERTYUIOP¨*£QSDFGHJKLM%WXCVBN?./+",
        "^¨",
    )
    GERMAN = (
        "German (QWERTZ)",
        "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
        "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
        "^´`",
    )
    SWISS_GERMAN = (
        "Swiss German (QWERTZ)",
        "§1234567890'^qwertzuiopü¨$asdfghjklöäyxcvbnm,.-",
        '°+"*ç%&/()=?`QWERTZUIOPè!£ASDFGHJKLéàYXCVBNM;:_',
        "^`¨",
    )
    SWISS_FRENCH = (
        "Swiss French (QWERTZ)",
        "§1234567890'^qwertzuiopè¨$asdfghjkléàyxcvbnm,.-",
        '°+"*ç%&/()=?`QWERTZUIOPü!£ASDFGHJKLöäYXCVBNM;:_',
        "^`¨",
    )
    SPANISH = (
        "Spanish",
        "º1234567890'¡qwertyuiop`+çasdfghjklñ´zxcvbnm,.-",
        'ª!"·$%&/()=?¿QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_',
        "`^´¨",
    )
    LATIN_AMERICAN = (
        "Latin American",
        "|1234567890'¿qwertyuiop´+}asdfghjklñ{zxcvbnm,.-",
        '°!"#$%&/()=?¡QWERTYUIOP¨*]ASDFGHJKLÑ[ZXCVBNM;:_',
        "´¨",
    )
    ITALIAN = (
        "Italian",
        "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-",
        '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_',
    )
    PORTUGUESE = (
        "Portuguese",
        "\\1234567890'«qwertyuiop+´~asdfghjklçºzxcvbnm,.-",
        '|!"#$%&/()=?»QWERTYUIOP*`^ASDFGHJKLÇªZXCVBNM;:_',
        "´`~^",
    )
    BRAZILIAN = (
        "Brazilian",
        "'1234567890-=qwertyuiop´[]asdfghjklç~zxcvbnm,.;",
        '"!@#$%¨&*()_+QWERTYUIOP`{}ASDFGHJKLÇ^ZXCVBNM<>:',
        "¨´`~^",
    )
    SWEDISH = (
        "Swedish or Finnish",
        "§1234567890+´qwertyuiopå¨'asdfghjklöäzxcvbnm,.-",
        '½!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÖÄZXCVBNM;:_',
        "´`¨^",
    )
    DANISH = (
        "Danish",
        "½1234567890+´qwertyuiopå¨'asdfghjklæøzxcvbnm,.-",
        '§!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÆØZXCVBNM;:_',
        "´`¨^",
    )
    NORWEGIAN = (
        "Norwegian",
        "|1234567890+\\qwertyuiopå¨'asdfghjkløæzxcvbnm,.-",
        '§!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLØÆZXCVBNM;:_',
        "`¨^",
    )
    JAPANESE = (
        "Japanese",
        "\0001234567890-^qwertyuiop@[]asdfghjkl;:zxcvbnm,./",
        "\0!\"#$%&'()\0=~QWERTYUIOP`{}ASDFGHJKL+*ZXCVBNM<>?",
    )

    def __init__(self, called: str, plain: str, shifted: str, waiting: str = "") -> None:
        self.called = called
        self.plain = plain
        self.shifted = shifted
        self.waiting = waiting
        """The accents that wait for the next key: with a blank they stand alone."""


class Lock(Enum):
    """Which keys a lock that is on turns into their shifted selves, and back."""

    OFF = ""
    LETTERS = "Caps Lock"
    EVERY_KEY = "Shift Lock"
    """Caps Lock of French, Belgian and German keyboards on Windows: digits and signs too."""


@dataclass(frozen=True, slots=True)
class Typist:
    """How the laptop writes the keys that a scanner sends; right with the US layout unlocked."""

    layout: Layout = Layout.US
    lock: Lock = Lock.OFF

    @property
    def is_right(self) -> bool:
        """Whether what a scanner sends is what arrives."""
        return self == RIGHT

    @property
    def words(self) -> str:
        """What is wrong, for a sentence: "a German (QWERTZ) keyboard with Caps Lock on"."""
        lock = f"{self.lock.value} on" if self.lock is not Lock.OFF else ""
        if self.layout is Layout.US:
            return lock or "a US keyboard"
        return f"a {self.layout.called} keyboard" + (f" with {lock}" if lock else "")

    def undo(self, written: str) -> str | None:
        """What the scanner sent where the laptop wrote `written`.

        None where these keys cannot have written it. Line ends and blanks stay.
        """
        sent = _sent(self)
        found: list[str] = []
        for letter in unicodedata.normalize("NFC", written):
            keys = sent.get(letter) or _by_accent(self.layout, sent, letter)
            if keys is None:
                return None
            found.append(keys)
        return "".join(found)

    def write(self, sent: str) -> str | None:
        """What the laptop writes where the scanner sends `sent`; None beyond a US keyboard."""
        written = _written(self)
        found, waiting = "", ""
        for letter in sent:
            if letter not in written:
                return None
            key = written[letter]
            if waiting:
                found, waiting = found + _joined(waiting, key), ""
            elif key and key in self.layout.waiting:
                waiting = key
            else:
                found += key
        return found + waiting


RIGHT = Typist()
"""What a scanner sends is what arrives."""
_LOCKING = frozenset({Layout.FRENCH, Layout.BELGIAN, Layout.GERMAN})
TYPISTS = tuple(
    Typist(layout, lock)
    for layout in Layout
    for lock in Lock
    if lock is not Lock.EVERY_KEY or layout in _LOCKING
)
"""Every way of writing that is known, the right one first."""

_ACCENTS = {"^": "\u0302", "`": "\u0300", "´": "\u0301", "¨": "\u0308", "~": "\u0303"}


@cache
def _written(typist: Typist) -> dict[str, str]:
    """By the character of a US keyboard that is sent: what is written, perhaps nothing."""
    found: dict[str, str] = {letter: letter for letter in " \r\n\t"}
    keys = zip(*_US, typist.layout.plain, typist.layout.shifted, strict=True)
    for plain_us, shifted_us, plain, shifted in keys:
        is_letter = plain.isalpha() and plain.upper() != plain
        swaps = typist.lock is Lock.EVERY_KEY or (typist.lock is Lock.LETTERS and is_letter)
        found[plain_us] = (shifted if swaps else plain).replace(_NONE, "")
        found[shifted_us] = (plain if swaps else shifted).replace(_NONE, "")
    return found


@cache
def _sent(typist: Typist) -> dict[str, str]:
    """By what is written: the character of a US keyboard that was sent."""
    found: dict[str, str] = {}
    for sent, written in _written(typist).items():
        if written:
            found.setdefault(written, sent)
    return found


def _by_accent(layout: Layout, sent: dict[str, str], letter: str) -> str | None:
    """An accent that waited for its letter: two keys that wrote one."""
    parts = unicodedata.normalize("NFD", letter)
    base, marks = parts[0], parts[1:]
    accent = next((key for key in layout.waiting if marks == _ACCENTS.get(key)), "")
    keys = sent.get(accent), sent.get(base)
    return None if None in keys else "".join(filter(None, keys))


def _joined(waiting: str, key: str) -> str:
    """An accent with the key after it: one letter where there is one, alone before a blank."""
    if key == " ":
        return waiting
    one = unicodedata.normalize("NFC", key + _ACCENTS[waiting])
    return one if len(one) == 1 else waiting + key
