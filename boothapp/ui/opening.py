"""What the system opens for us: a mail, a folder, a dialog that asks where a file goes."""

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from boothapp import paths
from boothapp.ui.widgets.toasts import Toasts

_ENDING = re.compile(r"\*(\.\w+)")  # in the words of a kind of file, as “PDF (*.pdf)”


def open_mail(link: str, toasts: Toasts) -> bool:
    """Hand a mail (a mailto: link) to the mail program; False where there is none."""
    return _open(QUrl(link), "No mail program answers on this computer.", toasts)


def open_written_mail(path: Path, toasts: Toasts) -> bool:
    """Hand a mail that was written as a file (.eml) to the mail program; False where none is."""
    sorry = f"No program on this computer opens mails from files; it is {path}."
    return _open(QUrl.fromLocalFile(str(path)), sorry, toasts)


def open_page(link: str, toasts: Toasts) -> bool:
    """Show a page of the web; False where it is none, or nothing shows it."""
    url = QUrl(link)
    if url.scheme() not in {"http", "https"} or not url.host():
        toasts.error(f"“{link}” is no page of the web.")
        return False
    return _open(url, f"No browser answers on this computer; the page is {link}.", toasts)


def open_folder(folder: Path, toasts: Toasts) -> bool:
    """Show a folder; False where nothing shows it."""
    sorry = f"Nothing on this computer shows folders; it is {folder}."
    return _open(QUrl.fromLocalFile(str(folder)), sorry, toasts)


def proposed(name: str = "") -> str:
    """Where a dialog for a file that leaves begins: beside the exports, or in the own folder."""
    exports = paths.default_exports()
    return str((exports if exports.is_dir() else Path.home()) / name)


def file_to_save(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """The file that a person chooses, with its kind's ending or the first one of `kinds`; or None.

    The system's dialog asks before a file is written over, but by the name as it was typed: where
    the ending makes it another one that is there, it is opened again with the whole name.
    """
    while True:
        chosen, kind = QFileDialog.getSaveFileName(parent, title, name, kinds)
        if not chosen:
            return None
        path, ending = Path(chosen), _ENDING.search(kind) or _ENDING.search(kinds)
        if path.suffix or ending is None:
            return path
        path = path.with_suffix(ending[1])
        if not path.exists():
            return path
        title, name = f"{path.name} is there already", str(path)


def _open(url: QUrl, sorry: str, toasts: Toasts) -> bool:
    opened = QDesktopServices.openUrl(url)
    if not opened:
        toasts.error(sorry)
    return opened
