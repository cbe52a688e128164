"""A candidate in words: the one line of the card, and all of it for tooltips and screen readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import tzinfo

from boothapp.domain.figure_words import RATING_WORDS
from boothapp.domain.interviews import Candidate
from boothapp.domain.need_words import who_words, window_words, words
from boothapp.domain.needs import Interviewer, Need
from boothapp.domain.people import BusyTime
from boothapp.ui.interviews.wording import clock


def need_line(need: Need, names: Mapping[str, str]) -> str:
    """Return “Tomasz or Elif, 45 min”: who, how long and when first; empty for no need at all.

    A single person has the whole name; several go by the given one, unless two share it.
    """
    if need.is_empty:
        return ""
    asked = need.all_of + need.any_of
    shown = names if len(asked) == 1 else _given(names)
    rest = list(words(need, shown))
    if asked or need.size:
        who = who_words(need, shown)
        rest.remove(who)
    else:
        who = rest.pop(0) if need.skills else "anyone"
    first = [f"{need.minutes} min"] if need.minutes else []
    first += [window_words(window) for window in need.windows]
    parts = [who, *first, *(part for part in rest if part not in first)]
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


def busy_line(own: BusyTime, zone: tzinfo) -> str:
    """Return “Poster Thu 15:30–17:00, Hall C: Sparse attention”."""
    starts, ends = own.starts.astimezone(zone), own.ends.astimezone(zone)
    last = "" if starts.date() == ends.date() else f"{ends:%a} "
    times = f"{starts:%a} {clock(starts, zone)}–{last}{clock(ends, zone)}"
    place = f", {own.place}" if own.place else ""
    title = f": {own.title}" if own.title else ""
    return f"{own.kind.capitalize() or 'Busy'} {times}{place}{title}"


def second_line(who: Candidate, zone: tzinfo) -> str:
    """Return where somebody is from, and first which interview they missed."""
    parts = (missed_words(who, zone), who.affiliation)
    return " · ".join(part for part in parts if part)


def missed_words(who: Candidate, zone: tzinfo) -> str:
    """Return “No-show Thu 11:30”; empty for who missed none."""
    if who.missed is None:
        return ""
    return f"No-show {who.missed.astimezone(zone):%a} {clock(who.missed, zone)}"


def candidate_lines(who: Candidate, names: Mapping[str, str], zone: tzinfo) -> list[str]:
    """Return everything that is known of somebody who waits, a line each."""
    rating = RATING_WORDS[who.rating] if who.rating else "Not rated"
    need = need_line(who.need, names)
    lines = [
        *(who.name or "No name", who.affiliation, rating, who.role),
        missed_words(who, zone),
        f"Needs: {need}" if need else "",
        *(f"Own {_lower(busy_line(own, zone))}" for own in who.busy),
    ]
    return [line for line in lines if line]


def names_of(interviewers: Iterable[Interviewer]) -> dict[str, str]:
    """Return what the ids of interviewers stand for."""
    return {who.id: who.name for who in interviewers}


def _given(names: Mapping[str, str]) -> dict[str, str]:
    first = {
        key: name.split(maxsplit=1)[0] if name.strip() else name for key, name in names.items()
    }
    often = Counter(first.values())
    return {key: names[key] if often[short] > 1 else short for key, short in first.items()}


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
