"""Needs and places in the queue as JSON text; what is empty is left out."""

import json
from dataclasses import asdict
from datetime import date, time
from typing import Any

from boothapp.domain.needs import Need, Window
from boothapp.domain.queue import Queued, QueueKind
from boothapp.store.instants import from_ms, to_ms


def need_text(need: Need | None) -> str | None:
    """A need; None where it asks for nothing."""
    if need is None or need.is_empty:
        return None
    said: dict[str, Any] = {name: value for name, value in asdict(need).items() if value}
    if need.windows:
        said["windows"] = [_window_text(window) for window in need.windows]
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def need_of(text: str | None) -> Need | None:
    """The need in a column, None where there is none."""
    if not text:
        return None
    said: dict[str, Any] = json.loads(text)
    for name in ("all_of", "any_of", "skills"):
        said[name] = tuple(said.get(name, ()))
    said["windows"] = tuple(_window(text) for text in said.get("windows", ()))
    return Need(**said)


def queue_text(queued: Queued | None) -> str | None:
    """A place in the queue."""
    if queued is None:
        return None
    return json.dumps({"kind": queued.kind.value, "since": to_ms(queued.since)})


def queued_of(text: str | None) -> Queued | None:
    """The place in the queue in a column."""
    if not text:
        return None
    said = json.loads(text)
    return Queued(QueueKind(said["kind"]), from_ms(said["since"]))


def _window_text(window: Window) -> str:
    """Day, from and until, an open one empty: "2026-07-10/15:00/"."""
    hours = (hour.isoformat("minutes") if hour else "" for hour in (window.opens, window.closes))
    return "/".join([window.day.isoformat() if window.day else "", *hours])


def _window(text: str) -> Window:
    day, opens, closes = text.split("/")
    return Window(
        day=date.fromisoformat(day) if day else None,
        opens=time.fromisoformat(opens) if opens else None,
        closes=time.fromisoformat(closes) if closes else None,
    )
