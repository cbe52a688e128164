"""Security in Settings: each button does what it says, on a real store with a passphrase."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from boothapp.domain.errors import WrongKey
from boothapp.services.bundle import Services
from boothapp.services.setup import create_store, open_store
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.dialogs.recovery_dialog import RecoveryDialog
from boothapp.ui.dialogs.secrets_dialog import SecretsDialog
from boothapp.ui.pages.settings import SettingsPage
from tests import factories, rings
from tests.factories import SettableClock
from tests.ui.conftest import Stage

SECRET, OTHER = "correct horse", "battery staple"


class Page:
    """The settings page of a store whose key is under a passphrase."""

    def __init__(self, stage: Stage, recovery: str) -> None:
        self.stage, self.recovery = stage, recovery
        self.page = SettingsPage(stage.context)
        stage.show(self.page)

    def press(self, button: str) -> QDialog:
        self.page.security.buttons[button].click()
        self.stage.settle()
        dialog = self.page.security_orders.dialog
        assert dialog is not None
        return dialog

    def type(self, dialog: object, **typed: str) -> SecretsDialog:
        assert isinstance(dialog, SecretsDialog)
        for name, text in typed.items():
            dialog.edits[name].setText(text)
        dialog.ok.click()
        self.stage.settle()
        return dialog


@pytest.fixture
def services(tmp_path: Path, clock: SettableClock) -> Iterator[Services]:
    created = create_store(tmp_path / "store", factories.plan(), passphrase=SECRET, clock=clock)
    (tmp_path / "recovery").write_text(created.recovery_key)
    yield created.services
    created.services.close()


@pytest.fixture
def page(stage: Stage, tmp_path: Path) -> Page:
    return Page(stage, (tmp_path / "recovery").read_text())


def opens(tmp_path: Path, secret: str) -> bool:
    try:
        open_store(tmp_path / "store", staff="Somebody", passphrase=secret).close()
    except WrongKey:
        return False
    return True


def test_that_the_passphrase_changes(page: Page, tmp_path: Path) -> None:
    dialog = page.press("passphrase")
    page.type(dialog, current=SECRET, new=OTHER, again="another")
    assert isinstance(dialog, SecretsDialog)
    assert "The two differ" in dialog.fields["again"].complaint
    page.type(dialog, current="wrong one", new=OTHER, again=OTHER)
    assert dialog.fields["current"].complaint
    assert opens(tmp_path, SECRET)
    page.type(dialog, current=SECRET, new=OTHER, again=OTHER)
    assert page.stage.said[-1] == "The passphrase was changed"
    assert opens(tmp_path, OTHER)
    assert not opens(tmp_path, SECRET)


def test_that_the_printed_recovery_key_is_tested(page: Page) -> None:
    dialog = page.press("test")
    page.type(dialog, key="AAAA-BBBB")
    assert isinstance(dialog, SecretsDialog)
    assert "does not open" in dialog.fields["key"].complaint
    page.type(dialog, key=page.recovery.lower())
    assert page.stage.said[-1] == "It opens this store. Put it back."


def test_that_a_new_recovery_key_replaces_the_old_and_is_shown_until_kept(
    page: Page, tmp_path: Path
) -> None:
    page.type(page.press("recovery"), secret="somebody else's")
    assert opens(tmp_path, page.recovery)
    page.type(page.page.security_orders.dialog, secret=SECRET)
    dialog = page.page.security_orders.dialog
    assert isinstance(dialog, RecoveryDialog)
    dialog.reject()
    assert dialog.isVisible()
    assert dialog.recovery.key in dialog.recovery.page
    assert opens(tmp_path, dialog.recovery.key)
    assert not opens(tmp_path, page.recovery)
    dialog.accept()


def test_that_the_key_is_replaced(page: Page, services: Services, tmp_path: Path) -> None:
    before = services.store.database.key
    page.type(page.press("rekey"), secret=SECRET)
    dialog = page.page.security_orders.dialog
    assert isinstance(dialog, RecoveryDialog)
    assert services.store.database.key != before
    assert services.check() == []
    assert opens(tmp_path, SECRET)
    assert opens(tmp_path, dialog.recovery.key)
    dialog.accept()


def test_that_pins_are_given_changed_and_taken_away(page: Page, services: Services) -> None:
    who = services.settings.add_staff("Kwame Mensah")
    page.stage.settle()
    page.page.lock.pin_wanted.emit(who)
    page.type(page.page.security_orders.dialog, new="1234", again="1234")
    dialog = page.page.security_orders.dialog
    assert isinstance(dialog, SecretsDialog)
    assert "in a row" in dialog.fields["new"].complaint
    page.type(dialog, new="4711", again="4711")
    assert who.id in services.lock.with_pin()
    page.page.lock.pin_wanted.emit(who)
    page.type(page.page.security_orders.dialog, current="4711", new="8250", again="8250")
    services.lock.unlock(who.id, "8250")
    page.page.lock.pin_removed.emit(who)
    page.type(page.page.security_orders.dialog, current="8250")
    assert who.id not in services.lock.with_pin()


def test_that_a_dialog_whose_order_runs_is_not_cancelled(page: Page, services: Services) -> None:
    dialog = page.press("rekey")
    assert isinstance(dialog, SecretsDialog)
    dialog.edits["secret"].setText(SECRET)
    dialog.ok.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible()
    assert not dialog.cancel.isEnabled()
    page.stage.settle()
    shown = page.page.security_orders.dialog
    assert isinstance(shown, RecoveryDialog)
    assert services.security.test_recovery_key(shown.recovery.key)
    shown.accept()


def test_that_taking_somebody_with_a_pin_off_the_staff_asks_for_it(
    page: Page, services: Services
) -> None:
    who = services.settings.add_staff("Kwame Mensah")
    services.lock.set_pin(who.id, "8250")
    page.stage.settle()
    page.page.staff.removed.emit(who.id)
    page.stage.settle()
    dialog = page.type(page.page.security_orders.dialog, secret="1111")
    assert "not the PIN" in dialog.fields["secret"].complaint
    assert services.lock.with_pin() == {who.id}
    page.type(dialog, secret="8250")
    assert who not in services.settings.get().staff
    page.stage.undo()
    assert "Kwame Mensah" in {one.name for one in services.settings.get().staff}
    assert services.lock.with_pin() == frozenset()


def test_that_when_to_lock_is_chosen_and_undone(page: Page, services: Services) -> None:
    page.page.lock.after_picked.emit(300)
    page.stage.settle()
    assert services.lock.lock_after() == 300
    page.stage.undo()
    assert services.lock.lock_after() == 120


def test_that_the_first_fault_is_said_at_its_field_and_fits_into_the_dialog(
    page: Page, services: Services
) -> None:
    who = services.settings.add_staff("Kwame Mensah")
    page.stage.settle()
    page.page.lock.pin_wanted.emit(who)
    dialog = page.type(page.page.security_orders.dialog, new="47")
    assert "4 to 12 digits" in dialog.fields["new"].complaint
    assert dialog.fields["again"].complaint == ""
    layout = dialog.layout()
    assert layout is not None
    page.stage.qtbot.waitUntil(
        lambda: dialog.height() >= layout.totalHeightForWidth(dialog.width())
    )
    page.type(dialog, new="4711", again="")
    assert dialog.fields["again"].complaint == "Type it."
    dialog.reject()
    dialog = page.type(page.press("passphrase"), current=SECRET, new="short", again="short")
    assert "8 characters" in dialog.fields["new"].complaint
    dialog.reject()


@pytest.mark.parametrize("button", ["rekey", "recovery"])
def test_that_a_key_in_the_keyring_is_not_replaced_without_a_yes(
    page: Page, services: Services, button: str
) -> None:
    with rings.in_use(rings.MemoryKeyring()):
        replace_in_keyring(page, services, button)


def replace_in_keyring(page: Page, services: Services, button: str) -> None:
    services.security.use_keyring(SECRET)
    page.stage.settle()
    key = services.store.database.key
    dialog = page.press(button)
    assert isinstance(dialog, ConfirmDialog)
    dialog.reject()
    page.stage.settle()
    assert services.store.database.key == key
    assert services.security.test_recovery_key(page.recovery)
    dialog = page.press(button)
    assert isinstance(dialog, ConfirmDialog)
    dialog.yes.click()
    page.stage.settle()
    shown = page.page.security_orders.dialog
    assert isinstance(shown, RecoveryDialog)
    assert not services.security.test_recovery_key(page.recovery)
    shown.accept()
