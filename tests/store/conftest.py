"""A bare connection to a real store, to attack it with raw SQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from boothapp.services.bundle import Services


@pytest.fixture
def raw(services: Services) -> Iterator[Connection]:
    """Outside any transaction: each statement stands for itself, as in a database shell."""
    with services.store.database.connect() as connection:
        yield connection
