"""One line of the table that `make bench` prints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BenchRow:
    """A measured `value` in `unit`, and its `ratio` to what `baseline` took in the same run.

    A row with a goal is met when its ratio, or its value where there is no ratio, is at most
    that, or at least where `at_least`; a row without a goal is for information.
    """

    name: str
    value: float
    unit: str
    baseline: str
    ratio: float | None = None
    goal: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        if self.goal is None:
            return True
        measured = self.value if self.ratio is None else self.ratio
        return measured >= self.goal if self.at_least else measured <= self.goal
