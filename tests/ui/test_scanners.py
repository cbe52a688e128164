"""Scanners at serial ports (pseudo-terminals stand in for them), their test, their settings."""

import contextlib
import os
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boothapp.domain.consent import Verdict
from boothapp.domain.keyboards import Layout, Lock, Typist
from boothapp.domain.people import ScanSource
from boothapp.domain.scanners import TEST_TEXT, Ended, ScannerSetup, ScannerTest, SerialPort
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.scanner_test import ScannerTestDialog, advice, facts, visible
from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.scanners.arrived import Arrived, PortState
from boothapp.ui.scanners.serial_port import SerialScanners
from tests.factories import AMARA, roster_file
from tests.ui.conftest import Stage
from tests.ui.whole_window import Window

GERMAN = Typist(Layout.GERMAN)


class Scanner:
    """A scanner at a pseudo-terminal, always found at the same place; it can be torn out."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._master = -1
        self.plug_in()

    def plug_in(self) -> None:
        self._master, slave = os.openpty()
        tty.setraw(slave)
        self.place.symlink_to(os.ttyname(slave))
        os.close(slave)

    def tear_out(self) -> None:
        self.place.unlink()
        os.close(self._master)
        self._master = -1

    def send(self, data: bytes) -> None:
        os.write(self._master, data)

    def close(self) -> None:
        if self._master >= 0:
            self.tear_out()

    @property
    def port(self) -> SerialPort:
        return SerialPort(str(self.place), self.place.name)


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[Scanner]:
    with contextlib.closing(Scanner(tmp_path / "desk")) as one:
        yield one


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Scanner]:
    with contextlib.closing(Scanner(tmp_path / "door")) as one:
        yield one


@pytest.fixture
def ports(qtbot: QtBot) -> Iterator[SerialScanners]:
    window = QApplication.instance()
    assert window is not None
    ports = SerialScanners(window)
    yield ports
    ports.stop()
    ports.deleteLater()


def test_that_several_scanners_are_heard_at_once(
    ports: SerialScanners, scanner: Scanner, other: Scanner, qtbot: QtBot
) -> None:
    heard: list[Arrived] = []
    ports.arrived.connect(heard.append)
    ports.use([scanner.port, other.port])
    scanner.send(b"AB-0001\r")
    other.send(b"AB-0002\t")
    other.send(b"AB-0003")
    qtbot.waitUntil(lambda: len(heard) == 3, timeout=5_000)
    found = {(one.text, one.device, one.ended) for one in heard}
    assert found == {
        ("AB-0001", "desk", Ended.ENTER),
        ("AB-0002", "door", Ended.TAB),
        ("AB-0003", "door", Ended.NOTHING),
    }
    assert {one.source for one in heard} == {ScanSource.SERIAL}


def test_that_a_scanner_torn_out_works_again_when_it_is_back(
    ports: SerialScanners, scanner: Scanner, other: Scanner, qtbot: QtBot
) -> None:
    heard: list[str] = []
    ports.arrived.connect(lambda arrived: heard.append(arrived.text))
    ports.use([scanner.port, other.port])
    for times in range(1, 4):
        scanner.tear_out()
        qtbot.waitUntil(lambda: not ports.scanners[0].works, timeout=5_000)
        assert ports.scanners[0].problem
        other.send(b"AB-0002\r")
        _until_heard(qtbot, heard, "AB-0002", times)
        scanner.plug_in()
        qtbot.waitUntil(lambda: ports.scanners[0].works, timeout=5_000)
        scanner.send(b"AB-0001\r")
        _until_heard(qtbot, heard, "AB-0001", times)


def _until_heard(qtbot: QtBot, heard: list[str], text: str, times: int) -> None:
    qtbot.waitUntil(lambda: heard.count(text) == times, timeout=5_000)


def test_that_a_port_which_is_not_there_is_waited_for(
    ports: SerialScanners, scanner: Scanner, qtbot: QtBot
) -> None:
    scanner.tear_out()
    ports.use([scanner.port])
    assert ports.scanners[0].problem == "It is not plugged in."
    scanner.plug_in()
    qtbot.waitUntil(lambda: ports.scanners[0].works, timeout=5_000)


@pytest.mark.usefixtures("roster")
def test_that_a_serial_scan_shows_its_verdict(
    services: Services, scanner: Scanner, qtbot: QtBot
) -> None:
    services.scanners.set_up(ScannerSetup(ports=(scanner.port,)))
    window = Window(qtbot, services)
    qtbot.waitUntil(lambda: window.body.frame.ports == (PortState(scanner.port.id, "desk", ""),))
    assert "Serial scanner ready" in window.words
    scanner.send(b"AB-0001\r\n")
    qtbot.waitUntil(lambda: AMARA[1] in window.words, timeout=5_000)
    scanner.tear_out()
    qtbot.waitUntil(lambda: "Serial scanner unplugged" in window.words, timeout=5_000)
    assert "It goes on by itself once it is there" in window.words
    window.top.close()
    window.body.leave()


def say(stage: Stage, dialog: ScannerTestDialog, text: str, source: ScanSource) -> None:
    dialog.arrived(Arrived(text, source, "desk", Ended.ENTER, 380))
    stage.settle()


def test_that_the_test_shows_what_arrived_and_judges_the_keys(
    stage: Stage, services: Services
) -> None:
    dialog = ScannerTestDialog(stage.context)
    stage.show(dialog)
    written = GERMAN.write(TEST_TEXT)
    assert written is not None
    say(stage, dialog, written, ScanSource.SCANNER)
    assert dialog.verdict.words == "The keys come out wrong"
    assert "German (QWERTZ)" in dialog.advice.text()
    assert "y → z" in dialog.advice.text()
    assert services.scanners.known() == GERMAN
    say(stage, dialog, TEST_TEXT, ScanSource.SCANNER)
    assert dialog.verdict.words == "This scanner is right"
    assert dialog.text.toPlainText() == TEST_TEXT
    say(stage, dialog, "AB-0001", ScanSource.SERIAL)
    assert "another code" in dialog.verdict.words
    assert "7 characters from desk in 380 ms, then Enter" in dialog.facts.text()
    assert services.capture.recent() == (), "nothing is kept"


def test_that_the_test_shows_what_a_scanner_adds_and_takes_it_off(
    stage: Stage, services: Services
) -> None:
    dialog = ScannerTestDialog(stage.context)
    stage.show(dialog)
    say(stage, dialog, f"#S{TEST_TEXT}*", ScanSource.SERIAL)
    assert dialog.verdict.words == "This scanner is right"
    assert "adds “#S” before and “*” after each code" in dialog.added.text()
    dialog.adopt.click()
    stage.settle()
    setup = services.scanners.setup()
    assert (setup.prefix, setup.suffix) == ("#S", "*")
    assert "taken off from now on" in dialog.added.text()
    say(stage, dialog, f"#S{TEST_TEXT}*", ScanSource.SERIAL)
    assert dialog.added.isHidden(), "it is taken off already"
    assert "What it adds, “#S” before and “*” after it, is taken off" in dialog.advice.text()
    say(stage, dialog, TEST_TEXT, ScanSource.SERIAL)
    assert "BoothApp takes off “#S” before and “*” after it" in dialog.added.text()
    assert dialog.adopt.isHidden(), "there is nothing to take off"
    say(stage, dialog, f"9{TEST_TEXT}", ScanSource.SERIAL)
    assert "Set all scanners up alike" in dialog.added.text()
    assert not dialog.adopt.isHidden()
    say(stage, dialog, "AB-0001", ScanSource.SERIAL)
    assert dialog.added.isHidden()
    assert dialog.adopt.isHidden()
    say(stage, dialog, f"9{TEST_TEXT}", ScanSource.SERIAL)
    dialog.adopt.click()
    stage.settle()
    assert services.scanners.setup() == ScannerSetup(prefix="9")
    port = SerialPort("/dev/ttyACM9", "ttyACM9")
    services.scanners.set_up(services.scanners.setup().with_port(port))
    assert dialog.adopt.text() == "Undo"
    dialog.adopt.click()
    stage.settle()
    assert services.scanners.setup() == ScannerSetup("#S", "*", (port,)), "and nothing else"
    assert dialog.adopt.text() == "Take it off from now on"


def test_that_what_is_too_long_to_be_taken_off_is_said(stage: Stage, services: Services) -> None:
    dialog = ScannerTestDialog(stage.context)
    stage.show(dialog)
    say(stage, dialog, f"{'x' * 41}{TEST_TEXT}", ScanSource.SERIAL)
    dialog.adopt.click()
    stage.settle()
    assert dialog.added.text() == "What scanners send before a code has at most 40 characters."
    assert dialog.adopt.text() == "Take it off from now on"
    assert services.scanners.setup() == ScannerSetup()


def test_that_a_code_that_may_be_two_peoples_is_nobodys(window: Window, tmp_path: Path) -> None:
    rows = [(one, f"Person {one}", "", "U", "yes") for one in ("70001", "A70001")]
    window.services.roster.import_file(roster_file(tmp_path, rows))
    window.services.scanners.set_up(ScannerSetup(prefix="A"))
    window.body.inlet.typed("A70001")
    window.settle()
    assert "This code may be one of two people’s" in window.words
    assert "Person" not in window.words
    assert "Test the scanner" in window.words


def test_that_the_test_code_on_the_screen_is_read_by_a_camera(services: Services) -> None:
    import numpy as np

    from boothapp.decoding import FrameDecoder

    modules = np.array(services.scanners.test_code())
    picture = np.pad(~modules, 4, constant_values=True).repeat(4, 0).repeat(4, 1)
    (reading,) = FrameDecoder().decode((picture * np.uint8(255)).astype(np.uint8))
    assert reading.text == TEST_TEXT


def test_that_control_characters_are_seen() -> None:
    assert visible("a\tb\r\x1dc") == "a[Tab]b[Enter]\n[0x1D]c"
    came = Arrived("x", ScanSource.SCANNER, "keyboard", Ended.NOTHING, 0)
    assert facts(came) == "1 character from the keyboard in 0 ms, nothing after it"


@pytest.mark.usefixtures("roster")
def test_that_a_garbled_code_is_explained_and_the_test_is_one_key_away(window: Window) -> None:
    written = GERMAN.write("BEGIN:VCARD\nN:Zayed;Yara\nEMAIL:yara@zayed.example\nEND:VCARD")
    window.body.inlet.typed(written or "")
    window.settle()
    scan = window.body.pages["scan"]
    assert "disagree about the keyboard" in window.words
    window.qtbot.waitUntil(lambda: scan.desk.awake)  # type: ignore[attr-defined] # the Scan page
    QTest.keyClick(scan, Qt.Key.Key_T)
    window.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ScannerTestDialog)
    before = len(window.services.capture.recent())
    window.body.inlet.typed("AB-0001")
    window.settle()
    assert "another code" in dialog.verdict.words
    assert len(window.services.capture.recent()) == before
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.usefixtures("roster")
@pytest.mark.parametrize(
    ("typist", "wanted", "unwanted"),
    [
        (Typist(Layout.GERMAN), "set the laptop’s keyboard to US English", "Lock off"),
        (Typist(lock=Lock.LETTERS), "switch Caps Lock off, and scan", "keyboard to US English"),
        (Typist(Layout.GERMAN, Lock.LETTERS), "switch Caps Lock off, set the laptop’s", "—"),
    ],
)
def test_that_the_advice_mends_what_is_wrong(typist: Typist, wanted: str, unwanted: str) -> None:
    said = advice(ScannerTest(typist, {"y": "z"}), typed=True)
    assert wanted in said
    assert unwanted not in said


def test_that_a_code_read_through_the_wrong_keyboard_is_said(window: Window) -> None:
    window.body.inlet.typed("QB)ààà&")
    window.settle()
    assert AMARA[1] in window.words
    assert window.body.context is not None
    (keyboard, kept) = window.body.context.toasts.shown
    assert "French (AZERTY)" in keyboard.words
    assert "is kept as a lead" in kept.words
    kept.more.click()
    assert "French (AZERTY)" in window.words
    assert window.services.capture.recent()[0].verdict is Verdict.MAY_SHARE


@pytest.fixture
def page(stage: Stage) -> SettingsPage:
    page = SettingsPage(stage.context)
    stage.show(page)
    return page


def test_that_a_port_is_named_set_and_removed_with_undo(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    card = page.scanners
    card.named.setText("/dev/ttyACM9")
    QTest.keyClick(card.named, Qt.Key.Key_Return)
    stage.settle()
    port = SerialPort("/dev/ttyACM9", "ttyACM9")
    assert services.scanners.setup().ports == (port,)
    (line,) = card.lines
    line.speed.setCurrentIndex(line.speed.findData(115200))
    line.speed.activated.emit(line.speed.currentIndex())
    stage.settle()
    assert services.scanners.setup().ports[0].baud == 115200
    stage.context.frame.show_ports((PortState(port.id, port.name, "It was unplugged."),))
    assert card.lines[0].state.whole == "It was unplugged."
    card.lines[0].removed.emit(card.lines[0].port)
    stage.settle()
    assert services.scanners.setup().ports == ()
    assert card.lines == []
    stage.undo()
    assert [line.port.baud for line in card.lines] == [115200]


def test_that_what_is_sent_around_a_code_is_saved_when_the_field_is_left(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    edit = page.scanners.prefix
    edit.setFocus()
    QTest.keyClicks(edit, "#S")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    stage.settle()
    assert services.scanners.setup().prefix == "#S"
    stage.undo()
    assert services.scanners.setup().prefix == ""
    assert edit.text() == ""
