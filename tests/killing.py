"""kill -9 at a moment of our choosing, in a forked process: nothing to start, nothing to clean."""

import os
import signal
import time
import warnings
from collections.abc import Callable

import pytest

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


def forked(action: Callable[[], object]) -> int:
    """Start `action` in a process of its own; answers its id."""
    with warnings.catch_warnings():
        # Python warns of forks beside threads; the child touches nothing that they hold.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        code = 1
        try:
            action()
            code = 0
        finally:
            os._exit(code)
    return child


def killed_after(seconds: float, action: Callable[[], object]) -> bool:
    """Run `action` and kill it after `seconds`; answers whether it had ended well before."""
    child = forked(action)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "it failed by itself"
    return os.WIFEXITED(status)


def length_of(action: Callable[[], object]) -> float:
    """Seconds that `action` takes in a process of its own when nobody kills it."""
    began = time.monotonic()
    assert not killed_within(action)
    return time.monotonic() - began


def killed_within(action: Callable[[], object]) -> bool:
    """Run an `action` that may kill itself; answers whether it did. A failure is an error."""
    _, status = os.waitpid(forked(action), 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "it failed by itself"
    return os.WIFSIGNALED(status)


def kill_at_call(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, number: int, *, after: bool
) -> None:
    """Make the process kill itself before (or after) the `number`-th call of `owner.name`."""
    original, left = getattr(owner, name), [number]

    def deadly(*arguments: object, **named: object) -> object:
        left[0] -= 1
        if left[0] == 0 and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = original(*arguments, **named)
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    monkeypatch.setattr(owner, name, deadly)
