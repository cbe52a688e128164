"""What a scanner that types like a US keyboard writes on a laptop set to another one, and back.

A scanner sends the keys of a US keyboard; the laptop decides what they write. Each layout is what
the 47 writing keys of an ANSI keyboard write, row by row, without and with Shift. Source: the X
Keyboard Configuration Database (xkb-data 2.35), whose layouts of these names Windows and macOS
agree with as far as these keys go. Accents that wait for a letter stand as the accent alone.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import product

_US = (
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
)
_NONE = "\0"  # a key that writes nothing on its own
_MOST_DOUBTS = 12  # letters of one code that may have come of two: 4,096 texts to try


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
        "~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
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
        origins = _origins(self)
        letters = unicodedata.normalize("NFC", written)
        found = [origins[letter][0] for letter in letters if letter in origins]
        return "".join(found) if len(found) == len(letters) else None

    def readings(self, written: str) -> Iterator[str]:
        """Every text that came out as `written`, `undo`'s first; for what a signature can decide.

        An accent alone may have taken a blank with it, and à be a key or an accent with its letter.
        Only the first where more letters are in doubt than can be tried.
        """
        origins = _origins(self)
        ways = [origins.get(letter, ()) for letter in unicodedata.normalize("NFC", written)]
        if sum(len(way) > 1 for way in ways) > _MOST_DOUBTS:
            ways = [way[:1] for way in ways]
        return map("".join, product(*ways))

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
        if typist.lock is Lock.EVERY_KEY or (
            typist.lock is Lock.LETTERS and shifted == _capital(plain) != plain
        ):
            plain, shifted = shifted, plain
        elif typist.lock is Lock.LETTERS:  # a key of two letters, as ü and è: each its capital
            plain, shifted = _capital(plain), _capital(shifted)
        found[plain_us], found[shifted_us] = plain.replace(_NONE, ""), shifted.replace(_NONE, "")
    return found


def _capital(letter: str) -> str:
    return letter.upper() if letter != "ß" else "ẞ"


@cache
def _origins(typist: Typist) -> dict[str, tuple[str, ...]]:
    """By what is written: the texts that came out so, one key before an accent and another."""
    found: dict[str, tuple[str, ...]] = {}
    keys = _written(typist)
    pairs = (
        (waiting + sent, _joined(accent, key))
        for waiting, accent in keys.items()
        if accent and accent in typist.layout.waiting
        for sent, key in keys.items()
        if key
    )
    for sent, written in (*keys.items(), *pairs):
        if len(written) == 1:
            found[written] = (*found.get(written, ()), sent)
    return found


def with_accent(accent: str, text: str) -> str:
    """What an accent that waited and the key after it wrote.

    Some systems put both into the second key's text, others give the two one by one.
    """
    mark = _ACCENTS.get(accent, "")
    is_in_it = text.startswith(accent) or mark in unicodedata.normalize("NFD", text)
    return text if is_in_it else accent + text


def _joined(waiting: str, key: str) -> str:
    """An accent with the key after it: one letter where there is one, alone before a blank."""
    if key == " ":
        return waiting
    one = unicodedata.normalize("NFC", key + _ACCENTS[waiting])
    return one if len(one) == 1 else waiting + key
