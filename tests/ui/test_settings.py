from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from boothapp.domain.codes import CODES, Looking, Symbology, choice_of
from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.roster_dialog import RosterDialog
from boothapp.ui.forms.rooms import RoomLine
from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.settings.folding import FoldingList
from boothapp.ui.settings.lists import NameList
from boothapp.ui.theme import theme
from boothapp.ui.widgets.painting import text_width
from tests import factories
from tests.ui.conftest import Stage


@pytest.fixture
def page(stage: Stage) -> SettingsPage:
    page = SettingsPage(stage.context)
    stage.show(page)
    return page


def type_over(stage: Stage, edit: QLineEdit, text: str) -> None:
    """Type as a person does, and leave the field."""
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    stage.settle()


def lines(page: SettingsPage) -> list[RoomLine]:
    return page.rooms.findChildren(RoomLine)


def click(stage: Stage, parent: QWidget, name: str) -> None:
    button = next(
        child
        for child in parent.findChildren(QWidget)
        if child.accessibleName() == name and child.isVisible()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    stage.settle()


def test_that_a_changed_name_is_saved_when_the_field_is_left_and_undone(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    type_over(stage, page.event_form._name, "Other Conf")
    assert services.settings.get().event.name == "Other Conf"
    assert stage.said == ["Event saved"]
    stage.undo()
    assert services.settings.get().event.name == "Demo Conf"
    assert page.event_form._name.text() == "Demo Conf"


def test_that_a_wrong_zone_is_said_beside_the_field_and_not_saved(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    type_over(stage, page.event_form._zone, "Atlantis")
    assert page.event_form.zone.complaint
    assert services.settings.get().event.timezone == factories.ZONE


@pytest.mark.parametrize("typed", ["New York", "new_york"])
def test_that_the_only_zone_that_fits_is_saved(
    stage: Stage, services: Services, page: SettingsPage, typed: str
) -> None:
    type_over(stage, page.event_form._zone, typed)
    assert services.settings.get().event.timezone == "America/New_York"


def test_that_leaving_a_field_unchanged_saves_nothing(stage: Stage, page: SettingsPage) -> None:
    type_over(stage, page.booth._sponsor, "Northlight")
    assert stage.said == []


def test_that_the_booth_is_saved(stage: Stage, services: Services, page: SettingsPage) -> None:
    type_over(stage, page.booth._contact, "dpo@northlight.example")
    assert services.settings.get().booth.privacy_contact == "dpo@northlight.example"
    type_over(stage, page.booth._contact, "dpo@northlight.example, +49 123")
    assert "one plain e-mail address" in page.booth.contact.complaint
    assert services.settings.get().booth.privacy_contact == "dpo@northlight.example"
    type_over(stage, page.booth._contact, "Room 3, data office")
    assert "People cannot write to" in page.booth.contact.complaint
    type_over(stage, page.booth._contact, "Data office, +49 89 1234567")
    assert services.settings.get().booth.privacy_contact == "Data office, +49 89 1234567"
    type_over(stage, page.booth._sponsor, " ")
    assert services.settings.get().booth.sponsor == "Northlight"
    assert page.booth.sponsor.complaint


def test_that_a_room_is_added_renamed_and_removed_with_undo(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    click(stage, page.rooms, "Add a room")
    assert [room.name for room in services.settings.get().rooms][-1] == "Room 3"
    type_over(stage, lines(page)[-1]._name, "Bukchon")
    assert [room.name for room in services.settings.get().rooms][-1] == "Bukchon"
    lines(page)[-1].removed.emit()
    stage.settle()
    assert len(services.settings.get().rooms) == 2
    stage.undo()
    assert [room.name for room in services.settings.get().rooms][-1] == "Bukchon"


def test_that_the_cursor_stays_in_its_line_while_a_room_is_saved(
    stage: Stage, page: SettingsPage
) -> None:
    line = lines(page)[0]
    type_over(stage, line._name, "Nam-san")
    assert lines(page)[0] is line
    assert line.isAncestorOf(stage.window.focusWidget())


def test_that_hours_that_make_no_sense_are_explained(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    line = lines(page)[0]
    line._closes.set_value(time(8))
    line._closes.editingFinished.emit()
    stage.settle()
    assert line.closes.complaint == "Closes before it opens."
    assert services.settings.get().rooms[0].closes == time(18)


def test_that_a_room_with_interviews_ahead_stays_and_says_why(
    stage: Stage, services: Services, page: SettingsPage, roster: None
) -> None:
    lead = services.capture.scan("AB-0001", ScanSource.SCANNER).lead
    assert lead is not None
    (slot,) = services.offers.best(lead.id, 1)
    services.interviews.book(lead.id, slot.room.id, slot.starts)
    next(line for line in lines(page) if line.room.id == slot.room.id).removed.emit()
    stage.settle()
    assert "has an interview ahead" in stage.said[-1]
    assert len(lines(page)) == 2


@pytest.mark.parametrize("name", ["staff", "interviewers", "roles"])
def test_that_names_are_added_and_removed_with_undo(
    stage: Stage, services: Services, page: SettingsPage, name: str
) -> None:
    cards: dict[str, NameList | FoldingList] = {
        "staff": page.staff,
        "interviewers": page.interviewers,
        "roles": page.roles,
    }
    card = cards[name]
    before = len(card._shown)
    card.line.setText("Kwame Mensah")
    QTest.keyClick(card.line, Qt.Key.Key_Return)
    stage.settle()
    assert [line[1] for line in card._shown if line[1] == "Kwame Mensah"]
    click(stage, card, "Remove Kwame Mensah")
    assert len(card._shown) == before
    stage.undo()
    assert len(card._shown) == before + 1


def test_that_who_is_on_duty_cannot_be_removed(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    (staff,) = services.settings.get().staff
    page.staff.removed.emit(staff.id)
    stage.settle()
    assert "is on duty now" in stage.said[-1]


def test_that_sound_and_appearance_are_remembered(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    page.device.sound.choose("off")
    page.device.appearance.choose("dark")
    stage.settle()
    assert theme.is_dark
    assert services.settings.preference("sound") == "off"
    assert services.settings.preference("appearance") == "dark"
    page.device.appearance.choose("light")
    stage.settle()
    assert not theme.is_dark
    theme.force("system")


def test_that_the_kinds_of_code_are_remembered_and_one_stays_on(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    page.codes.kinds[Symbology.AZTEC].choose("always")
    stage.settle()
    kept = choice_of(services.settings.preference(CODES))
    assert kept.kinds(Looking.ALWAYS) == {Symbology.QR, Symbology.AZTEC}
    for row in page.codes.kinds.values():
        row.choose("off")
    stage.settle()
    kept = choice_of(services.settings.preference(CODES))
    assert kept.of(Symbology.CODE_39) is Looking.TURNS
    assert page.codes.kinds[Symbology.CODE_39].value == "turns"
    assert "At least one kind" in page.codes.problem.words


def test_that_it_says_how_the_key_is_kept(page: SettingsPage) -> None:
    assert "a key that only this window knows" in page.security.kept.words


def test_that_the_import_opens_and_a_taken_list_is_named(
    stage: Stage, services: Services, page: SettingsPage, roster_csv: object, tmp_path: Path
) -> None:
    assert page.roster.past.text() == "No list was taken in yet."
    click(stage, page.roster, "Import a list…")
    (dialog,) = page.findChildren(RosterDialog)
    assert dialog.isVisible()
    dialog.reject()
    services.roster.import_file(factories.roster_file(tmp_path, [factories.AMARA]))
    stage.settle()
    assert "roster.csv, 1 people, 1 agreed" in page.roster.past.text()


def test_that_a_card_can_be_opened_by_its_name(stage: Stage, page: SettingsPage) -> None:
    page.open_with("security")
    assert page._scroll.verticalScrollBar().value() > 0
    assert len({card.name for card in page.cards}) == len(page.cards)


def test_that_the_card_that_was_asked_for_stays_while_others_above_are_filled_in(
    stage: Stage, services: Services
) -> None:
    for name in ("Ann One", "Ben Two", "Cat Three", "Dan Four", "Eve Five"):
        services.settings.add_staff(name)
    page = SettingsPage(stage.context)
    page.resize(1280, 800)
    page.show()
    page.open_with("codes")  # before anything is known
    stage.show(page)
    bar = page._scroll.verticalScrollBar()
    assert 0 <= page.codes.y() - bar.value() <= 40
    bar.setValue(bar.value() - 200)
    at = bar.value()
    services.settings.add_staff("Another")
    stage.settle()
    assert bar.value() == at, "who scrolled away stays there"


def test_that_the_list_of_settings_leads_to_each_card_by_key(
    stage: Stage, page: SettingsPage
) -> None:
    contents = page.contents
    assert [contents.item(row).text() for row in range(contents.count())] == [
        card.accessibleName() for card in page.cards
    ]
    contents.setFocus()
    for _ in page.cards[1:]:
        QTest.keyClick(contents, Qt.Key.Key_Down)
        card = page.cards[contents.currentRow()]
        assert not card.visibleRegion().isEmpty()
    assert page.cards[contents.currentRow()].name == "backups"
    QTest.keyClick(contents, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.backups.isAncestorOf(focus)


def test_that_every_name_in_the_list_of_settings_is_whole(page: SettingsPage) -> None:
    room = page.contents.width() - theme.size("width.scrollbar") - 22  # its margins
    cut = {
        name: width
        for name in (card.accessibleName() for card in page.cards)
        if (width := text_width(name, "body", 600)) > room
    }
    assert cut == {}


def test_that_how_a_code_reads_comes_into_sight(stage: Stage, page: SettingsPage) -> None:
    trying = page.organisers.formats.trying
    stage.window.resize(1264, 700)
    content = page._scroll.widget()
    assert content is not None
    field = trying.code.mapTo(content, QPoint(0, 0)).y()
    page._scroll.verticalScrollBar().setValue(field - page._scroll.height() + 60)
    trying.code.setFocus()
    trying.code.setPlainText("MECARD:N:Doe,Jane;EMAIL:jane@uni.example;;")
    stage.qtbot.waitUntil(lambda: not trying.said.isHidden())
    stage.settle()
    assert trying.visibleRegion().boundingRect() == trying.rect()


def test_that_scrolling_marks_the_card_in_sight(stage: Stage, page: SettingsPage) -> None:
    page._scroll.verticalScrollBar().setValue(page.rooms.mapTo(page, QPoint(0, 0)).y())
    assert page.contents.currentRow() > 0


def test_that_escape_stops_a_backup_while_its_keycap_is_seen(
    stage: Stage, page: SettingsPage
) -> None:
    stopped: list[bool] = []
    card = page.backups
    card.cancel_wanted.connect(lambda: stopped.append(True))
    card.backup.setFocus()
    card.show_busy(busy=True)
    assert card.cancel.hasFocus()
    page.contents.setFocus()
    QTest.keyClick(page.contents, Qt.Key.Key_Escape)
    stage.qtbot.waitUntil(lambda: stopped == [True])
    card.show_busy(busy=False)
    QTest.keyClick(page.contents, Qt.Key.Key_Escape)
    stage.qtbot.wait(200)  # a shortcut shows the button pressed for a moment
    assert stopped == [True]
