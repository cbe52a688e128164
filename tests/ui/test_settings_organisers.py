"""Badge formats and organisers' keys in Settings, and forged badges at the booth."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from boothapp import signatures
from boothapp.badges.compact import signed_badge
from boothapp.domain.consent import Purpose, Verdict
from boothapp.domain.scanners import ScannerSetup
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.scan import wording
from tests.factories import everything
from tests.ui.conftest import Stage
from tests.ui.scanning import AMARA_ID, Booth, open_booth
from tests.ui.whole_window import Window

ADDRESS = r"https://badge\.example/(?P<badge_id>[A-Z]{2}-\d{4})"
KEY = signatures.new_private_key()
PEM = signatures.public_pem(signatures.public_bytes(KEY))


@pytest.fixture
def page(stage: Stage) -> SettingsPage:
    page = SettingsPage(stage.context)
    stage.show(page)
    return page


@pytest.fixture
def booth(stage: Stage, services: Services, roster: None) -> Booth:
    return open_booth(stage, services)


def settle(stage: Stage) -> None:
    """Let the pauses of the fields that are typed into pass."""
    stage.settle()  # what was stored may begin a pause
    stage.qtbot.wait(350)
    stage.settle()


def click(stage: Stage, parent: QWidget, name: str) -> None:
    found = (one for one in parent.findChildren(QWidget) if one.accessibleName() == name)
    QTest.mouseClick(next(one for one in found if one.isVisible()), Qt.MouseButton.LeftButton)
    stage.settle()


def test_that_a_pattern_is_added_edited_removed_and_taken_back(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    card = page.organisers.formats
    QTest.keyClicks(card.new.name, "Demo Conf")
    QTest.keyClicks(card.new.pattern, ADDRESS)
    QTest.keyClick(card.new.pattern, Qt.Key.Key_Return)
    stage.settle()
    (line,) = card.lines
    assert (line.name.text(), card.new.pattern.text()) == ("Demo Conf", "")
    line.name.setFocus()
    line.name.selectAll()
    QTest.keyClicks(line.name, "Workshop")
    QTest.keyClick(line.name, Qt.Key.Key_Tab)
    stage.settle()
    assert [one.name for one in services.badge_formats.patterns()] == ["Workshop"]
    stage.undo()
    assert card.lines[0].name.text() == "Demo Conf"
    click(stage, card, "Remove pattern Demo Conf")
    assert services.badge_formats.patterns() == ()
    stage.undo()
    assert [one.name for one in services.badge_formats.patterns()] == ["Demo Conf"]


def test_that_a_wrong_pattern_says_where_it_breaks_while_it_is_written(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    new = page.organisers.formats.new
    QTest.keyClicks(new.name, "Demo Conf")
    QTest.keyClicks(new.pattern, "ab(?P<badge_id>[A-Z]+")
    settle(stage)
    assert new.problem.isVisible()
    assert "at character 3" in new.problem.text()
    assert new.pattern.accessibleDescription() == new.problem.text()
    QTest.keyClick(new.pattern, Qt.Key.Key_Return)
    stage.settle()
    assert services.badge_formats.patterns() == ()
    assert new.pattern.text() == "ab(?P<badge_id>[A-Z]+"  # nothing that was written is lost
    QTest.keyClicks(new.pattern, ")")
    settle(stage)
    assert not new.problem.isVisible()


def test_that_a_changed_pattern_that_breaks_is_not_kept(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    services.badge_formats.add("Demo Conf", ADDRESS)
    page.reload()
    stage.settle()
    (line,) = page.organisers.formats.lines
    line.pattern.setFocus()
    QTest.keyClicks(line.pattern, "(")
    QTest.keyClick(line.pattern, Qt.Key.Key_Tab)
    stage.settle()
    assert services.badge_formats.patterns()[0].pattern == ADDRESS


def test_that_a_pattern_that_fits_many_kinds_of_code_is_asked_about(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    new = page.organisers.formats.new
    QTest.keyClicks(new.name, "Eu")
    QTest.keyClicks(new.pattern, "(?P<badge_id>.+)")
    for answer in ("no", "yes"):
        click(stage, page, "Add the pattern")
        assert services.badge_formats.patterns() == ()
        getattr(page.organisers.dialog, answer).click()
        stage.settle()
    (wide,) = services.badge_formats.patterns()
    assert wide.name == "Eu"
    (line,) = page.organisers.formats.lines
    for answer, kept in (("no", "(?P<badge_id>.+)"), ("yes", ".(?P<badge_id>.+)")):
        line.pattern.setFocus()
        QTest.keyClicks(line.pattern, ".")
        QTest.keyClick(line.pattern, Qt.Key.Key_Return)
        stage.settle()
        assert (
            len([one for one in stage.window.findChildren(ConfirmDialog) if one.isVisible()]) == 1
        )
        getattr(page.organisers.dialog, answer).click()
        stage.settle()
        assert (line.pattern.text(), services.badge_formats.patterns()[0].pattern) == (kept, kept)
    stage.undo()
    assert services.badge_formats.patterns() == (wide,)


def test_that_patterns_are_tried_in_the_order_that_they_are_moved_to(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    for name in ("First", "Second"):
        services.badge_formats.add(name, f"{ADDRESS}|{name}")
    page.reload()
    stage.settle()
    card = page.organisers.formats
    card.trying.code.setPlainText("https://badge.example/AB-0001")
    settle(stage)
    assert card.trying.said.text().startswith("Read as First")
    up, down = card.lines[1].movers.buttons
    assert not down.isEnabled()
    up.click()
    settle(stage)
    assert [one.name for one in services.badge_formats.patterns()] == ["Second", "First"]
    assert [line.name.text() for line in card.lines] == ["Second", "First"]
    assert card.trying.said.text().startswith("Read as Second")
    stage.undo()
    assert [one.name for one in services.badge_formats.patterns()] == ["First", "Second"]


def test_that_a_code_is_tried_without_what_scanners_add(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    services.scanners.set_up(ScannerSetup("#S", "*"))
    card = page.organisers.formats
    for code in ("#SMECARD:N:Doe,Jane;EMAIL:jane@uni.example;;*", "MECARD:N:Doe,Jane;;"):
        card.trying.code.setPlainText(code)
        settle(stage)
        assert card.trying.said.text() == "Read as MECARD"


def test_that_a_code_is_tried_with_each_field_and_nothing_is_stored(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    card = page.organisers.formats
    before = everything(services)
    card.trying.code.setPlainText("MECARD:N:Doe,Jane;EMAIL:jane@uni.example;;")
    settle(stage)
    assert card.trying.said.text() == "Read as MECARD"
    shown = {name: label.whole for name, label in card.trying.values.items() if label.isVisible()}
    assert shown == {
        "name": "Jane Doe",
        "given_name": "Jane",
        "family_name": "Doe",
        "email": "jane@uni.example",
    }
    card.trying.code.setPlainText("https://badge.example/AB-0001")
    settle(stage)
    assert "web address" in card.trying.said.text()
    assert not any(label.isVisible() for label in card.trying.values.values())
    QTest.keyClicks(card.new.pattern, f"{ADDRESS}(")
    settle(stage)
    assert card.new.problem.isVisible()
    QTest.keyClick(card.new.pattern, Qt.Key.Key_Backspace)
    settle(stage)
    assert card.trying.values["badge_id"].whole == "AB-0001"
    assert everything(services) == before
    card.trying.code.setPlainText("")
    settle(stage)
    assert not card.trying.said.isVisible()


def test_that_a_scan_into_the_field_is_tried_and_no_scan(window: Window) -> None:
    window.body.navigate("settings")
    window.settle()
    page = cast("SettingsPage", window.body.pages["settings"])
    code = page.organisers.formats.trying.code
    code.setFocus()
    before = everything(window.services)
    window.body.inlet.typed(AMARA_ID)
    window.settle()
    assert code.toPlainText() == AMARA_ID
    assert everything(window.services) == before
    page.contents.setFocus()
    window.body.inlet.typed(AMARA_ID)
    window.settle()
    assert everything(window.services) != before


def test_that_a_key_is_added_as_text_or_file_and_removed_with_undo(
    stage: Stage, services: Services, page: SettingsPage, tmp_path: Path
) -> None:
    card = page.organisers.keys
    click(stage, card, "Add the key")
    assert card.new_name.hasFocus()
    QTest.keyClicks(card.new_name, "Demo Conf")
    card.text.setPlainText("no key")
    click(stage, card, "Add the key")
    assert "no public key" in stage.said[-1]
    card.text.setPlainText(PEM)
    click(stage, card, "Add the key")
    (key,) = services.organiser_keys.all()
    assert key.name == "Demo Conf"
    assert card.text.toPlainText() == ""
    click(stage, card, "Remove Demo Conf")
    assert services.organiser_keys.all() == ()
    assert "every signed badge is accepted as unverified" in stage.said[-1]
    assert card._empty.isVisible()
    stage.undo()
    assert services.organiser_keys.all() == (key,)
    other = signatures.public_bytes(signatures.new_private_key())
    (tmp_path / "other.pub").write_text(signatures.public_pem(other))
    page.organisers.add_key_file("Workshop", tmp_path / "other.pub")
    stage.settle()
    assert [one.name for one in services.organiser_keys.all()] == ["Demo Conf", "Workshop"]
    click(stage, card, "Remove Workshop")
    assert "accepted as unverified" not in stage.said[-1]
    stage.undo()
    assert [one.name for one in services.organiser_keys.all()] == ["Demo Conf", "Workshop"]
    click(stage, card, "Remove Workshop")
    assert [one.name for one in services.organiser_keys.all()] == ["Demo Conf"]


def test_that_a_forged_badge_is_shown_as_one_and_nothing_is_stored(booth: Booth) -> None:
    booth.services.organiser_keys.add("Demo Conf", PEM)
    before = everything(booth.services)
    for _ in range(2):  # the same again is no person who is here already
        booth.scan(signed_badge(AMARA_ID, {}, signatures.new_private_key()))
        panels = booth.page.panels
        assert panels.shown is panels.told
        assert panels.band.tone == "unknown"
        assert panels.band.word == "Forged or altered"
        assert panels.band.reason == "Signed badge, fits no organiser’s key"
        assert panels.told._title.text() == "No organiser signed this badge as it is"
        assert "Nothing of it is kept" in panels.told._hints[0].text()
        assert booth.stage.said == []
    assert everything(booth.services) == before
    booth.press("Enter")
    assert booth.page.desk.current is None


def test_that_a_forged_badge_takes_nobody_out_of_the_panel(booth: Booth) -> None:
    booth.services.organiser_keys.add("Demo Conf", PEM)
    booth.scan("BEGIN:VCARD\nFN:Ingrid Solberg\nEND:VCARD")
    booth.scan(signed_badge(AMARA_ID, {}, signatures.new_private_key()))
    assert booth.card.verdict is Verdict.ASK
    assert "forged or altered" in booth.stage.said[-1]


def test_that_who_is_asked_is_shown_with_the_format_and_what_is_unknown(booth: Booth) -> None:
    booth.services.organiser_keys.add("Demo Conf", PEM)
    said = {Purpose.RECRUITING: True, Purpose.MARKETING: False}
    booth.scan(signed_badge("ZZ-9", said, KEY))
    assert [words for _, words in wording.read_from(booth.card)] == [
        "Badge signed by Demo Conf; only an id, and no list tells the name.",
        "The organiser says: recruiting yes, marketing no. Ask all the same.",
        "Nothing is kept unless they say yes.",
    ]
    assert booth.services.leads.table() == ()
