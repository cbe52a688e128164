"""What an interview needs, in plain English."""

from collections.abc import Mapping

from boothapp.domain.needs import Need, Window

_GONE = "somebody who left"


def words(need: Need, names: Mapping[str, str]) -> tuple[str, ...]:
    """Each part of a need as a few words; `names` says what ids of interviewers stand for."""
    found = [who_words(need, names)] if need.all_of or need.any_of or need.size else []
    if need.skills:
        found.append(f"knows {_joined(need.skills, 'and')}")
    if need.language:
        found.append(f"in {need.language}")
    if need.minutes:
        found.append(f"{need.minutes} min")
    if need.room_kind:
        found.append(f"room: {need.room_kind}")
    return (*found, *(window_words(window) for window in need.windows))


def who_words(need: Need, names: Mapping[str, str]) -> str:
    """Who has to be there: "Tomasz Zieliński and one of Elif Yıldız or Kwame Mensah"."""
    together = _joined([names.get(key, _GONE) for key in need.all_of], "and")
    some = [names.get(key, _GONE) for key in need.any_of]
    either = _joined(some, "or")
    if together and either:
        together += f" and {'one of ' if len(some) > 1 else ''}{either}"
    found = together or either or "anyone"
    size = need.size or 0
    if size > len(need.all_of) + bool(need.any_of) and size > 1:
        found += f", {size} in all"
    return found


def window_words(window: Window) -> str:
    """When a candidate can: "Fri 10 from 15:00", "until 18:00"."""
    day = f"{window.day:%a} {window.day.day}" if window.day else ""
    opens = window.opens.isoformat("minutes") if window.opens else ""
    closes = window.closes.isoformat("minutes") if window.closes else ""
    if opens and closes:
        hours = f"{opens}–{closes}"
    else:
        hours = f"from {opens}" if opens else f"until {closes}" if closes else ""
    if not hours:
        return f"{day} only" if day else "any time"
    return f"{day} {hours}".strip()


def _joined(parts: tuple[str, ...] | list[str], last: str) -> str:
    if len(parts) < 2:  # nothing to join
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
