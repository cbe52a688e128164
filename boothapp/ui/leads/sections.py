"""The parts of the person panel: each shows one side of a lead, and is rebuilt for the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.people import ConsentView, LeadDetail, Note, Person
from boothapp.ui.leads.wording import consent_line, moment
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.flow import FlowLayout
from boothapp.ui.widgets.labels import Label, SectionHeading
from boothapp.ui.widgets.tag_tones import TagTones

_LABEL_COLUMN = 96
_LONGEST_WORD = 26  # letters, which fit beside the labels of the narrowest panel


class Section(QWidget):
    """A line, a heading, and below them what `body` holds; `fill` replaces it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Line())
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 12, 20, 12)
        inner.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.addWidget(SectionHeading(title), 1)
        inner.addLayout(self.head)
        self._place = QVBoxLayout()
        self._place.setSpacing(8)
        inner.addLayout(self._place)
        layout.addLayout(inner)
        self._filling: list[QWidget] = []

    def keep(self, widget: QWidget) -> None:
        """Add something that stays, whoever is shown; it stands above the filling."""
        self._place.addWidget(widget)

    def fill(self, widgets: Sequence[QWidget]) -> None:
        """Show these instead of what was shown."""
        for old in self._filling:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._filling = list(widgets)
        for new in self._filling:
            self._place.addWidget(new)


def consent_rows(consent: Sequence[ConsentView], today: date, zone: tzinfo) -> list[QWidget]:
    """One row for each purpose: picture, name, proof."""
    rows: list[QWidget] = []
    for view in consent:
        line = consent_line(view, today, zone)
        row = QWidget()
        layout = QGridLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(0)
        layout.setColumnStretch(1, 1)
        layout.addWidget(Picture(line.icon, line.tone, 18), 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(Label(PURPOSE_LONG[view.purpose]), 0, 1)
        layout.addWidget(Label(line.proof, font="caption", tone="muted", wrap=True), 1, 1)
        rows.append(row)
    return rows


def value_label(text: str) -> Label:
    """What is held, to be read and marked; words too long for a line are only read."""
    label = Label(text, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)  # beside the first line of a label of two
    if max(map(len, text.split()), default=0) <= _LONGEST_WORD:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def fact_rows(facts: Sequence[tuple[str, str]], label_width: int = _LABEL_COLUMN) -> list[QWidget]:
    """Label and value beside each other; facts without a value are left out. Width in px."""
    table = QWidget()
    layout = QGridLayout(table)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(8)
    layout.setVerticalSpacing(4)
    layout.setColumnMinimumWidth(0, label_width)
    layout.setColumnStretch(1, 1)
    for row, (name, value) in enumerate((name, value) for name, value in facts if value):
        label = Label(name, tone="muted", wrap=True)
        label.setFixedWidth(label_width)
        layout.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(value_label(value), row, 1)
    return [table]


def details_of(lead: LeadDetail, zone: tzinfo) -> list[tuple[str, str]]:
    """What is known of the person, by name, and when they cannot come."""
    busy = "\n".join(
        f"{own.kind.title()} {own.starts.astimezone(zone):%a %H:%M}–"
        f"{own.ends.astimezone(zone):%H:%M} {own.place}".rstrip()
        for own in lead.person.busy
    )
    return [*known_of(lead), ("Busy", busy)]


def known_of(lead: LeadDetail) -> list[tuple[str, str]]:
    """What is known of the person, by name."""
    person: Person = lead.person
    return [
        ("E-mail", person.email),
        ("Badge id", lead.badge_id or ""),
        ("Type", person.attendee_type),
        ("Interests", ", ".join(person.interests)),
        ("Links", "\n".join(person.links)),
        ("Graduates", lead.graduates),
        ("Next step", lead.next_step),
    ]


def timeline_of(lead: LeadDetail, today: date, zone: tzinfo) -> list[tuple[str, str]]:
    """When the person came and what is ahead, the newest first."""
    lines = []
    if lead.interview is not None:
        lines.append((moment(lead.interview, today, zone), "Interview"))
    visits = sorted(lead.visits, key=lambda visit: visit.at, reverse=True)
    lines += [(moment(visit.at, today, zone), f"Scanned by {visit.staff}") for visit in visits]
    lines.append((moment(lead.created, today, zone), f"Became a lead, {lead.created_by}"))
    return lines


class NoteView(QWidget):
    """What somebody wrote, who and when; it can be changed or removed."""

    edit_wanted = Signal()
    remove_wanted = Signal()
    history_wanted = Signal()

    def __init__(
        self, note: Note, today: date, zone: tzinfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(value_label(note.text))
        changed = f", changed {moment(note.changed, today, zone)}" if note.changed else ""
        by = f"{note.author}, {moment(note.written, today, zone)}{changed}"
        foot = QHBoxLayout()
        foot.setSpacing(0)
        foot.addWidget(Label(by, font="caption", tone="muted", wrap=True), 1)
        orders = [
            ("pencil-simple", "Change this note", self.edit_wanted),
            ("trash", "Remove this note", self.remove_wanted),
        ]
        if note.changed:
            orders.insert(0, ("clock", "What this note said before", self.history_wanted))
        for icon, name, wanted in orders:
            button = Button(kind="ghost", icon=icon, size="s", tone="text_secondary")
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(wanted)
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(foot)


class TagRow(QWidget):
    """Labels that can be taken off, and a line to add one."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText("Add a tag")
        self.line.setAccessibleName("Add a tag")
        self.line.setProperty("size", "s")
        self.line.setMaxLength(60)
        self.line.setFixedWidth(120)
        self.line.returnPressed.connect(self._add)
        self._chips: list[Chip] = []
        self._tones = TagTones()
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.line)

    def dress(self, tones: TagTones) -> None:
        """The colours that tags have, from the next `show_tags` on."""
        self._tones = tones

    def show_tags(self, tags: Sequence[str], known: Sequence[str]) -> None:
        """Show a lead's labels; `known` are offered while typing."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(tag) for tag in tags]
        for number, chip in enumerate(self._chips):
            self._flow.insert(number, chip)
        completer = QCompleter(list(known), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        self.updateGeometry()

    def _chip(self, tag: str) -> Chip:
        chip = Chip(tag, tone=self._tones.of(tag), removable=True, parent=self)
        chip.removed.connect(lambda: self.removed.emit(tag))
        return chip

    def _add(self) -> None:
        tag = self.line.text().strip()
        if tag:
            self.line.clear()
            self.added.emit(tag)
