"""Scenes of scanners: their settings, their test, and keys that come out wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from boothapp.domain.keyboards import Layout, Typist
from boothapp.domain.people import ScanSource
from boothapp.domain.scanners import TEST_TEXT, Ended, ScannerSetup, SerialPort
from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.scanners.arrived import Arrived

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.shots import Stage

_GERMAN = Typist(Layout.GERMAN)


def _page(stage: Stage) -> SettingsPage:
    stage.body.navigate("settings")
    stage.settle(600)
    page = cast("SettingsPage", stage.body.pages["settings"])
    page.open_with("scanners")
    stage.settle(200)
    return page


def scanners(stage: Stage) -> None:
    """The card with a port that is there no more."""
    page = _page(stage)
    services = page._services
    ports = (SerialPort("/dev/ttyACM9", "Honeywell Voyager 1470g"),)
    stage.body.tasks.run(lambda: services.scanners.set_up(ScannerSetup("]", "", ports)))
    stage.settle(1500)
    page.open_with("scanners")
    stage.settle(300)


def _test(text: str) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        page = _page(stage)
        page.scanners.test.click()
        stage.settle(500)
        from PySide6.QtWidgets import QApplication

        dialog = QApplication.activeModalWidget()
        if text:
            dialog.arrived(  # type: ignore[union-attr] # the test that was opened
                Arrived(text, ScanSource.SCANNER, "keyboard", Ended.ENTER, 412)
            )
        stage.settle(300)

    return scene


def garbled(stage: Stage) -> None:
    """A code that two keyboards explain."""
    sent = "BEGIN:VCARD\nN:Zayed;Yara\nEMAIL:yara@zayed.example\nEND:VCARD"
    stage.empty()
    stage.body.inlet.typed(_GERMAN.write(sent) or "")
    stage.settle(600)


SCENES = {
    "scanners": scanners,
    "scanner-test": _test(""),
    "scanner-wrong": _test(_GERMAN.write(TEST_TEXT) or ""),
    "scanner-right": _test(TEST_TEXT),
    "scanner-adds": _test(f"#S{TEST_TEXT}*"),
    "scanner-adds-wrong": _test(_GERMAN.write(f"#S{TEST_TEXT}") or ""),
    "garbled": garbled,
}
