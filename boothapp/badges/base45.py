"""Base45 (RFC 9285): bytes in the letters that a QR code packs best."""

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}


def encoded(data: bytes) -> str:
    """The bytes as text."""
    parts = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        number, width = int.from_bytes(pair, "big"), 3 if len(pair) == 2 else 2
        for _ in range(width):
            number, value = divmod(number, 45)
            parts.append(_LETTERS[value])
    return "".join(parts)


def decoded(text: str) -> bytes | None:
    """The bytes in a text; None where it is no Base45."""
    data = bytearray()
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        if len(group) == 1 or any(letter not in _VALUES for letter in group):
            return None
        number = sum(_VALUES[letter] * 45**place for place, letter in enumerate(group))
        size = len(group) - 1
        if number >= 256**size:
            return None
        data += number.to_bytes(size, "big")
    return bytes(data)


def foreign(text: str) -> str:
    """The characters of a text that no Base45 has."""
    return "".join(letter for letter in text if letter not in _VALUES)
