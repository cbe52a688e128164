"""How a booking looks. It is painted once and kept: a day of 300 is painted anew 60 times a second.

Where its words stand is worked out first, because the line of the present breaks at them.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.ui import icons
from boothapp.ui.interviews.wording import STATUS_WORDS, interval
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

_TEXT_HEIGHT = 34
TWO_LINES = 36  # below this height a booking shows its first line only
_LOW, _LEAST_LETTERS = 17, 11  # below these its one line is small, then it has none
_MOST_PIXELS = 16_000_000  # 64 MB: every booking of a crowded day in several sizes
_NARROW = 90
_LEAST_NAME = 110  # a status is its icon alone where the name would have less
_NAME_ALONE = 66  # below it a comparison leaves the status to colour and tooltip


@dataclass(frozen=True, slots=True)
class BookingLook:
    """All that a booking's picture depends on, but for the screen and the colours."""

    interview: Interview
    size: QSize
    zone: tzinfo
    source: bool = False
    """It is being moved: dashed and faint."""
    mark: str = ""
    """A word in place of the status: what a proposal would do with it."""
    warned: str = ""
    """A picture beside its status: it may begin late, or no longer fits; its tooltip says why."""

    compared: bool = False
    """One of two plans beside each other: where it is narrow the name is alone."""

    def __hash__(self) -> int:  # QSize has none
        size = (self.size.width(), self.size.height())
        return hash((self.interview, size, self.source, self.mark, self.warned, self.compared))


@dataclass(frozen=True, slots=True)
class _Run:
    """A text or a picture (`icon`) of a booking, and where it stands inside of it."""

    where: QRectF
    text: str
    font: str = "caption"
    weight: int | None = None
    icon: bool = False


