"""The frame: pages on first use, keys, narrow form, who is on duty, sound, notices."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.body import Body
from boothapp.ui.context import Context
from boothapp.ui.main_window import MainWindow
from boothapp.ui.refresher import Refresher
from boothapp.ui.tasks import Tasks
from boothapp.ui.theme import theme
from tests.factories import SettableClock
from tests.ui.usb_scanner import burst


class ReadingPage(QWidget):
    """Reads when it is shown; the first time that fails."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.read: list[int] = []
        Refresher(self, context.bridge, frozenset(), lambda: context.tasks.run(self._read))

    def _read(self) -> None:
        self.read.append(len(self.read))
        if len(self.read) == 1:
            raise OSError("the disk is gone")


class Page(QWidget):
    """Remembers what it was asked to open."""

    def __init__(self, name: str, made: list[str], context: Context) -> None:
        super().__init__()
        made.append(name)
        self.context, self.opened = context, list[str]()
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open_with(self, argument: str) -> None:
        self.opened.append(argument)


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def body(
    qtbot: QtBot,
    qapp: QApplication,
    services: Services,
    clock: SettableClock,
    made: list[str],
) -> Iterator[Body]:
    theme.force("light")
    services.settings.add_staff("Kwame Mensah")
    tasks = Tasks()
    pages = {
        name: lambda context, name=name: Page(name, made, context)
        for name in ("scan", "leads", "settings")
    }
    top = MainWindow()
    qtbot.addWidget(top)
    body = Body(top, tasks, pages, clock=clock)
    top.setCentralWidget(body)
    with qtbot.waitActive(top):
        top.show()
        top.activateWindow()
    body.attach(services)
    settle(body, qtbot)
    yield body
    body.leave()
    top.close()
    tasks.close()


