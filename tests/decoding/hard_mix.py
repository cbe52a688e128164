"""Codes as a laptop camera really sees them: small, tilted, shaken, out of focus, in bad light.

The hard mix: QR codes of versions 2, 6 and 10 (error correction M) at 60 to 500 pixels in frames
of three sizes, with tilt, motion blur, defocus, noise, glare, shadow and lamination.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
import numpy.typing as npt
import qrcode
from PIL import Image, ImageFilter

from boothapp.decoding import Luma

SIZES = ((640, 480), (1280, 720), (1920, 1080))
_VERSIONS = {2: 26, 6: 106, 10: 213}  # version: bytes that it holds at error correction M
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-/:."
_MODULE = 12  # pixels of the drawing, before the camera makes it smaller
_QUIET = 4  # modules
_Plane = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class HardScene:
    """One badge in front of one camera: `still` before the sensor's noise, and what it says.

    `corners` are those of the code without its quiet zone, clockwise from its own top left.
    """

    text: str
    still: _Plane
    noise: float
    seed: int
    corners: tuple[tuple[float, float], ...] = ()

    def frame(self, number: int = 0) -> Luma:
        """The frame of that number: the same scene with its own noise."""
        random = np.random.default_rng((self.seed, number))
        grain = random.standard_normal(self.still.shape, dtype=np.float32) * self.noise
        return (self.still + grain).clip(0, 255).astype(np.uint8)


def hard_mix(seed: int, count: int) -> Iterator[HardScene]:
    """`count` scenes; the same ones for the same seed."""
    for number in range(count):
        yield hard_scene(int(np.random.default_rng((seed, number)).integers(2**31)))


def hard_scene(seed: int) -> HardScene:
    """One scene, everything in it drawn by chance from `seed`."""
    random = np.random.default_rng(seed)
    width, height = SIZES[random.integers(len(SIZES))]
    version = int(random.choice(list(_VERSIONS)))
    letters = random.choice(list(_LETTERS), _VERSIONS[version] - int(random.integers(0, 6)))
    text = "".join(letters)
    side = float(random.uniform(60, min(500, height * 0.75)))
    ink, where, corners = _placed(_drawn(text, version), side, (width, height), random)
    hall = _hall(width, height, random)
    dark, light = random.uniform(10, 70), random.uniform(150, 250)
    scene = hall * (1 - where) + (dark + ink * (light - dark)) * where
    scene = _laminated(_lit(scene, random), where, random)
    scene = _unsharp_camera(scene, random)
    return HardScene(text, scene, float(random.uniform(1, 14)), seed, corners)


def empty_scene(seed: int) -> HardScene:
    """A hall without a code, with text and edges in it, as shaken and noisy as the others."""
    random = np.random.default_rng(seed)
    width, height = SIZES[random.integers(len(SIZES))]
    scene = _hall(width, height, random)
    for _ in range(int(random.integers(2, 9))):  # badges without a code, screens, checked shirts
        scene = _with_clutter(scene, random)
    scene = _unsharp_camera(_lit(scene, random), random)
    return HardScene("", scene, float(random.uniform(1, 14)), seed)


def _drawn(text: str, version: int) -> Image.Image:
    code = qrcode.QRCode(
        version=version, error_correction=qrcode.ERROR_CORRECT_M, border=_QUIET, box_size=1
    )
    code.add_data(text, optimize=0)
    code.make(fit=False)
    modules = np.array(code.get_matrix(), dtype=bool)
    picture = Image.fromarray(np.where(modules, 0, 255).astype(np.uint8))
    return picture.resize((picture.width * _MODULE, picture.height * _MODULE), 0)


def _placed(
    code: Image.Image, side: float, frame: tuple[int, int], random: np.random.Generator
) -> tuple[_Plane, _Plane, tuple[tuple[float, float], ...]]:
    """The code as it lies in the frame, where its paper is (0 to 1), and its corners."""
    corners = _corners(side, random)
    span = corners.max(axis=0) - corners.min(axis=0)
    room = np.maximum(np.array(frame) - span, 1)
    corners += random.uniform(0, 1, 2) * room - corners.min(axis=0)
    around = code.width * _QUIET / (code.width / _MODULE)  # the side counts without quiet zone
    inner, outer = around, code.width - around
    there = np.array([(inner, inner), (outer, inner), (outer, outer), (inner, outer)])
    factors = _perspective(corners, there)
    # Drawn at twice the size and reduced: each pixel gathers light from its whole area.
    twice = (frame[0] * 2, frame[1] * 2)
    halved = (*(f / 2 for f in factors[:2]), factors[2], *(f / 2 for f in factors[3:5]))
    data = (*halved, factors[5], factors[6] / 2, factors[7] / 2)
    kind, how = Image.Transform.PERSPECTIVE, Image.Resampling.BILINEAR
    shrink = max(1, int(code.width / (side * 2.4)))
    small = code.reduce(shrink) if shrink > 1 else code
    if shrink > 1:
        data = tuple(one / shrink if number < 6 else one for number, one in enumerate(data))
    ink = small.transform(twice, kind, data, how).reduce(2)
    paper = Image.new("L", small.size, 255).transform(twice, kind, data, how).reduce(2)
    shares = [np.asarray(one, np.float32) / np.float32(255) for one in (ink, paper)]
    return shares[0], shares[1], tuple((float(x), float(y)) for x, y in corners)


def _corners(side: float, random: np.random.Generator) -> npt.NDArray[np.float64]:
    """A square that is turned by up to 25° and tilted by up to 50°, seen from a short way off."""
    half = side / 2
    flat = np.array([(-half, -half), (half, -half), (half, half), (-half, half)])
    turn, tilt = radians(random.uniform(-25, 25)), radians(random.uniform(0, 50))
    axis = radians(random.uniform(0, 360))
    spin = np.array([(cos(turn), -sin(turn)), (sin(turn), cos(turn))])
    to_axis = np.array([(cos(axis), sin(axis)), (-sin(axis), cos(axis))])
    along = flat @ spin.T @ to_axis.T
    away = along[:, 1] * sin(tilt)
    seen = along * np.array([1, cos(tilt)])
    distance = side * random.uniform(3, 8)
    return np.asarray((seen @ to_axis) * (distance / (distance + away))[:, None])


def _perspective(to: npt.NDArray[np.float64], there: npt.NDArray[np.float64]) -> tuple[float, ...]:
    """Pillow's eight factors that take the points `to` of the frame to those of the drawing."""
    rows, values = [], []
    for (x, y), (u, v) in zip(to, there, strict=True):
        rows += [(x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y)]
        values += [u, v]
    return tuple(float(one) for one in np.linalg.solve(np.array(rows), np.array(values)))


