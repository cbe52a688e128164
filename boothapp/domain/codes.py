"""The kinds of code on badges, and which of them the camera looks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Symbology(StrEnum):
    """A kind of code; the value is the name that files and the command line carry."""

    QR = "QRCode"
    MICRO_QR = "MicroQRCode"
    RMQR = "RMQRCode"
    AZTEC = "Aztec"
    DATA_MATRIX = "DataMatrix"
    PDF417 = "PDF417"
    CODE_128 = "Code128"
    CODE_39 = "Code39"

    @property
    def words(self) -> str:
        """The name that people know."""
        return _WORDS[self]


_WORDS = {
    Symbology.QR: "QR code",
    Symbology.MICRO_QR: "Micro QR code",
    Symbology.RMQR: "rMQR code",
    Symbology.AZTEC: "Aztec code",
    Symbology.DATA_MATRIX: "Data Matrix",
    Symbology.PDF417: "PDF417",
    Symbology.CODE_128: "Code 128",
    Symbology.CODE_39: "Code 39",
}

LOOKED_FOR = (
    Symbology.QR,
    Symbology.AZTEC,
    Symbology.DATA_MATRIX,
    Symbology.PDF417,
    Symbology.CODE_128,
    Symbology.CODE_39,
)
"""What can be chosen; who looks for QR codes finds Micro QR and rMQR codes too."""

LINEAR = frozenset({Symbology.CODE_128, Symbology.CODE_39})
"""Bars without repair of errors: a few wrong ones can read as another text."""


CODES = "codes"
"""The preference that holds a CodeChoice as text."""


class Looking(StrEnum):
    """How often the camera looks for a kind of code."""

    ALWAYS = "always"
    """In every frame."""
    TURNS = "turns"
    """In a frame in which nothing else was found, when it is this kind's turn."""
    OFF = "off"


@dataclass(frozen=True, slots=True)
class CodeChoice:
    """Which kinds are looked for; without a word about it QR codes always, the others by turns."""

    changed: tuple[tuple[Symbology, Looking], ...] = ()

    def of(self, kind: Symbology) -> Looking:
        """How often this kind, one of LOOKED_FOR, is looked for."""
        by_default = Looking.ALWAYS if kind is Symbology.QR else Looking.TURNS
        return dict(self.changed).get(kind, by_default)

    def kinds(self, *how: Looking) -> frozenset[Symbology]:
        """The kinds that are looked for in one of these ways."""
        return frozenset(kind for kind in LOOKED_FOR if self.of(kind) in how)

    def with_kind(self, kind: Symbology, how: Looking) -> "CodeChoice":
        """The same with another word for one kind."""
        every: Mapping[Symbology, Looking] = {one: self.of(one) for one in LOOKED_FOR}
        return CodeChoice(tuple(({**every, kind: how}).items()))

    @property
    def is_blind(self) -> bool:
        """Whether nothing is looked for at all."""
        return not self.kinds(Looking.ALWAYS, Looking.TURNS)

    def text(self) -> str:
        """The choice as it is kept: "QRCode:always Aztec:off …"."""
        return " ".join(f"{kind.value}:{self.of(kind).value}" for kind in LOOKED_FOR)


def choice_of(text: str) -> CodeChoice:
    """The choice that was kept; what is not understood counts as not said."""
    changed: dict[Symbology, Looking] = {}
    for part in text.split():
        name, _, how = part.partition(":")
        if name in set(LOOKED_FOR) and how in set(Looking):
            changed[Symbology(name)] = Looking(how)
    choice = CodeChoice(tuple(changed.items()))
    return CodeChoice() if choice.is_blind else choice


def symbology_words(name: str | None) -> str:
    """The name that people know for the name in a file; an unknown one as it stands."""
    return Symbology(name).words if name in set(Symbology) else name or ""
