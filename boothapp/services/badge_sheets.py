"""What badges can be printed on."""

from boothapp.domain.sheets import PaperSize, Sheet, cut_sheet
from boothapp.labels.badge import MILLIMETRES as BADGE_SIZE
from boothapp.labels.sheets import known_sheets, sheet_named

__all__ = ["BADGE_SIZE", "SIZES", "choices", "cut_sheet", "sheet_named"]

SIZES = (BADGE_SIZE, (74.0, 105.0), (85.0, 54.0))
"""Badges to cut out: for the usual holder, A7, and a bank card's."""


def choices(paper: PaperSize) -> tuple[Sheet, ...]:
    """The sheets of one paper: badges to cut out first, then labels."""
    cut = tuple(cut_sheet(paper, size) for size in SIZES)
    return (*cut, *(sheet for sheet in known_sheets() if sheet.paper is paper))
