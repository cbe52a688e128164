"""Own columns: which of them, in which order, in which plain format; and a name to keep them by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from boothapp.domain.presets import Format, Preset
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.export.field_list import FieldList
from boothapp.ui.export.orders import own_preset
from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.fields import Select

_FORMATS = (
    ("Plain CSV", Format.CSV),
    ("Excel CSV", Format.EXCEL),
    ("XLSX", Format.XLSX),
    ("JSON", Format.JSONL),
)
_SEPARATORS = (
    ("As this computer’s region has it", ""),
    ("Semicolon", ";"),
    ("Comma", ","),
    ("Tab", "\t"),
)


class ColumnsDialog(PlainDialog):
    """`used` carries the format with its columns; `kept` too, to be saved under its title."""

    used = Signal(object)
    kept = Signal(object)

    def __init__(
        self, offered: Sequence[str], before: Preset | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("Own columns", 480, parent)
        self.form, self.separator = Select("Format"), Select("Separator")
        chosen = before.fields if before is not None else ("name", "email", "affiliation")
        self.fields = FieldList(offered, chosen)
        self.name = QLineEdit()
        self.use = Button("Use these columns", kind="primary")
        self.keep = Button("Keep under this name")
        for title, _ in _FORMATS:
            self.form.addItem(title)
        for title, _ in _SEPARATORS:
            self.separator.addItem(title)
        if before is not None:
            forms = [form for _, form in _FORMATS]
            self.form.setCurrentIndex(forms.index(before.format) if before.format in forms else 0)
        self._build()
        self._show_separator()
        self.focus_first()

    @property
    def preset(self) -> Preset:
        """What is chosen."""
        form = _FORMATS[self.form.currentIndex()][1]
        return own_preset(form, self.fields.chosen, _SEPARATORS[self.separator.currentIndex()][1])

    def _build(self) -> None:
        self.body.addWidget(Field("Format", self.form))
        self._separator_field = Field("Between the cells", self.separator)
        self.body.addWidget(self._separator_field)
        self.body.addWidget(
            Field(
                "Columns, in their order",
                self.fields,
                hint="Only what the purpose gives goes into the file.",
            )
        )
        self.body.addLayout(self._moves())
        keeping = QHBoxLayout()
        keeping.setSpacing(8)
        keeping.addWidget(Field("Name, to offer them beside the other systems", self.name), 1)
        keeping.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(keeping)
        self.leave.setText("Cancel")
        self.leave.setAccessibleName("Cancel")
        self.foot.addWidget(self.use)
        self.form.currentIndexChanged.connect(self._show_separator)
        self.use.clicked.connect(self._use)
        self.keep.clicked.connect(self._keep)
        self.fields.itemChanged.connect(lambda _: self.refuse(""))

    def _moves(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, key, step in (("Move up", "Alt+Up", -1), ("Move down", "Alt+Down", 1)):
            button = Button(text, size="s")
            button.setToolTip(key)
            button.clicked.connect(lambda _=False, step=step: self.fields.move_current(step))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _show_separator(self) -> None:
        is_excel = _FORMATS[self.form.currentIndex()][1] is Format.EXCEL
        self._separator_field.setVisible(is_excel)
        self.fit()

    def _use(self) -> None:
        if not self.fields.chosen:
            self.refuse("Choose at least one column.")
            return
        self.used.emit(self.preset)
        self.accept()

    def _keep(self) -> None:
        if not self.fields.chosen or not self.name.text().strip():
            self.refuse("Choose at least one column, and give them a name.")
            return
        self.kept.emit((self.name.text().strip(), self.preset))
