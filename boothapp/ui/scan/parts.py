"""Small parts that the Scan page's panels share: the footer, form labels, the head of a person."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from boothapp.domain.people import Person
from boothapp.ui.scan import wording
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.flow import FlowLayout
from boothapp.ui.widgets.labels import ElidedLabel, IconLabel


class Footer(QWidget):
    """The ground of a panel's last row, with the card's round lower corners; add to `row`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setSpacing(10)
        Footer.set_compact(self, compact=False)  # what a footer of its own kind adds comes later

    def set_compact(self, compact: bool) -> None:
        """The lower form for a small window."""
        side = 16 if compact else 24
        self.row.setContentsMargins(side, 1, side, 0)
        self.setFixedHeight(theme.size("scan.footer_compact" if compact else "scan.footer"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint ground and line."""
        painter = painting.painter_for(self)
        radius = theme.size("radius.card") - 1
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0, -radius, 0, 0), radius, radius)
        painter.setClipRect(self.rect())
        painter.fillPath(path, theme.color("surface_alt"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("border"))


class FormLabel(QWidget):
    """What a row of the form is about, and the key that leads there."""

    def __init__(self, text: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._key = text, key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_compact(compact=False)

    def set_compact(self, compact: bool) -> None:
        """The narrower column for a small window."""
        self.setFixedWidth(theme.size("scan.label_compact" if compact else "scan.label"))
        self._height = "height.control_compact" if compact else "height.control"
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a control, so that it stands beside the first one."""
        return QSize(self.width(), theme.size(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint word and key."""
        painter = painting.painter_for(self)
        painting.words(painter, QRectF(self.rect()), self._text, "body", "muted")
        if self._key:
            painting.keycaps(painter, self.width(), self.height() / 2, self._key)


class PersonHead(QWidget):
    """Name, what they do and where, and how to reach them: all of it as it was read.

    It stands above what scrolls: the name stays in sight beside every answer and key.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(font="name")
        self.where = ElidedLabel(font="body_l", tone="secondary")
        self.facts = QWidget()
        self._flow = FlowLayout(self.facts, gap=18, below=2)
        self.facts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.rights = rights_button()
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.rights, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.where)
        column.addSpacing(6)
        column.addWidget(self.facts)

    def show_person(self, name: str, person: Person | None, zone: ZoneInfo) -> None:
        """Show what may be shown; `name` stands where the person has none."""
        shown = person or Person()
        self.setAccessibleName(shown.name or name)
        self.name.set_text(shown.name or name)
        self.where.set_text(wording.where(shown))
        self.where.setVisible(bool(wording.where(shown)))
        facts = [("ph.envelope-simple", shown.email)]
        facts += [("ph.globe", link.removeprefix("https://")) for link in shown.links[:1]]
        facts += [("ph.presentation", wording.own_event(busy, zone)) for busy in shown.busy[:1]]
        self.show_facts([fact for fact in facts if fact[1]])

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """The quiet line below, as pairs of icon and words."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for icon, text in facts:
            self._flow.addWidget(IconLabel(text, icon=icon, font="body"))
        self.facts.setVisible(bool(facts))

    def set_compact(self, compact: bool) -> None:
        """Smaller letters, closer."""
        side, top = (16, 10) if compact else (24, 16)
        self._column.setContentsMargins(side, top, side, 0)
        self.name.setFont(theme.font("name_compact" if compact else "name"))
        self.where.setFont(theme.font("body" if compact else "body_l"))


def rights_button() -> Button:
    """The small button that opens what a person has a right to."""
    button = Button(kind="ghost", icon="shield-check", key="X", size="s", tone="text_secondary")
    button.setAccessibleName("Privacy of this person")
    button.setToolTip("Everything held, withdraw, erase (X)")
    return button


def clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
