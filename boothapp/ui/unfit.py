"""Orders after which booked interviews may no longer fit, and the words that say how many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from boothapp.services.fitting import FittingService

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Came(Generic[T]):
    """What an order answered, and how many interviews no longer fit since."""

    answer: T
    unfit: int


def minding(fitting: FittingService, order: Callable[[], T]) -> Callable[[], Came[T]]:
    """Return the order, which looks what it does to booked interviews."""

    def do() -> Came[T]:
        before = {fit.interview.id for fit in fitting.misfits()}
        answer = order()
        after = {fit.interview.id for fit in fitting.misfits()}
        return Came(answer, len(after - before))

    return do


def and_unfit(said: str, came: Came[T]) -> str:
    """Return “Interviewer removed. 2 interviews no longer fit”; `said` alone where all do."""
    if not came.unfit:
        return said
    count = (
        "1 interview no longer fits"
        if came.unfit == 1
        else f"{came.unfit} interviews no longer fit"
    )
    return f"{said}. {count}"
