"""Identifiers: UUIDv7. They name things; order is never read off them."""

import uuid_utils


def new_id() -> str:
    """A new UUIDv7 in its canonical text form."""
    return str(uuid_utils.uuid7())
