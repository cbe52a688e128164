"""A drawing as a picture."""

from functools import partial

from PIL import Image, ImageDraw

from boothapp.domain.drawing import INCH, Align, Area, Box, Code, Drawing, Words
from boothapp.domain.text_fitting import LINE, begins_right, fitted
from boothapp.labels.fonts import font_for

_LEAST = 4.0  # pixels


def picture(drawing: Drawing, dots_per_inch: float) -> Image.Image:
    """The drawing on white, as RGB. A code's squares are all equally many pixels wide."""
    dots = dots_per_inch / INCH
    size = round(drawing.width * dots), round(drawing.height * dots)
    image = Image.new("RGB", size, "#FFFFFF")
    draw = ImageDraw.Draw(image)
    for part in drawing.parts:
        if isinstance(part, Box):
            _box(draw, part, dots)
        elif isinstance(part, Code):
            _code(image, part, dots_per_inch)
        else:
            _words(draw, part, dots)
    return image


def _box(draw: ImageDraw.ImageDraw, box: Box, dots: float) -> None:
    place = _pixels(box.area, dots)
    radius = round(box.radius * dots)
    if box.line:
        line = max(1, round(box.line * dots))
        draw.rounded_rectangle(place, radius, outline=box.fill, width=line)
    else:
        draw.rounded_rectangle(place, radius, fill=box.fill)


def _pixels(area: Area, dots: float) -> tuple[int, int, int, int]:
    left, top = round(area.left * dots), round(area.top * dots)
    right, bottom = round((area.left + area.width) * dots), round((area.top + area.height) * dots)
    return left, top, max(left, right - 1), max(top, bottom - 1)  # Pillow counts the last one in


def _code(image: Image.Image, code: Code, dots_per_inch: float) -> None:
    left, top, module = code.placed(dots_per_inch)
    rows = code.modules
    stencil = Image.new("L", (len(rows[0]), len(rows)))
    stencil.putdata([255 if dark else 0 for row in rows for dark in row])
    large = stencil.resize(
        (stencil.width * module, stencil.height * module), Image.Resampling.NEAREST
    )
    image.paste(code.ink, (left, top, left + large.width, top + large.height), large)


def _words(draw: ImageDraw.ImageDraw, words: Words, dots: float) -> None:
    measure = partial(_measure, bold=words.bold, dots=dots)
    area = words.area
    text = fitted(
        words.text, area.width, area.height, largest=words.size, most=words.most, measure=measure
    )
    pixels = max(_LEAST / 4, text.size * dots)
    step = text.size * LINE * dots
    left, right = area.left * dots, (area.left + area.width) * dots
    middle_x, middle_y = (point * dots for point in area.middle)
    for number, line in enumerate(text.lines):
        y = middle_y + (number - (len(text.lines) - 1) / 2) * step
        face = font_for(line, pixels, bold=words.bold)
        x, anchor = middle_x, "mm"
        if words.align is Align.START:
            x, anchor = (right, "rm") if begins_right(line) else (left, "lm")
        draw.text((x, y), line, fill=words.ink, font=face, anchor=anchor)


def _measure(line: str, size: float, *, bold: bool, dots: float) -> float:
    pixels = size * dots
    drawn = max(_LEAST, pixels)  # below that widths do not shrink any more
    return font_for(line, drawn, bold=bold).getlength(line) / dots * pixels / drawn
