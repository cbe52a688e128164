"""A QR code on the screen: sharp at any size, dark on white whatever the theme."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

Modules = tuple[tuple[bool, ...], ...]
_QUIET = 4  # modules, as ISO/IEC 18004 asks


class QrCode(QWidget):
    """Shows a code as large as whole pixels per module allow."""

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        """`least` is the side in logical px that it never goes below."""
        super().__init__(parent)
        self._least, self._modules = least, Modules()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_code(self, modules: Modules, name: str) -> None:
        """Show these rows (True for dark); `name` says what scanning it does."""
        self._modules = modules
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A square."""
        return QSize(self._least, self._least)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A square that phones still read."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint white ground and dark modules, on whole device pixels."""
        count = len(self._modules) + 2 * _QUIET
        ratio = self.devicePixelRatioF()
        module = int(min(self.width(), self.height()) * ratio) // count
        if not self._modules or module == 0:
            return
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        side = module * count
        left = round((self.width() * ratio - side) / 2)
        top = round((self.height() * ratio - side) / 2)
        painter.fillRect(QRect(left, top, side, side), QColor(Qt.GlobalColor.white))
        for y, row in enumerate(self._modules, start=_QUIET):
            for x, dark in enumerate(row, start=_QUIET):
                if dark:
                    square = QRect(left + x * module, top + y * module, module, module)
                    painter.fillRect(square, QColor(Qt.GlobalColor.black))
