"""Notices lie over nothing that is to be filled in, on any page and at any size."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.pages.export import ExportPage
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.widgets.key_hints import KeyHints
from boothapp.ui.widgets.key_legend import KeyLegend
from boothapp.ui.widgets.toast import SHADOW
from tests.ui.whole_window import Window

PAGES = ("scan", "leads", "interviews", "dashboard", "export", "privacy", "settings")
FILLED_IN = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit)
LONG = "The file could not be written: Permission denied. Choose another folder; nothing is left."


def show_notices(window: Window, page: str, size: tuple[int, int]) -> None:
    """As many as there are at once, on a page that is settled."""
    window.top.resize(*size)
    window.body.navigate(page)
    window.settle()
    toasts = window.body.toasts
    toasts.show("3 leads are hot", undo=lambda: None)
    toasts.error(LONG)
    toasts.show("booth-2026-07-09.csv: 39 people", kind="done")
    for _ in range(3):  # the page makes room, then looks where its keys are
        QApplication.processEvents()


def seen(window: Window, widget: QWidget) -> QRect:
    """What is seen of a widget that would lie there alone, in the window."""
    rect = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(window.top, rect.topLeft()), rect.size())


def under(window: Window, widgets: list[QWidget]) -> list[QWidget]:
    """Those of them that lie under a notice."""
    boxes = [
        toast.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        for toast in window.body.toasts.whole
    ]
    return [one for one in widgets if any(box.intersects(seen(window, one)) for box in boxes)]


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
@pytest.mark.parametrize("page", PAGES)
def test_that_no_notice_lies_over_what_is_filled_in(
    window: Window, page: str, size: tuple[int, int]
) -> None:
    show_notices(window, page, size)
    front = window.body.pages[page]
    fields = [one for kind in FILLED_IN for one in front.findChildren(kind) if one.isVisible()]
    assert [one.accessibleName() for one in under(window, fields)] == []
    assert all(window.top.rect().contains(one.geometry()) for one in window.body.toasts.shown)


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)])
@pytest.mark.parametrize("page", ["leads", "interviews"])
def test_that_no_notice_lies_over_the_hints_at_keys(
    window: Window, page: str, size: tuple[int, int]
) -> None:
    show_notices(window, page, size)
    front = window.body.pages[page]
    kinds = (KeyHints, KeyLegend)
    hints = [one for kind in kinds for one in front.findChildren(kind) if one.isVisible()]
    assert hints
    assert [one.accessibleName() for one in under(window, [*hints])] == []
    assert all(window.top.rect().contains(one.geometry()) for one in window.body.toasts.whole)
    window.top.resize(1200, 760)
    for _ in range(3):
        QApplication.processEvents()
    assert [one.accessibleName() for one in under(window, [*hints])] == []


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)])
def test_that_the_last_scans_and_the_rail_are_not_under_a_notice(
    window: Window, services: Services, size: tuple[int, int]
) -> None:
    services.capture.unreadable(ScanSource.IMAGE)
    window.settle()
    show_notices(window, "scan", size)
    page = window.body.pages["scan"]
    assert isinstance(page, ScanPage)
    assert page.list.list.isVisible()
    lines = page.list.list.viewport()
    places = [one for one in window.body.rail.findChildren(QAbstractButton) if one.isVisible()]
    assert places
    assert under(window, [lines, *places]) == []
    before = lines.height()
    window.body.toasts.clear()
    for _ in range(3):
        QApplication.processEvents()
    assert lines.height() > before, "they have their room again"


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_that_on_the_export_page_all_buttons_stay_free(
    window: Window, size: tuple[int, int]
) -> None:
    show_notices(window, "export", size)
    page = window.body.pages["export"]
    assert isinstance(page, ExportPage)
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    assert page.export in buttons
    assert [one.accessibleName() for one in under(window, [*buttons])] == []


def test_that_notices_lie_in_their_corner_again_on_the_next_page(window: Window) -> None:
    show_notices(window, "export", (1440, 900))
    assert all(toast.x() > 500 for toast in window.body.toasts.shown)
    window.body.navigate("leads")
    window.settle()
    (kept,) = window.body.toasts.shown
    assert kept.x() == 0


def test_that_settings_makes_room_again_when_the_window_becomes_narrow(window: Window) -> None:
    show_notices(window, "settings", (1440, 900))
    window.top.resize(1024, 700)
    for _ in range(3):
        QApplication.processEvents()
    page = window.body.pages["settings"]
    fields = [one for kind in FILLED_IN for one in page.findChildren(kind) if one.isVisible()]
    assert [one.accessibleName() for one in under(window, fields)] == []


def test_that_settings_brings_the_field_with_the_keys_above_the_notices(window: Window) -> None:
    window.top.resize(1024, 700)
    window.body.navigate("settings")
    window.settle()
    page = window.body.pages["settings"]
    assert isinstance(page, SettingsPage)
    fields = [one for one in page.findChildren(QLineEdit) if not one.isReadOnly()]
    low = max(
        (one for one in fields if seen(window, one).height() == one.height()),
        key=lambda one: one.mapTo(window.top, QPoint()).y(),
    )
    low.setFocus()
    show_notices(window, "settings", (1024, 700))
    assert low.hasFocus()
    assert seen(window, low).height() == low.height()
    assert under(window, [low]) == []
    for toast in window.body.toasts.shown:
        toast.leave()
    QApplication.processEvents()
    assert page._scroll.height() == page.height()
