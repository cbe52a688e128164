"""Which folder mails are written to: proposed beside the exports, then the one that was used."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from boothapp.ui import opening
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import ElidedLabel, Label

_NAME = "Invitations"


class _Last:
    """The folder of this run; it is kept nowhere else."""

    folder: Path | None = None


class FolderLine(QWidget):
    """The folder, and a button to choose another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = _Last.folder or Path(opening.proposed(_NAME))
        self._shown = ElidedLabel(str(self.folder))
        self.choose = Button("Other folder…", icon="folder-open", size="s")
        self.choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label("Folder", tone="muted"))
        row.addWidget(self._shown, 1)
        row.addWidget(self.choose)

    def show_folder(self, folder: Path) -> None:
        """Write into another one."""
        self.folder = folder
        self._shown.set_text(str(folder))

    def remember(self) -> None:
        """It was written to: it is proposed the next time."""
        _Last.folder = self.folder

    def _choose(self) -> None:
        start = self.folder if self.folder.is_dir() else Path(opening.proposed())
        chosen = QFileDialog.getExistingDirectory(self, "Where the mails go", str(start))
        if chosen:
            self.show_folder(Path(chosen))
