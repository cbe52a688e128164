"""Print badges: choose a list and a sheet, look at the first page, save the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.errors import BadInput, Cancelled
from boothapp.domain.roster_mapping import ColumnMapping, RosterFile, SavedMapping
from boothapp.domain.tables import ReadAs
from boothapp.services.badge_making import Made, make_sheets, preview
from boothapp.services.badge_people import BadgePeople, PeopleOrder, read_people
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.services.roster_signature import private_key_in
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.dialogs.badges_form import BadgeOrder, BadgesForm
from boothapp.ui.dialogs.badges_wording import counted, left_out
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.dialogs.stops_first import StopsFirst
from boothapp.ui.tasks import Progress
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.page_preview import PagePreview
from boothapp.ui.widgets.progress import ProgressLine

_FILES = "Lists (*.csv *.tsv *.txt *.xlsx *.json *.jsonl *.ndjson);;All files (*)"
_RULE = "Badges are made for everybody on the list. Nothing of it is kept here."
_PAGE = QSize(300, 424)


class BadgesDialog(StopsFirst, PlainDialog):
    """Everything is done beside the window; Escape stops what runs, then closes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Print badges", 820, parent)
        self._context = context
        self._list: Path | None = None
        self._file: RosterFile | None = None  # what the list's last look showed
        self._mapping: ColumnMapping | None = None  # what its columns hold; None for a guess
        self._people: BadgePeople | None = None
        self._amiss = ""  # why a file signs nothing
        self._look = 0  # counts the looks, so that an answer to an older one is dropped
        self.form, self.page = BadgesForm(), PagePreview(_PAGE)
        self.sum = Label(wrap=True, tone="muted")
        self.progress = ProgressLine("Badges made")
        self.progress.hide()
        self.save = Button("Save PDF…", kind="primary", icon="file")
        self.save.setEnabled(False)
        self._lay_out()
        self.form.choose.clicked.connect(self._choose_list)
        self.form.sign.clicked.connect(self._choose_key)
        self.form.reading.changed.connect(self._read_otherwise)
        self.form.reading.chosen.connect(self._take_mapping)
        self.form.changed.connect(self._look_again)
        self.save.clicked.connect(self._choose_file)
        self.page.show_words("Choose a list to see its first page.")
        settings = context.services.settings
        context.tasks.run(lambda: settings.get().event.name, self.form.show_event)
        self.focus_first()
        self.fit()

    def open_list(self, path: Path, read_as: ReadAs | None = None) -> None:
        """Read a list and show the first page of its badges."""
        if path != self._list:
            self._file = None
            self.form.show_path(path)
        self._list = path
        look, roster = self._begin(), self._context.services.roster
        self._amiss = ""
        self.refuse("")
        self._context.tasks.background(
            lambda _: (roster.look(path, read_as), roster.mappings.all()),
            on_success=lambda found: self._show_file(*found, look),
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
        self.foot.insertWidget(0, self.problem, 1)  # above the form it would push the fields down

    def _choose_list(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose the list", "", _FILES)
        if name:
            self.open_list(Path(name))

    def _begin(self) -> int:
        """What is shown is of before; answers the number of the new look."""
        self._look += 1
        self._people = None
        self.save.setEnabled(False)
        self.sum.setText("")
        self.page.show_words("Reading the list …")
        return self._look

    def _show_file(self, file: RosterFile, kept: Sequence[SavedMapping], look: int) -> None:
        """Offer how else it can be read, and read it."""
        if look == self._look:
            self._file, self._mapping = file, file.mapping
            self.form.show_file(file, kept)
            self._read(file)

    def _read_otherwise(self) -> None:
        if self._list is not None and self._file is not None:
            self.open_list(self._list, self.form.reading.read_as(self._file))

    def _take_mapping(self, kept: SavedMapping | None) -> None:
        """Read the columns as a kept mapping says, or as they are guessed."""
        if self._file is not None:
            self._mapping = kept.fitted(self._file.headers) if kept else None
            self._read(self._file)

    def _read(self, file: RosterFile) -> None:
        if self._list is None:
            return
        look = self._begin()
        order = PeopleOrder(
            roster=self._list,
            read_as=self.form.reading.read_as(file),
            mapping=self._mapping,
            sign=self.form.key,
        )
        self._context.tasks.background(
            lambda _: read_people(order),
            on_success=lambda people: self._show_people(people, look),
            on_error=lambda error: self._show_none(error, look),
        )

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
        if self._file is not None:
            self._read(self._file)
        elif self._list is not None:
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

    def _order(self) -> BadgeOrder | None:
        return None if self._people is None else self.form.order(self._people)

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

    def _show_page(self, png: bytes, order: BadgeOrder, look: int) -> None:
        if look != self._look:
            return
        count = len(order.people.wanted)
        pages = order.sheet.pages(count, order.first)
        self.refuse(self._amiss)
        self.form.reading.ask_of_letters(asked=True)
        self.page.show_page(png, f"First page of {counted(pages, 'page')}")
        said = f"{counted(count, 'badge')} on {counted(pages, 'page')}. Print at 100 %."
        self.sum.setText(said + left_out(order.people.problems))
        self.save.setEnabled(self.job is None and count > 0)
        self.fit()

    def _show_none(self, error: Exception, look: int) -> None:
        if look == self._look:
            self.page.show_words("No page")
            self.sum.setText("")
            self.save.setEnabled(False)
            self.form.reading.ask_of_letters(asked=False)
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
        self.refuse(left_out(made.problems).strip())
        toasts.show(
            f"{path.name} was saved: {counted(made.badges, 'badge')} on "
            f"{counted(made.pages, 'page')}.",
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
