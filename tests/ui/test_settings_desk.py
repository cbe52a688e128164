"""Questions, roles, tags and interests in Settings, with real hands."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from boothapp.domain.desk_lists import COLOURS
from boothapp.domain.qualifiers import Kind
from boothapp.services.bundle import Services
from boothapp.services.interests import supplied
from boothapp.ui.forms.need import NeedForm
from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.settings.interests_card import InterestsDialog
from boothapp.ui.settings.questions_card import QuestionForm
from boothapp.ui.settings.roles import RoleForm
from boothapp.ui.settings.tags_card import TagLine
from boothapp.ui.widgets.labels import Label
from tests.factories import scanned_leads
from tests.ui.conftest import Stage


@pytest.fixture
def page(stage: Stage) -> SettingsPage:
    page = SettingsPage(stage.context)
    stage.show(page)
    return page


def type_over(stage: Stage, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    stage.settle()


def click(stage: Stage, parent: QWidget, name: str) -> None:
    found = (one for one in parent.findChildren(QWidget) if one.accessibleName() == name)
    QTest.mouseClick(next(one for one in found if one.isVisible()), Qt.MouseButton.LeftButton)
    stage.settle()


def opened(stage: Stage, page: SettingsPage, row: int) -> QuestionForm:
    asked = page._services.settings.get().qualifiers[row]
    line = page.qualifiers.lines[asked.id]
    line.head.setChecked(True)
    stage.settle()
    assert isinstance(line.body, QuestionForm)
    return line.body


def pick(stage: Stage, form: QuestionForm, kind: Kind) -> None:
    row = tuple(Kind).index(kind)
    form.kind.setCurrentIndex(row)
    form.kind.activated.emit(row)
    stage.settle()


def asked(services: Services) -> list[str]:
    return [one.question for one in services.settings.get().qualifiers]


def test_that_a_question_is_added_opened_and_given_choices(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    page.qualifiers.line.setText("Where?")
    QTest.keyClick(page.qualifiers.line, Qt.Key.Key_Return)
    stage.settle()
    line = page.qualifiers.lines[services.settings.get().qualifiers[-1].id]
    assert line.head.isChecked()
    form = line.body
    assert isinstance(form, QuestionForm)
    assert form.kind.hasFocus()
    pick(stage, form, Kind.CHOICES)
    assert form.choices.hasFocus()
    assert form.choices_field.complaint == ""
    form.choices.insertPlainText("Seoul\nZürich")
    QTest.keyClick(form.choices, Qt.Key.Key_Tab)
    stage.settle()
    kept = services.settings.get().qualifiers[-1]
    assert (kept.question, kept.kind, kept.choices) == ("Where?", Kind.CHOICES, ("Seoul", "Zürich"))
    form.required.click()
    stage.settle()
    assert services.settings.get().qualifiers[-1].required
    assert "required" in line.head.accessibleName()
    stage.undo()
    assert not services.settings.get().qualifiers[-1].required
    assert not form.required.isChecked()


def test_that_a_question_without_enough_choices_is_explained_and_not_saved(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    form = opened(stage, page, 2)
    pick(stage, form, Kind.CHOICE)
    QTest.keyClicks(form.choices, "Only one")
    QTest.keyClick(form.choices, Qt.Key.Key_Tab)
    stage.settle()
    assert "at least two choices" in form.choices_field.complaint
    assert services.settings.get().qualifiers[2].kind is Kind.TEXT


def test_that_no_question_is_asked_twice(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    page.qualifiers.line.setText("earliest START")
    QTest.keyClick(page.qualifiers.line, Qt.Key.Key_Return)
    stage.settle()
    assert "is asked already" in stage.said[-1]
    form = opened(stage, page, 1)
    type_over(stage, form.question, "Earliest start")
    assert "is asked already" in form.question_field.complaint
    assert len(asked(services)) == 3


def test_that_an_answered_question_stays_open_as_its_new_version_and_undo_goes_back(
    stage: Stage, services: Services, page: SettingsPage, tmp_path: Path
) -> None:
    (lead,) = scanned_leads(services, tmp_path, 1)
    first = services.settings.get().qualifiers[0]
    services.leads.answer(lead, first.id, "Now")
    form = opened(stage, page, 0)
    type_over(stage, form.question, "Could start")
    kept = services.settings.get().qualifiers[0]
    assert (kept.question, kept.version) == ("Could start", 2)
    line = page.qualifiers.lines[kept.id]
    assert line.body is form
    assert line.head.isChecked()
    assert stage.said[-1] == "Question saved as version 2"
    stage.undo()
    assert services.settings.get().qualifiers[0] == first


def test_that_lines_move_by_button_and_by_key_with_undo(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    one, two, three = asked(services)
    click(stage, page.qualifiers, f"Move {three} up")
    assert asked(services) == [one, three, two]
    line = page.qualifiers.lines[services.settings.get().qualifiers[0].id]
    line.head.setFocus()
    QTest.keyClick(line.head, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    stage.settle()
    assert asked(services) == [three, one, two]
    assert line.head.hasFocus()
    stage.undo()
    assert asked(services) == [one, three, two]
    tops = [page.qualifiers.lines[q.id].y() for q in services.settings.get().qualifiers]
    assert tops == sorted(tops)


def test_that_the_first_line_goes_no_further_up(stage: Stage, page: SettingsPage) -> None:
    lines = list(page.qualifiers.lines.values())
    assert [[one.isEnabled() for one in line.movers.buttons] for line in lines if line.movers] == [
        [False, True],
        [True, True],
        [True, False],
    ]


def test_that_a_role_takes_a_link_and_says_what_is_wrong_with_one(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    role = services.settings.get().roles[0]
    line = page.roles.lines[role.id]
    line.head.setChecked(True)
    form = line.body
    assert isinstance(form, RoleForm)
    assert isinstance(form.need, NeedForm)
    type_over(stage, form.link, "jobs.example/42")
    assert "Begin the link with https://" in form.link_field.complaint
    assert services.settings.get().roles[0].link == ""
    type_over(stage, form.link, "https://jobs.example/42")
    assert services.settings.get().roles[0].link == "https://jobs.example/42"
    assert "jobs.example" in line.head.accessibleName()
    stage.undo()
    assert services.settings.get().roles[0].link == ""
    click(stage, page.roles, f"Move {role.title} down")
    assert services.settings.get().roles[1].id == role.id
    stage.undo()
    assert services.settings.get().roles[0].id == role.id


def tag_lines(page: SettingsPage) -> list[TagLine]:
    return page.desk.tags.lines


def test_that_a_tag_is_added_coloured_renamed_and_removed_with_undo(
    stage: Stage, services: Services, page: SettingsPage, tmp_path: Path
) -> None:
    (lead,) = scanned_leads(services, tmp_path, 1)
    page.desk.tags.line.setText("NLP")
    QTest.keyClick(page.desk.tags.line, Qt.Key.Key_Return)
    stage.settle()
    services.leads.add_tag(lead, "nlp")
    (line,) = tag_lines(page)
    line.colour.setCurrentIndex(COLOURS.index("teal"))
    line.colour.activated.emit(COLOURS.index("teal"))
    stage.settle()
    assert services.settings.get().tags[0].colour == "teal"
    assert line.swatch.tone == "tag.teal"
    type_over(stage, line.name, "Language")
    assert services.leads.detail(lead).tags == ("Language",)
    stage.undo()
    assert services.leads.detail(lead).tags == ("NLP",)
    line.remove.click()
    stage.settle()
    (rest,) = tag_lines(page)
    assert rest.use.style.id == ""
    assert rest.remove.isHidden()
    stage.undo()
    assert [one.name for one in services.settings.get().tags] == ["NLP"]


def test_that_a_tag_that_leads_have_is_set_up_by_its_colour(
    stage: Stage, services: Services, page: SettingsPage, tmp_path: Path
) -> None:
    (lead,) = scanned_leads(services, tmp_path, 1)
    services.leads.add_tag(lead, "Speech")
    page.reload()
    stage.settle()
    (line,) = tag_lines(page)
    assert line.colour.currentIndex() == -1
    assert line.movers.isHidden()
    said = " ".join(label.text() for label in page.desk.tags.findChildren(Label))
    assert "Give a tag a colour to move it, or to offer it no more" in said
    line.colour.setCurrentIndex(0)
    line.colour.activated.emit(0)
    stage.settle()
    assert [one.name for one in services.settings.get().tags] == ["Speech"]
    assert not tag_lines(page)[0].movers.isHidden()
    assert not tag_lines(page)[0].remove.isHidden()
    stage.undo()
    assert services.settings.get().tags == ()


@pytest.mark.parametrize("yes", [True, False])
def test_that_two_tags_become_one_only_after_a_question(
    stage: Stage, services: Services, page: SettingsPage, tmp_path: Path, yes: bool
) -> None:
    (lead,) = scanned_leads(services, tmp_path, 1)
    for name in ("NLP", "Speech"):
        services.tags.add(name)
    services.leads.add_tag(lead, "NLP")
    stage.settle()
    type_over(stage, tag_lines(page)[0].name, "speech")
    dialog = page.desk.orders.dialog
    assert dialog is not None
    assert dialog.isVisible()
    (dialog.yes if yes else dialog.no).click()
    stage.settle()
    assert services.leads.detail(lead).tags == ("Speech" if yes else "NLP",)
    assert [line.name.text() for line in tag_lines(page)] == ["NLP", "Speech"][int(yes) :]


def test_that_tags_move(stage: Stage, services: Services, page: SettingsPage) -> None:
    for name in ("NLP", "Speech"):
        services.tags.add(name)
    stage.settle()
    click(stage, page.desk.tags, "Move Speech up")
    assert [one.name for one in services.settings.get().tags] == ["Speech", "NLP"]
    stage.undo()
    assert [one.name for one in services.settings.get().tags] == ["NLP", "Speech"]


def interests(stage: Stage, page: SettingsPage) -> InterestsDialog:
    click(stage, page.desk.interests, "Edit the list…")
    assert page.desk.dialog is not None
    return page.desk.dialog


def test_that_the_list_of_interests_is_edited_with_a_preview_and_undone(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    dialog = interests(stage, page)
    assert dialog.edit.lines == list(supplied())
    dialog.edit.setPlainText("Robotics\nKnitting\n")
    assert dialog.preview.text().startswith("1 come: Knitting. ")
    assert f"{len(supplied()) - 1} go: " in dialog.preview.text()
    assert dialog.preview.text().endswith("1 stay.")
    dialog.save.click()
    stage.settle()
    assert services.interests.names() == ("Robotics", "Knitting")
    assert page.desk.interests.shown.text() == "2: Robotics, Knitting"
    stage.undo()
    assert services.interests.names() == supplied()


def test_that_a_file_is_looked_at_before_it_is_the_list(
    stage: Stage, services: Services, page: SettingsPage, tmp_path: Path
) -> None:
    dialog = interests(stage, page)
    (tmp_path / "bad.txt").write_bytes(b"PK\0")
    page.desk.take_file(dialog, tmp_path / "bad.txt")
    stage.settle()
    assert "is no text" in dialog.field.complaint
    assert dialog.edit.lines == list(supplied())
    good = tmp_path / "areas.csv"
    good.write_text("Topic;n\nSpeech;1\nKnitting;2\n", "utf-8")
    page.desk.take_file(dialog, good)
    stage.settle()
    assert dialog.edit.lines == ["Speech", "Knitting"]
    assert services.interests.names() == supplied()
    dialog.reject()
    assert services.interests.names() == supplied()


def test_that_an_empty_list_cannot_be_saved(stage: Stage, page: SettingsPage) -> None:
    dialog = interests(stage, page)
    dialog.edit.setPlainText("")
    assert "no interest in it" in dialog.field.complaint
    assert not dialog.save.isEnabled()
    dialog.show_list(supplied())
    assert dialog.save.isEnabled()
    dialog.reject()
