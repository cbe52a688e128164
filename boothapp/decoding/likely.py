"""Where in a picture a code may be: patches with many edges, found without reading anything."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from boothapp.decoding.engine import Luma

Region = tuple[int, int, int, int]
"""Left, top, right, bottom."""

_BLOCK = 16  # pixels: what is smaller holds no code
_STEP = 8  # every eighth row and column is looked at: a code has edges in all of them
_APART = 2  # pixels between two that are compared: a blurred edge is that wide
_SMALL = 400  # pixels: such a picture is a code and what is around it
_MARGIN = 0.15  # of the patch: the quiet zone and what the blocks cut off
_EDGE_SHARE = 0.35  # of the strongest block's edges: weaker ones end the patch
_LEAST = 3.0  # levels of grey above the picture's usual edges
_Blocks = npt.NDArray[np.float32]


def likely_regions(luma: Luma, *, most: int, bars: bool = False) -> list[Region]:
    """Up to `most` parts of the picture that may hold a code, the likeliest first.

    A code of squares has edges both ways; `bars` asks for those that have them in one way only.
    """
    height, width = luma.shape
    if max(height, width) <= _SMALL or min(height, width) < 2 * _BLOCK:
        return [(0, 0, width, height)] if luma.size else []
    across, down = _edges(luma), _edges(luma.T).T
    blocks = np.maximum(across, down) if bars else np.minimum(across, down)
    return [_pixels(patch, luma) for patch in _patches(blocks, most)]


def _edges(luma: Luma) -> _Blocks:
    """How strong the edges along the rows are, in each block."""
    height, width = (size // _BLOCK * _BLOCK for size in luma.shape)
    rows = np.ascontiguousarray(luma[_STEP // 2 : height : _STEP, :width])
    one, other = rows[:, _APART:], rows[:, :-_APART]
    steps = np.zeros_like(rows)
    np.subtract(np.maximum(one, other), np.minimum(one, other), out=steps[:, :-_APART])
    in_columns = np.add.reduceat(steps, range(0, width, _BLOCK), axis=1, dtype=np.uint32)
    per_block = np.add.reduceat(in_columns, range(0, len(rows), _BLOCK // _STEP), axis=0)
    return (per_block * (_STEP / _BLOCK**2)).astype(np.float32)


def _patches(blocks: _Blocks, most: int) -> Iterator[Region]:
    """The patches of strong blocks, in blocks."""
    usual = float(np.median(blocks))
    strong = _smoothed(blocks - usual)
    for _ in range(most):
        row, column = np.unravel_index(int(strong.argmax()), strong.shape)
        peak = float(strong[row, column])
        if peak < max(_LEAST, usual / 4):
            return
        patch = _grown(strong > peak * _EDGE_SHARE, int(row), int(column))
        rows, columns = np.nonzero(patch)
        yield int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1
        strong[patch] = 0


def _smoothed(blocks: _Blocks) -> _Blocks:
    wide = np.pad(blocks, 1, mode="edge")
    rows = wide[:-2] + wide[1:-1] + wide[2:]
    return np.asarray((rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9, np.float32)


def _grown(on: npt.NDArray[np.bool_], row: int, column: int) -> npt.NDArray[np.bool_]:
    """The part of `on` that hangs together with one of its cells."""
    patch = np.zeros_like(on)
    patch[row, column] = True
    while True:
        wide = np.pad(patch, 1)
        beside = wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:]
        larger = (patch | beside) & on
        if np.array_equal(larger, patch):
            return patch
        patch = larger


def _pixels(patch: Region, luma: Luma) -> Region:
    left, top, right, bottom = (edge * _BLOCK for edge in patch)
    aside = int((right - left) * _MARGIN) + _BLOCK // 2
    above = int((bottom - top) * _MARGIN) + _BLOCK // 2
    height, width = luma.shape
    # The last blocks may leave a rest of less than one: it belongs to what touches it.
    return (
        max(0, left - aside),
        max(0, top - above),
        min(width, right + aside),
        min(height, bottom + above),
    )
