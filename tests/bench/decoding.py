"""Reading codes, against bare zxing-cpp with its QR defaults on the same frames.

A recall is in percent of the codes, its goal in points above the bare library. Time is CPU time of
the reading thread; the runs take turns. BOOTHAPP_BENCH_SEED repeats an earlier run's frames.
"""

import os
import sys
from collections.abc import Callable
from secrets import randbelow
from statistics import median
from time import thread_time

from boothapp.decoding import FrameDecoder, Luma
from boothapp.decoding.engine import look_quickly
from tests.bench import decoding_photographs, decoding_window, hard_codes
from tests.bench.other_decoders import bare_qr
from tests.bench.rows import BenchRow
from tests.decoding.hard_mix import empty_scene
from tests.decoding.scenes import badge_frame, empty_frame

_ROUNDS = 60
_PAYLOAD = "abcdefghjkmnpqrstuvwxyz23456789a"
_BASELINE = "zxingcpp.read_barcode, QR, defaults"


def rows() -> list[BenchRow]:
    """Time on easy and empty frames, then recall on hard ones and on photographs."""
    seed = int(os.environ.get("BOOTHAPP_BENCH_SEED") or randbelow(1_000_000))
    print(f"… decoding, BOOTHAPP_BENCH_SEED={seed}", file=sys.stderr, flush=True)
    return [
        *_time_rows(seed),
        *hard_codes.rows(seed),
        *decoding_photographs.rows(),
        *decoding_window.rows(),
    ]


def _time_rows(seed: int) -> list[BenchRow]:
    """Several frames, so that one lucky picture does not decide."""
    readable = [badge_frame(_PAYLOAD, at=(x, 60), tilt=x / 60 - 8, seed=x) for x in (100, 400, 800)]
    tracking = [_tracking(frame) for frame in readable]
    bare, tier, first, near = _medians(
        lambda turn: bare_qr(readable[turn % 3]),
        lambda turn: look_quickly(readable[turn % 3]),
        lambda turn: FrameDecoder().decode(readable[turn % 3]),
        lambda turn: tracking[turn % 3].decode(readable[turn % 3]),
    )
    plain = [empty_frame(seed + number) for number in range(3)]
    busy = [empty_scene(seed + number).frame() for number in range(12)]
    found: list[object] = []
    return [
        BenchRow("decode.tier_1", tier, "ms", _BASELINE, tier / bare, 0.85),
        BenchRow("decode.first_look", first, "ms", _BASELINE, first / bare, 1.0),
        BenchRow("decode.region_of_interest", near, "ms", _BASELINE, near / bare, 0.25),
        _empty_row("decode.empty.hall", plain, found),
        _empty_row("decode.empty.busy_hall", busy, found),
        BenchRow("decode.empty.hits", len(found), "codes", "none", None, 0),
    ]


def _empty_row(name: str, frames: list[Luma], found: list[object]) -> BenchRow:
    """The whole pipeline where there is no code, all kinds by turns: 40 frames of each scene."""
    ours = bare = 0.0
    for frame in frames:
        decoder = FrameDecoder()
        for _ in range(40):
            began = thread_time()
            bare_qr(frame)
            between = thread_time()
            found += decoder.decode(frame)
            bare, ours = bare + between - began, ours + thread_time() - between
    return BenchRow(name, ours / len(frames) / 40 * 1000, "ms", _BASELINE, ours / bare, 1.9)


def _tracking(frame: Luma) -> FrameDecoder:
    decoder = FrameDecoder()
    assert decoder.decode(frame), "the frame is readable"
    return decoder


def _medians(*runs: Callable[[int], object]) -> list[float]:
    """Milliseconds of each, one after the other in every round."""
    times: list[list[float]] = [[] for _ in runs]
    for turn in range(_ROUNDS):
        for run, taken in zip(runs, times, strict=True):
            start = thread_time()
            run(turn)
            taken.append((thread_time() - start) * 1000)
    return [median(taken) for taken in times]
