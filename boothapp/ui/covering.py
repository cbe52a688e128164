"""How large a picture is that fills a place: for who makes it, and for who paints it there."""

Size = tuple[int, int]
"""Width and height in pixels, of the screen or of a frame."""


def covering(size: Size, place: Size, *, at_most: float = 1.0) -> Size:
    """The size in which a picture of `size` fills `place` in its own proportions.

    It is enlarged at most so many times; by default never.
    """
    scale = min(max(there / here for here, there in zip(size, place, strict=True)), at_most)
    width, height = (max(round(side * scale), 1) for side in size)
    return width, height
