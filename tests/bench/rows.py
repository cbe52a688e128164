"""One line of the benchmark's table."""

from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class BenchRow:
    """A figure, what it is compared with in the same run, and its goal.

    `value` is in `unit`; `ratio` is value over baseline where there is one. The goal is for the
    ratio, or for the value where no ratio is given; a row without a goal is for information.
    """

    name: str
    value: float
    unit: str
    baseline: str
    ratio: float | None = None
    goal: float | None = None

    @property
    def met(self) -> bool:
        """Whether the goal is reached; a row without one counts as met."""
        return self.goal is None or (self.value if self.ratio is None else self.ratio) <= self.goal


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1]
