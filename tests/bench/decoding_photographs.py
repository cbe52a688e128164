"""The photographs of codes: how many are read of each kind, and what is read where none is."""

import numpy as np
from PIL import Image

from boothapp.decoding import FrameDecoder, Luma, decode_luma
from boothapp.decoding.making import code_image
from boothapp.domain.codes import LOOKED_FOR, Symbology
from tests.bench.other_decoders import bare_all, bare_qr, pyzbar_qr
from tests.bench.rows import BenchRow
from tests.decoding.photographs import PHOTOGRAPHS, Photograph, photographs
from tests.decoding.scenes import FRAME

_CODES = 10  # of each other kind
_LOOKS = 40  # of the camera's pipeline at each: more than a second and a half


def rows() -> list[BenchRow]:
    """Recall on the QR photographs with goals, then the other kinds for information."""
    if not PHOTOGRAPHS.is_dir():
        return [BenchRow("decode.photos", 0, "–", "the photographs are not on this machine")]
    return [*_qr_rows(), *_rows_of_other_kinds(), _wrong_row(), *_rows_without_codes()]


def _qr_rows() -> list[BenchRow]:
    shown = [one for one in photographs("qrcode") if one.symbology == "QRCode"]
    bare = sum(bool(bare_qr(one.luma) & one.texts) for one in shown)
    once = sum(bool(_in_frames(one.luma, 1) & one.texts) for one in shown)
    camera = [_in_frames(one.luma, _LOOKS) for one in shown]
    still = [_still(one.luma) for one in shown]
    zbar = pyzbar_qr()
    wrong = sum(
        bool(texts - one.texts - one.also)
        for seen in (camera, still)
        for one, texts in zip(shown, seen, strict=True)
    )

    def above(name: str, count: int, goal: float) -> BenchRow:
        total = len(shown)
        said = f"points above bare {bare / total * 100:.1f} %, {total} QR photographs"
        points = (count - bare) / total * 100
        return BenchRow(name, count / total * 100, "%", said, points, goal, at_least=True)

    read = [sum(map(_hit, shown, seen)) for seen in (camera, still)]
    rows = [
        above("decode.photos.one_frame", once, 0),
        above("decode.photos.camera", read[0], 2.5),
        above("decode.photos.still_picture", read[1], 2.5),
        BenchRow("decode.photos.wrong_texts", wrong, "codes", "none", None, 0),
    ]
    if zbar is not None:
        own = sum(bool(zbar(one.luma) & one.texts) for one in shown) / len(shown) * 100
        rows.append(BenchRow("decode.photos.pyzbar", own, "%", "the same photographs"))
    return rows


def _rows_of_other_kinds() -> list[BenchRow]:
    rows = []
    for kind in (Symbology.MICRO_QR, Symbology.RMQR, *LOOKED_FOR[1:]):
        shown = [one for one in photographs("") if one.symbology == kind.value and one.texts]
        bare = sum(bool(bare_all(one.luma) & one.texts) for one in shown) / len(shown) * 100
        for name, look in (("camera", _camera), ("still", _still)):
            own = sum(_hit(one, look(one.luma)) for one in shown) / len(shown) * 100
            said = f"points above read_barcodes, all kinds, {bare:.1f} % of {len(shown)}"
            rows.append(BenchRow(f"decode.{kind.value}.{name}", own, "%", said, own - bare))
    return rows


def _wrong_row() -> BenchRow:
    """What a second of noisy frames of each other kind says that is not in them."""
    random, wrong, frames = np.random.default_rng(), 0, 0
    for kind in LOOKED_FOR[1:]:
        for number in range(_CODES):
            text, decoder = f"AB-{number:04}", FrameDecoder()
            drawn = code_image(text, kind, int(random.integers(2, 5)))
            still = Image.new("L", FRAME, 150)
            room = FRAME[0] - drawn.width, FRAME[1] - drawn.height
            still.paste(drawn, (int(random.integers(room[0])), int(random.integers(room[1]))))
            for _ in range(_LOOKS):
                noise = random.normal(0, 6, FRAME[::-1])
                frame = (np.asarray(still) + noise).clip(0, 255).astype(np.uint8)
                wrong += len({one.text for one in decoder.decode(frame)} - {text})
                frames += 1
    said = f"{frames} noisy frames of the other kinds"
    return BenchRow("decode.other_kinds.wrong_texts", wrong, "codes", said, None, 0)


def _rows_without_codes() -> list[BenchRow]:
    shown = list(photographs("falsepositives"))
    hits = sum(len(_in_frames(one.luma, _LOOKS)) + len(_still(one.luma)) for one in shown)
    said = f"{len(shown)} photographs without a code, all kinds by turns"
    return [BenchRow("decode.photos.false_hits", hits, "codes", said, None, 0)]


def _hit(photograph: Photograph, texts: set[str]) -> bool:
    return bool(photograph.texts & texts)


def _camera(luma: Luma) -> set[str]:
    return _in_frames(luma, _LOOKS)


def _in_frames(luma: Luma, looks: int) -> set[str]:
    decoder = FrameDecoder()
    return {reading.text for _ in range(looks) for reading in decoder.decode(luma)}


def _still(luma: Luma) -> set[str]:
    return {reading.text for reading in decode_luma(luma)}
