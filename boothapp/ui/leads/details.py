"""A person's details beside the table: each with where it came from, links to open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from boothapp.domain.lead_history import Correction
from boothapp.domain.people import LeadDetail
from boothapp.ui.leads.sections import value_label
from boothapp.ui.leads.wording import moment
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

_LABEL_COLUMN = 96
_ORIGINS = {
    "roster": "From the organiser’s list",
    "badge": "From the badge",
    "form": "As they said at the booth",
}
# The fields that a detail is kept in, in the order in which they are shown.
_DETAILS: tuple[tuple[str, str, Callable[[LeadDetail], str]], ...] = (
    ("name", "Name", lambda lead: lead.person.name),
    ("email", "E-mail", lambda lead: lead.person.email),
    ("affiliation", "Affiliation", lambda lead: lead.person.affiliation),
    ("badge_id", "Badge id", lambda lead: lead.badge_id or ""),
    ("attendee_type", "Type", lambda lead: lead.person.attendee_type),
    ("career_stage", "Stage", lambda lead: lead.person.career_stage),
    ("interests", "Interests", lambda lead: ", ".join(lead.person.interests)),
    ("links", "Links", lambda lead: "\n".join(lead.person.links)),
)
_IN_THE_HEAD = frozenset({"name", "affiliation", "career_stage"})


def origin_words(
    field: str, lead: LeadDetail, corrected: Mapping[str, Correction], today: date, zone: tzinfo
) -> str:
    """Return where a detail came from: the list, the badge, or who corrected it."""
    by = corrected.get(field)
    if by is None:
        return _ORIGINS.get(lead.origin, "")
    return f"Set by {by.staff or 'staff'}, {moment(by.at, today, zone)}"


def detail_rows(
    lead: LeadDetail,
    corrected: Mapping[str, Correction],
    today: date,
    zone: tzinfo,
    open_link: Callable[[str], object],
) -> list[QWidget]:
    """Return the details that are held, and below them where they came from.

    What all came the same way is said once; what somebody corrected stands beside the detail.
    """
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, _LABEL_COLUMN)
    grid.setColumnStretch(1, 1)
    row = 0
    for field, name, value in _DETAILS:
        said = value(lead)
        changed = field in corrected
        if not said or (field in _IN_THE_HEAD and not changed):
            continue
        label = Label(name, tone="muted", wrap=True)
        label.setFixedWidth(_LABEL_COLUMN)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        shown = links(lead.person.links, open_link) if field == "links" else value_label(said)
        grid.addWidget(shown, row, 1)
        row += 1
        if changed:
            words = origin_words(field, lead, corrected, today, zone)
            grid.addWidget(Label(words, font="caption", tone="muted", wrap=True), row, 1)
            row += 1
    origin = Label(_ORIGINS.get(lead.origin, ""), font="caption", tone="muted", wrap=True)
    grid.addWidget(origin, row, 0, 1, 2)
    return [table]


def links(addresses: Sequence[str], open_link: Callable[[str], object]) -> QWidget:
    """Return a button for each address; the tooltip says where it leads."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(0)
    for row, address in enumerate(addresses):
        short = address.removeprefix("https://").removeprefix("http://").removesuffix("/")
        shown = short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1]}…"
        button = Button(shown, kind="ghost", icon="globe", size="xs", tone="on_accent_soft")
        button.setAccessibleName(f"Open {short}")
        button.setToolTip(address)
        button.clicked.connect(lambda _=False, address=address: open_link(address))
        grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignLeft)
    return holder


_LONGEST = 28
