"""Badge formats: from a code's text to a badge, one file per format behind one registry."""

from boothapp.badges.format import BadgeFormat
from boothapp.badges.registry import (
    brought,
    built_in,
    by_shape,
    format_of,
    parse,
    plain,
    read_with,
    recognised,
    structured,
)

__all__ = [
    "BadgeFormat",
    "brought",
    "built_in",
    "by_shape",
    "format_of",
    "parse",
    "plain",
    "read_with",
    "recognised",
    "structured",
]
