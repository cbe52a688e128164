"""The photographs of codes, where they are on this machine."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from boothapp.decoding import Luma

PHOTOGRAPHS = Path(__file__).parents[3] / "shared" / "data" / "codes"
# A code in the middle of another one: the list names the inner one, the outer one is there too.
_ALSO = {"zxing_cpp/qrcode-2/16.webp": "[外側QRコード]\r\n \r\n*ﾀﾞﾌﾞﾙQR*\r\nhttp://d-qr.net/ex/"}


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture and the texts of its codes, without those that are bytes only."""

    path: Path
    symbology: str
    texts: frozenset[str]
    also: frozenset[str]
    luma: Luma


def photographs(group: str) -> Iterator[Photograph]:
    """Those of the groups that begin with this word."""
    with (PHOTOGRAPHS / "manifest.tsv").open(encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest, delimiter="\t"):
            if not row["group"].startswith(f"zxing_cpp/{group}"):
                continue
            path = PHOTOGRAPHS / row["path"]
            with Image.open(path) as picture:
                luma = np.asarray(picture.convert("L"))
            texts = [
                one
                for one in json.loads(row["expected_json"] or "[]")
                if not one.startswith("hex:")
            ]
            also = {_ALSO[row["path"]]} if row["path"] in _ALSO else set()
            yield Photograph(path, row["symbology"], frozenset(texts), frozenset(also), luma)
