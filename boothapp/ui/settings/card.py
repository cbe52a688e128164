"""A settings card: what it is about, a sentence, and its controls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.labels import Label


class SettingsCard(Card):
    """`name` is what other pages call it by; add controls to `column`."""

    def __init__(
        self, name: str, title: str, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, margin=20)
        self.name = name
        self.setAccessibleName(title)
        self.body.setSpacing(4)
        self.body.addWidget(Label(title, font="subtitle"))
        if text:
            self.body.addWidget(Label(text, tone="muted", wrap=True))
        self.body.addSpacing(8)
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        self.body.addLayout(self.column)

    def add_rows(self, *rows: tuple[str, QWidget]) -> None:
        """Add a form of words with their controls, each pair on one line."""
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for words, control in rows:
            label = Label(words)
            label.setMinimumHeight(control.sizeHint().height())
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            form.addRow(label, control)
        self.column.addLayout(form)
