"""Badges of the staff in the window: scanned on any page, made and taken away in Settings."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from boothapp.decoding import decode_image
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.secrets_dialog import SecretsDialog
from boothapp.ui.pages.settings import SettingsPage
from tests.ui.conftest import Stage
from tests.ui.whole_window import PIN, Window


@pytest.fixture
def page(stage: Stage) -> SettingsPage:
    page = SettingsPage(stage.context)
    stage.show(page)
    return page


def test_that_a_staff_badge_switches_who_is_on_duty_from_any_page(
    window: Window, tmp_path: Path
) -> None:
    services = window.services
    kwame = services.settings.add_staff("Kwame Mensah").id
    (reading,) = decode_image(services.staff_badges.make(kwame, tmp_path / "k.png").path)
    window.body.navigate("leads")
    window.settle()
    window.body.inlet.typed(reading.text)
    window.settle()
    assert services.duty.name == "Kwame Mensah"
    assert "Kwame Mensah is on duty now." in window.words
    assert services.capture.recent() == ()
    window.body.inlet.typed(reading.text)
    window.settle()
    assert "Kwame Mensah is on duty already." in window.words
    services.staff_badges.remove(kwame)
    window.body.inlet.typed(reading.text)
    window.settle()
    assert "does not count any more" in window.words


def test_that_a_staff_badge_asks_for_the_pin_and_opens_no_lock(
    window: Window, tmp_path: Path
) -> None:
    services = window.services
    before = services.duty.name
    kwame = services.settings.add_staff("Kwame Mensah").id
    services.lock.set_pin(kwame, PIN)
    (reading,) = decode_image(services.staff_badges.make(kwame, tmp_path / "k.png").path)
    window.body.inlet.typed(reading.text)
    window.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SecretsDialog)
    dialog.close()
    assert services.duty.name == before
    window.body.guard.lock()
    window.settle()
    window.body.inlet.typed(reading.text)
    window.settle()
    assert services.duty.name == before
    assert window.body.guard.locked


def test_that_a_staff_badge_is_made_and_taken_away_in_settings(
    stage: Stage, services: Services, page: SettingsPage, tmp_path: Path
) -> None:
    who = services.settings.get().staff[0]
    page.staff_badges.make(who.id, tmp_path / "badge.pdf")
    stage.settle()
    assert (tmp_path / "badge.pdf").exists()
    assert services.staff_badges.with_badge() == {who.id}
    stage.undo()
    assert services.staff_badges.with_badge() == frozenset()
    page.staff_badges.make(who.id, tmp_path / "again.pdf")
    stage.settle()
    page.staff.badge_removed.emit(who.id)
    stage.settle()
    assert services.staff_badges.with_badge() == frozenset()
    stage.undo()
    assert services.staff_badges.with_badge() == {who.id}


def test_that_a_staff_badge_over_a_question_changes_nobody(window: Window, tmp_path: Path) -> None:
    services = window.services
    before = services.duty.name
    kwame = services.settings.add_staff("Kwame Mensah").id
    (reading,) = decode_image(services.staff_badges.make(kwame, tmp_path / "k.png").path)
    dialog = SecretsDialog("A question", "", {"pin": "PIN"}, "Go on", window.top)
    dialog.open()
    window.body.inlet.typed(reading.text)
    window.settle()
    assert services.duty.name == before
    assert "behind the question" in window.words
    dialog.close()
