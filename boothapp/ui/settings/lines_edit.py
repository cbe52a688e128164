"""A text of several lines, each of which is one thing."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class LinesEdit(QPlainTextEdit):
    """`left` comes when the focus goes elsewhere. Tab goes on, as in every field."""

    left = Signal()

    def __init__(self, rows: int, parent: QWidget | None = None) -> None:
        """`rows` are the lines that are seen at once."""
        super().__init__(parent)
        self._rows = rows
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.sizeHint().height())

    @property
    def lines(self) -> list[str]:
        """The lines that are not empty, without blanks around them."""
        return [line.strip() for line in self.toPlainText().splitlines() if line.strip()]

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show these, one below the other."""
        if tuple(self.lines) != lines:
            self.setPlainText("\n".join(lines))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its rows."""
        return QSize(200, self.fontMetrics().lineSpacing() * self._rows + 16)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Somebody goes on."""
        super().focusOutEvent(event)
        self.left.emit()
