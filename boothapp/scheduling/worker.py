"""What the planner's process does: it solves, tells what it finds, and stops when told to."""

import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection

from boothapp.domain.timetable import TimetableProblem
from boothapp.scheduling.solving import Progress, Solved, solve

CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Ended:
    """The search is over; this is what it found."""

    solved: Solved


@dataclass(frozen=True, slots=True)
class Failed:
    """The search broke off, by this error. It names no person."""

    reason: str


Message = Progress | Ended | Failed


def work(pipe: "Connection[Message, str]", problem: TimetableProblem, seconds: float) -> None:
    """Solve and tell; ends as well when nobody listens any more."""
    # Ctrl+C goes to the whole group; the starting process decides what becomes of the search.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def stop() -> bool:
        # A word, or the end of the pipe: the other side is gone.
        return pipe.poll()

    try:
        solved = solve(problem, seconds, pipe.send, stop)
        pipe.send(Ended(solved))
    except BrokenPipeError:
        return
    except Exception as error:
        pipe.send(Failed(type(error).__name__))
    finally:
        pipe.close()
