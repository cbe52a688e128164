"""Whatever takes the focus has a name that is heard, and shows that it has it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QWidget

from boothapp.domain.attachments import Attachment
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.event import Role
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.domain.requests import RequestKind
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.badges_dialog import BadgesDialog
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.dialogs.file_viewer import FileViewer
from boothapp.ui.dialogs.poster_dialog import PosterDialog
from boothapp.ui.dialogs.recipient_dialog import RecipientDialog
from boothapp.ui.dialogs.recovery_dialog import RecoveryDialog
from boothapp.ui.dialogs.roster_dialog import RosterDialog
from boothapp.ui.dialogs.secrets_dialog import SecretsDialog
from boothapp.ui.pages.first_run import FirstRunPage
from boothapp.ui.pages.key import PassphrasePage, RecoveryKeyPage
from boothapp.ui.pages.leads import LeadsPage
from boothapp.ui.pages.privacy import PrivacyPage
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.privacy.organiser import OrganiserSection
from boothapp.ui.privacy.requests import RequestsSection
from boothapp.ui.scan.cover import Cover
from boothapp.ui.scan.turned_link import LinkShowing
from tests import factories
from tests.services.merging import own_badge
from tests.ui.whole_window import PIN, Window

KEY = "K7QF-2M3D-XX4P-T3RA-5WQE-77HB-C2LN-P6ZD"


@pytest.fixture(autouse=True)
def lead_id(services: Services, roster: None) -> str:
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    services.capture.answer(card, {Purpose.CV: ConsentEvent.GIVEN}, notice=NoticeShown())
    services.requests.open(RequestKind.ACCESS, "somebody", details="By mail, please.")
    assert card.lead is not None
    return card.lead.id


def focusable(root: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in (root, *root.findChildren(QWidget))
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.objectName() != "qt_spinbox_lineedit"  # a part of what is named
    ]


def assert_heard(root: QWidget) -> None:
    found = focusable(root)
    assert found
    unnamed = [
        f"{type(one).__name__} in {type(one.parent()).__name__}"
        for one in found
        if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
    ]
    assert unnamed == []


def assert_rings(root: QWidget) -> None:
    """What scrolls paints nothing itself that could tell: its ring has to."""
    elsewhere = next(one for one in focusable(root) if not isinstance(one, QAbstractScrollArea))
    for area in focusable(root):
        if isinstance(area, QAbstractScrollArea):
            elsewhere.setFocus()
            QApplication.processEvents()
            without = area.grab().toImage()
            area.setFocus()
            QApplication.processEvents()
            assert area.grab().toImage() != without, area.accessibleName()


def in_front(window: Window) -> QWidget:
    """What can be reached now: a dialog, the attendee's screen, or the window."""
    window.settle()
    covers = [cover for cover in window.top.findChildren(Cover) if cover.isVisible()]
    return QApplication.activeModalWidget() or next(iter(covers), window.top)


PAGES = [
    *(("privacy", name) for name in ("people", "requests", "retention", "figures")),
    *(("privacy", name) for name in ("organiser", "log", "lost")),
    *((name, "") for name in ("scan", "leads", "interviews", "dashboard", "export", "settings")),
]


@pytest.mark.parametrize(("name", "part"), PAGES)
def test_that_everything_on_a_page_is_heard_and_shows_the_focus(
    window: Window, lead_id: str, name: str, part: str
) -> None:
    window.body.navigate(name, lead_id if name == "leads" else part)
    window.settle()
    assert_heard(window.top)
    assert_rings(window.body.pages[name])


def test_that_the_people_found_and_their_sheet_are_heard_and_show_the_focus(
    window: Window,
) -> None:
    window.body.navigate("privacy", "?a")
    window.settle()
    page = cast("PrivacyPage", window.body.pages["privacy"])
    page.people.list.setCurrentRow(0)
    window.settle()
    assert page.people.sheet.isVisible()
    assert_heard(window.top)
    assert_rings(page)


def _privacy(window: Window, part: str = "people") -> PrivacyPage:
    window.body.navigate("privacy", part)
    window.settle()
    return cast("PrivacyPage", window.body.pages["privacy"])


def _person(window: Window) -> PrivacyPage:
    return _privacy(window, window.services.people.resolve("AB-0001"))


def _erased(window: Window) -> None:
    _person(window).people.erase()
    window.settle()
    dialog = QApplication.activeModalWidget()
    dialog.erase.click()  # type: ignore[union-attr] # the EraseDialog
    window.settle()


def _requests(window: Window) -> RequestsSection:
    return cast("RequestsSection", _privacy(window, "requests").sections["requests"])


def _organiser(window: Window) -> OrganiserSection:
    return cast("OrganiserSection", _privacy(window, "organiser").sections["organiser"])


def _editor(window: Window, side: str) -> None:
    window.body.navigate("settings")
    window.settle()
    page = cast("SettingsPage", window.body.pages["settings"])
    page.notice_orders.edit(window.services.notices.in_use().id, "en")
    window.settle()
    editor = page.notice_orders.editor
    assert editor is not None
    editor.side.choose(side)


def _settings(window: Window) -> SettingsPage:
    window.body.navigate("settings")
    window.settle()
    return cast("SettingsPage", window.body.pages["settings"])


def _link(window: Window) -> None:
    settings = window.services.settings
    role = settings.save_role(replace(settings.get().roles[0], link="https://jobs.example/42"))
    page = cast("ScanPage", window.body.pages["scan"])
    LinkShowing(window.body.context, page).show(role.id)  # type: ignore[arg-type] # attached
    window.settle()


