"""The demo day, played in the real window, drawn off screen: scan, ask, book, export.

It presses keys as a person would and waits for what a person would see. Pictures of each step, in
both themes, and the CSV stay in a folder.
"""

import csv
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu

if TYPE_CHECKING:  # the window is shown before these slow imports
    from boothapp.domain.exporting import ExportRecord
    from boothapp.services.bundle import Services
    from boothapp.ui.scan.desk import Desk

LIMIT = 85.0
"""Seconds for the whole tour."""
_FILM = 45.0  # seconds: it is made, and each of its badges has passed once in 36
_PATIENCE = 30.0  # seconds for one thing to appear; making the film the first time is the longest
_TYPING = 0.06  # seconds between two keys of somebody who types fast
_NOTE = "Sparse attention for speech. Would like to meet Tomasz."
_RECIPIENT = "Northlight recruiting"
_FILE = "leads.csv"


class Stuck(Exception):
    """What a step waited for did not come."""


def play(folder: Path) -> int:
    """Play the day and leave pictures and CSV in `folder`; answers 0, or 1 naming the step."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="boothapp-demo-") as store:
        tour = Tour(Path(store), folder)
        code = tour.run()
        tour.close()
    print(f"Pictures and CSV: {folder}")
    return code


class Tour:
    """The steps in their order, and hands and eyes for them."""

    def __init__(self, store: Path, folder: Path) -> None:
        from boothapp.ui.session import Session

        self._folder = folder
        self._began = time.monotonic()
        self._shots = 0
        self._session = Session.on_demo(store)
        self._session.show()
        self._window = self._session.window
        self._window.activateWindow()

    def run(self) -> int:
        """Do every step; stop at the first that fails."""
        steps: tuple[tuple[str, Callable[[], str]], ...] = (
            ("Open the demo event", self._open),
            ("Scan a badge: may share", self._scan),
            ("Rate, note", self._qualify),
            ("Book an interview", self._book),
            ("Scan a badge: ask, and a yes", self._ask),
            ("See the leads", self._leads),
            ("Export to CSV", self._export),
        )
        for number, (title, step) in enumerate(steps, start=1):
            try:
                said = step()
            except Stuck as stuck:
                self._save("stuck")
                print(f"The tour stopped at step {number}, {title}: {stuck}", file=sys.stderr)
                return 1
            print(f"{number}/{len(steps)} {title}: {said}", flush=True)
        return 0

    def close(self) -> None:
        """Close the window and the store."""
        self._window.close()
        self._session.close()

    def _open(self) -> str:
        # Making up the demo's days is most of it, however slow the machine is.
        self._until(lambda: self._session.ready, "the Scan page", LIMIT)
        self._until(lambda: self._window.isActiveWindow(), "the keys")
        return f"{self._event_name()}, {self._lead_count()} leads so far"

    def _scan(self) -> str:
        self._until(lambda: self._card_named("Amara Okonkwo"), "Amara's badge in the film", _FILM)
        self._pause(0.5)  # the keys rest after the person changed
        return "Amara Okonkwo may share; stored at once"

    def _qualify(self) -> str:
        self._key("3")
        self._key("w")
        self._until(self._writes_a_note, "the note")
        for letter in _NOTE:
            if (focus := QApplication.focusWidget()) is not None:
                QTest.keyClicks(focus, letter)
            self._pause(_TYPING)
        self._shoot("scan")
        self._until(lambda: self._stored_rating() == "hot", "the rating in the store")
        return "hot, with a note"

    def _book(self) -> str:
        # Straight from the note: once nobody writes, the next badge may take the panel.
        self._press("Book interview")
        self._until(self._offered, "the three best places")
        self._key("1")
        self._until(lambda: self._booked() is not None, "the booking")
        self._key(Qt.Key.Key_F3)
        self._until(lambda: self._shown("interviews"), "the Interviews page")
        self._pause(1.0)
        self._shoot("interviews")
        return f"Amara Okonkwo, {self._booked()}"

    def _ask(self) -> str:
        self._key(Qt.Key.Key_F1)
        self._until(lambda: self._shown("scan"), "the Scan page")
        self._until(lambda: self._asked_for("Haruto Nakamura"), "a badge nobody listed")
        self._pause(0.6)
        self._shoot("ask")
        self._key("y")
        self._pause(0.2)
        self._key(Qt.Key.Key_Return)
        self._until(lambda: self._is_lead("Haruto"), "the lead in the store")
        return "Haruto Nakamura said yes; kept with the notice's version"

    def _leads(self) -> str:
        self._key(Qt.Key.Key_F2)
        self._until(lambda: self._shown("leads"), "the Leads page")
        self._pause(0.6)
        self._key(Qt.Key.Key_Down)
        self._pause(0.6)
        self._shoot("leads")
        return f"{self._lead_count()} leads"

    def _export(self) -> str:
        self._key(Qt.Key.Key_F5)
        self._until(lambda: self._shown("export"), "the Export page")
        self._fill("Folder", str(self._folder))
        self._fill("File name", _FILE)
        self._fill("Recipient", _RECIPIENT)
        self._pause(0.6)
        self._shoot("export")
        self._key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._until(self._says_yes, "the question before a file leaves")
        target = self._folder / _FILE
        self._until(lambda: bool(self._ledger()), "the line in the ledger")
        self._until(target.exists, "the file")
        with target.open(newline="", encoding="utf-8") as file:
            rows = {row["name"]: row for row in csv.DictReader(file)}
        amara = rows.get("Amara Okonkwo", {})
        if amara.get("rating") != "hot" or _NOTE not in amara.get("notes", ""):
            raise Stuck(f"the CSV lacks what was kept of Amara Okonkwo: {amara}")
        return f"{len(rows)} people for {_RECIPIENT}, SHA-256 {self._ledger()[0].sha256[:16]}…"

    def _says_yes(self) -> bool:
        """Answer the question that stands before the window, when it is there."""
        from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog

        asked = [one for one in self._session.window.findChildren(ConfirmDialog) if one.isVisible()]
        for dialog in asked:
            dialog.yes.click()
        return bool(asked)

    def _event_name(self) -> str:
        return self._services().settings.get().event.name

    def _lead_count(self) -> int:
        return self._services().leads.counts()[1]

    def _card_named(self, name: str) -> bool:
        card = self._desk().current
        return card is not None and card.lead is not None and card.lead.person.name == name

    def _asked_for(self, name: str) -> bool:
        """Somebody on the panel is being asked; others who came in between are saved first."""
        desk = self._desk()
        card = desk.current
        if card is None or not desk.awake:
            return False
        if card.person is not None and card.person.name == name and desk.asking:
            return True
        if desk.waiting:
            self._key(Qt.Key.Key_Return)
            self._pause(0.5)
        return False

    def _stored_rating(self) -> str:
        found = self._services().leads.table("Amara Okonkwo")
        return found[0].rating.value if found and found[0].rating is not None else ""

    def _offered(self) -> bool:
        return isinstance(QApplication.activePopupWidget(), QMenu)

    def _booked(self) -> str | None:
        found = self._services().leads.table("Amara Okonkwo")
        starts = found[0].interview if found else None
        event = self._services().settings.get().event
        return f"{event.local(starts):%a %H:%M}" if starts is not None else None

    def _is_lead(self, name: str) -> bool:
        return bool(self._services().leads.table(name))

    def _ledger(self) -> "tuple[ExportRecord, ...]":
        return self._services().exporting.ledger()

    def _desk(self) -> "Desk":
        desk: Desk = self._session.body.pages["scan"].desk  # type: ignore[attr-defined] # the Scan page
        return desk

    def _services(self) -> "Services":
        context = self._session.body.context
        if context is None:
            raise Stuck("the store is not open")
        return context.services

    def _shown(self, page: str) -> bool:
        return page in self._session.body.pages and self._session.body.pages[page].isVisible()

    def _writes_a_note(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and "note" in focus.accessibleName().lower()

    def _press(self, name: str) -> None:
        buttons = [
            button
            for button in self._session.body.findChildren(QAbstractButton)
            if button.accessibleName() == name and button.isVisible()
        ]
        if not buttons:
            raise Stuck(f"there is no button “{name}”")
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)

    def _fill(self, name: str, text: str) -> None:
        fields = [
            field
            for field in self._window.findChildren(QLineEdit)
            if field.accessibleName() == name and field.isVisible()
        ]
        if not fields:
            raise Stuck(f"there is no field “{name}”")
        fields[0].setFocus()
        fields[0].selectAll()
        fields[0].insert(text)
        fields[0].editingFinished.emit()

    def _key(
        self, key: str | Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press and release a key where the window system would: at the window."""
        code = Qt.Key(ord(key.upper())) if isinstance(key, str) else key
        QTest.keyClick(self._window.windowHandle(), code, held)

    def _until(self, condition: Callable[[], bool], what: str, patience: float = _PATIENCE) -> None:
        deadline = min(time.monotonic() + patience, self._began + LIMIT)
        while not condition():
            if time.monotonic() > deadline:
                raise Stuck(f"{what} did not come")
            self._pause(0.02)

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.004)

    def _shoot(self, name: str) -> None:
        """A picture in each theme."""
        from boothapp.ui.theme import theme

        self._shots += 1
        for scheme in ("dark", "light"):
            theme.force(scheme)
            self._pause(0.15)
            self._save(f"{self._shots}-{name}-{scheme}")

    def _save(self, name: str) -> None:
        self._window.grab().save(str(self._folder / f"{name}.png"))
