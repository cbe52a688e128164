"""What came as fast as a scanner types, was kept out of a field, and is no code after all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from boothapp.domain.consent import Verdict
from boothapp.domain.people import ScanSource, VerdictCard
from boothapp.ui.context import Context
from boothapp.ui.widgets.toast import Toast

_Field = QLineEdit | QPlainTextEdit
_NO_CODE = frozenset({Verdict.UNKNOWN, Verdict.UNREADABLE})
_SAID = "That came as fast as a scanner types, so it was not written; it is no badge known here."
_MOST_MS = 60_000  # who did not press by then has written it again
ABOUT = "about"
"""The property of a widget, or of one around it, that says whom its fields are about."""


class KeptOut:
    """Offers to write it after all: keys that come in a bunch, or pasted ones, are no scan."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, payload: str, source: ScanSource) -> Callable[[VerdictCard], None] | None:
        """What is to be done with the verdict; None where nobody was writing."""
        field = QApplication.focusWidget()
        if source is not ScanSource.SCANNER or self._context.frame.locked:
            return None
        if not isinstance(field, QLineEdit | QPlainTextEdit):
            return None
        if isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal:
            return lambda _card: None
        writing, about = field, _about(field)
        return lambda card: self._offer(card, writing, payload, about)

    def _offer(
        self, card: VerdictCard, field: _Field, payload: str, about: tuple[object, ...]
    ) -> None:
        def still() -> bool:
            return isValid(field) and field.isVisible() and _about(field) == about

        def write() -> None:
            if still() and not field.isReadOnly():
                field.insert(payload) if isinstance(field, QLineEdit) else field.insertPlainText(
                    payload
                )
                field.setFocus()

        if card.verdict in _NO_CODE and still():
            toast = self._context.toasts.show(_SAID, action=("Write it", write), kind="wait")
            _Watch(toast, field, still)


class _Watch(QObject):
    """Lets the offer leave with what it was about: its field, and whom that was about.

    It lives as long as the notice.
    """

    def __init__(self, toast: Toast, field: _Field, still: Callable[[], bool]) -> None:
        super().__init__(toast)
        self._toast, self._field, self._still = toast, field, still
        for widget in _around(field):
            widget.installEventFilter(self)
        field.textChanged.connect(self._look_at_text)
        field.destroyed.connect(self._leave)
        if isinstance(field, QLineEdit):
            field.returnPressed.connect(self._leave)
        timer = QTimer(self, singleShot=True, interval=_MOST_MS)
        timer.timeout.connect(self._leave)
        timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look whether the field is still in sight, and about the same."""
        kind = event.type()
        gone = kind == QEvent.Type.Hide and watched is self._field and not event.spontaneous()
        if gone or (kind == QEvent.Type.DynamicPropertyChange and not self._still()):
            self._leave()
        return super().eventFilter(watched, event)

    def _look_at_text(self) -> None:
        """What was written there is saved, or thrown away."""
        field = self._field
        left = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        if not left:
            self._leave()

    def _leave(self) -> None:
        if isValid(self._toast):
            self._toast.leave()


def _around(field: QWidget) -> list[QWidget]:
    """The field, and what it is in."""
    found: list[QWidget] = []
    widget: QWidget | None = field
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found


def _about(field: QWidget) -> tuple[object, ...]:
    """Whom a field is about, in the words of everything around it that says so."""
    return tuple(widget.property(ABOUT) for widget in _around(field))
