"""Where the cursor of the day goes: through a room's day, and to the same time next door."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from boothapp.ui.interviews.blocks import Block, Column

Cell = tuple[int, int]
"""Column and row."""


class Step(Enum):
    """One press of a key."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    FIRST = "first"
    LAST = "last"


def first_cell(columns: tuple[Column, ...]) -> Cell | None:
    """Return the first cell of the day, None for a day without any."""
    found = (number for number, column in enumerate(columns) if column.blocks)
    return next(((number, 0) for number in found), None)


def next_cell(columns: tuple[Column, ...], cell: Cell, step: Step) -> Cell:
    """Return where a step leads; at an edge the cursor stays."""
    column, row = cell
    last = len(columns[column].blocks) - 1
    match step:
        case Step.UP:
            return column, max(row - 1, 0)
        case Step.DOWN:
            return column, min(row + 1, last)
        case Step.FIRST:
            return column, 0
        case Step.LAST:
            return column, last
        case Step.LEFT:
            return _beside(columns, cell, -1)
        case Step.RIGHT:
            return _beside(columns, cell, 1)


def _beside(columns: tuple[Column, ...], cell: Cell, direction: int) -> Cell:
    """Return the cell of the same time, else the nearest, in the next room that has any."""
    column, row = cell
    here = columns[column].blocks[row].starts
    other = column + direction
    while 0 <= other < len(columns):
        blocks = columns[other].blocks
        if blocks:
            return other, min(range(len(blocks)), key=lambda row: _distance(blocks[row], here))
        other += direction
    return cell


def _distance(block: Block, instant: datetime) -> timedelta:
    during = block.starts <= instant < block.ends
    return timedelta() if during else abs(block.starts - instant)
