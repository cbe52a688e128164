"""What the demo's camera sees: one visitor after the other steps up, badge on a lanyard."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

from boothapp.labels import BadgeText, badge_image

SIZE = (1280, 720)
_DRIFT = 12  # pixels that the hand-held camera wanders each way
_STAGE = (SIZE[0] + 2 * _DRIFT, SIZE[1] + 2 * _DRIFT)
_BADGE = (336, 470)
_SHADOW = 40  # room around the badge for its shadow and its tilt
_COMING = 0.45  # seconds to step up, and to leave
_GAP = 0.6  # seconds with nobody there
_FAR = 1150  # pixels from the middle: out of the picture
_JACKETS = ("#2B3B5B", "#4A2F3C", "#2E4A44", "#4B4238", "#3A3550")
_LANYARDS = ("#4351D6", "#C0462F", "#1F8A70", "#D19A1B", "#8B2C9C")


@dataclass(frozen=True, slots=True)
class _Visitor:
    """One person's pictures, drawn once."""

    alone: Image.Image  # the person without a hall
    shape: Image.Image  # where the person is in it
    in_hall: Image.Image
    badge: Image.Image  # RGBA, with its shadow
    blurred_badge: Image.Image  # as seen while it moves
    lanyard: str


class Scene:
    """The film as a function of time: `frame` may be called from several threads."""

    def __init__(self, badges: Sequence[BadgeText], event: str, seconds_each: float) -> None:
        self._hold = seconds_each
        self._turn = _GAP + 2 * _COMING + seconds_each
        self._hall = _hall()
        self._visitors = [
            _visitor(self._hall, badge_image(badge, event), number)
            for number, badge in enumerate(badges)
        ]

    @property
    def seconds(self) -> float:
        """The length of the whole film."""
        return self._turn * len(self._visitors)

    def frame(self, moment: float) -> Image.Image:
        """The picture at `moment` seconds, RGB of SIZE."""
        number, within = divmod(moment, self._turn)
        wander = round(5 * math.sin(moment * 1.3)), round(4 * math.sin(moment * 1.7 + 1))
        visitor = self._visitors[int(number)]
        if within < _GAP:
            return _seen(self._hall, wander)
        here = within - _GAP
        left = max(1 - here / _COMING, 0) ** 2
        gone = max((here - _COMING - self._hold) / _COMING, 0) ** 2
        offset = round(_FAR * (left - gone))
        stage = visitor.in_hall.copy() if offset == 0 else self._hall.copy()
        if offset:
            stage.paste(visitor.alone, (offset, 0), visitor.shape)
        _hang(stage, visitor, offset, moment)
        return _seen(stage, wander)


def _seen(stage: Image.Image, wander: tuple[int, int]) -> Image.Image:
    left, top = _DRIFT + wander[0], _DRIFT + wander[1]
    return stage.crop((left, top, left + SIZE[0], top + SIZE[1]))


def _hang(stage: Image.Image, visitor: _Visitor, offset: int, moment: float) -> None:
    """Put the badge, swinging and turning a little, and its lanyard onto the stage."""
    swing = 4 * math.sin(moment * 1.9)  # degrees
    turn = 0.07 * math.sin(moment * 1.1)  # share of its height that the far edge is shorter
    x = _STAGE[0] // 2 + offset + 2 * swing
    top = 196 + 6 * math.sin(moment * 2.3)
    draw = ImageDraw.Draw(stage)
    for side in (-1, 1):
        neck = _STAGE[0] / 2 + offset + side * 128
        draw.polygon(
            [(neck - 20, -4), (neck + 20, -4), (x + side * 8 + 9, top), (x + side * 8 - 9, top)],
            fill=visitor.lanyard,
        )
    draw.rounded_rectangle((x - 22, top - 18, x + 22, top + 16), radius=5, fill="#B9BEC9")
    sprite = visitor.blurred_badge if offset else visitor.badge
    hung = sprite.transform(
        sprite.size, Image.Transform.PERSPECTIVE, _perspective(sprite.size, swing, turn),
        Image.Resampling.BICUBIC,
    )  # fmt: skip
    stage.paste(hung, (round(x - hung.width / 2), round(top) - _SHADOW), hung)


