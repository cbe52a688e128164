"""Let the system open a mail or a folder; where nothing answers, that is said."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from boothapp.ui.widgets.toasts import Toasts


def open_mail(link: str, toasts: Toasts) -> bool:
    """Hand a mail (a mailto: link) to the mail program; False where there is none."""
    return _open(QUrl(link), "No mail program answers on this computer.", toasts)


def open_folder(folder: Path, toasts: Toasts) -> bool:
    """Show a folder; False where nothing shows it."""
    sorry = f"Nothing on this computer shows folders; it is {folder}."
    return _open(QUrl.fromLocalFile(str(folder)), sorry, toasts)


def _open(url: QUrl, sorry: str, toasts: Toasts) -> bool:
    opened = QDesktopServices.openUrl(url)
    if not opened:
        toasts.error(sorry)
    return opened
