"""In the person panel: answers corrected, as they were asked; a role's link; interests."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from boothapp.domain.people import Person
from boothapp.domain.qualifiers import Kind, Qualifier
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.details_dialog import open_details
from boothapp.ui.forms.answer_field import OneOf, Typed
from boothapp.ui.leads.desk import PanelDesk
from boothapp.ui.leads.panel import PersonPanel, PersonView
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.labels import Label
from tests.factories import scanned_leads
from tests.ui.conftest import Stage


@pytest.fixture
def lead(services: Services, tmp_path: Path) -> str:
    services.settings.save_qualifier(Qualifier("", "Years", kind=Kind.NUMBER))
    return scanned_leads(services, tmp_path, 1)[0]


@pytest.fixture
def panel(stage: Stage, services: Services, lead: str) -> PersonPanel:
    panel = PersonPanel()
    PanelDesk(stage.context, panel, stage.window)
    stage.show(panel)
    show(panel, services, lead)
    return panel


def show(panel: PersonPanel, services: Services, lead: str) -> None:
    settings = services.settings.get()
    view = PersonView(services.leads.detail(lead), settings, (), settings.event.first_day)
    panel.show_person(view)
    QApplication.processEvents()


def words(panel: PersonPanel) -> str:
    labels = panel.answers.findChildren(Label)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_that_answers_are_corrected_in_place_and_undone(
    stage: Stage, services: Services, panel: PersonPanel, lead: str
) -> None:
    first, *_, years = services.settings.get().qualifiers
    assert "Nothing was answered yet." in words(panel)
    panel.answers.edit.click()
    choice, number = panel.answers.fields[first.id].field, panel.answers.fields[years.id].field
    assert isinstance(choice, OneOf)
    assert isinstance(number, Typed)
    choice.choose("Autumn")
    number.line.setFocus()
    QTest.keyClicks(number.line, "2,5")
    QTest.keyClick(number.line, Qt.Key.Key_Tab)
    stage.settle()
    assert services.leads.detail(lead).answers == {first.id: "Autumn", years.id: "2.5"}
    show(panel, services, lead)
    panel.answers.edit.click()
    QApplication.processEvents()
    assert "Autumn" in words(panel)
    assert "2.5" in words(panel)
    stage.undo()
    assert services.leads.detail(lead).answers == {first.id: "Autumn"}


def test_that_a_wrong_answer_is_explained_and_the_field_keeps_it(
    stage: Stage, services: Services, panel: PersonPanel, lead: str
) -> None:
    years = services.settings.get().qualifiers[-1]
    panel.answers.edit.click()
    number = panel.answers.fields[years.id].field
    assert isinstance(number, Typed)
    number.line.setText("several")
    number.keep()
    stage.settle()
    assert "is no number" in number.complaint
    panel.answers.edit.click()
    assert panel.answers.edit.isChecked(), "nothing that was typed goes unsaid"
    assert panel.answers.fields[years.id].field is number
    assert number.line.text() == "several"
    panel.answers.leave()
    assert not panel.answers.edit.isChecked(), "another person is shown"
    show(panel, services, lead)
    assert services.leads.detail(lead).answers == {}


def test_that_an_answer_is_shown_with_the_question_as_it_was_asked(
    services: Services, panel: PersonPanel, lead: str
) -> None:
    first, second, *_ = services.settings.get().qualifiers
    services.leads.answer(lead, first.id, "Now")
    services.leads.answer(lead, second.id, "No")
    services.settings.save_qualifier(replace(first, question="Could start"))
    services.settings.remove_qualifier(second.id)
    show(panel, services, lead)
    assert "Earliest start" in words(panel)
    assert "Now (earlier wording)" in words(panel)
    assert "No (no longer asked)" in words(panel)


def test_that_another_person_ends_the_correcting(
    services: Services, panel: PersonPanel, lead: str, tmp_path: Path
) -> None:
    panel.answers.edit.click()
    lead_of_other = replace(services.leads.detail(lead), id="other")
    settings = services.settings.get()
    panel.show_person(PersonView(lead_of_other, settings, (), settings.event.first_day))
    assert panel.answers.fields == {}
    assert not panel.answers.edit.isChecked()


def test_that_a_panel_that_nobody_serves_offers_no_correcting(
    stage: Stage, services: Services, lead: str
) -> None:
    panel = PersonPanel()
    stage.show(panel)
    show(panel, services, lead)
    assert panel.answers.isHidden()
    assert panel.role.link.isHidden()


def test_that_the_link_of_the_role_turns_the_screen(
    stage: Stage, services: Services, panel: PersonPanel, lead: str
) -> None:
    role = services.settings.get().roles[0]
    services.settings.save_role(replace(role, link="https://jobs.example/42"))
    services.leads.set_role(lead, role.id)
    show(panel, services, lead)
    panel.role.link.click()
    stage.settle()
    assert stage.context.frame.turned


def test_that_tags_in_the_panel_have_their_colours(
    services: Services, panel: PersonPanel, lead: str
) -> None:
    services.tags.save(replace(services.tags.add("NLP"), colour="pink"))
    services.leads.add_tag(lead, "nlp")
    show(panel, services, lead)
    (chip,) = [one for one in panel.tags.findChildren(Chip) if one.isVisible()]
    assert (chip.text(), chip.tone) == ("NLP", "tag.pink")


def test_that_interests_are_corrected_with_chips_from_the_list(
    stage: Stage, services: Services, panel: PersonPanel
) -> None:
    services.interests.replace(["Robotics", "Speech and audio"])
    corrected: list[Person] = []
    person = Person(name="Ada", interests=("Underwater knitting",))
    dialog = open_details(stage.context, person, panel, corrected.append)
    stage.settle()
    field = dialog.interests
    field.line.setFocus()
    QTest.keyClicks(field.line, "spee")
    completer = field.line.completer()
    assert completer is not None
    assert completer.completionCount() == 1
    completer.activated.emit("Speech and audio")
    field.line.setText("Speech and audio")
    stage.qtbot.waitUntil(lambda: len(field.chips) == 2)
    QTest.keyClicks(field.line, "ROBOTICS")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(field.chips[0], Qt.Key.Key_Delete)
    dialog.save()
    assert [one.interests for one in corrected] == [("Speech and audio", "Robotics")]
