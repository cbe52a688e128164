"""A poster of the open positions: which ones, on what, and what it looks like."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.day_sheets import Paper
from boothapp.domain.event import Role
from boothapp.domain.sheets import PaperSize
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.labels import Label, SectionHeading
from boothapp.ui.widgets.page_preview import PagePreview

_PAPERS = tuple((size.value, size.value) for size in PaperSize)
_PAGE = QSize(300, 424)
_TEXT = "Visitors point their phone at a code and see the page where they apply."
_KINDS = "PDF (*.pdf);;Picture (*.png)"


class PosterDialog(PlainDialog):
    """Nothing is stored."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Poster of open positions", 760, parent)
        self._context = context
        self._look = 0  # counts the looks, so that an answer to an older one is dropped
        self.paper = Segmented(_PAPERS, name="Paper")
        self.paper.set_value(Paper.usual(QLocale.system().name()).value)
        self.page = PagePreview(_PAGE)
        self.roles: dict[str, CheckBox] = {}
        self.save = Button("Save…", kind="primary", icon="file")
        self.save.setEnabled(False)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._lay_out()
        self.paper.picked.connect(self._look_again)
        self.save.clicked.connect(self._choose_file)
        settings = context.services.settings
        context.tasks.run(lambda: settings.get().roles, self._show_roles, self._refused)

    def write(self, path: Path) -> None:
        """Write the poster."""
        posters, ids, paper = self._context.services.posters, self._chosen(), self._paper()
        self.save.setEnabled(False)
        self._context.tasks.background(
            lambda _: posters.write(path, posters.plan(ids=ids), paper),
            on_success=lambda pages: self._written(path, pages),
            on_error=self._refused,
        )

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(Label(_TEXT, tone="muted", wrap=True))
        left.addWidget(Field("Paper", self.paper))
        left.addWidget(SectionHeading("Roles on it"))
        left.addLayout(self._list)
        left.addStretch()
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self.page, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.foot.addWidget(self.save)
        self.focus_first()
        self.fit()

    def _show_roles(self, roles: tuple[Role, ...]) -> None:
        for role in roles:
            box = CheckBox(role.title)
            box.setChecked(bool(role.link))
            box.setEnabled(bool(role.link))
            if not role.link:
                box.setText(f"{role.title} (no application link)")
                box.setToolTip("Settings, Roles takes the address where people apply")
            box.toggled.connect(self._look_again)
            self.roles[role.id] = box
            self._list.addWidget(box)
        self._look_again()
        self.fit()

    def _chosen(self) -> tuple[str, ...]:
        return tuple(role_id for role_id, box in self.roles.items() if box.isChecked())

    def _paper(self) -> PaperSize:
        return PaperSize(self.paper.value or PaperSize.A4.value)

    def _look_again(self) -> None:
        """Show the first page as it would be now."""
        self._look += 1
        look, ids, paper = self._look, self._chosen(), self._paper()
        self.save.setEnabled(bool(ids))
        if not ids:
            self.page.show_words("Choose a role.")
            return
        posters = self._context.services.posters
        self._context.tasks.background(
            lambda _: posters.preview(posters.plan(ids=ids), paper),
            on_success=lambda png: self._show_page(png, len(ids), look),
            on_error=self._refused,
        )

    def _show_page(self, png: bytes, roles: int, look: int) -> None:
        if look == self._look:
            self.refuse("")
            named = "one role" if roles == 1 else f"{roles} roles"
            self.page.show_page(png, f"First page of the poster, {named}")

    def _choose_file(self) -> None:
        name = opening.proposed("poster.pdf")
        path = opening.file_to_save(self, "Save the poster", name, _KINDS)
        if path is not None:
            self.write(path)

    def _written(self, path: Path, pages: int) -> None:
        self.refuse("")
        self.save.setEnabled(True)
        toasts = self._context.toasts
        said = "1 page" if pages == 1 else f"{pages} pages"
        toasts.show(
            f"{path.name} was saved: {said}. Print at 100 %.",
            action=("Open folder", lambda: opening.open_folder(path.parent, toasts)),
            kind="done",
        )

    def _refused(self, error: Exception) -> None:
        self.save.setEnabled(bool(self._chosen()))
        self.refuse(str(error))