def test_that_an_opened_question_and_role_are_heard_and_show_the_focus(window: Window) -> None:
    window.services.tags.add("NLP")
    page = _settings(window)
    for card in (page.qualifiers, page.roles):
        next(iter(card.lines.values())).head.setChecked(True)
    window.settle()
    assert_heard(window.top)
    assert_rings(page)


def _open(dialog: QDialog) -> None:
    dialog.open()


def _file(window: Window, media_type: str, content: bytes) -> None:
    about = Attachment(
        id="1",
        lead_id="1",
        purpose=Purpose.CV,
        name="cv",
        media_type=media_type,
        size=len(content),
        sha256="",
        added=datetime(2026, 7, 9, tzinfo=UTC),
        added_by="Sofia",
    )
    _open(FileViewer(about, content, window.top))


def _picture(window: Window, kind: str, media_type: str, folder: Path) -> None:
    path = folder / f"file.{kind}"
    Image.new("RGB", (900, 900), "white").save(path)
    _file(window, media_type, path.read_bytes())


def _asked(window: Window) -> ScanPage:
    page = cast("ScanPage", window.body.pages["scan"])
    page.orders.take("AB-0002", ScanSource.SCANNER)
    window.settle()
    return page


def _told(window: Window) -> None:
    page = cast("ScanPage", window.body.pages["scan"])
    page.orders.take("AB-0003", ScanSource.SCANNER)
    window.settle()
    page.telling.begin()


def _roster(window: Window, path: Path) -> None:
    dialog = RosterDialog(window.body.context, window.top)  # type: ignore[arg-type] # attached
    dialog.open()
    dialog.open_file(path)


def _badges(window: Window, folder: Path) -> None:
    dialog = BadgesDialog(window.body.context, window.top)  # type: ignore[arg-type] # attached
    dialog.open()
    dialog.open_list(factories.roster_file(folder, [factories.AMARA]))


def _poster(window: Window) -> None:
    window.services.settings.save_role(Role("", "Speech", link="https://jobs.example/1"))
    _open(PosterDialog(window.body.context, window.top))  # type: ignore[arg-type] # attached


def _duplicates(window: Window) -> LeadsPage:
    own_badge(window.services)
    window.body.navigate("leads", window.services.leads.find("AB-0001"))
    window.settle()
    return cast("LeadsPage", window.body.pages["leads"])


SCENES: dict[str, Callable[[Window, Path], object]] = {
    "correct": lambda window, _: _person(window).people.correct(),
    "withdraw": lambda window, _: _person(window).people.withdraw(),
    "erase": lambda window, _: _person(window).people.erase(),
    "erased": lambda window, _: _erased(window),
    "request": lambda window, _: _requests(window).write_down(),
    "outcome": lambda window, _: _requests(window).end.click(),
    "editor": lambda window, _: _editor(window, "now"),
    "versions": lambda window, _: _editor(window, "kept"),
    "question": lambda window, _: _open(ConfirmDialog("Sure?", "Really?", "Yes", window.top)),
    "secret": lambda window, _: _open(SecretsDialog("PIN", "", {"pin": "PIN"}, "OK", window.top)),
    "recipient": lambda window, _: _open(RecipientDialog(window.top)),
    "recovery": lambda window, _: _open(RecoveryDialog(KEY, window.top)),
    "text": lambda window, _: _file(window, "text/plain", b"hello"),
    "picture": lambda window, folder: _picture(window, "png", "image/png", folder),
    "pdf": lambda window, folder: _picture(window, "pdf", "application/pdf", folder),
    "no file": lambda window, _: _file(window, "application/x", b""),
    "compare": lambda window, _: _duplicates(window).panel.same.compare(),
    "duplicates": lambda window, _: _duplicates(window).person.duplicates.list_all(),
    "asked": lambda window, _: _asked(window),
    "interests": lambda window, _: _settings(window).desk.edit_interests(),
    "link": lambda window, _: _link(window),
    "turned": lambda window, _: _asked(window).answering.turn(),
    "told": lambda window, _: _told(window),
    "lock": lambda window, _: window.body.guard.lock(),
    "badges": _badges,
    "poster": lambda window, _: _poster(window),
}


@pytest.mark.parametrize("scene", SCENES)
def test_that_everything_in_front_is_heard_and_shows_the_focus(
    window: Window, tmp_path: Path, scene: str
) -> None:
    window.services.lock.set_pin(window.services.duty.staff_id, PIN)
    window.settle()
    SCENES[scene](window, tmp_path)
    root = in_front(window)
    assert (root is not window.top) or scene in {"asked", "lock"}
    assert_heard(root)
    assert_rings(root)
    if isinstance(root, QDialog):
        root.done(0)


def test_that_everything_in_the_import_is_heard_and_shows_the_focus(
    window: Window, roster_csv: Callable[..., Path]
) -> None:
    _roster(window, roster_csv(factories.AMARA, ("AB-9", "Who", "", "", "perhaps")))
    root = in_front(window)
    assert isinstance(root, RosterDialog)
    assert_heard(root)
    assert_rings(root)
    root.done(0)


def test_that_everything_in_the_organisers_answer_is_heard(
    window: Window, roster_csv: Callable[..., Path]
) -> None:
    section = _organiser(window)
    section.compare(roster_csv(factories.AMARA))
    window.settle()
    assert section.table.isVisible()
    assert_heard(window.top)


@pytest.mark.parametrize(
    "make",
    [
        lambda: PassphrasePage(choosing=True),
        lambda: PassphrasePage(choosing=False),
        lambda: RecoveryKeyPage(KEY),
        lambda: FirstRunPage(),
    ],
)
def test_that_everything_before_the_store_is_open_is_heard(
    window: Window, make: Callable[[], QWidget]
) -> None:
    window.body.show_instead(make())
    window.settle()
    assert_heard(window.top)
