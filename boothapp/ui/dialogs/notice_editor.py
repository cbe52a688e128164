"""Write a notice in the sponsor's own words: fields at the left, how it is shown at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.notices import NoticeText, NoticeVersion, Wording
from boothapp.services.notice_words import words_of
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.dialogs.no_default import NoDefaultDialog
from boothapp.ui.dialogs.notice_fields import NoticeFields
from boothapp.ui.dialogs.notice_preview import NoticePreview
from boothapp.ui.forms.field import Field
from boothapp.ui.leads.wording import day_words
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.scrolls import scroll_of
from boothapp.ui.widgets.text_table import text_table

_SIZE = (980, 620)  # logical px: fits beside nothing else at 1024×700
_PREVIEW_AFTER = 300  # ms without a key
_HEADS = ("Version", "Day", "Language", "Occasion", "Hash")
_WIDTHS = (64, 110, 78, None, 92)  # logical px; the occasion, a name of theirs, takes the rest
_NOW, _KEPT = "now", "kept"


class NoticeEditor(NoDefaultDialog):
    """`saved` carries the words, None for the supplied ones; the caller closes it, or complains.

    `preview_wanted` carries the words as they are written; answer with `show_preview` or
    `complain`.
    """

    saved = Signal(object)
    preview_wanted = Signal(object)

    def __init__(
        self, wording: Wording, versions: Sequence[NoticeVersion], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._versions = tuple(versions)
        self.setWindowTitle("BoothApp")
        self.resize(*_SIZE)
        self.fields, self.preview, self.kept = NoticeFields(), NoticePreview(), NoticePreview()
        self.fields.show_words(wording.fields)
        self._before = self.fields.value()
        self.side = Segmented(
            [(_NOW, "As it is shown"), (_KEPT, "Versions kept")], name="What is at the right"
        )
        self.side.set_value(_NOW)
        self.table = text_table(TextTableModel(_HEADS, self), "Versions kept", widths=_WIDTHS)
        self.save = Button("Save", kind="primary", key="Ctrl+S")
        self.supplied = Button("Use the supplied words again", icon="arrow-counter-clockwise")
        self.supplied.setVisible(wording.own)
        self.cancel = Button("Cancel", key="Esc")
        self.confirm: ConfirmDialog | None = None
        self._problem = Label(tone="error", font="caption", wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=_PREVIEW_AFTER)
        self._build(f"{wording.kind.name}, {wording.language.name}")
        self._connect()
        self._show_versions()

        self.fields.fields["text"].control.setFocus()

    def show_preview(self, words: NoticeText) -> None:
        """The written words are sound: show them filled in."""
        self._complain("")
        self.preview.show_words(words)

    def complain(self, sentence: str) -> None:
        """Say what is wrong, at its field where the sentence names one."""
        self._complain(sentence)

    def refuse(self, sentence: str) -> None:
        """As `complain`, after Save: the field comes into sight and has the focus."""
        field = self._complain(sentence)
        self.save.setEnabled(True)
        if field is not None:
            field.control.setFocus()
            QTimer.singleShot(0, self, lambda: self._left.ensureWidgetVisible(field))

    def reject(self) -> None:
        """Close; what was written is dropped only after a question."""
        if self.fields.value() == self._before:
            super().reject()
            return
        title, text = "Drop the changes?", "The notice stays as it was."
        self.confirm = ConfirmDialog(title, text, "Drop them", self)
        self.confirm.accepted.connect(self._drop)
        self.confirm.open()

    def _drop(self) -> None:
        self.done(NoDefaultDialog.DialogCode.Rejected)

    def _save(self) -> None:
        self.save.setEnabled(False)
        self.saved.emit(self.fields.value())

    def _complain(self, sentence: str) -> Field | None:
        field = self.fields.complain(sentence)
        self._problem.setText(sentence if field is None else "One field above has a fault.")
        return field

    def _show_versions(self) -> None:
        model = self.table.model()
        assert isinstance(model, TextTableModel)  # noqa: S101 - made in the constructor
        model.show(
            [
                (
                    str(one.version),
                    day_words(one.day),
                    words_of(one.body).language.name,
                    one.kind,
                    one.sha256[:8],
                )
                for one in self._versions
            ]
        )
        if self._versions:
            self.table.selectRow(0)

    def _show_version(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._versions):
            self.kept.show_words(words_of(self._versions[row].body))

    def _connect(self) -> None:
        self._soon.timeout.connect(lambda: self.preview_wanted.emit(self.fields.value()))
        self.fields.edited.connect(self._soon.start)
        self.side.picked.connect(lambda value: self._right.setCurrentIndex(int(value == _KEPT)))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_version())
        self.save.clicked.connect(self._save)
        self.save.setShortcut("Ctrl+S")
        self.supplied.clicked.connect(lambda: self.saved.emit(None))
        self.cancel.clicked.connect(self.reject)

    def _build(self, about: str) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(f"Notice: {about}", font="subtitle"), 1)
        head.addWidget(self.side)
        self._left, self._right = scroll_of(self.fields), QStackedWidget()
        kept = QWidget()
        inside = QVBoxLayout(kept)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        self.table.setFixedHeight(180)
        inside.addWidget(self.table)
        inside.addWidget(scroll_of(self.kept, "The chosen version"), 1)
        self._right.addWidget(scroll_of(self.preview, "As it is shown"))
        self._right.addWidget(kept)
        sides = QHBoxLayout()
        sides.setSpacing(20)
        sides.addWidget(self._left, 1)
        sides.addWidget(self._right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.supplied)
        foot.addWidget(self._problem, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addLayout(sides, 1)
        whole.addLayout(foot)
