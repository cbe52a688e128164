"""A field in Settings that says how a code reads: pasted, typed or scanned, at once."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from boothapp.domain.badge import Badge
from boothapp.domain.badge_patterns import Tried
from boothapp.ui.settings.lines_edit import LinesEdit
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.scrolls import bring_in_sight

_PAUSE = 150  # ms: a code that is typed is not asked letter by letter
_WORDS = {
    "badge_id": "Badge id",
    "name": "Name",
    "given_name": "Given name",
    "family_name": "Family name",
    "email": "E-mail",
    "affiliation": "Affiliation",
    "title": "Title",
    "profile_url": "Profile",
}
_SHOWN = tuple(field.name for field in fields(Badge) if field.name in _WORDS)


class CodeEdit(LinesEdit):
    """Takes what a scanner reads while it has the keys; nothing of it is stored."""

    def takes_scan(self, payload: str) -> None:
        """A badge was scanned: show its code in place of what stands here."""
        self.setPlainText(payload)
        self.selectAll()


class TryCode(QWidget):
    """`wanted` carries the code that is to be tried, once it stands still."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = CodeEdit(2)
        self.code.setPlaceholderText("Paste or scan a code to see how it reads. Nothing is stored.")
        self.code.setAccessibleName("Code to try")
        self.said = Label(wrap=True, weight=600)
        self.said.hide()
        self.values = {name: ElidedLabel() for name in _SHOWN}
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(2)
        for name, value in self.values.items():
            self._form.addRow(Label(_WORDS[name], tone="muted"), value)
            self._form.setRowVisible(value, False)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(lambda: self.wanted.emit(self.text))
        self.code.textChanged.connect(self._timer.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.code)
        column.addWidget(self.said)
        column.addLayout(self._form)

    @property
    def text(self) -> str:
        """The code in the field."""
        return self.code.toPlainText()

    def ask_again(self) -> None:
        """What a code reads as may be another now."""
        self._timer.start()

    def show_tried(self, code: str, tried: Tried | None) -> None:
        """Say how `code` reads; nothing where there is none, or where another stands there now."""
        if code != self.text:
            return
        self.said.setText(tried.words if tried is not None else "")
        self.said.setVisible(tried is not None)
        badge = tried.badge if tried is not None else None
        for name, value in self.values.items():
            text = (getattr(badge, name) or "") if badge is not None else ""
            value.set_text(text)
            self._form.setRowVisible(value, bool(text))
        if tried is not None and self.code.hasFocus():
            QTimer.singleShot(0, self, lambda: bring_in_sight(self))  # once it has its place
