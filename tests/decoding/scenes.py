"""Camera frames for tests: a badge in front of something uneven, as a camera sees it."""

import numpy as np
from PIL import Image, ImageFilter

from boothapp.decoding import Luma
from boothapp.labels import BadgeText, badge_image

FRAME = (1280, 720)


def empty_frame(seed: int = 0) -> Luma:
    """720 rows of a noisy, unevenly lit hall without any code."""
    random = np.random.default_rng(seed)
    coarse = Image.fromarray(random.integers(40, 200, (9, 16), dtype=np.uint8))
    smooth = np.asarray(coarse.resize(FRAME, Image.Resampling.BICUBIC), dtype=np.float32)
    noisy = smooth + random.normal(0, 6, smooth.shape)
    return noisy.clip(0, 255).astype(np.uint8)


def badge_frame(
    payload: str, *, at: tuple[int, int] = (500, 90), tilt: float = 6, seed: int = 0
) -> Luma:
    """The same hall with a slightly tilted, slightly blurred badge whose code is readable."""
    badge = badge_image(BadgeText(payload, "Jane Doe", "Uni X"), "Demo Conf").convert("L")
    badge = badge.resize((360, 504), Image.Resampling.LANCZOS)
    tilted = badge.rotate(tilt, Image.Resampling.BICUBIC, expand=True)
    mask = Image.new("L", badge.size, 255).rotate(tilt, Image.Resampling.BICUBIC, expand=True)
    frame = Image.fromarray(empty_frame(seed))
    frame.paste(tilted, at, mask)
    soft = np.asarray(frame.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float32)
    noise = np.random.default_rng(seed + 1).normal(0, 4, soft.shape)
    return (soft + noise).clip(0, 255).astype(np.uint8)
