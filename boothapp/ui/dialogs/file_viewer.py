"""A lead's file, looked at within the window: it is decrypted into memory and into no file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.attachments import Attachment
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.labels import ElidedLabel
from boothapp.ui.widgets.read_text import ReadText
from boothapp.ui.widgets.scrolls import ringed, scroll_of

_SIZE = (820, 640)


class FileViewer(QDialog):
    """Shows a PDF, a picture or a text; of other types it says how to open them."""

    def __init__(
        self, attachment: Attachment, content: bytes, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("File of a lead")  # a window's title stands in lists; no name in it
        self.resize(*_SIZE)
        close = Button("Close", key="Esc")
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(attachment.name, font="subtitle"), 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        column.addLayout(head)
        self.view = self._view(attachment, content)
        column.addWidget(self.view, 1)

    def _view(self, attachment: Attachment, content: bytes) -> QWidget:
        if attachment.media_type == "application/pdf":
            return self._pdf(content)
        if attachment.media_type.startswith("image/"):
            return _picture(content)
        if attachment.media_type == "text/plain":
            return ReadText("The text", content.decode("utf-8-sig", errors="replace"), height=None)
        return _unshown("This type cannot be shown here. Save a copy to open it elsewhere.")

    def _pdf(self, content: bytes) -> QWidget:
        from PySide6.QtPdf import QPdfDocument  # slow imports, needed when a PDF is opened
        from PySide6.QtPdfWidgets import QPdfView

        self._data = QBuffer(self)
        self._data.setData(QByteArray(content))
        self._data.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument(self)
        document.load(self._data)
        if document.status() != QPdfDocument.Status.Ready:
            return _unshown("This PDF is damaged or locked. Save a copy to try another program.")
        view = QPdfView(self)
        view.setDocument(document)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        ringed(view, "The pages of the file")
        return view


def _picture(content: bytes) -> QWidget:
    pixmap = QPixmap()
    if not pixmap.loadFromData(content):
        return _unshown("This picture is damaged. Save a copy to try another program.")
    label = QLabel()
    label.setPixmap(pixmap)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    scroll = scroll_of(label, "The picture")
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return scroll


def _unshown(why: str) -> QWidget:
    return EmptyState("file", "Not shown", why)
