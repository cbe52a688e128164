"""The hard mix: how many codes are read, and what the reading costs.

Three ways to count, on the same scenes: a still picture once (every variant is tried); one camera
frame that stays as it is for a second of looks, against the bare library on that frame; and a
second of frames with fresh noise and a hand that shakes, against the bare library on all of them.
"""

from dataclasses import dataclass, field
from time import thread_time

import numpy as np

from boothapp.decoding import FrameDecoder, Luma, decode_luma
from tests.bench.other_decoders import bare_qr, pyzbar_qr
from tests.bench.rows import BenchRow
from tests.decoding.hard_mix import HardScene, hard_mix

_SCENES = 500  # one read more or less is a fifth of a point
_FRAMES = 25  # one second of a camera
_SHAKE = 2  # pixels, each way, from frame to frame


@dataclass
class _Sums:
    """What all scenes together gave; counts of scenes read, seconds of CPU."""

    bare_once: int = 0
    ours_once: int = 0
    still: int = 0
    stays: int = 0
    bare_moving: int = 0
    ours_moving: int = 0
    pyzbar: int = 0
    lost: int = 0
    wrong: int = 0
    bare_time: float = 0
    ours_time: float = 0
    delays: list[float] = field(default_factory=list)


def rows(seed: int) -> list[BenchRow]:
    """Recall, wrong texts, CPU and latency."""
    sums, zbar = _Sums(), pyzbar_qr()
    for scene in hard_mix(seed, _SCENES):
        frame = scene.frame()
        was_read = scene.text in bare_qr(frame)
        sums.bare_once += was_read
        _still(scene, frame, sums)
        _stays(scene, frame, sums)
        _moving(scene, sums)
        if zbar is not None:
            sums.pyzbar += scene.text in zbar(frame)
    return _rows(sums, has_pyzbar=zbar is not None)


def _still(scene: HardScene, frame: Luma, sums: _Sums) -> None:
    texts = {reading.text for reading in decode_luma(frame)}
    sums.still += scene.text in texts
    sums.wrong += len(texts - {scene.text})


def _stays(scene: HardScene, frame: Luma, sums: _Sums) -> None:
    decoder, texts = FrameDecoder(), set[str]()
    for number in range(_FRAMES):
        texts |= {reading.text for reading in decoder.decode(frame)}
        if number == 0:
            sums.ours_once += scene.text in texts
    sums.stays += scene.text in texts
    sums.wrong += len(texts - {scene.text})


def _moving(scene: HardScene, sums: _Sums) -> None:
    """Both read each frame; how long each took until it had the code counts as its delay."""
    decoder, random = FrameDecoder(), np.random.default_rng(scene.seed)
    delays: list[float | None] = [None, None]
    taken = [0.0, 0.0]
    for number in range(_FRAMES):
        shake = random.integers(-_SHAKE, _SHAKE + 1, 2)
        frame = np.ascontiguousarray(np.roll(scene.frame(number), tuple(shake), (0, 1)))
        began = thread_time()
        theirs = bare_qr(frame)
        between = thread_time()
        ours = {reading.text for reading in decoder.decode(frame)}
        ended = thread_time()
        taken = [taken[0] + between - began, taken[1] + ended - between]
        for who, texts in enumerate((theirs, ours)):
            if delays[who] is None and scene.text in texts:
                delays[who] = taken[who]
        sums.wrong += len(ours - {scene.text})
    sums.bare_time, sums.ours_time = sums.bare_time + taken[0], sums.ours_time + taken[1]
    bare, own = delays
    sums.bare_moving += bare is not None
    sums.ours_moving += own is not None
    if bare is not None:
        sums.lost += own is None
        if own is not None:
            sums.delays.append((own - bare) * 1000)


def _rows(sums: _Sums, *, has_pyzbar: bool) -> list[BenchRow]:
    def percent(count: int) -> float:
        return count / _SCENES * 100

    def above(name: str, ours: int, bare: int, goal: float | None, what: str) -> BenchRow:
        said = f"points above bare {percent(bare):.1f} %, {what}"
        return BenchRow(name, percent(ours), "%", said, percent(ours - bare), goal, at_least=True)

    delay = sum(sums.delays) / max(len(sums.delays), 1)
    pyzbar = BenchRow("decode.hard.pyzbar", percent(sums.pyzbar), "%", "the same frame, QR only")
    missing = BenchRow("decode.hard.pyzbar", 0, "–", "pyzbar or its libzbar0 is not installed")
    return [
        above("decode.hard.one_frame", sums.ours_once, sums.bare_once, 0, "a single frame"),
        above("decode.hard.still_picture", sums.still, sums.bare_once, 9, "a single picture"),
        above("decode.hard.frame_stays", sums.stays, sums.bare_once, 9, "one frame, 25 looks"),
        above(
            "decode.hard.moving",
            sums.ours_moving,
            sums.bare_moving,
            0,
            "25 fresh frames, which bare has too",
        ),
        pyzbar if has_pyzbar else missing,
        BenchRow("decode.hard.lost", sums.lost, "codes", "bare read them, ours not", None, 0),
        BenchRow("decode.hard.wrong_texts", sums.wrong, "codes", "none", None, 0),
        BenchRow(
            "decode.hard.cpu",
            sums.ours_time / _SCENES / _FRAMES * 1000,
            "ms",
            "zxingcpp.read_barcode, QR, defaults",
            sums.ours_time / sums.bare_time,
            1.9,
        ),
        BenchRow("decode.hard.latency", delay, "ms", "mean beyond bare's", None, 1.5),
    ]
