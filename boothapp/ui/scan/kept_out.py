"""What came as fast as a scanner types, was kept out of a field, and is no code after all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from boothapp.domain.consent import Verdict
from boothapp.domain.people import ScanSource, VerdictCard
from boothapp.ui.context import Context

_NO_CODE = frozenset({Verdict.UNKNOWN, Verdict.UNREADABLE})
_SAID = "That came as fast as a scanner types, so it was not written; it is no badge known here."


class KeptOut:
    """Offers to write it after all: keys that come in a bunch, or pasted ones, are no scan."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, payload: str, source: ScanSource) -> Callable[[VerdictCard], None] | None:
        """What is to be done with the verdict; None where nobody was writing."""
        field = QApplication.focusWidget()
        if source is not ScanSource.SCANNER or self._context.frame.locked:
            return None
        if isinstance(field, QLineEdit):
            seen = field.echoMode() is QLineEdit.EchoMode.Normal
            return lambda card: self._offer(card, field, payload) if seen else None
        if isinstance(field, QPlainTextEdit):
            return lambda card: self._offer(card, field, payload)
        return None

    def _offer(self, card: VerdictCard, field: QLineEdit | QPlainTextEdit, payload: str) -> None:
        def write() -> None:
            if isValid(field) and field.isVisible() and not field.isReadOnly():
                field.insert(payload) if isinstance(field, QLineEdit) else field.insertPlainText(
                    payload
                )
                field.setFocus()

        if card.verdict in _NO_CODE:
            self._context.toasts.show(_SAID, action=("Write it", write), kind="wait", nameless=True)
