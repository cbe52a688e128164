"""The cells of the leads table: one ground for the whole row, icons with words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from boothapp.domain.interviews import HERE, InterviewStatus
from boothapp.domain.lead_rows import LeadRow
from boothapp.ui import icons
from boothapp.ui.models.lead_words import NOTHING
from boothapp.ui.models.leads import LeadColumn, LeadsModel
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.tag_tones import TagTones

PADDING, FIRST = 8, 16
BOX = 16
_NARROWEST_CHIP = 40
_QUIET = frozenset(
    {LeadColumn.AFFILIATION, LeadColumn.ROLE, LeadColumn.SEEN, LeadColumn.EMAIL, LeadColumn.MADE}
)
# Icon and ink of an interview that is going on or over; one to come is plain text.
_MEETINGS = {
    **dict.fromkeys(HERE, ("play-fill", "verdict.may_share.ink")),
    InterviewStatus.DONE: ("check", "text_secondary"),
    InterviewStatus.NO_SHOW: ("user-minus-bold", "verdict.error.ink"),
}


class LeadDelegate(QStyledItemDelegate):
    """Paints a cell; the row's ground is painted by each of its cells."""

    hovered_row = -1
    tones = TagTones()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, content and the line below."""
        model = index.model()
        if not isinstance(model, LeadsModel):
            return
        cell, column, number = QRectF(option.rect), LeadColumn(index.column()), index.row()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "hover" if number == self.hovered_row else "surface"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(cell, theme.color("accent_soft" if selected else ground))
        if column is LeadColumn.CHECK:
            if selected:
                bar = QRectF(cell.x(), cell.y(), 3, cell.height())
                painter.fillRect(bar, theme.color("accent"))
            box(painter, cell, ticked=model.is_checked(number))
        else:
            inner = cell.adjusted(PADDING, 0, -PADDING, -1)
            row = model.lead(number)
            text = model.data(index)  # asks for the row where it is not there
            if row is None:
                _blank(painter, inner)
            elif column is LeadColumn.TAGS and row.tags:
                _tags(painter, inner, row.tags, self.tones)
            else:
                _content(painter, inner, column, row, str(text))
        below = QRectF(cell.x(), cell.bottom() - 1, cell.width(), 1)
        painter.fillRect(below, theme.color("border"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.box(painter, cell, outline="focus_ring", width=2)
        painter.restore()


def _blank(painter: QPainter, inner: QRectF) -> None:
    """The row is being read: a quiet bar holds its place."""
    bar = QRectF(inner.x(), inner.center().y() - 4, inner.width() * 0.6, 8)
    painting.box(painter, bar, fill="sunken", radius="radius.keycap")


def _content(painter: QPainter, inner: QRectF, column: LeadColumn, row: LeadRow, text: str) -> None:
    if column is LeadColumn.RATING and row.rating is not None:
        icon = theme.text(f"rating.icon_{row.rating.value}")
        _with_icon(painter, inner, icon, f"rating.{row.rating.value}", text)
    elif column is LeadColumn.CONSENT:
        _consent(painter, inner, row, text)
    elif column is LeadColumn.INTERVIEW and row.meeting in _MEETINGS:
        icon, ink = _MEETINGS[row.meeting]
        _with_icon(painter, inner, icon, ink, text)
    else:
        ink = "text_secondary" if column in _QUIET else "muted" if text == NOTHING else "text"
        weight = 500 if column is LeadColumn.NAME else None
        painting.words(painter, inner, text, "body", ink, weight=weight)


def _tags(painter: QPainter, inner: QRectF, tags: Sequence[str], tones: TagTones) -> None:
    """As many chips as there is room for; the tooltip has them all."""
    left, height = inner.x(), theme.size("height.chip")
    for tag in tags:
        width = min(painting.text_width(tag, "caption", 500) + 16, inner.right() - left)
        if width < _NARROWEST_CHIP:
            painting.words(
                painter, QRectF(left, inner.y(), 20, inner.height()), "…", "body", "text"
            )
            return
        tone = tones.of(tag)
        chip = QRectF(left, inner.center().y() - height / 2, width, height)
        painting.box(painter, chip, fill=f"{tone}.soft" if tone else "chip", radius="radius.chip")
        ink = f"{tone}.on_soft" if tone else "text_secondary"
        painting.words(painter, chip.adjusted(8, 0, -8, 0), tag, "caption", ink, weight=500)
        left += width + 4


def box(painter: QPainter, cell: QRectF, *, ticked: bool | None) -> None:
    """A box to tick in the middle of a first cell; None for some of many."""
    where = QRectF(cell.x() + FIRST, cell.center().y() - BOX / 2 - 0.5, BOX, BOX)
    filled = ticked is not False
    outline = None if filled else "border_strong"
    fill = "accent" if filled else "surface"
    painting.box(painter, where, fill=fill, outline=outline, radius="radius.keycap")
    if ticked:
        icons.paint(painter, "check-bold", "on_accent", where.adjusted(3, 3, -3, -3))
    elif ticked is None:
        bar = QRectF(where.x() + 4, where.center().y() - 1, BOX - 8, 2)
        painter.fillRect(bar, theme.color("on_accent"))


def _with_icon(painter: QPainter, inner: QRectF, icon: str, ink: str, word: str) -> None:
    side = theme.size("icon.size_s")
    spot = QRectF(inner.x(), inner.center().y() - side / 2, side, side)
    icons.paint(painter, icon, ink, spot)
    painting.words(painter, inner.adjusted(side + 5, 0, 0, 0), word, "body", ink)


def _consent(painter: QPainter, inner: QRectF, row: LeadRow, word: str) -> None:
    tone = "verdict.ask" if row.waiting else "verdict.may_share"
    if not row.purposes:
        tone = "verdict.declined"
    side, height = theme.size("icon.size_s"), theme.size("height.chip")
    width = min(inner.width(), painting.text_width(word, "caption", 500) + side + 23)
    chip = QRectF(inner.x(), inner.center().y() - height / 2, width, height)
    painting.box(painter, chip, fill=f"{tone}.soft", radius="radius.chip")
    spot = QRectF(chip.x() + 7, chip.center().y() - side / 2, side, side)
    icon = "clock-fill" if row.waiting else "check-circle-fill"
    icons.paint(painter, icon if row.purposes else "minus-circle-fill", f"{tone}.ink", spot)
    where = chip.adjusted(side + 12, 0, -6, 0)
    painting.words(painter, where, word, "caption", f"{tone}.on_soft", weight=500)
