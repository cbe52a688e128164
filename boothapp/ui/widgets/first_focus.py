"""Where the keys go on a page that was just shown."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class FirstFocus(QObject):
    """Whoever shows `page`, or gives the focus to it, gives it to the control that `first` names.

    A focus proxy would do that too, but from such a control Tab leaves the page, and what stands
    before it is never reached.
    """

    def __init__(self, page: QWidget, first: Callable[[], QWidget]) -> None:
        super().__init__(page)
        self._first = first
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hand the focus on; a window that was only minimised keeps it where it was."""
        shown = event.type() == QEvent.Type.Show and not event.spontaneous()
        if shown or event.type() == QEvent.Type.FocusIn:
            self._first().setFocus()
        return super().eventFilter(watched, event)
