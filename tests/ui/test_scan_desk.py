"""On the Scan page: questions of each kind, what is required, a role's link, tags in colour."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.qualifiers import Kind, Qualifier
from boothapp.services.bundle import Services
from boothapp.ui.forms.answer_field import AnyOf, OneOf, OneOfMany, Typed
from boothapp.ui.scan.questions import Question
from boothapp.ui.widgets.chips import Chip
from tests.ui.conftest import Stage
from tests.ui.scanning import AMARA_ID, HARUTO_ID, WANJIRU_ID, Booth, open_booth

MANY = tuple(f"Choice number {n}" for n in range(6))


@pytest.fixture
def booth(stage: Stage, services: Services, roster: None) -> Booth:
    settings = services.settings
    for asked in settings.get().qualifiers[1:]:
        settings.remove_qualifier(asked.id)
    settings.save_qualifier(replace(settings.get().qualifiers[0], required=True))
    settings.save_qualifier(Qualifier("", "Team", MANY))
    settings.save_qualifier(Qualifier("", "Offices", ("Seoul", "Zurich"), Kind.CHOICES))
    settings.save_qualifier(Qualifier("", "Years", kind=Kind.NUMBER))
    settings.save_qualifier(Qualifier("", "Free from", kind=Kind.DATE, required=True))
    settings.save_qualifier(Qualifier("", "Moves", kind=Kind.YES_NO))
    role = settings.get().roles[0]
    settings.save_role(replace(role, link="https://jobs.example/42"))
    services.tags.save(replace(services.tags.add("NLP"), colour="teal"))
    return open_booth(stage, services)


def row(booth: Booth, question: str) -> Question:
    rows = booth.page.panels.lead.questions.rows
    return next(one for one in rows if one.qualifier.question == question)


def kept(booth: Booth) -> dict[str, str]:
    lead = booth.card.lead
    assert lead is not None
    names = {one.id: one.question for one in booth.services.settings.get().qualifiers}
    answers = booth.services.leads.detail(lead.id).answers
    return {names[key]: text for key, text in answers.items()}


def write(booth: Booth, field: Typed, text: str) -> None:
    field.line.setFocus()
    field.line.setText("")
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Tab)
    booth.stage.settle()


def typed(booth: Booth, question: str) -> Typed:
    field = row(booth, question).field
    assert isinstance(field, Typed)
    return field


def test_that_each_kind_is_answered_with_its_own_field(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    one, many = row(booth, "Earliest start").field, row(booth, "Team").field
    assert isinstance(one, OneOf)
    assert isinstance(many, OneOfMany)
    booth.click(one.buttons[1])
    many.setCurrentIndex(3)
    many.activated.emit(3)
    several, moves = row(booth, "Offices").field, row(booth, "Moves").field
    assert isinstance(several, AnyOf)
    assert isinstance(moves, OneOf)
    for box in several.boxes[::-1]:
        box.click()
    booth.click(moves.buttons[1])
    write(booth, typed(booth, "Years"), "3,5")
    write(booth, typed(booth, "Free from"), "30.6.2027")
    assert kept(booth) == {
        "Earliest start": "Autumn",
        "Team": "Choice number 2",
        "Offices": "Seoul\nZurich",
        "Years": "3.5",
        "Free from": "2027-06-30",
        "Moves": "No",
    }
    assert typed(booth, "Years").line.text() == "3.5"
    booth.scan(AMARA_ID)
    assert [box.isChecked() for box in several.boxes] == [True, True]
    many.setCurrentIndex(0)
    many.activated.emit(0)
    booth.click(one.buttons[1])
    booth.stage.settle()
    assert "Team" not in kept(booth)
    assert "Earliest start" not in kept(booth)


def test_that_a_wrong_answer_is_explained_beside_its_field_and_not_kept(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    write(booth, typed(booth, "Years"), "many")
    assert "is no number" in typed(booth, "Years").complaint
    assert kept(booth) == {}
    assert typed(booth, "Years").line.text() == "many"
    write(booth, typed(booth, "Years"), "4")
    assert typed(booth, "Years").complaint == ""
    assert kept(booth) == {"Years": "4"}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en_US", "4/3/2027"),
        ("en_GB", "03/04/2027"),
        ("de_DE", "3.4.2027"),
        ("ko_KR", "2027. 4. 3."),
    ],
)
def test_that_a_day_is_taken_as_this_country_writes_it(
    booth: Booth, locale: str, text: str
) -> None:
    booth.scan(AMARA_ID)
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        write(booth, typed(booth, "Free from"), text)
    finally:
        QLocale.setDefault(before)
    assert kept(booth) == {"Free from": "2027-04-03"}


def test_that_what_is_required_is_named_once_and_never_holds_anybody_up(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    hint = booth.page.panels.lead.open_hint
    assert hint.isHidden()
    booth.press("Enter")
    assert booth.card.badge_id == AMARA_ID
    assert "“Earliest start” and 1 more" in hint.words.words
    booth.press("Q")
    field = row(booth, "Earliest start").field
    assert isinstance(field, OneOf)
    assert field.buttons[0].hasFocus()
    field.choose("Now")
    booth.stage.settle()
    assert "“Free from”" in hint.words.words
    booth.page.setFocus()
    booth.press("Enter")
    assert booth.page.desk.current is None
    booth.scan(WANJIRU_ID)
    assert hint.isHidden()
    booth.press("Enter")
    assert booth.card.badge_id == WANJIRU_ID
    assert not hint.isHidden()


def test_that_who_has_all_answers_is_left_at_once(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    lead = booth.card.lead
    assert lead is not None
    for asked in booth.services.settings.get().qualifiers:
        if asked.required:
            text = "Now" if asked.choices else "2027-01-01"
            booth.services.leads.answer(lead.id, asked.id, text)
    booth.stage.settle()
    booth.press("Enter")
    assert booth.page.desk.current is None


def test_that_what_is_still_in_a_line_goes_to_its_own_person(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    amara = booth.card.lead
    booth.scan(WANJIRU_ID)  # waits, or comes next
    if booth.card.badge_id != AMARA_ID:
        amara = booth.card.lead
    field = typed(booth, "Years")
    field.line.setFocus()
    QTest.keyClicks(field.line, "7")
    for _ in range(2):
        QTest.keyClick(booth.target(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        booth.stage.settle()
    years = next(q.id for q in booth.services.settings.get().qualifiers if q.question == "Years")
    assert amara is not None
    assert booth.services.leads.detail(amara.id).answers == {years: "7"}
    others = [row.id for row in booth.services.leads.table() if row.id != amara.id]
    assert [booth.services.leads.detail(one).answers for one in others] == [{}] * len(others)


def test_that_a_turns_the_screen_to_the_link_of_the_role(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    lead = booth.page.panels.lead
    assert lead.roles.link.isHidden()
    booth.press("A")
    assert booth.page.lead_orders.link is None
    lead.role.setCurrentIndex(1)
    lead.role.activated.emit(1)
    booth.stage.settle()
    assert lead.roles.link.isVisible()
    booth.press("A")
    shown = booth.page.lead_orders.link
    assert shown is not None
    assert shown.cover is not None
    assert shown.cover.isVisible()
    assert booth.stage.context.frame.turned
    assert "jobs.example" in shown.cover.link.words
    assert "https://jobs.example/42" in shown.cover.code.accessibleName()
    QTest.keyClick(shown.cover, Qt.Key.Key_Return)
    assert not shown.cover.isVisible()
    assert booth.page.hasFocus()
    assert booth.card.badge_id == AMARA_ID


def test_that_keys_bring_fields_in_sight_that_are_further_down(booth: Booth) -> None:
    booth.stage.window.resize(1024, 600)
    booth.scan(AMARA_ID)
    lead = booth.page.panels.lead
    assert lead.note.visibleRegion().boundingRect() != lead.note.rect()
    booth.press("W")
    assert lead.note.visibleRegion().boundingRect() == lead.note.rect()
    booth.page.setFocus()
    booth.press("Q")
    first = row(booth, "Earliest start")
    assert first.visibleRegion().boundingRect() == first.rect()


def test_that_a_line_parts_the_name_from_what_is_scrolled_under_it(booth: Booth) -> None:
    booth.stage.window.resize(1024, 600)
    booth.scan(AMARA_ID)
    lead = booth.page.panels.lead
    edge, bar = lead.edge, lead.form_area.verticalScrollBar()
    bar.setValue(0)
    assert not edge.isVisible()
    top = lead.form_area.y()
    bar.setValue(40)
    assert edge.isVisible()
    booth.stage.settle()
    assert (edge.y() + edge.height(), lead.form_area.y()) == (top, top), "nothing moves for it"


def test_that_tags_are_shown_in_their_colours_and_in_the_known_spelling(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    tags = booth.page.panels.lead.tags
    tags.added.emit("nlp")
    tags.added.emit("Robotics")
    booth.stage.settle()
    chips = [(chip.text(), chip.tone) for chip in tags.findChildren(Chip) if chip.isVisible()]
    assert chips == [("NLP", "tag.teal"), ("Robotics", "")]


def test_that_interests_are_filed_with_the_details_of_who_said_yes(booth: Booth) -> None:
    booth.services.interests.replace(["Robotics", "Speech and audio"])
    booth.stage.settle()
    booth.scan(HARUTO_ID)
    booth.page.panels.ask.answer(Purpose.RECRUITING, ConsentEvent.GIVEN)
    for purpose in (Purpose.CV, Purpose.MARKETING):
        booth.page.panels.ask.answer(purpose, ConsentEvent.DECLINED)
    details = booth.page.panels.ask.details
    details.lines["name"].setText("Ingrid Solberg")
    line = details.interests.line
    line.setFocus()
    QTest.keyClicks(line, "robotics")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert details.interests.value == ("Robotics",)
    QTest.keyClicks(line, "Knots")
    booth.page.answering.save()
    booth.stage.settle()
    lead = booth.card.lead
    assert lead is not None
    assert lead.person.interests == ("Robotics", "Knots")