def _hall(width: int, height: int, random: np.random.Generator) -> _Plane:
    coarse = Image.fromarray(random.integers(30, 210, (9, 16), dtype=np.uint8))
    return np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC), np.float32)


def _with_clutter(scene: _Plane, random: np.random.Generator) -> _Plane:
    """A rectangle of stripes, checks or lines of text-like marks somewhere."""
    height, width = scene.shape
    rows, columns = int(random.integers(3, 40)), int(random.integers(3, 60))
    cell = int(random.integers(2, 12))
    marks = random.integers(0, 2, (rows, columns), dtype=np.uint8) * 255
    kind = int(random.integers(3))
    if kind == 0:
        marks[:] = marks[:1]
    elif kind == 1:
        marks[1::2] = 255
    patch = np.asarray(Image.fromarray(marks).resize((columns * cell, rows * cell), 0), np.float32)[
        :height, :width
    ]
    top = int(random.integers(0, height - patch.shape[0] + 1))
    left = int(random.integers(0, width - patch.shape[1] + 1))
    mixed = scene.copy()
    mixed[top : top + patch.shape[0], left : left + patch.shape[1]] = 40 + patch * 0.7
    return mixed


def _lit(scene: _Plane, random: np.random.Generator) -> _Plane:
    """In every third scene the edge of a shadow runs through it."""
    if random.uniform() > 1 / 3:
        return scene
    height, width = scene.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = random.uniform(0, 2 * np.pi)
    along = (xs - width * random.uniform(0.2, 0.8)) * cos(angle)
    along += (ys - height * random.uniform(0.2, 0.8)) * sin(angle)
    light = 1 / (1 + np.exp((-along / random.uniform(5, 80)).clip(-50, 50)))
    deepest = random.uniform(0.3, 0.8)
    return np.asarray(scene * (deepest + (1 - deepest) * light), np.float32)


def _laminated(scene: _Plane, where: _Plane, random: np.random.Generator) -> _Plane:
    """Every fourth badge lies behind a film that greys it; every fourth has a lamp's glare."""
    if random.uniform() < 1 / 4:
        veil = random.uniform(0.1, 0.4)
        scene = scene * (1 - veil * where) + 225 * veil * where
    if random.uniform() < 1 / 4:
        ys, xs = np.nonzero(where > 0.5)
        middle = int(random.integers(len(ys)))
        across = float(np.sqrt(len(ys)))
        grid_y, grid_x = np.mgrid[0 : scene.shape[0], 0 : scene.shape[1]].astype(np.float32)
        long, thin = across * random.uniform(0.05, 0.3), across * random.uniform(0.03, 0.12)
        away = ((grid_x - xs[middle]) / long) ** 2 + ((grid_y - ys[middle]) / thin) ** 2
        scene = scene + 230 * np.exp(-away)
    return np.asarray(scene.clip(0, 255), np.float32)


def _unsharp_camera(scene: _Plane, random: np.random.Generator) -> _Plane:
    """Out of focus by up to 1.6 pixels; in two of three scenes moved by up to 15 pixels."""
    picture = Image.fromarray(scene.clip(0, 255).astype(np.uint8))
    picture = picture.filter(ImageFilter.GaussianBlur(float(random.uniform(0.2, 1.6))))
    soft = np.asarray(picture, np.float32)
    if random.uniform() < 1 / 3:
        return soft
    length, angle = random.uniform(0, 15) * random.uniform(0.2, 1), random.uniform(0, np.pi)
    steps = max(1, int(length))
    moved = np.zeros_like(soft)
    for step in range(steps):
        by = (step - (steps - 1) / 2) * (length / steps)
        moved += np.roll(soft, (round(by * sin(angle)), round(by * cos(angle))), (0, 1))
    return np.asarray(moved / steps, np.float32)
