"""The one place that calls HiGHS."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from boothapp.scheduling.model import Model

if TYPE_CHECKING:
    import highspy

Values = Sequence[float]


@dataclass(slots=True)
class Watch:
    """What the search tells while it runs, and when it has to end.

    `found` gets each better solution's columns, `bounded` each upper bound of the worth; `ended`
    is asked often.
    """

    found: Callable[[Values], None] = field(default=lambda _: None)
    bounded: Callable[[float], None] = field(default=lambda _: None)
    ended: Callable[[], bool] = field(default=lambda: False)


@dataclass(frozen=True, slots=True)
class Answer:
    """The best columns found, None without any; and what no solution exceeds."""

    values: Values | None
    bound: float
    proven: bool


def relaxed_bound(model: Model, seconds: float, watch: Watch) -> float:
    """What no timetable can be worth more than, to a millionth; infinity if time was short."""
    # The interior point method is ten times as fast here as the simplex, and a bound needs no
    # vertex.
    highs = _loaded(model, whole=False, seconds=seconds)
    highs.setOptionValue("solver", "ipm")
    highs.setOptionValue("run_crossover", "off")
    _interruptible(highs, watch)
    highs.run()
    if not _is(highs, "kOptimal"):
        return math.inf
    return float(highs.getInfo().objective_function_value)


def best(model: Model, seconds: float, watch: Watch, begin: Values | None = None) -> Answer:
    """The search for the best whole-numbered columns, from `begin` on where that is given."""
    import highspy

    highs = _loaded(model, whole=True, seconds=seconds)
    highs.setOptionValue("mip_rel_gap", 0.0)
    if begin is not None:
        solution = highspy.HighsSolution()
        solution.col_value = list(begin)
        highs.setSolution(solution)
    _interruptible(highs, watch)

    def improved(event: Any) -> None:
        watch.found(event.data_out.mip_solution)

    def logged(event: Any) -> None:
        watch.bounded(event.data_out.mip_dual_bound)

    highs.cbMipImprovingSolution += improved
    highs.cbMipLogging += logged
    highs.run()
    info = highs.getInfo()
    has_any = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = list(highs.getSolution().col_value) if has_any else None
    return Answer(values, info.mip_dual_bound, proven=_is(highs, "kOptimal"))


def _is(highs: "highspy.Highs", status: str) -> bool:
    return bool(highs.getModelStatus().name == status)


def _interruptible(highs: "highspy.Highs", watch: Watch) -> None:
    def look(event: Any) -> None:
        if watch.ended():
            event.interrupt()

    highs.cbMipInterrupt += look
    highs.cbSimplexInterrupt += look
    highs.cbIpmInterrupt += look


def _quiet() -> "highspy.Highs":
    import highspy

    class Quiet(highspy.Highs):
        """HiGHS greets on stdout as soon as callbacks are set, which its constructor does."""

        def enableCallbacks(self) -> None:  # noqa: N802 (HiGHS's name)
            """Callbacks, but first the order to be silent."""
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()  # type: ignore[no-untyped-call] # HiGHS has no types here

    return Quiet()  # type: ignore[no-untyped-call] # as above


def _loaded(model: Model, *, whole: bool, seconds: float) -> "highspy.Highs":
    import highspy
    import numpy as np

    starts = [0]
    index: list[int] = []
    factors: list[float] = []
    for row in model.rows:
        index += row.terms.keys()
        factors += row.terms.values()
        starts.append(len(index))
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(model.worth), len(model.rows)
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = np.array(model.worth, dtype=np.float64)
    program.col_lower_ = np.zeros(len(model.worth))
    program.col_upper_ = np.array(model.upper, dtype=np.float64)
    program.row_lower_ = np.array([row.least for row in model.rows], dtype=np.float64)
    program.row_upper_ = np.array([row.most for row in model.rows], dtype=np.float64)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    program.a_matrix_.index_ = np.array(index, dtype=np.int32)
    program.a_matrix_.value_ = np.array(factors, dtype=np.float64)
    if whole:
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(model.worth)
    highs = _quiet()
    highs.setOptionValue("time_limit", max(0.01, seconds))
    highs.passModel(program)
    return highs
