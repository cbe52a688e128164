"""Reading codes, against bare zxing-cpp with its QR defaults on the same frames."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import zxingcpp

from boothapp.decoding import FrameDecoder, Luma
from tests.bench.rows import BenchRow
from tests.decoding.scenes import badge_frame, empty_frame

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_ROUNDS = 60
_PAYLOAD = "abcdefghjkmnpqrstuvwxyz23456789a"


def rows() -> list[BenchRow]:
    """A first look at a readable 1280×720 frame, a look where the last code was, and no code.

    Several frames, so that one lucky picture does not decide; the runs take turns.
    """
    readable = [badge_frame(_PAYLOAD, at=(x, 60), tilt=x / 60 - 8, seed=x) for x in (100, 400, 800)]
    empty = [empty_frame(seed) for seed in (11, 12, 13)]
    tracking = [_tracking(frame) for frame in readable]
    bare, first, near = _medians(
        lambda turn: _bare(readable[turn % 3]),
        lambda turn: FrameDecoder().decode(readable[turn % 3]),
        lambda turn: tracking[turn % 3].decode(readable[turn % 3]),
    )
    watching = FrameDecoder()
    bare_empty, ours_empty = _medians(
        lambda turn: _bare(empty[turn % 3]), lambda turn: watching.decode(empty[turn % 3])
    )
    baseline = "zxingcpp.read_barcode, QR, defaults"
    return [
        BenchRow("decode, first look", first, "ms", baseline, first / bare, 1.0),
        BenchRow("decode, region of interest", near, "ms", baseline, near / bare, 0.3),
        BenchRow(
            "decode, frame without a code", ours_empty, "ms", baseline, ours_empty / bare_empty
        ),
    ]


def _bare(frame: Luma) -> zxingcpp.Barcode | None:
    return zxingcpp.read_barcode(frame, formats=_QR)


def _tracking(frame: Luma) -> FrameDecoder:
    decoder = FrameDecoder()
    assert decoder.decode(frame), "the frame is readable"
    return decoder


def _medians(*runs: Callable[[int], object]) -> list[float]:
    """Milliseconds of each, one after the other in every round."""
    times: list[list[float]] = [[] for _ in runs]
    for turn in range(_ROUNDS):
        for run, taken in zip(runs, times, strict=True):
            start = perf_counter()
            run(turn)
            taken.append((perf_counter() - start) * 1000)
    return [median(taken) for taken in times]
