"""Instants in the store: INTEGER milliseconds since 1970-01-01 UTC, aware datetimes outside."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(instant: datetime) -> int:
    """`instant` (aware) in milliseconds; what is finer is cut off."""
    return (instant - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """The aware UTC instant."""
    return _EPOCH + milliseconds * _MILLISECOND


def from_ms_or_none(milliseconds: int | None) -> datetime | None:
    """As from_ms, for a column that may be empty."""
    return None if milliseconds is None else from_ms(milliseconds)


def to_ms_or_none(instant: datetime | None) -> int | None:
    """As to_ms, for a column that may be empty."""
    return None if instant is None else to_ms(instant)
