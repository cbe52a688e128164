"""A menu that drops from a button, and goes with it."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from boothapp.ui.theme import theme

_GAP = 2


class Menu(QMenu):
    """Drops from `button`. When that goes out of sight, so does the menu.

    What it orders is about what its page shows: over another page its Enter would surprise.
    """

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self._button = button
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button.installEventFilter(self)

    def drop(self, *, at_first: bool = False) -> None:
        """Open below the button; under its right end where the window's edge is near.

        `at_first`: with the first entry highlighted, where Enter there orders nothing yet.
        """
        button, window = self._button, self._button.window()
        width, room = self.sizeHint().width(), window.width() - theme.size("space.l")
        fits = button.mapTo(window, QPoint(0, 0)).x() + width <= room
        aside = 0 if fits else button.width() - width
        self.popup(button.mapToGlobal(QPoint(aside, button.height() + _GAP)))
        if at_first:
            self.focusNextChild()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Close with the button."""
        if event.type() == QEvent.Type.Hide:
            self.close()
        return super().eventFilter(watched, event)