class BookingPictures:
    """Keeps the pictures of bookings, those shown least recently go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[BookingLook, bool, float], QPixmap] = OrderedDict()
        self._pixels = 0

    def draw(self, painter: QPainter, where: QPointF, look: BookingLook) -> None:
        """Draw a booking with its upper left corner at `where`."""
        ratio = painter.device().devicePixelRatioF()
        key = (look, theme.is_dark, ratio)
        picture = self._kept.get(key)
        if picture is None:
            picture = self._kept[key] = _picture(look, ratio)
            self._pixels += _pixels(picture)
            while self._pixels > _MOST_PIXELS:
                self._pixels -= _pixels(self._kept.popitem(last=False)[1])
        else:
            self._kept.move_to_end(key)
        painter.drawPixmap(where, picture)

    def keep_only(self, shown: set[Interview]) -> None:
        """Forget bookings that are not shown any more: somebody may have been erased."""
        for key in [key for key in self._kept if key[0].interview not in shown]:
            self._pixels -= _pixels(self._kept.pop(key))


def _pixels(picture: QPixmap) -> int:
    return picture.width() * picture.height()


def _picture(look: BookingLook, ratio: float) -> QPixmap:
    picture = QPixmap(look.size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint(painter, look)
    painter.end()
    return picture


def has_words_at(look: BookingLook, y: float) -> bool:
    """Return whether a line at height `y` of a booking would strike out words of it."""
    return any(run.where.top() - 1 <= y <= run.where.bottom() for run in _runs(look))


def _paint(painter: QPainter, look: BookingLook) -> None:
    colors = f"interview.{look.interview.status.value}"
    cancelled = look.interview.status is InterviewStatus.CANCELLED
    rect = QRectF(0, 0, look.size.width(), look.size.height())
    if look.source:
        painter.setOpacity(theme.number("opacity.drag_source"))
    painting.box(painter, rect, fill="surface" if cancelled else f"{colors}.soft")
    if cancelled or look.source:
        outline(painter, rect, f"{colors}.ink", 1, Qt.PenStyle.DashLine)
    else:
        painter.setClipRect(QRectF(0, 0, theme.size("width.status_bar_mark"), rect.height()))
        painting.box(painter, rect, fill=f"{colors}.ink")  # the corners stay round
        painter.setClipping(False)
    runs = _runs(look)
    for run in runs:
        _paint_run(painter, run, f"{colors}.on_soft")
    if cancelled and runs:
        name = runs[0].where
        middle = name.center().y() + 0.5
        painter.drawLine(QPointF(name.left(), middle), QPointF(name.right(), middle))


def _paint_run(painter: QPainter, run: _Run, ink: str) -> None:
    if run.icon:
        icons.paint(painter, run.text, ink, run.where)
    else:
        painting.words(painter, run.where, run.text, run.font, ink, weight=run.weight)


def _runs(look: BookingLook) -> list[_Run]:
    """Return name, status and the second line, the name first."""
    interview, width, height = look.interview, look.size.width(), look.size.height()
    if height < _LOW:
        low = _low_runs(interview, width, height)
        return [*low, _sign_run(look.warned, width - 4, 0, height)] if look.warned and low else low
    right = width - (3.0 if look.compared and width < _NARROW else 8.0)
    left, two_lines = 12.0, height >= TWO_LINES
    top = max(0.0, min(4.0, (height - _TEXT_HEIGHT) / 2)) if two_lines else 0.0
    line = 18.0 if two_lines else float(height)
    status, taken = _status_runs(look, QRectF(left, top, right - left, line))
    if look.warned:
        sign = _sign_run(look.warned, right - taken - 4, top, line)
        status, taken = [*status, sign], taken + sign.where.width() + 4
    room = right - left - (taken + 8 if taken else 0)
    name_width = min(room, painting.text_width(interview.candidate, "body", 600) + 1)
    name = QRectF(left, top, max(0.0, name_width), line)
    runs = [_Run(name, interview.candidate, "body", 600), *status]
    if two_lines:
        times = interval(interview.starts, interview.ends, look.zone)
        text = f"{times} · {interview.interviewers}" if interview.panel else times
        second = min(right - left, painting.text_width(text, "caption") + 1)
        runs.append(_Run(QRectF(left, top + line, second, 16), text))
    return runs


def _sign_run(icon: str, right: float, top: float, line: float) -> _Run:
    """A picture that ends at `right`."""
    side = min(float(theme.size("icon.size_s")), line)
    return _Run(QRectF(right - side, top + (line - side) / 2, side, side), icon, icon=True)


def _low_runs(interview: Interview, width: int, height: int) -> list[_Run]:
    """A few minutes in a day that is not zoomed: small letters, or none where they would be cut."""
    if height < _LEAST_LETTERS:
        return []
    name = min(width - 20.0, painting.text_width(interview.candidate, "keycap", 600) + 1)
    return [_Run(QRectF(12, 0, name, height), interview.candidate, "keycap", 600)]


def _status_runs(look: BookingLook, head: QRectF) -> tuple[list[_Run], float]:
    """Icon and word at the right end; the word gives way where the name would not fit."""
    if look.compared and head.width() < _NAME_ALONE:
        return [], 0.0
    status, side = look.interview.status, theme.size("icon.size_s")
    word = look.mark or STATUS_WORDS[status]
    icon = "sparkle-fill" if look.mark else theme.text(f"icon.interview.{status.value}")
    width = painting.text_width(word, "caption") + 1
    if head.width() < width + _LEAST_NAME:
        word, width = "", 0.0
    left = head.right() - width - side - (4 if word else 0)
    square = QRectF(left, head.center().y() - side / 2, side, side)
    runs = [_Run(square, icon, icon=True)]
    if word:
        runs.append(_Run(QRectF(head.right() - width, head.y(), width, head.height()), word))
    return runs, head.right() - left


def outline(
    painter: QPainter,
    rect: QRectF,
    color: str,
    width: int,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """Draw a rounded outline inside `rect`."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color(color), width, style))
    half, radius = width / 2, theme.size("radius.control")
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
