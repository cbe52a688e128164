"""What opens in front of a page for an organiser's list: its import, also by a drop; its badges."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QWidget

from boothapp.ui.context import Context

_ENDINGS = (".csv", ".tsv", ".xlsx", ".xls", ".json", ".jsonl", ".ndjson")


def list_in(data: QMimeData) -> Path | None:
    """The list among what is dropped, by its ending; None where there is none."""
    found = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in found if path.suffix.casefold() in _ENDINGS), None)


def open_import(context: Context, page: QWidget, path: Path | None = None) -> None:
    """Open the import in front of the page, with a list where there is one."""
    from boothapp.ui.dialogs.roster_dialog import RosterDialog  # on first use

    dialog = RosterDialog(context, page)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    if path is not None:
        dialog.open_file(path)


def open_badges(context: Context, page: QWidget) -> None:
    """Open the printing of badges in front of the page."""
    from boothapp.ui.dialogs.badges_dialog import BadgesDialog  # on first use

    dialog = BadgesDialog(context, page)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
