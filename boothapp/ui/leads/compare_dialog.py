"""Two leads side by side: which is kept, which side each field comes from, what happens then."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from boothapp.domain.event import EventInfo
from boothapp.domain.merging import Choice, Comparison, Side
from boothapp.domain.people import LeadDetail
from boothapp.services.merge_words import consequences, moving_words, reasons_words
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.choices import ChoiceButton, ChoiceRow
from boothapp.ui.widgets.labels import Label, SectionHeading
from boothapp.ui.widgets.shortcuts import bind
from boothapp.ui.widgets.state_line import StateLine

_LABELS, _SIDES, _BOTH, _GAP = 112, 236, 72, 8  # logical px: label, each side, both, between
_DIALOG = 2 * 20 + _LABELS + 2 * _SIDES + _BOTH + 3 * _GAP + 14


class SideChoice(ChoiceRow):
    """One field: what either lead says; the chosen side has the outline and a tick's weight."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        said = {Side.KEPT: choice.kept, Side.OTHER: choice.other, Side.BOTH: "Both"}
        options = [(side.value, said[side]) for side in choice.difference.sides]
        super().__init__(options, name=choice.label, gap=_GAP, parent=parent)
        for button in self.buttons:
            text = button.text()
            where = {"kept": "kept lead", "other": "other lead"}.get(button.value, "")
            button.setAccessibleName(f"{text} ({where})" if where else "Both")
            button.setToolTip(text)
        self.set_value(choice.difference.usual.value)
        layout = self.layout()
        if layout is not None:
            layout.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def option_size(self, button: ChoiceButton) -> QSize:
        """The same for every field, so that the sides stand below each other."""
        width = _BOTH if button.value == Side.BOTH.value else _SIDES
        return QSize(width, theme.size("height.control"))

    def paint_option(self, painter: QPainter, button: ChoiceButton) -> None:
        """An outline, stronger and filled where it is chosen."""
        where, chosen = QRectF(button.rect()), button.isChecked()
        fill = "accent_soft" if chosen else "hover" if button.underMouse() else "surface"
        outline = "accent" if chosen else "border_strong"
        inside = where.adjusted(3, 3, -3, -3) if button.hasFocus() else where
        painting.box(painter, inside, fill=fill, outline=outline, width=2 if chosen else 1)
        if button.hasFocus():  # around the outline: a chosen one has nearly its colour
            painting.box(painter, where, outline="focus_ring", width=2)
        ink = "on_accent_soft" if chosen else "text_secondary"
        text = button.text().replace("\n", ", ")
        room = where.adjusted(12, 0, -10, 0)
        painting.words(painter, room, text, "body", ink, weight=600 if chosen else None)

    def reached(self, button: ChoiceButton) -> None:
        """Arrows move the choice."""
        if button.value != self.value:
            self.choose(button.value)


