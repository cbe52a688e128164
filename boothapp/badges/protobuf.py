"""The little of Protocol Buffers that a ticket needs: numbers and short texts, by field number.

The library would be 1.5 MB and a generated module for four fields; what is read here is a varint
and a length.
"""

_VARINT, _LENGTH = 0, 2
_FIXED = {1: 8, 5: 4}  # bytes, by the kind of field; skipped, for no ticket's own field is one
_MAX_VARINT = 10  # bytes


def fields_in(message: bytes) -> dict[int, int | bytes] | None:
    """The value of each number and text, the last one counts; None where it is no such message.

    A field of a fixed size is skipped. A group, which no writer makes any more, is no message.
    """
    found: dict[int, int | bytes] = {}
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        if key is None:
            return None
        number, kind = key >> 3, key & 7
        if number == 0 or kind not in (_VARINT, _LENGTH, *_FIXED):
            return None
        value, at = (_FIXED[kind], at) if kind in _FIXED else _varint(message, at)
        if value is None:
            return None
        if kind == _VARINT:
            found[number] = value
            continue
        if at + value > len(message):
            return None
        if kind == _LENGTH:
            found[number] = message[at : at + value]
        at += value
    return found


def written(fields: dict[int, int | bytes]) -> bytes:
    """A message of these fields, in their order; zeros are left out, as proto3 does."""
    parts = []
    for number, value in sorted(fields.items()):
        if isinstance(value, bytes):
            parts += [_as_varint(number << 3 | _LENGTH), _as_varint(len(value)), value]
        elif value:
            parts += [_as_varint(number << 3 | _VARINT), _as_varint(value)]
    return b"".join(parts)


def _varint(message: bytes, at: int) -> tuple[int | None, int]:
    value = 0
    for place, byte in enumerate(message[at : at + _MAX_VARINT]):
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    return None, at


def _as_varint(value: int) -> bytes:
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)
