"""One line of the table that `make bench` prints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BenchRow:
    """A measured `value` in `unit`, and its `ratio` to what `baseline` took in the same run.

    A row with a goal is met when its ratio, or its value where there is no ratio, is at most
    that; a row without a goal is for information.
    """

    name: str
    value: float
    unit: str
    baseline: str
    ratio: float | None = None
    goal: float | None = None

    @property
    def met(self) -> bool:
        if self.goal is None:
            return True
        return (self.value if self.ratio is None else self.ratio) <= self.goal