class CompareDialog(PlainDialog):
    """`merge_wanted` carries the choices per field; `swap_wanted` asks to keep the other one.

    On a small screen the fields are scrolled: until the last one was in sight, the button that
    merges goes there instead.
    """

    merge_wanted = Signal(object)
    apart_wanted = Signal()
    swap_wanted = Signal()

    def __init__(
        self, comparison: Comparison, event: EventInfo, parent: QWidget | None = None
    ) -> None:
        super().__init__("Compare two leads", _DIALOG, parent)
        self.headline.setText("Are these one person?")
        self.leave.setText("Later")
        self.apart = Button("Not the same")
        self.apart.clicked.connect(self._say_apart)
        self.merge = Button("Merge", kind="primary", key="Ctrl+Enter")
        self.merge.clicked.connect(self._go_on)
        self.swap = Button("Keep the other one", size="s", icon="arrows-clockwise")
        self.swap.clicked.connect(self.swap_wanted)
        self.foot.addWidget(self.apart)
        self.foot.addWidget(self.merge)
        bind(self, {"Ctrl+Return": self.merge.click, "Ctrl+Enter": self.merge.click})
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._event = event
        self.fields: dict[str, SideChoice] = {}
        self._shown: QWidget | None = None
        self._seen = False
        self._look_soon = QTimer(self, singleShot=True, interval=0)
        self._look_soon.timeout.connect(self._look)
        bar = self.area.verticalScrollBar()
        bar.valueChanged.connect(self._look_soon.start)
        bar.rangeChanged.connect(self._look_soon.start)
        self.show_comparison(comparison)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show two leads; what was chosen before is what is usual again."""
        if self._shown is not None:
            self.swap.setParent(self)
            self.body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self.comparison = comparison
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        why = reasons_words(comparison.reasons)
        if why:
            column.addWidget(StateLine(f"{why}.", icon="copy", tone="verdict.ask.ink", font="body"))
        column.addLayout(self._sides(comparison))
        column.addWidget(Line())
        column.addWidget(SectionHeading("What happens"))
        for words, icon in self._after(comparison):
            column.addWidget(StateLine(words, icon=icon, font="body"))
        self.body.addWidget(self._shown)
        self._order_tabs()
        self._seen = False
        self.fit()
        self._look_soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """More may be in sight."""
        super().resizeEvent(event)
        self._look_soon.start()

    def refused(self, sentence: str) -> None:
        """Nothing was done; say why and let somebody choose again."""
        self.refuse(sentence)
        self.merge.setEnabled(True)

    @property
    def choices(self) -> dict[str, Side]:
        """Which side each field is taken from."""
        return {name: Side(field.value) for name, field in self.fields.items() if field.value}

    def _order_tabs(self) -> None:
        """Tab goes as one reads; the keys begin at the first choice, never at an order."""
        choices = [button for field in self.fields.values() for button in field.buttons]
        for one, other in pairwise((self.swap, *choices, self.leave, self.apart, self.merge)):
            QWidget.setTabOrder(one, other)
        chosen = next((button for button in choices if button.isChecked()), self.leave)
        chosen.setFocus()

    def _sides(self, comparison: Comparison) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, _LABELS)
        grid.setColumnMinimumWidth(3, _BOTH)
        heads = (("Is kept", comparison.kept), ("Goes into it", comparison.other))
        for place, (word, lead) in enumerate(heads, start=1):
            grid.addWidget(self._who(word, lead), 0, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnMinimumWidth(place, _SIDES)
        grid.addWidget(self.swap, 1, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self.swap.show()
        self.fields = {}
        for row, choice in enumerate(comparison.choices, start=2):
            field = SideChoice(choice)
            self.fields[choice.difference.field] = field
            label = Label(choice.label, tone="muted", wrap=True)
            label.setFixedWidth(_LABELS)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, row, 1, 1, 3, Qt.AlignmentFlag.AlignLeft)
        return grid

    def _who(self, word: str, lead: LeadDetail) -> QWidget:
        head = QWidget()
        head.setFixedWidth(_SIDES)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        at = self._event.local(lead.created)
        visits = f"{len(lead.visits)} visit{'' if len(lead.visits) == 1 else 's'}"
        column.addWidget(Label(word, font="caption", tone="muted"))
        name = lead.person.name or lead.person.email or "No name"
        column.addWidget(Label(name, font="body_l", weight=600, wrap=True))
        lines = (
            lead.person.affiliation,
            lead.person.email,
            f"Lead since {at:%a} {at.day} {at:%B %H:%M}, {visits}",
        )
        for line in lines:
            if line:
                column.addWidget(Label(line, font="caption", tone="muted", wrap=True))
        return head

    def _after(self, comparison: Comparison) -> Sequence[tuple[str, str]]:
        going = moving_words(comparison)
        said = [(going, "arrow-right")] if going else []
        said += [(words, "info") for words in consequences(comparison, self._event)]
        said.append(
            (
                "What was said under either badge stays on record. From then on both badges are "
                "one person: either is “already a lead”, and a no under one is a no under both.",
                "shield-check",
            )
        )
        return said

    def _look(self) -> None:
        """Whether the last field is, or was, in sight: nobody merges what they did not see."""
        if not self.isVisible():
            return
        last = next(reversed(self.fields.values()), None)
        if last is None or last.visibleRegion().boundingRect().height() >= last.height():
            self._seen = True
        self.merge.kind = "primary" if self._seen else "plain"
        self.merge.setText("Merge" if self._seen else "See all fields")
        self.merge.setAccessibleName(self.merge.text())
        self.merge.updateGeometry()
        self.merge.update()

    def _go_on(self) -> None:
        self._look()
        if self._seen:
            self._merge()
            return
        unseen = next(reversed(self.fields.values()))
        self.area.ensureWidgetVisible(unseen)
        chosen = next((one for one in unseen.buttons if one.isChecked()), unseen.buttons[0])
        chosen.setFocus()

    def _merge(self) -> None:
        self.merge.setEnabled(False)
        self.merge_wanted.emit(self.choices)

    def _say_apart(self) -> None:
        self.apart_wanted.emit()
        self.accept()
