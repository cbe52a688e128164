"""Print badges: choose a list and a sheet, look at the first page, save the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from boothapp.domain.errors import BadInput, Cancelled
from boothapp.domain.sheets import Sheet
from boothapp.services.badge_making import Look, Made, make_sheets, preview
from boothapp.services.badge_people import BadgePeople, PeopleOrder, read_people
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.services.roster_signature import private_key_in
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.dialogs.badges_form import BadgesForm
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.dialogs.stops_first import StopsFirst
from boothapp.ui.tasks import Progress
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.page_preview import PagePreview

_FILES = "Lists (*.csv *.tsv *.txt *.xlsx *.json *.jsonl *.ndjson);;All files (*)"
_RULE = "Badges are made for everybody on the list. Nothing of it is kept here."
_PAGE = QSize(300, 424)
_SHOWN = 3  # of those who get no badge


@dataclass(frozen=True, slots=True)
class _Order:
    """What the pages are made of."""

    people: BadgePeople
    look: Look
    sheet: Sheet
    first: int
    outline: bool


class BadgesDialog(StopsFirst, PlainDialog):
    """Everything is done beside the window; Escape stops what runs, then closes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Print badges", 820, parent)
        self._context = context
        self._list: Path | None = None
        self._people: BadgePeople | None = None
        self._amiss = ""  # why a file signs nothing
        self._look = 0  # counts the looks, so that an answer to an older one is dropped
        self.form, self.page = BadgesForm(), PagePreview(_PAGE)
        self.sum = Label(wrap=True, tone="muted")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Badges made")
        self.progress.hide()
        self.save = Button("Save PDF…", kind="primary", icon="file")
        self.save.setEnabled(False)
        self._lay_out()
        self.form.choose.clicked.connect(self._choose_list)
        self.form.sign.clicked.connect(self._choose_key)
        self.form.changed.connect(self._look_again)
        self.save.clicked.connect(self._choose_file)
        self.page.show_words("Choose a list to see its first page.")
        settings = context.services.settings
        context.tasks.run(lambda: settings.get().event.name, self.form.show_event)
        self.focus_first()
        self.fit()

    def open_list(self, path: Path) -> None:
        """Read a list and show the first page of its badges."""
        self._list = path
        self._look += 1
        look, self._people = self._look, None
        self.form.show_file(path)
        self.save.setEnabled(False)
        self.sum.setText("")
        self._amiss = ""
        self.refuse("")
        self.page.show_words("Reading the list …")
        order = PeopleOrder(roster=path, sign=self.form.key)
        self._context.tasks.background(
            lambda _: read_people(order),
            on_success=lambda people: self._show_people(people, look),
            on_error=lambda error: self._show_none(error, look),
        )

    def sign_with(self, key: Path | None) -> None:
        """Sign the badges with the private key in a file, or no longer.

        What holds no key is said, and all stays as it is.
        """
        self._amiss = ""
        self.refuse("")
        if key is None:
            self._take_key(None)
            return
        self._context.tasks.background(
            lambda _: private_key_in(key),
            on_success=lambda _: self._take_key(key),
            on_error=self._refuse_key,
        )

    def write(self, path: Path) -> None:
        """Write the badges as PDF."""
        order, store = self._order(), self._context.services.store
        if order is None or self.job is not None:
            return

        def work(job: Progress) -> Made:
            target = checked_file(store, path)
            with whole_or_nothing(target):
                return make_sheets(
                    order.people,
                    order.look,
                    order.sheet,
                    target,
                    first=order.first,
                    outline=order.outline,
                    tell=job,
                )

        self.refuse("")
        self._show_working(working=True)
        self.job = self._context.tasks.background(work, self._written, self._failed)
        self.job.progressed.connect(self._show_progress)

    def _lay_out(self) -> None:
        self.body.addWidget(Label(_RULE, tone="muted", wrap=True))
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.page, alignment=Qt.AlignmentFlag.AlignHCenter)
        right.addWidget(self.sum)
        right.addStretch()
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.form, 1)
        row.addLayout(right)
        self.body.addLayout(row)
        self.body.addWidget(self.progress)
        self.foot.addWidget(self.save)

    def _choose_list(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose the list", "", _FILES)
        if name:
            self.open_list(Path(name))

    def _choose_key(self) -> None:
        """Ask for the key; where there is one, take it away."""
        if self.form.key is not None:
            self.sign_with(None)
            return
        name, _ = QFileDialog.getOpenFileName(self, "Choose the organiser’s private key")
        if name:
            self.sign_with(Path(name))

    def _take_key(self, key: Path | None) -> None:
        self.form.show_key(key)
        if self._list is not None:
            self.open_list(self._list)

    def _refuse_key(self, error: Exception) -> None:
        """Kept, too, where the page of before is still to come."""
        unread = isinstance(error, OSError)
        self._amiss = "This file cannot be read." if unread else str(error)
        self.refuse(self._amiss)

    def _choose_file(self) -> None:
        name = opening.proposed("badges.pdf")
        path = opening.file_to_save(self, "Save the badges", name, "PDF (*.pdf)")
        if path is not None:
            self.write(path)

    def _order(self) -> _Order | None:
        if self._people is None:
            return None
        form = self.form
        return _Order(self._people, form.look, form.chosen_sheet, form.first.value(), form.outlined)

    def _show_people(self, people: BadgePeople, look: int) -> None:
        if look == self._look:
            self._people = people
            self._look_again()

    def _look_again(self) -> None:
        """Show the first page as it would be now."""
        order = self._order()
        if order is None:
            return
        self._look += 1
        look = self._look
        self._context.tasks.background(
            lambda _: preview(
                order.people, order.look, order.sheet, first=order.first, outline=order.outline
            ),
            on_success=lambda png: self._show_page(png, order, look),
            on_error=lambda error: self._show_none(error, look),
        )

    def _show_page(self, png: bytes, order: _Order, look: int) -> None:
        if look != self._look:
            return
        count = len(order.people.wanted)
        pages = order.sheet.pages(count, order.first)
        self.refuse(self._amiss)
        self.page.show_page(png, f"First page of {_counted(pages, 'page')}")
        said = f"{_counted(count, 'badge')} on {_counted(pages, 'page')}. Print at 100 %."
        doubt = f"\n{order.people.doubt}" if order.people.doubt else ""
        self.sum.setText(said + doubt + _left_out(order.people.problems))
        self.save.setEnabled(self.job is None and count > 0)
        self.fit()

    def _show_none(self, error: Exception, look: int) -> None:
        if look == self._look:
            self.page.show_words("No page")
            self.sum.setText("")
            self.save.setEnabled(False)
            self.refuse(str(error))

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _show_working(self, *, working: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(working)
        self.form.setEnabled(not working)
        self.save.setEnabled(not working and self._people is not None)
        self.leave.setText("Stop" if working else "Close")
        self.leave.setAccessibleName(self.leave.text())
        self.fit()

    def _written(self, made: Made) -> None:
        self.job = None
        self._show_working(working=False)
        path, toasts = made.files[0], self._context.toasts
        self.refuse(_left_out(made.problems).strip())
        toasts.show(
            f"{path.name} was saved: {_counted(made.badges, 'badge')} on "
            f"{_counted(made.pages, 'page')}.",
            action=("Open folder", lambda: opening.open_folder(path.parent, toasts)),
            kind="done",
        )

    def _failed(self, error: Exception) -> None:
        self.job = None
        self._show_working(working=False)
        stopped = isinstance(error, Cancelled)
        known = isinstance(error, BadInput)
        self.refuse(
            "Stopped. Nothing was written." if stopped else str(error) if known else "Not saved."
        )


def _counted(count: int, word: str) -> str:
    return f"1 {word}" if count == 1 else f"{count:,} {word}s"


def _left_out(problems: tuple[object, ...]) -> str:
    """Who gets no badge, the first few of them by name of their row."""
    if not problems:
        return ""
    named = "\n".join(str(one) for one in problems[:_SHOWN])
    more = len(problems) - _SHOWN
    return f"\nWithout a badge:\n{named}" + (f"\nand {more:,} more" if more > 0 else "")
