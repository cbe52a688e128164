"""Automatic timetables; the only importer of the solver.

`Planner` searches in a process of its own; `greedy` and `first_come` are there at once, `solve` is
the search itself. `repair` mends a timetable, `Reasons` tell why something has no place, `check`
tells what is wrong with one. The solver is loaded when it is first needed.
"""

from boothapp.scheduling.at_once import first_come, greedy
from boothapp.scheduling.changes import Change, ChangeKind
from boothapp.scheduling.checking import Rule, Violation, check
from boothapp.scheduling.planner import Planner, PlannerDied, Planning
from boothapp.scheduling.reasons import Obstacle, Reasons, WhyNot, why_not
from boothapp.scheduling.repairing import moved, repair
from boothapp.scheduling.solving import Progress, Solved, solve

__all__ = [
    "Change",
    "ChangeKind",
    "Obstacle",
    "Planner",
    "PlannerDied",
    "Planning",
    "Progress",
    "Reasons",
    "Rule",
    "Solved",
    "Violation",
    "WhyNot",
    "check",
    "first_come",
    "greedy",
    "moved",
    "repair",
    "solve",
    "why_not",
]
