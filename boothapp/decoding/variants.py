"""Ways to prepare a grey picture in which a code was not read: each helps with another trouble."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from boothapp.decoding.engine import Luma

_Bilinear = Image.Resampling.BILINEAR


@dataclass(frozen=True, slots=True)
class Variant:
    """One preparation.

    `cost` is the time of it and of the look after it for each pixel, in plain looks. A part of
    more than `largest` pixels a side is made smaller first: its modules have pixels to spare, and
    the rest is quicker by that. `global_threshold` says how to look at it.
    """

    name: str
    prepare: Callable[[Luma], Luma]
    cost: float
    largest: int = 480
    global_threshold: bool = False

    def of(self, luma: Luma) -> Luma:
        """The prepared picture; its size says by how much it became smaller or larger."""
        return self.prepare(fitted(luma, self.largest))

    def price(self, width: int, height: int) -> float:
        """The time for a part of this size, in pixels of a plain look."""
        shrink = _shrink(width, height, self.largest)
        return self.cost * (width / shrink) * (height / shrink)


def fitted(luma: Luma, largest: int) -> Luma:
    """The picture at half, a third … of its size, so that no side is much above `largest`."""
    shrink = _shrink(luma.shape[1], luma.shape[0], largest)
    return luma if shrink == 1 else np.asarray(Image.fromarray(luma).reduce(shrink))


def _shrink(width: int, height: int, largest: int) -> int:
    return max(1, round(max(width, height) / largest))


def softened(luma: Luma) -> Luma:
    """The noise of a dark hall is smoothed (binomial, 3 × 3)."""
    wide = np.pad(luma, 1, mode="edge").astype(np.uint16)
    rows = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    both = rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]
    return np.asarray((both + 8) >> 4, np.uint8)


def sharpened(luma: Luma) -> Luma:
    """Edges that lost focus or moved are steeper."""
    return _filtered(luma, ImageFilter.UnsharpMask(2, 200, 0))


def sharpened_softly(luma: Luma) -> Luma:
    """The same where noise would be sharpened with the edges."""
    soft = Image.fromarray(luma).filter(ImageFilter.GaussianBlur(1))
    return np.asarray(soft.filter(ImageFilter.UnsharpMask(3, 300, 0)))


def doubled(luma: Luma) -> Luma:
    """Twice the size: modules of less than two pixels."""
    size = luma.shape[1] * 2, luma.shape[0] * 2
    return np.asarray(Image.fromarray(luma).resize(size, _Bilinear))


def doubled_softly(luma: Luma) -> Luma:
    """Twice the size after the noise was smoothed."""
    return doubled(softened(luma))


def doubled_sharply(luma: Luma) -> Luma:
    """Twice the size, then steeper edges."""
    return _filtered(doubled(luma), ImageFilter.UnsharpMask(4, 200, 0))


def halved(luma: Luma) -> Luma:
    """Half the size: gaps in the print, a screen's grid."""
    return np.asarray(Image.fromarray(luma).reduce(2))


def against_the_light(luma: Luma) -> Luma:
    """Black and white against the brightness around each pixel: glare, shadow, lamination."""
    return _two_tones(luma, 6)


def against_the_wide_light(luma: Luma) -> Luma:
    """The same for larger modules."""
    return _two_tones(luma, 10)


def against_the_glare(luma: Luma) -> Luma:
    """The same where a lamp lifts the dark modules: white has to be clearly lighter."""
    return _two_tones(luma, 8, above=12)


