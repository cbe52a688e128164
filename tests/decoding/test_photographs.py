"""Photographs of codes: never fewer read than by bare zxing-cpp, and nothing where none is."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from boothapp.decoding import FrameDecoder, Luma, decode_image

PHOTOGRAPHS = Path(__file__).parents[3] / "shared" / "data" / "codes"
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

pytestmark = pytest.mark.skipif(
    not PHOTOGRAPHS.is_dir(), reason="the photographs of codes are not on this machine"
)


def _photographs(group: str) -> Iterator[tuple[Path, set[str], Luma]]:
    with (PHOTOGRAPHS / "manifest.tsv").open(encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest, delimiter="\t"):
            if row["group"].startswith(f"zxing_cpp/{group}-"):
                path = PHOTOGRAPHS / row["path"]
                with Image.open(path) as picture:
                    grey = np.asarray(picture.convert("L"))
                yield path, set(json.loads(row["expected_json"])), grey


def test_that_no_fewer_codes_are_read_than_by_the_bare_library() -> None:
    bare = frames = pictures = 0
    for path, expected, grey in _photographs("qrcode"):
        code = zxingcpp.read_barcode(grey, formats=_QR, text_mode=zxingcpp.TextMode.Plain)
        bare += code is not None and code.text in expected
        frames += bool(expected & {reading.text for reading in FrameDecoder().decode(grey)})
        pictures += bool(expected & {reading.text for reading in decode_image(path)})
    assert bare > 100
    assert frames >= bare
    assert pictures > bare


def test_that_nothing_is_read_where_there_is_no_code() -> None:
    found = [
        (path.name, readings)
        for path, _, grey in _photographs("falsepositives")
        if (readings := FrameDecoder().decode(grey) + decode_image(path))
    ]
    assert found == []
