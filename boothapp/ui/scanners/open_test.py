"""The test of scanners, opened from Settings and from a code that came out otherwise."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boothapp.ui.context import Context


def open_scanner_test(context: Context, parent: QWidget) -> None:
    """Open the test of scanners in front of `parent`."""
    from boothapp.ui.dialogs.scanner_test import ScannerTestDialog  # needed once a day

    dialog = ScannerTestDialog(context, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
