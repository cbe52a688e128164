"""The decoders that ours is compared with, on the same grey pictures."""

from collections.abc import Callable
from functools import cache

import zxingcpp

from boothapp.decoding import Luma

Decoder = Callable[[Luma], set[str]]
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_PLAIN = zxingcpp.TextMode.Plain


def bare_qr(luma: Luma) -> set[str]:
    """zxing-cpp's read_barcode for QR codes, everything else as it comes."""
    code = zxingcpp.read_barcode(luma, formats=_QR, text_mode=_PLAIN)
    return {code.text} if code is not None else set()


def bare_all(luma: Luma) -> set[str]:
    """zxing-cpp's read_barcodes for every kind, everything else as it comes."""
    return {code.text for code in zxingcpp.read_barcodes(luma, text_mode=_PLAIN)}


@cache
def pyzbar_qr() -> Decoder | None:
    """pyzbar's decode for QR codes; None where it or the library under it is missing."""
    try:
        from pyzbar import pyzbar
    except ImportError:  # also where the system library is missing
        return None

    def read(luma: Luma) -> set[str]:
        found = pyzbar.decode(luma, symbols=[pyzbar.ZBarSymbol.QRCODE])
        return {code.data.decode("utf-8", "replace") for code in found}

    return read
