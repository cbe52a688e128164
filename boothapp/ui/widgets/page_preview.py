"""A page as it is going to be printed, small."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting


class PagePreview(QWidget):
    """Shows a picture of a page, whole and undistorted, or in words why there is none."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._page, self._words = size, QPixmap(), ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_words("")

    @property
    def page(self) -> QPixmap:
        """What is shown; null while there is no page."""
        return self._page

    def show_page(self, png: bytes, name: str) -> None:
        """Show a page; `name` says to a screen reader what is on it."""
        self._page, self._words = QPixmap(), ""
        self._page.loadFromData(png, "PNG")
        self.setAccessibleName(name)
        self.update()

    def show_words(self, words: str) -> None:
        """Show words in the page's place."""
        self._page, self._words = QPixmap(), words
        self.setAccessibleName(words or "No page yet")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As it was made."""
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint the page with an edge, or the words on an empty ground."""
        painter = painting.painter_for(self)
        whole = QRectF(self.rect())
        if self._page.isNull():
            painting.box(painter, whole, fill="sunken", outline="border", width=1)
            painter.setPen(theme.color("muted"))
            painter.setFont(theme.font("body"))
            inner = whole.adjusted(24, 24, -24, -24)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner, flags, self._words)
            return
        ratio = self.devicePixelRatioF()
        fitting = QSize(round(self.width() * ratio), round(self.height() * ratio))
        scaled = self._page.scaled(
            fitting,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        size = scaled.size() / ratio
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        place = QRectF(left, top, size.width(), size.height())
        painter.fillRect(place, QColor(Qt.GlobalColor.white))  # paper is white in both themes
        painter.drawPixmap(place, scaled, QRectF(scaled.rect()))
        painter.setPen(theme.color("border_strong"))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
