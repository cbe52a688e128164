"""What the system opens for us: a mail, a folder, a dialog that asks where a file goes."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from boothapp import paths
from boothapp.ui.widgets.toasts import Toasts


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


def _open(url: QUrl, sorry: str, toasts: Toasts) -> bool:
    opened = QDesktopServices.openUrl(url)
    if not opened:
        toasts.error(sorry)
    return opened
