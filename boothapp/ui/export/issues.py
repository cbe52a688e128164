"""What is to be known before a file leaves, row by row, with what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import ElidedLabel, Label


@dataclass(frozen=True, slots=True)
class Issue:
    """A row: its picture, who or what it is about, the sentence, and what stands at its end."""

    icon: str
    tone: str
    subject: str
    sentence: str
    action: QWidget | None = None

    @property
    def words(self) -> str:
        """All of it."""
        return f"{self.subject} {self.sentence}".strip()


REFUSED = ("warning-circle-fill", "verdict.error.ink")
WITHHELD = ("minus-circle-fill", "verdict.declined.ink")
SENT = ("user-circle-fill", "verdict.already_lead.ink")
TOLD = ("info-fill", "muted")


class IssueRow(QWidget):
    """One issue."""

    def __init__(self, issue: Issue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.issue = issue
        self.setMinimumHeight(theme.size("height.issue_row"))
        self.setAccessibleName(issue.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(0)
        row.addWidget(Picture(issue.icon, issue.tone, 18))
        row.addSpacing(16)
        if issue.subject:
            row.addWidget(Label(issue.subject, weight=500))
            row.addSpacing(4)
        row.addWidget(ElidedLabel(issue.sentence, tone="secondary"), 1)
        if issue.action is not None:
            row.addSpacing(8)
            row.addWidget(issue.action)


class IssueList(QWidget):
    """The rows, parted by lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[IssueRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def said(self) -> list[str]:
        """What the rows say."""
        return [row.issue.words for row in self.rows]

    def show_issues(self, issues: list[Issue]) -> None:
        """Show these instead of those before."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [IssueRow(issue) for issue in issues]
        for number, row in enumerate(self.rows):
            if number:
                self._column.addWidget(Line())
            self._column.addWidget(row)
        self._column.addStretch(1)


def fix_button(name: str) -> Button:
    """Opens the lead whose details a receiver refuses."""
    button = Button("Fix", icon="pencil-simple", size="s")
    button.setAccessibleName(f"Fix {name}")
    return button


def more_button(text: str, name: str) -> Button:
    """Opens a list."""
    button = Button(text, kind="ghost", icon="caret-right", icon_last=True, size="s")
    button.setAccessibleName(name)
    return button