def evened(luma: Luma) -> Luma:
    """Each part stretched from its darkest to its lightest: lamps that leave a grey veil."""
    block = max(4, max(luma.shape) // 24)
    soft = Image.fromarray(luma).filter(ImageFilter.GaussianBlur(0.7))
    height, width = luma.shape
    rows, columns = -(-height // block), -(-width // block)
    missing = ((0, rows * block - height), (0, columns * block - width))
    blocks = np.pad(np.asarray(soft), missing, mode="edge").reshape(rows, block, columns, block)
    size = columns * block, rows * block
    low, high = (
        np.asarray(Image.fromarray(edge).resize(size, _Bilinear), np.float32)[:height, :width]
        for edge in (blocks.min(axis=(1, 3)), blocks.max(axis=(1, 3)))
    )
    stretched = (np.asarray(soft) - low) * (255 / np.maximum(high - low, 12))
    return np.asarray(stretched.clip(0, 255).astype(np.uint8))


def inverted(luma: Luma) -> Luma:
    """Light on dark becomes dark on light."""
    return np.invert(luma)


def refocused(luma: Luma) -> Luma:
    """What a lens out of focus did, undone as far as the noise lets it."""
    return _cleared(luma, 1.6)


def refocused_more(luma: Luma) -> Luma:
    """The same for a lens that was further out, or a hand that moved a little."""
    return _cleared(luma, 2.4)


def refocused_large(luma: Luma) -> Luma:
    """Three times the size after it was refocused: modules of little more than a pixel."""
    clear = Image.fromarray(_cleared(luma, 1.2))
    return np.asarray(clear.resize((clear.width * 3, clear.height * 3), Image.Resampling.BICUBIC))


def doubled_against_the_light(luma: Luma) -> Luma:
    """Small modules under a lamp."""
    return _two_tones(doubled(luma), 10, soft=1.2)


def stilled(luma: Luma) -> Luma:
    """A hand that moved by a few pixels in the direction in which edges are missing."""
    return _cleared(luma, 0.8, moved=7, noise=0.02)


def stilled_more(luma: Luma) -> Luma:
    """A hand that moved further."""
    return _cleared(luma, 0.8, moved=12, noise=0.02)


def _cleared(luma: Luma, blur: float, *, moved: float = 0, noise: float = 0.04) -> Luma:
    """Wiener's filter for a Gaussian of `blur` pixels and a movement by `moved` pixels.

    `noise` is its share of the signal.
    """
    height, width = luma.shape
    across, down = np.fft.rfftfreq(width)[None, :], np.fft.fftfreq(height)[:, None]
    passed = np.exp(-2 * (np.pi * blur) ** 2 * (across**2 + down**2))
    if moved:
        angle = _moved_along(luma)
        passed = passed * np.sinc((across * np.cos(angle) + down * np.sin(angle)) * moved)
    mean = float(luma.mean())
    spectrum = np.fft.rfft2(luma.astype(np.float32) - mean)
    clear = np.fft.irfft2(spectrum * passed / (passed * passed + noise), s=luma.shape)
    low, high = np.percentile(clear[::3, ::3], (1, 99))
    stretched = (clear - low) * (255 / max(high - low, 1))
    return np.asarray(stretched.clip(0, 255).astype(np.uint8))


_ANY = 100_000  # pixels: never made smaller
REFOCUS_LARGE = Variant("refocus, large", refocused_large, 20, 240)
DOUBLE_LIGHT = Variant("double, light", doubled_against_the_light, 20, 240, global_threshold=True)
STILL = Variant("still", stilled, 17, 200)
STILL_MORE = Variant("still more", stilled_more, 15, 400)
SOFT = Variant("soft", softened, 1.2)
SMALL_LIGHT = Variant("light, small", against_the_light, 5.5, 200, global_threshold=True)
SHARP = Variant("sharp", sharpened, 4)
DOUBLE = Variant("double", doubled, 5, 400)
WIDE_LIGHT = Variant("wide light", against_the_wide_light, 5.5, global_threshold=True)
LIGHT = Variant("light", against_the_light, 5.5, 320, global_threshold=True)
REFOCUS = Variant("refocus", refocused, 13, 400)
REFOCUS_MORE = Variant("refocus more", refocused_more, 13, 400)
DOUBLE_SHARP = Variant("double, sharp", doubled_sharply, 16, 320)
GLARE = Variant("glare", against_the_glare, 5.5, 200, global_threshold=True)
EVEN = Variant("even", evened, 8, 200, global_threshold=True)
SOFT_SHARP = Variant("soft, sharp", sharpened_softly, 6.5)
SOFT_DOUBLE = Variant("soft, double", doubled_softly, 6.5, 400)
INVERT = Variant("invert", inverted, 0.8, _ANY)
HALF = Variant("half", halved, 0.25, _ANY, global_threshold=True)
HALF_LOCAL = Variant("half, local thresholds", halved, 0.35, _ANY)
PLAIN = Variant("plain", np.ascontiguousarray, 0.7, _ANY)
PLAIN_GLOBAL = Variant(
    "plain, one threshold", np.ascontiguousarray, 0.2, _ANY, global_threshold=True
)


def _filtered(luma: Luma, how: ImageFilter.Filter) -> Luma:
    return np.asarray(Image.fromarray(luma).filter(how))


def _moved_along(luma: Luma) -> float:
    """The angle along which edges are weakest: that is how a moved picture is smeared."""
    if min(luma.shape) < 3:
        return 0.0  # no pixel has neighbours on all sides
    soft = np.asarray(Image.fromarray(luma).filter(ImageFilter.GaussianBlur(1)), np.float32)
    right, below = soft[1:-1, 2:] - soft[1:-1, :-2], soft[2:, 1:-1] - soft[:-2, 1:-1]
    uneven = float((right * right).mean() - (below * below).mean())
    across = float((right * below).mean())
    return float(np.arctan2(2 * across, uneven) / 2 + np.pi / 2)


def _two_tones(luma: Luma, radius: int, *, above: int = 0, soft: float = 0.7) -> Luma:
    smooth = Image.fromarray(luma).filter(ImageFilter.GaussianBlur(soft))
    around = np.asarray(smooth.filter(ImageFilter.BoxBlur(radius)))
    return np.where(
        np.asarray(smooth) > around.astype(np.int16) + above, np.uint8(255), np.uint8(0)
    )
