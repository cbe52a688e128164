"""The tags of a lead as chips, and the line that takes a new one."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QWidget

from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.flow import FlowLayout
from boothapp.ui.widgets.tag_tones import TagTones


class TagEntry(QLineEdit):
    """A short line; it offers the tags that are known, and goes away with Escape."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("size", "s")
        self.setAccessibleName("New tag")
        self.setPlaceholderText("Tag, Enter")
        self.setMaxLength(60)
        self.setFixedWidth(170)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    def offer(self, tags: Sequence[str]) -> None:
        """The tags that are known, most used first."""
        self._known.setStringList(list(tags))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves; Enter goes no further than to this line."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Left empty, it goes away; the list of tags does not count as leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.text():
            self.left.emit()


class TagsRow(QWidget):
    """`added` and `removed` carry the tag; `closed` when the line goes that had the keys."""

    added = Signal(str)
    removed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._flow = FlowLayout(self)
        self.entry = TagEntry()
        self.entry.hide()
        self.entry.returnPressed.connect(self._add)
        self.entry.left.connect(self.close_entry)
        self.open_button = Button("Tag", kind="ghost", icon="plus", size="s")
        self.open_button.setAccessibleName("Add a tag")
        self.open_button.clicked.connect(self.open_entry)
        self._flow.addWidget(self.entry)
        self._flow.addWidget(self.open_button)
        self._tags: tuple[str, ...] = ()
        self._tones = TagTones()
        self._chips: list[Chip] = []

    def show_tags(self, tags: Sequence[str]) -> None:
        """Show these tags."""
        if tuple(tags) == self._tags:
            return
        self._tags = tuple(tags)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(tag) for tag in tags]
        for index, chip in enumerate(self._chips):
            self._flow.insert(index, chip)
            chip.show()
        self.updateGeometry()

    def dress(self, tones: TagTones) -> None:
        """The colours that tags have."""
        self._tones = tones
        for chip in self._chips:
            chip.set_tone(tones.of(chip.text()))

    def open_entry(self) -> None:
        """Take a new tag."""
        self.open_button.hide()
        self.entry.show()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_entry(self) -> None:
        """Back to the button."""
        had_focus = self.entry.hasFocus()
        self.entry.clear()
        self.entry.hide()
        self.open_button.show()
        if had_focus:
            self.open_button.setFocus()
            self.closed.emit()

    def _chip(self, tag: str) -> Chip:
        chip = Chip(tag, tone=self._tones.of(tag), removable=True, parent=self)
        chip.removed.connect(lambda: self.removed.emit(tag))
        return chip

    def _add(self) -> None:
        tag = self.entry.text().strip()
        self.entry.clear()
        if tag:
            self.added.emit(tag)
        else:
            self.close_entry()