def _perspective(size: tuple[int, int], swing: float, turn: float) -> list[float]:
    """Coefficients that swing a picture about its top middle and turn its right edge away."""
    angle = math.radians(swing)
    cos, sin = math.cos(angle), math.sin(angle)
    middle, top = size[0] / 2, float(_SHADOW)
    # From a place in the result back to the picture: x' and y' over w, relative to the pivot.
    far = turn / size[0] * 2
    shift_x = middle - cos * middle - sin * top
    shift_y = top + sin * middle - cos * top
    # w = 1 + far · (x - middle): things get smaller towards one side.
    base = 1 - far * middle
    return [
        (cos + far * middle) / base, sin / base, (shift_x - far * middle * middle) / base,
        (-sin + far * top) / base, cos / base, (shift_y - far * middle * top) / base,
        far / base, 0.0,
    ]  # fmt: skip


def _visitor(hall: Image.Image, badge: Image.Image, number: int) -> _Visitor:
    alone, shape = _person(_JACKETS[number % len(_JACKETS)])
    in_hall = hall.copy()
    in_hall.paste(alone, (0, 0), shape)
    sprite = _with_shadow(badge.resize(_BADGE, Image.Resampling.LANCZOS))
    return _Visitor(
        alone=alone,
        shape=shape,
        in_hall=in_hall,
        badge=sprite.filter(ImageFilter.GaussianBlur(0.7)),
        blurred_badge=sprite.filter(ImageFilter.BoxBlur((5, 1))),
        lanyard=_LANYARDS[number % len(_LANYARDS)],
    )


def _with_shadow(badge: Image.Image) -> Image.Image:
    """The badge with round corners on its shadow, RGBA."""
    size = badge.width + 2 * _SHADOW, badge.height + 2 * _SHADOW
    box = (_SHADOW, _SHADOW, _SHADOW + badge.width, _SHADOW + badge.height)
    shape = Image.new("L", size)
    ImageDraw.Draw(shape).rounded_rectangle(box, radius=16, fill=255)
    shadow = Image.new("L", size)
    lower = (box[0] + 4, box[1] + 10, box[2] + 4, box[3] + 10)
    ImageDraw.Draw(shadow).rounded_rectangle(lower, radius=16, fill=120)
    sprite = Image.new("RGBA", size, "#0B0E18")
    sprite.putalpha(shadow.filter(ImageFilter.GaussianBlur(10)))
    paper = Image.new("RGB", size)
    paper.paste(badge, box[:2])
    sprite.paste(paper, (0, 0), shape)
    return sprite


def _person(jacket: str) -> tuple[Image.Image, Image.Image]:
    """Shoulders, collar and shirt, slightly out of focus, and where they are."""
    middle = _STAGE[0] // 2
    picture, shape = Image.new("RGB", _STAGE, jacket), Image.new("L", _STAGE)
    ImageDraw.Draw(shape).ellipse((middle - 470, -30, middle + 470, 1750), fill=255)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(middle - 135, -5), (middle + 135, -5), (middle, 230)], fill="#E7E3DB")
    for side in (-1, 1):
        lapel = [(135, -5), (215, -5), (190, 95), (120, 130), (0, 240)]
        draw.polygon([(middle + side * x, y) for x, y in lapel], fill=_darker(jacket))
    blur = ImageFilter.GaussianBlur(2.5)
    return picture.filter(blur), shape.filter(blur)


def _darker(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) * 3 // 4 for at in (1, 3, 5))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _hall() -> Image.Image:
    """Lights far out of focus."""
    chance = random.Random(7)  # noqa: S311 - the same pretty lights each time
    small = _STAGE[0] // 4, _STAGE[1] // 4
    picture = Image.linear_gradient("L").rotate(90).resize(small)
    coloured = Image.composite(
        Image.new("RGB", small, "#6B5A72"), Image.new("RGB", small, "#46587A"), picture
    )
    for _ in range(34):
        light = Image.new("L", small)
        x, y, radius = chance.randrange(small[0]), chance.randrange(small[1]), chance.randint(6, 17)
        brightness = chance.randint(40, 110)
        ImageDraw.Draw(light).ellipse((x - radius, y - radius, x + radius, y + radius), brightness)
        colour = chance.choice(("#D98FC0", "#E8C37C", "#8FB4E0", "#C9A1E8", "#F0E0C8", "#E0896A"))
        coloured.paste(colour, (0, 0), light)
    soft = coloured.filter(ImageFilter.GaussianBlur(3))
    return soft.resize(_STAGE, Image.Resampling.BICUBIC)
