"""The views of the leads table as tabs, each with the number of leads that it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLayout, QSizePolicy, QWidget

from boothapp.domain.lead_views import LeadView
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.enter import PushButton
from boothapp.ui.widgets.menu import Menu

_PADDING = 8
_REMOVES = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_LEFT, _GAP = 12, 4  # logical px before the first tab, and between two


class ViewTab(PushButton):
    """A name, a quiet number, and a line below while it is chosen.

    `removed` when Delete is pressed on a view that somebody saved.
    """

    removed = Signal()

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

    def event(self, event: QEvent) -> bool:
        """Delete is this tab's before it is a key of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() in _REMOVES)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete takes a saved view away; the supplied ones stay."""
        if event.key() in _REMOVES and not self.view.supplied:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    @property
    def words(self) -> str:
        """Name and number."""
        return f"{self.view.name} ({self._size})" if self._size else self.view.name

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
    """Which view is looked through; `picked` carries a LeadView.

    Tabs that have no room are left out, never the chosen one; a button at the end has all of them
    in a menu, and takes saved ones away.
    """

    picked = Signal(object)
    new_wanted = Signal()
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: dict[str, ViewTab] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_LEFT, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._add = Button(kind="ghost", icon="plus", size="s", tone="text_secondary")
        self._add.setAccessibleName("Save what is shown as a view")
        self._add.setToolTip("Save what is shown as a view")
        self._add.clicked.connect(self.new_wanted)
        self.all = Button("All views", kind="ghost", size="s", tone="text_secondary", drops=True)
        self.all.clicked.connect(self._offer_all)
        self._row.addWidget(self._add)
        self._row.addWidget(self.all)
        self._row.addStretch()
        self.setFixedHeight(theme.size("height.views"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Views that were saved do not widen the window."""
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show the tabs that have room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tabs = list(self._tabs.values())
        room = self.width() - _LEFT - self._add.sizeHint().width()
        own = any(not tab.view.supplied for tab in tabs)
        if own or sum(map(_width, tabs)) > room:
            self.all.show()
            room -= self.all.sizeHint().width() + _GAP
        else:
            self.all.hide()
        room -= sum(_width(tab) for tab in tabs if tab.isChecked())
        for tab in tabs:
            fits = tab.isChecked() or _width(tab) <= room
            tab.setVisible(fits)
            # After the first that has no room none is shown: they would seem to be in disorder.
            room = room if tab.isChecked() else room - _width(tab) if fits else 0

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
        self._tabs = {view.id: self._tabs[view.id] for view in views}  # in their order
        self._fit()

    def _tab(self, view: LeadView, place: int) -> ViewTab:
        tab = ViewTab(view)
        tab.clicked.connect(lambda: self.picked.emit(view))
        tab.removed.connect(lambda: self.removed.emit(view))
        tab.customContextMenuRequested.connect(lambda where: self._offer(tab, where))
        self._group.addButton(tab)
        self._row.insertWidget(place, tab)
        return tab

    def choose(self, view_id: str) -> None:
        """Show which view is looked through; an unknown one: none of them."""
        tab = self._tabs.get(view_id)
        if tab is not None:
            tab.setChecked(True)
            self._fit()
            return
        self._group.setExclusive(False)
        for other in self._tabs.values():
            other.setChecked(False)
        self._group.setExclusive(True)
        self._fit()

    @property
    def tabs(self) -> Mapping[str, ViewTab]:
        """The tabs by their views' ids."""
        return self._tabs

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What Tab goes to, in order."""
        return (*self._tabs.values(), self._add, self.all)

    def _offer(self, tab: ViewTab, where: QPoint) -> None:
        del where  # the menu drops from the tab
        menu = Menu(tab)
        menu.addAction("Remove this view", lambda: self.removed.emit(tab.view))
        menu.drop()

    def _offer_all(self) -> None:
        menu = Menu(self.all)
        for tab in self._tabs.values():
            action = menu.addAction(_literal(tab.words), tab.click)
            action.setCheckable(True)
            action.setChecked(tab.isChecked())
        own = [tab.view for tab in self._tabs.values() if not tab.view.supplied]
        if own:
            menu.addSeparator()
        for view in own:
            menu.addAction(_literal(f"Remove “{view.name}”"), partial(self.removed.emit, view))
        menu.drop()


def _width(tab: ViewTab) -> int:
    return tab.sizeHint().width() + _GAP


def _literal(text: str) -> str:
    """As a menu shows it: "&" would underline a letter."""
    return text.replace("&", "&&")
