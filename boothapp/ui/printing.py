"""Print a page through the system's own dialog."""

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QWidget


def print_text(text: str, parent: QWidget) -> bool:
    """Print plain text; False where the person cancelled."""
    document = QTextDocument()
    document.setPlainText(text)
    return _print(document, parent)


def print_html(html: str, parent: QWidget) -> bool:
    """Print a page of HTML; False where the person cancelled."""
    document = QTextDocument()
    document.setHtml(html)
    return _print(document, parent)


def _print(document: QTextDocument, parent: QWidget) -> bool:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # slow, and rarely needed

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("BoothApp")  # it stands in the printer's queue: no name in it
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    document.print_(printer)
    return True
