"""Pictures and texts that come in by dropping, pasting and opening."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from boothapp.domain.people import ScanSource
from boothapp.ui.context import Context
from boothapp.ui.dialogs.roster_drop import list_in, open_import
from boothapp.ui.scan.actions import ScanActions
from boothapp.ui.scan.pictures import Batch, Looked, Picture, PictureIntake, pictures_in
from boothapp.ui.scan.source_card import SourceCard
from boothapp.ui.speaking import announce

_TYPES = "Pictures (*.png *.jpg *.jpeg *.gif *.webp *.bmp *.tif *.tiff *.avif)"


class PictureControl(QObject):
    """Ties the pictures to the card that shows their progress, and their codes to the desk.

    `taken` carries a picture (Looked) in which nothing was read, and which was taken care of since.
    """

    taken = Signal(object)

    def __init__(
        self,
        context: Context,
        card: SourceCard,
        actions: ScanActions,
        take: Callable[[str, ScanSource], None],
        page: QWidget,
    ) -> None:
        """`take` gets each payload; it is where every other code of the page goes too."""
        super().__init__(page)
        self._context, self._actions, self._take, self._page = context, actions, take, page
        self.intake = PictureIntake(context.tasks, self)
        card.image_wanted.connect(self.open)
        card.progress.stopped.connect(self.intake.stop)
        self.intake.looked.connect(self._looked)
        self.intake.progressed.connect(card.progress.show_progress)
        self.intake.finished.connect(self._finished)
        card.progress.opened.connect(self.open_unread)
        card.progress.closed.connect(self._forget)
        self._unread: tuple[Looked, ...] = ()
        self.keys: dict[str, Callable[[], object]] = {"O": self.open, "U": self.open_unread}
        self._progress = card.progress

    def open(self) -> None:
        """Choose pictures on this laptop."""
        files, _ = QFileDialog.getOpenFileNames(self._page, "Open pictures of badges", "", _TYPES)
        self.look_at([Picture(Path(file).name, Path(file)) for file in files], ScanSource.IMAGE)

    def open_unread(self) -> None:
        """Look at the pictures in which nothing was read, one after the other."""
        if not self._unread:
            return
        from boothapp.ui.scan.unread_dialog import UnreadDialog  # not at the start

        dialog = UnreadDialog(self._context.tasks, self._unread, self._page)
        dialog.scanned.connect(self._take)
        dialog.taken.connect(self._taken)
        self.taken.connect(dialog.tick)
        dialog.open()

    def _taken(self, looked: Looked) -> None:
        """It is off the list, whether or not the dialog is gone through to its end."""
        self._unread = tuple(one for one in self._unread if one.picture != looked.picture)
        self.taken.emit(looked)
        if not self.intake.busy:  # else the list comes when they are through
            self._show_unread()

    def _finished(self, batch: Batch) -> None:
        """Those before stay listed, but for what was looked at anew."""
        anew = {one.picture for one in batch.looked}
        before = (one for one in self._unread if one.picture not in anew)
        self._unread = (*before, *batch.unread)
        several = len(batch.looked) > 1
        codeless = sum(one.codeless for one in batch.looked)
        if several and codeless:
            self._actions.unreadable_among_others(batch.source, codeless)
        words = self._show_unread(len(batch.looked) - len(batch.unread))
        if several and words and self._page.isVisible():
            announce(self._page, words)
        elif several and words:
            self._context.toasts.show(f"Pictures: {words}. F1 shows more.", kind="wait")

    def _forget(self) -> None:
        self._unread = ()

    def _show_unread(self, read: int = 0) -> str:
        """List them; answers how many they are, and how many were `read` beside them."""
        skipped = sum(looked.skipped for looked in self._unread)
        missed = len(self._unread) - skipped
        counts = ((read, "read"), (missed, "not read"), (skipped, "not looked at"))
        words = ", ".join(f"{count:,} {what}" for count, what in counts if count)
        self._progress.show_end(words, [looked.line for looked in self._unread])
        return words if self._unread else ""

    def drop(self, data: QMimeData) -> None:
        """Look for codes in what was dropped; a list opens its import."""
        path = list_in(data)
        if path is not None and not self._context.frame.locked:
            open_import(self._context, self._page, path)
            return
        self.look_at(pictures_in(data), ScanSource.IMAGE)

    def paste(self) -> None:
        """Pictures, or the text of a code, from the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        pictures = pictures_in(data)
        if pictures:
            self.look_at(pictures, ScanSource.PASTE)
        elif data.hasText() and data.text().strip():
            self._take(data.text(), ScanSource.PASTE)

    def look_at(self, pictures: list[Picture], source: ScanSource) -> None:
        """Look for codes, one picture after the other."""
        if self.intake.busy:
            self._context.toasts.show("Wait for the pictures before, or stop them.", kind="wait")
        else:
            self.intake.take(pictures, source)

    def _looked(self, looked: Looked, source: ScanSource) -> None:
        for payload in looked.payloads:
            self._take(payload, source)
        if looked.codeless and not self.intake.several:  # of several it is said once, at the end
            self._actions.unreadable(source)
