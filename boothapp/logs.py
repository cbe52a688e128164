"""The log file: what the program did, never whom it met.

Services log identifiers of records and kinds of errors; payloads, names and notes are not logged.
An error that nobody expected may carry such values in its message (a database's error names the
row it refused), so of every error only its kind and the places in the code are written, on stderr
as in the file.
"""

import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_OURS = "boothapp"
_log = logging.getLogger(_OURS)


class ValueFree(logging.Formatter):
    """Writes errors without their messages, and of other people's records only the place."""

    def format(self, record: logging.LogRecord) -> str:
        """One record; what a library says may quote the values that it was given."""
        if record.name.partition(".")[0] != _OURS:
            record = logging.makeLogRecord(
                {**record.__dict__, "msg": f"at {record.pathname}:{record.lineno}", "args": ()}
            )
        record.exc_text = None  # another handler's formatter may have left the message there
        return super().format(record)

    def formatException(  # noqa: N802 - the name that logging calls
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Kinds and places."""
        return "" if ei[1] is None else value_free(ei[1])


def value_free(error: BaseException) -> str:
    """Return an error's traceback, and that of those behind it, without any message or source."""
    lines, seen = list[str](), set[int]()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines.append("Traceback (most recent call last; messages may hold personal data: left out)")
        for frame in traceback.extract_tb(one.__traceback__):
            lines.append(f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}')
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
        if one is not None:
            lines.append("After:")
    return "\n".join(lines)


def set_up(folder: Path) -> None:
    """Log warnings and above to a rotating file in `folder`; silent where it cannot be written.

    Errors that nobody catches go there too. A hook that somebody else put (a debugger, a test
    runner) stays.
    """
    root = logging.getLogger()
    if any(isinstance(handler.formatter, ValueFree) for handler in root.handlers):
        return
    root.addHandler(_handler(folder))
    logging.raiseExceptions = False  # else a full disk prints the record with its values
    logging.captureWarnings(True)
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = _uncaught
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = lambda args: _report("a thread ended", args.exc_value)
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = lambda args: _report("an error nobody could be told", args.exc_value)


def _handler(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "boothapp.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(ValueFree(_FORMAT))
    return handler


def _uncaught(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    """What sys.excepthook does from now on."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, where)
    else:
        _report("an error nobody expected", error)


def _report(what: str, error: BaseException | None) -> None:
    """Write an error to the log and to stderr, where somebody may look who starts it there."""
    _log.error(what, exc_info=error)
    trace = value_free(error) if error is not None else ""
    print(f"{what}\n{trace}", file=sys.stderr)