def settle(body: Body, qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.waitUntil(lambda: not body.tasks.busy)
        QApplication.processEvents()


def page(body: Body, name: str) -> Page:
    found = body.pages[name]
    assert isinstance(found, Page)
    return found


def test_that_pages_are_made_when_they_are_first_wanted(body: Body, made: list[str]) -> None:
    assert "settings" not in made
    body.navigate("settings")
    body.navigate("scan")
    body.navigate("settings")
    assert made.count("settings") == made.count("scan") == 1


def test_that_function_keys_lead_to_the_pages(body: Body) -> None:
    for key, name in ((Qt.Key.Key_F2, "leads"), (Qt.Key.Key_F7, "settings")):
        QTest.keyClick(body, key)
        assert body.stack.currentWidget() is body.pages[name]
        assert body.rail.items[name].isChecked()


def test_that_a_place_without_a_page_is_left_out(body: Body) -> None:
    assert list(body.rail.items) == ["scan", "leads", "settings"]
    QTest.keyClick(body, Qt.Key.Key_F5)
    assert body.stack.currentWidget() is body.pages["scan"]


def test_that_search_opens_the_leads_with_the_words(body: Body) -> None:
    QTest.keyClick(body, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert body.top_bar.search.hasFocus()
    body.top_bar.search.setText("speech ")
    body.top_bar.search.returnPressed.emit()
    assert page(body, "leads").opened == ["?speech"]


def test_that_event_booth_staff_and_time_are_named(body: Body) -> None:
    bar = body.top_bar
    assert bar.event_name.whole == "Demo Conf"
    assert bar.booth.whole == "Northlight, booth 214"
    assert bar.staff.text() == "Sofia Marchetti"
    assert bar.time.text() == "Thu 9 July, 12:00 KST"


def test_that_staff_is_switched_in_two_keys_and_back_by_undo(
    body: Body, services: Services, qtbot: QtBot
) -> None:
    QTest.keyClick(body, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    menu = next(one for one in body.top_bar.findChildren(QMenu) if one.isVisible())
    names = [action.text() for action in menu.actions()]
    digit = next(i for i, name in enumerate(names, start=1) if "Kwame" in name)
    QTest.keyClick(menu, Qt.Key(ord(str(digit))))
    settle(body, qtbot)
    assert services.duty.name == "Kwame Mensah"
    assert body.top_bar.staff.text() == "Kwame Mensah"
    assert body.toasts.shown[-1].text.text() == "Kwame Mensah is on duty now."
    body.window().activateWindow()  # off screen, nobody gives the focus back after a menu
    qtbot.waitUntil(lambda: QApplication.activeWindow() is body.window())
    body.pages["scan"].setFocus()
    QTest.keyClick(body, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(body, qtbot)
    assert services.duty.name == "Sofia Marchetti"


def test_that_a_small_window_takes_the_narrow_form(body: Body) -> None:
    heard: list[bool] = []
    body.frame.compact_changed.connect(heard.append)
    body.window().resize(1024, 700)
    assert body.rail.width() == theme.size("width.rail_compact")
    assert not body.top_bar.time.isVisible()
    body.window().resize(1440, 900)
    assert body.rail.width() == theme.size("width.rail")
    assert heard == [True, False]


def test_that_the_status_bar_says_when_something_was_kept(
    body: Body, services: Services, qtbot: QtBot, clock: SettableClock
) -> None:
    clock.forward(minutes=5)
    services.capture.scan("https://shop.example", ScanSource.TYPED)
    qtbot.waitUntil(lambda: body.status_bar.saved.words == "Saved 12:05:00")


def test_that_sound_is_switched_and_remembered(
    body: Body, services: Services, qtbot: QtBot
) -> None:
    body.status_bar.sound.click()
    settle(body, qtbot)
    assert not body.frame.sound
    assert body.status_bar.sound.text() == "Sound off"
    assert services.settings.preference("sound") == "off"


def test_that_an_error_of_a_task_becomes_a_notice(body: Body, qtbot: QtBot) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    body.tasks.run(fail)
    settle(body, qtbot)
    assert "went wrong" in body.toasts.shown[0].text.text()


def test_that_a_burst_is_a_scan_that_shows_the_scan_page(body: Body) -> None:
    heard: list[str] = []
    body.frame.scanned.connect(heard.append)
    body.navigate("settings")
    body.pages["settings"].setFocus()
    burst(body.window().windowHandle(), "ab-0001")
    assert heard == ["ab-0001"]
    assert body.stack.currentWidget() is body.pages["scan"]


def test_that_a_page_that_asks_for_badges_gets_the_code_but_not_behind_the_lock(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    found: list[str] = []
    body.frame.scanned.connect(heard.append)
    body.navigate("leads")
    monkeypatch.setattr(
        body.pages["leads"], "scanned", lambda text, _source: found.append(text), raising=False
    )
    page(body, "leads").line.setFocus()
    burst(body.window().windowHandle(), "ab-0001")
    assert (found, heard) == (["ab-0001"], [])
    assert body.stack.currentWidget() is body.pages["leads"]
    body.frame.locked = True
    body.inlet.typed("ab-0002")
    body.frame.locked = False
    assert (found, heard) == (["ab-0001"], ["ab-0002"])


def test_that_nothing_is_written_behind_a_dialog_of_a_page_that_asks_for_badges(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    found: list[str] = []
    asked: list[str] = []
    body.frame.scanned.connect(heard.append)
    body.navigate("leads")
    monkeypatch.setattr(
        body.pages["leads"], "scanned", lambda text, _source: found.append(text), raising=False
    )
    dialog = QDialog(body)
    dialog.open()
    body.inlet.typed("ab-0001")
    assert (found, heard) == ([], [])
    assert "Nothing was written" in body.toasts.shown[-1].text.text()
    monkeypatch.setattr(dialog, "scanned", lambda text, _source: asked.append(text), raising=False)
    body.inlet.typed("ab-0002")
    dialog.close()
    assert (found, heard, asked) == ([], [], ["ab-0002"])


def test_that_a_scan_behind_a_dialog_of_another_page_is_kept_and_waits(body: Body) -> None:
    heard: list[str] = []
    body.frame.scanned.connect(heard.append)
    body.navigate("leads")
    dialog = QDialog(body)
    dialog.open()
    body.inlet.typed("ab-0001")
    dialog.close()
    assert heard == ["ab-0001"]
    assert body.stack.currentWidget() is body.pages["leads"]


def test_that_a_burst_takes_nobody_away_from_what_they_write(body: Body) -> None:
    heard: list[str] = []
    body.frame.scanned.connect(heard.append)
    body.navigate("leads")
    line = page(body, "leads").line
    line.setFocus()
    burst(body.window().windowHandle(), "ab-0001")
    assert heard == ["ab-0001"]
    assert line.text() == ""
    assert body.stack.currentWidget() is body.pages["leads"]


def test_that_everything_that_takes_keys_has_a_name(body: Body) -> None:
    for widget in body.findChildren(QWidget):
        internal = widget.objectName().startswith("qt_")
        if widget.isVisible() and widget.focusPolicy() and not internal:
            named = widget.accessibleName() or isinstance(widget, QLineEdit | Page | Body)
            assert named, widget


def test_that_a_window_that_was_left_holds_no_keys_back(body: Body, qtbot: QtBot) -> None:
    body.inlet.wedge.stop()
    line = QLineEdit()
    qtbot.addWidget(line)
    with qtbot.waitActive(line):
        line.show()
        line.activateWindow()
    handle = line.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_2)
    assert line.text() == "2"  # at once: a scanner's keys would be held back


def test_that_a_page_whose_reading_failed_reads_when_it_is_shown_again(
    qtbot: QtBot, body: Body
) -> None:
    body._factories = {**body._factories, "settings": ReadingPage}
    body.navigate("settings")
    settle(body, qtbot)
    shown = body.pages["settings"]
    assert isinstance(shown, ReadingPage)
    assert "Something went wrong" in body.toasts.shown[0].text.text()
    for _ in range(2):
        body.navigate("scan")
        body.navigate("settings")
        settle(body, qtbot)
    assert shown.read == [0, 1], "once more, and not when that went well"
