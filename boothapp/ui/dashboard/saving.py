"""Saving the Dashboard: as a picture, or as the day's report on one page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.day_sheets import Paper
from boothapp.domain.figures import Figures
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.dashboard import picture
from boothapp.ui.dashboard.board import Board
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.labels import Label

PNG, SVG, PDF = "png", "svg", "pdf"
_KINDS = ((PNG, "Picture (PNG)"), (SVG, "Drawing (SVG)"), (PDF, "Report (PDF)"))
_FILTERS = {PNG: "Picture (*.png)", SVG: "Drawing (*.svg)", PDF: "PDF (*.pdf)"}
_RULE = (
    "Figures only: nobody who was scanned is named or could be found in it, so it is no export and "
    "needs no recipient. How often each of the staff scanned is about them: name them only where "
    "the file stays with those who need it."
)


class SavingDialog(PlainDialog):
    """Asks as what, and whether the staff are named."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__("Save the figures", 520, parent)
        self.kind = Segmented(_KINDS, name="Save as")
        self.kind.set_value(kind)
        self.names = CheckBox("Name the staff")
        self.save = Button("Save…", kind="primary")
        self.body.addWidget(Field("As", self.kind))
        self.body.addWidget(self.names)
        self.body.addWidget(Label(_RULE, tone="muted", wrap=True))
        self.body.addStretch()
        self.foot.addWidget(self.save)
        self.focus_first()
        self.fit()


class Saving:
    """Asks and writes."""

    def __init__(self, context: Context, board: Board) -> None:
        self._context, self._board = context, board
        self.dialog: SavingDialog | None = None

    def ask(self, kind: str, figures: Figures, page: QWidget) -> None:
        """Ask as what; then where."""
        dialog = self.dialog = SavingDialog(kind, page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save.clicked.connect(partial(self._choose, dialog, figures))
        dialog.open()

    def write(self, path: Path, kind: str, figures: Figures, *, names: bool) -> None:
        """Write the file; say so, or why not."""
        service = self._context.services.dashboard
        if kind == PDF:
            paper = Paper.usual(QLocale.system().name())
            order = partial(service.write_report, path, figures, names=names, paper=paper)
        else:
            make = picture.png if kind == PNG else picture.svg
            order = partial(service.write_picture, path, make(self._board, figures, names=names))
        toasts = self._context.toasts
        self._context.tasks.background(
            lambda _progress: order(),
            on_success=lambda _none: toasts.show(
                f"{path.name} was saved.",
                action=("Open folder", lambda: opening.open_folder(path.parent, toasts)),
                kind="done",
            ),
            on_error=lambda error: toasts.error(str(error)),
        )

    def _choose(self, dialog: SavingDialog, figures: Figures) -> None:
        kind = dialog.kind.value or PNG
        which = "event" if figures.whole else figures.first.isoformat()
        name = f"{'report' if kind == PDF else 'dashboard'}-{which}.{kind}"
        path = opening.file_to_save(
            dialog, "Save the figures", opening.proposed(name), _FILTERS[kind]
        )
        if path is not None:
            names = dialog.names.isChecked()
            dialog.accept()
            self.write(path, kind, figures, names=names)
