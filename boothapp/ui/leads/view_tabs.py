"""The views of the leads table as tabs, each with the number of leads that it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from boothapp.domain.lead_views import LeadView
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.menu import Menu

_PADDING = 8


class ViewTab(QPushButton):
    """A name, a quiet number, and a line below while it is chosen."""

    def __init__(self, view: LeadView, parent: QWidget | None = None) -> None:
        super().__init__(view.name, parent)
        self.view, self._size = view, ""
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"View {view.name}")
        if not view.supplied:
            self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self.setToolTip("Delete takes this view away")

    def show_size(self, size: int | None) -> None:
        """Show how many leads there are in it."""
        self._size = "" if size is None else f"{size:,}"
        self.setAccessibleName(f"View {self.view.name}, {self._size} leads")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Name and number."""
        width = painting.text_width(self.text(), "body", 600) + 2 * _PADDING
        if self._size:
            width += painting.text_width(self._size, "caption") + 6
        return QSize(round(width) + 1, theme.size("height.views"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint it."""
        painter = painting.painter_for(self)
        where, chosen = QRectF(self.rect()), self.isChecked()
        if self.underMouse() and not chosen:
            painting.box(painter, where.adjusted(0, 4, 0, -4), fill="hover")
        ink, weight = ("on_accent_soft", 600) if chosen else ("text_secondary", 500)
        inner = where.adjusted(_PADDING, 0, 0, 0)
        width = painting.words(painter, inner, self.text(), "body", ink, weight=weight)
        count = inner.adjusted(width + 6, 1, 0, 1)
        painting.words(painter, count, self._size, "caption", "muted")
        if chosen:
            line = QRectF(0, where.height() - 2, where.width(), 2)
            painter.fillRect(line, theme.color("accent"))
        if self.hasFocus():
            painting.box(painter, where.adjusted(0, 2, 0, -2), outline="focus_ring", width=2)


class ViewTabs(QWidget):
    """Which view is looked through; `picked` carries a LeadView."""

    picked = Signal(object)
    new_wanted = Signal()
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: dict[str, ViewTab] = {}
        self._group = QButtonGroup(self)
        self._track = QWidget()
        self._row = QHBoxLayout(self._track)
        self._row.setContentsMargins(12, 0, 0, 0)
        self._row.setSpacing(4)
        self._add = Button(kind="ghost", icon="plus", size="s", tone="text_secondary")
        self._add.setAccessibleName("Save what is shown as a view")
        self._add.setToolTip("Save what is shown as a view")
        self._add.clicked.connect(self.new_wanted)
        self._row.addWidget(self._add)
        self._row.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)  # a frame would cut the line below a tab
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._track)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setFixedHeight(theme.size("height.views"))

    def show_views(self, views: Sequence[LeadView], sizes: Mapping[str, int]) -> None:
        """Show these views; the one that is chosen stays so."""
        wanted = {view.id: view for view in views}
        for view_id, tab in list(self._tabs.items()):
            if wanted.get(view_id) != tab.view:
                self._group.removeButton(tab)
                self._row.removeWidget(tab)
                self._tabs.pop(view_id).deleteLater()
        for place, view in enumerate(views):
            if view.id not in self._tabs:
                self._tabs[view.id] = self._tab(view, place)
            self._tabs[view.id].show_size(sizes.get(view.id))

    def _tab(self, view: LeadView, place: int) -> ViewTab:
        tab = ViewTab(view)
        tab.clicked.connect(lambda: self.picked.emit(view))
        tab.customContextMenuRequested.connect(lambda where: self._offer(tab, where))
        self._group.addButton(tab)
        self._row.insertWidget(place, tab)
        return tab

    def choose(self, view_id: str) -> None:
        """Show which view is looked through; an unknown one: none of them."""
        tab = self._tabs.get(view_id)
        if tab is not None:
            tab.setChecked(True)
            self._scroll.ensureWidgetVisible(tab)
            return
        self._group.setExclusive(False)
        for other in self._tabs.values():
            other.setChecked(False)
        self._group.setExclusive(True)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Bring tabs that have no room into sight."""
        bar = self._scroll.horizontalScrollBar()
        bar.setValue(bar.value() - (event.angleDelta().y() or event.angleDelta().x()))

    @property
    def tabs(self) -> Mapping[str, ViewTab]:
        """The tabs by their views' ids."""
        return self._tabs

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What Tab goes to, in order."""
        return (*self._tabs.values(), self._add)

    def _offer(self, tab: ViewTab, where: QPoint) -> None:
        del where  # the menu drops from the tab
        menu = Menu(tab)
        menu.addAction("Remove this view", lambda: self.removed.emit(tab.view))
        menu.drop()
