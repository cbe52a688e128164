"""Backups in the window: written beside the work, restored in place, nobody erased comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boothapp.config import Config
from boothapp.domain.backups import age
from boothapp.domain.people import ScanSource
from boothapp.services.setup import create_store
from boothapp.ui.pages.key import PassphrasePage
from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.session import Session
from tests import factories
from tests.factories import SettableClock

SECRET = "correct horse"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with two leads, under a passphrase."""
    folder = tmp_path / "store"
    created = create_store(folder, factories.plan(), passphrase=SECRET)
    services = created.services
    services.roster.import_file(
        factories.roster_file(tmp_path, [factories.AMARA, factories.WANJIRU])
    )
    for badge_id in ("AB-0001", "AB-0003"):
        services.capture.scan(badge_id, ScanSource.SCANNER)
    services.close()
    return folder


class Running:
    """A session that is open."""

    def __init__(self, qtbot: QtBot, folder: Path, passphrase: str | None = SECRET) -> None:
        self.qtbot = qtbot
        self.session = Session.on_store(Config(folder, factories.STAFF, passphrase))
        self.session.show()
        qtbot.waitUntil(lambda: self.session._body is not None, timeout=10_000)
        self.settle()

    def settle(self) -> None:
        for _ in range(4):
            self.qtbot.waitUntil(lambda: not self.session.tasks.busy, timeout=20_000)
            QApplication.processEvents()

    @property
    def settings(self) -> SettingsPage:
        self.session.body.navigate("settings", "backups")
        self.settle()
        page = self.session.body.pages["settings"]
        assert isinstance(page, SettingsPage)
        return page

    @property
    def names(self) -> list[str]:
        context = self.session.body.context
        assert context is not None
        return sorted(row.name for row in context.services.leads.table())

    @property
    def said(self) -> list[str]:
        return [toast.text.text() for toast in self.session.body.toasts.shown]

    def close(self) -> None:
        self.session.close()
        self.session.window.close()


@pytest.fixture
def running(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[Running]:
    running = Running(qtbot, folder)
    yield running
    running.close()


def test_that_a_backup_is_written_and_its_age_is_told(running: Running, tmp_path: Path) -> None:
    assert running.session.body.status_bar.backup.text() == "No backup yet"
    page = running.settings
    assert page.backups.last.words == "No backup yet"
    page.backup_orders.write(tmp_path / "first.boothbackup")
    running.settle()
    assert running.said[-1] == "Backed up and checked: first.boothbackup"
    assert (tmp_path / "first.boothbackup").stat().st_mode & 0o077 == 0
    assert page.backups.last.words.startswith("Last backup: ")
    assert running.session.body.status_bar.backup.text() == "Backup just now"


def test_that_a_backup_leaves_page_and_keys_where_they_are(
    running: Running, tmp_path: Path
) -> None:
    running.session.window.resize(1024, 700)
    page = running.settings
    page.open_with("backups")
    bar = page._scroll.verticalScrollBar()
    page.backups.backup.setFocus()
    before = bar.value()
    assert before > 0
    page.backup_orders.write(tmp_path / "first.boothbackup")
    assert page.window().focusWidget() is page.backups.cancel
    running.settle()
    assert page.window().focusWidget() is page.backups.backup
    notice = running.session.body.toasts.shown[-1]
    assert 0 <= bar.value() - before <= notice.height(), "only out from under the notice"
    assert not page.backups.backup.visibleRegion().isEmpty()
    page.booth.contact.setFocus()
    page.backup_orders.write(tmp_path / "second.boothbackup")
    running.settle()
    assert page.window().focusWidget() is not page.backups.backup, "who went on is left alone"


def test_that_a_backup_comes_back_without_whom_was_erased_since(
    running: Running, tmp_path: Path
) -> None:
    page = running.settings
    page.backup_orders.write(tmp_path / "first.boothbackup")
    running.settle()
    context = running.session.body.context
    assert context is not None
    people = context.services.people
    people.erase(people.resolve("AB-0001"))
    context.services.leads.remove(context.services.leads.find("AB-0003"))
    running.settle()
    assert running.names == []
    page.backup_orders.restore(tmp_path / "first.boothbackup")
    assert page.backup_orders.confirm is not None
    page.backup_orders.confirm.yes.click()
    running.qtbot.waitUntil(lambda: running.session._opened is not None, timeout=20_000)
    running.settle()
    assert running.names == ["Wanjiru Kamau"]
    assert running.said[-1].startswith("1 lead is back, as of 2")


def test_that_a_file_that_is_no_backup_changes_nothing(running: Running, tmp_path: Path) -> None:
    broken = tmp_path / "broken.boothbackup"
    broken.write_bytes(b"no backup")
    running.session.restore(broken)
    running.qtbot.waitUntil(lambda: running.session._opened is not None, timeout=20_000)
    running.settle()
    assert running.names == ["Amara Okonkwo", "Wanjiru Kamau"]
    assert "no backup" in running.said[-1].lower() or "not a backup" in running.said[-1].lower()


def test_that_on_a_new_laptop_the_passphrase_is_asked_for(
    qtbot: QtBot, running: Running, tmp_path: Path
) -> None:
    page = running.settings
    page.backup_orders.write(tmp_path / "first.boothbackup")
    running.settle()
    fresh = Running(qtbot, tmp_path / "new laptop", passphrase=None)
    fresh.session.restore(tmp_path / "first.boothbackup")
    qtbot.waitUntil(
        lambda: isinstance(fresh.session.body.stack.currentWidget(), PassphrasePage),
        timeout=20_000,
    )
    asking = fresh.session.body.stack.currentWidget()
    assert isinstance(asking, PassphrasePage)
    asking.secrets.first.setText(SECRET)
    asking.button.click()
    fresh.settle()
    qtbot.wait(50)
    asking = fresh.session.body.stack.currentWidget()
    if isinstance(asking, PassphrasePage):  # the restored store asks as at every start
        asking.secrets.first.setText(SECRET)
        asking.button.click()
        fresh.settle()
    qtbot.waitUntil(lambda: fresh.session._opened is not None, timeout=20_000)
    fresh.settle()
    assert fresh.names == ["Amara Okonkwo", "Wanjiru Kamau"]
    fresh.close()


def test_how_an_age_is_worded(clock: SettableClock) -> None:
    start = clock.now
    words = []
    for minutes in (0, 12, 125, 2_900):
        clock.forward(minutes=minutes)
        words.append(age(start, clock.now))
        clock.now = start
    assert words == ["just now", "12 min ago", "2 h ago", "2 days ago"]
