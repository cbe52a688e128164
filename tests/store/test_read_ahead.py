"""Parts are read ahead on one thread: in order, with what goes wrong, and no further than asked."""

import threading

import pytest

from boothapp.store.read_ahead import read_ahead


def test_that_all_parts_come_in_order_from_one_other_thread() -> None:
    threads: set[int] = set()

    def read(part: int) -> int:
        threads.add(threading.get_ident())
        return part * part

    assert list(read_ahead(read, range(50))) == [part * part for part in range(50)]
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    assert list(read_ahead(read, ())) == []


def test_that_what_goes_wrong_is_raised_at_its_place() -> None:
    def read(part: int) -> int:
        if part == 7:
            raise OSError("the disk is gone")
        return part

    found = read_ahead(read, range(50))
    assert [next(found) for _ in range(7)] == list(range(7))
    with pytest.raises(OSError, match="the disk is gone"):
        next(found)


def test_that_no_more_is_read_once_it_is_closed() -> None:
    begun: list[int] = []

    def read(part: int) -> int:
        begun.append(part)
        return part

    before = threading.active_count()
    found = read_ahead(read, range(1_000))
    assert next(found) == 0
    found.close()
    assert len(begun) < 10
    assert threading.active_count() == before
