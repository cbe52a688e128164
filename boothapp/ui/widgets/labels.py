"""Texts: plain always, never rich; toned by the theme; elided with the whole text as tooltip."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.text_lines import TextLines, lines_of

_LEAST_WIDTH = 120  # logical px: a long word asks for no more, it is wrapped inside
_MOST_LETTERS = 80
_MOST_WIDTHS = 8  # that lines are kept for


class Label(QLabel):
    """A plain text. `tone` names a colour of the style sheet: "muted", "secondary", "ask" …

    With `wrap` it wraps inside of words too: QLabel wraps between them only, and a name or an
    address without a space would make the page wider than the window.
    """

    def __init__(
        self,
        text: str = "",
        *,
        font: str = "body",
        tone: str = "",
        weight: int | None = None,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._laid_for: tuple[object, ...] = ()
        self._laid: dict[int, TextLines] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(font, weight))
        self.setWordWrap(wrap)
        self.set_tone(tone)

    def set_tone(self, tone: str) -> None:
        """Another colour, by the name that the style sheet knows."""
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            self.style().polish(self)

    @property
    def _in_lines(self) -> bool:
        """Whether this paints its text itself; what the mouse can mark is QLabel's own."""
        marked = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        return self.wordWrap() and not marked

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """All lines at this width."""
        if not self._in_lines:
            return super().heightForWidth(width)
        around = self.contentsMargins()
        inside = self._lines(width - around.left() - around.right())
        return inside.height + around.top() + around.bottom()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As QLabel wants it, but never as wide as a word that is longer than a line."""
        wanted = super().sizeHint()
        if not self._in_lines:
            return wanted
        width = min(wanted.width() + 1, _MOST_LETTERS * self.fontMetrics().averageCharWidth())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A wrapped text wants the width of a usual word."""
        wanted = super().minimumSizeHint()
        if not self._in_lines:
            return wanted
        return QSize(min(wanted.width(), _LEAST_WIDTH), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the lines of a wrapped text, in the middle of the room there is."""
        if not self._in_lines:
            super().paintEvent(event)
            return
        painter, room = painting.painter_for(self), self.contentsRect()
        painter.setPen(self.palette().color(self.foregroundRole()))
        lines = self._lines(room.width())
        top = room.y() + max(0, (room.height() - lines.height) // 2)
        lines.layout.draw(painter, QPointF(room.x(), top))

    def _lines(self, width: int) -> TextLines:
        """The lines at a width; kept, for a layout asks for the same few widths again and again."""
        text, font = self.text(), self.font()
        align = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        if self._laid_for != (text, font.key(), align) or len(self._laid) > _MOST_WIDTHS:
            self._laid_for, self._laid = (text, font.key(), align), {}
        if width not in self._laid:
            self._laid[width] = lines_of(text, font, width, align=align)
        return self._laid[width]


class ElidedLabel(Label):
    """A line that may be cut with an ellipsis; then the tooltip has all of it."""

    def __init__(
        self,
        text: str = "",
        *,
        font: str = "body",
        tone: str = "",
        weight: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(font=font, tone=tone, weight=weight, parent=parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    @property
    def whole(self) -> str:
        """The text, however much of it is seen."""
        return self._whole

    def set_text(self, text: str) -> None:
        """Show `text`, as much as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the whole text."""
        margins = self.contentsMargins()
        width = QFontMetricsF(self.font()).horizontalAdvance(self._whole)
        width += margins.left() + margins.right()
        return QSize(round(width) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few letters at least."""
        return QSize(min(40, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self._show(self._cut(self._whole, self.contentsRect().width() + 0.5))

    def _cut(self, text: str, room: float) -> str:
        return QFontMetricsF(self.font()).elidedText(text, Qt.TextElideMode.ElideRight, room)

    def _show(self, shown: str) -> None:
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)


class SectionHeading(Label):
    """The head of a section inside a panel."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, font="heading", parent=parent)


class IconLabel(QWidget):
    """A picture and a word beside each other; colour never stands alone."""

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        font: str = "caption",
        tone: str = "muted",
        icon_tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._font_name, self.tone, self._icon_tone = font, tone, icon_tone
        self._text, self._picture = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_words(text, icon)

    @property
    def words(self) -> str:
        """The text."""
        return self._text

    def show_words(self, text: str, icon: str = "", *, tone: str = "", icon_tone: str = "") -> None:
        """Say something else."""
        self._text, self._picture = text, icon or self._picture
        self.tone = tone or self.tone
        self._icon_tone = icon_tone or self._icon_tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Picture, gap and text."""
        width = painting.text_width(self._text, self._font_name)
        return QSize(round(width) + 2 + self._indent(), theme.line_height(self._font_name))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The picture and a few letters."""
        return QSize(min(self.sizeHint().width(), self._indent() + 40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint picture and text; what does not fit is elided and told in the tooltip."""
        painter = painting.painter_for(self)
        side, middle = theme.size("icon.size"), self.height() / 2
        if self._picture:
            where = QRectF(0, middle - side / 2, side, side)
            icons.paint(painter, self._picture, self._icon_tone or self.tone, where)
        room = QRectF(self.rect()).adjusted(self._indent(), 0, 0, 0)
        painting.words(painter, room, self._text, self._font_name, self.tone)
        cut = self.width() < self.sizeHint().width() - 2
        self.setToolTip(self._text if cut else "")

    def _indent(self) -> int:
        return theme.size("icon.size") + 6 if self._picture else 0


class Paragraph(QWidget):
    """Text in lines of the token's height, or more where a script needs it; wraps to the width."""

    def __init__(
        self,
        text: str = "",
        *,
        font: str = "notice",
        tone: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._font_name, self._tone = "", font, tone
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    @property
    def words(self) -> str:
        """The text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.updateGeometry()
        self.update()

    def set_font(self, name: str) -> None:
        """Another text style of the tokens."""
        self._font_name = name
        self.set_text(self._text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Never be squeezed below the text's height."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Narrow is high."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """All lines at this width."""
        return self._lines(width).height

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The layout asks for the height at the width it gives."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint the lines."""
        painter = painting.painter_for(self)
        painter.setPen(theme.color(self._tone))
        self._lines(self.width()).layout.draw(painter, QPointF(0, 0))

    def _lines(self, width: int) -> TextLines:
        least = theme.line_height(self._font_name)
        return lines_of(self._text, theme.font(self._font_name), width, least=least)
