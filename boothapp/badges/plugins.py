"""Badge formats that other packages bring, by the entry point group `boothapp.badge_formats`.

They are looked for when the first code is read. One that cannot be used is left out with a sentence
and stops nothing: it is called with care, and once it raises or answers nonsense, no more.
Documented in docs/badge-formats.md.
"""

import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, Any

from boothapp.badges.format import BadgeFormat
from boothapp.domain.badge import Badge, Missing, Shape, Unknown
from boothapp.domain.badge_patterns import LeftOut
from boothapp.domain.badge_words import FORMAT_NAMES

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "boothapp.badge_formats"
_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
_TEXTS = (
    *("badge_id", "name", "given_name", "family_name", "email"),
    *("affiliation", "title", "profile_url", "token"),
)
_MAX_CARRIES = 80
_log = logging.getLogger(__name__)


class Plugins:
    """The formats of other packages, found on first use."""

    def __init__(self) -> None:
        self._lock = RLock()  # a package may read codes while it is loaded
        self._found: dict[str, tuple[BadgeFormat, str]] | None = None
        self._left_out: list[LeftOut] = []

    def formats(self) -> tuple[BadgeFormat, ...]:
        """Those that can be used; never raises."""
        return tuple(one for one, _ in self._all().values())

    def origins(self) -> dict[str, str]:
        """The package that brought each format."""
        return {name: origin for name, (_, origin) in self._all().items()}

    def left_out(self) -> tuple[LeftOut, ...]:
        """Those that cannot be used, with the reason."""
        self._all()
        return tuple(self._left_out)

    def _all(self) -> dict[str, tuple[BadgeFormat, str]]:
        with self._lock:
            if self._found is None:
                self._found = {}
                for point in _entry_points():
                    self._take(point)
            return dict(self._found)

    def _take(self, point: "EntryPoint") -> None:
        origin = point.dist.name if point.dist is not None else point.value
        try:
            loaded = point.load()
            alone = isinstance(loaded, BadgeFormat | str | bytes)
            formats = [loaded] if alone else list(loaded)
        except (Exception, SystemExit) as error:
            self._leave_out(origin, f"it cannot be loaded ({type(error).__name__})")
            return
        for one in formats:
            self._add(one, origin)

    def _add(self, one: object, origin: str) -> None:
        assert self._found is not None  # noqa: S101 - narrows the type; the caller made it
        if not isinstance(one, BadgeFormat) or not callable(one.read):
            self._leave_out(origin, "it offers something else than a BadgeFormat")
        elif not isinstance(one.name, str) or not _NAME.fullmatch(one.name):
            self._leave_out(origin, "its name has to be 2 to 40 small letters, digits or _")
        elif one.name in FORMAT_NAMES or one.name in set(Shape):
            self._leave_out(origin, f"BoothApp has a format “{one.name}” itself")
        elif one.name in self._found:
            self._leave_out(origin, f"another package brings a format “{one.name}”")
        else:
            carries = one.carries[:_MAX_CARRIES] if isinstance(one.carries, str) else ""
            guarded = replace(one, read=self._guard(one, origin), carries=carries)
            self._found[one.name] = (replace(guarded, hint=bool(one.hint)), origin)

    def _guard(self, one: BadgeFormat, origin: str) -> Any:
        def read(payload: str) -> Badge | Unknown | None:
            try:
                return _sound(one.name, one.read(payload))
            except (Exception, SystemExit) as error:
                why = str(error) if isinstance(error, _Nonsense) else type(error).__name__
                self._drop(one.name, origin, f"it failed while it read a code ({why})")
                return None

        return read

    def _drop(self, name: str, origin: str, why: str) -> None:
        with self._lock:
            if self._found is not None and self._found.pop(name, None) is not None:
                self._leave_out(origin, f"{why}; it is asked no more until BoothApp starts again")

    def _leave_out(self, origin: str, why: str) -> None:
        """Never with the message of an error: it may quote somebody's code."""
        self._left_out.append(LeftOut(origin, f"The badge format of {origin} is left out: {why}."))
        _log.warning("badge format of %s left out: %s", origin, why)


class _Nonsense(Exception):
    """A format answered what is no answer."""


def _sound(name: str, read: object) -> Badge | Unknown | None:
    """An answer with nothing in it that only BoothApp may say. Raises _Nonsense."""
    if read is None:
        return None
    if isinstance(read, Unknown):
        if not isinstance(read.missing, Missing) or read.missing is Missing.SIGNATURE:
            raise _Nonsense("it answered no reason that there is")
        return Unknown(looks_like=name, missing=read.missing)
    if not isinstance(read, Badge):
        raise _Nonsense("it answered something else than a badge")
    values = {field: getattr(read, field) for field in _TEXTS}
    # str itself: what a class of its own does when it is asked for its words is not known.
    if any(value is not None and type(value) is not str for value in values.values()):
        raise _Nonsense("a field of its badge is no text")
    return Badge(format=name, **values)


def _entry_points() -> Iterable["EntryPoint"]:
    from importlib.metadata import entry_points  # slow: it looks through all that is installed

    try:
        return sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    except Exception as error:  # a package with broken metadata is nobody's badge
        _log.warning("badge formats of other packages not found: %s", type(error).__name__)
        return ()


PLUGINS = Plugins()
