"""The selected booking says everything, at any size; the candidates say what they need."""

from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from boothapp.domain.event import Role
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.needs import Need, Window
from boothapp.domain.people import BusyTime
from boothapp.ui.interviews.candidate_words import need_line
from boothapp.ui.interviews.candidates_model import NEED_ROLE
from tests.factories import SettableClock
from tests.ui.cards.conftest import Desk

NAMES = {"1": "Tomasz Zieliński", "2": "Elif Yıldız", "3": "Elif Şahin"}


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (Need(), ""),
        (Need(all_of=("1",), windows=(Window(closes=time(18)),)), "Tomasz Zieliński, until 18:00"),
        (Need(any_of=("1", "2"), minutes=45), "Tomasz or Elif Yıldız, 45 min"),
        (Need(windows=(Window(closes=time(17, 30)),)), "Anyone, until 17:30"),
        (Need(minutes=45, windows=(Window(day=date(2026, 7, 10)),)), "Anyone, 45 min, Fri 10 only"),
        (Need(skills=("speech",), minutes=30), "Knows speech, 30 min"),
        (Need(all_of=("1",), skills=("NLP",)), "Tomasz Zieliński, knows NLP"),
        (Need(size=2), "Anyone, 2 in all"),
    ],
)
def test_that_a_need_is_a_line_of_words(need: Need, words: str) -> None:
    assert need_line(need, NAMES) == words


def test_that_a_card_says_the_need_else_nothing_and_its_tooltip_all(desk: Desk) -> None:
    services = desk.services
    role = services.settings.save_role(Role("", "Speech"))
    services.leads.set_role(desk.waiting, role.id)
    at = datetime(2026, 7, 9, 6, tzinfo=UTC)
    poster = BusyTime("poster", "Poster 1187", at, at.replace(hour=8), "Hall C")
    services.leads.set_busy(desk.waiting, (poster,))
    desk.stage.settle()
    index = desk.page.panel.list.model().index(0, 0)
    assert index.data(NEED_ROLE) == ""
    tomasz = services.settings.get().interviewers[1]
    services.leads.set_need(desk.waiting, Need(all_of=(tomasz.id,)))
    desk.stage.settle()
    index = desk.page.panel.list.model().index(0, 0)
    assert index.data(NEED_ROLE) == tomasz.name
    for kind in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        said = str(index.data(kind))
        assert f"Needs: {tomasz.name}" in said
        assert "Own poster Thu 15:00–17:00, Hall C: Poster 1187" in said
        assert "Speech" in said


def test_that_the_status_is_said_with_its_times(desk: Desk, clock: SettableClock) -> None:
    card, interviews = desk.page.panel.booking, desk.services.interviews
    assert card.status.words == "Planned"
    interviews.set_status(desk.booked.id, InterviewStatus.ARRIVED)
    clock.forward(minutes=7)
    interviews.set_status(desk.booked.id, InterviewStatus.RUNNING)
    desk.stage.settle()
    assert card.status.words == "Running, arrived 12:00, began 12:07"
    assert card.when.words == "Thu 9, 14:00–14:30, Namsan"


def test_that_what_is_done_is_neither_invited_to_nor_moved(desk: Desk) -> None:
    card = desk.page.panel.booking
    assert card._move.isVisible()
    assert card.invite.isVisible()
    desk.services.interviews.set_status(desk.booked.id, InterviewStatus.DONE)
    desk.stage.settle()
    assert not card._move.isVisible()
    assert not card.invite.isVisible()
    assert card.invitation.words == "Not invited"
    desk.press(Qt.Key.Key_I)
    assert desk.closed()


def test_that_the_card_opens_the_lead(desk: Desk) -> None:
    desk.page.panel.booking.lead.click()
    assert desk.stage.navigated == [("leads", desk.booked.lead_id)]


def test_that_the_card_scrolls_in_a_low_window_and_the_first_candidate_stays(desk: Desk) -> None:
    desk.stage.window.resize(950, 520)
    desk.stage.settle()
    card, people = desk.page.panel.booking, desk.page.panel.list
    assert people.height() >= 82
    assert card.height() < card.sizeHint().height()
    card.invite.setFocus()
    QTest.keyClick(card.invite, Qt.Key.Key_Tab)
    assert card.judge.hasFocus()
    seen = card.judge.visibleRegion().boundingRect()
    assert seen.height() == card.judge.height()


def test_that_the_panel_is_ticked_in_its_list(desk: Desk) -> None:
    menu = desk.page.panel.booking.who.menu_of_names()
    tomasz = next(one for one in menu.actions() if one.text().startswith("Tomasz"))
    tomasz.trigger()
    desk.stage.settle()
    assert len(desk.now.panel) == 3
    who = desk.page.panel.booking.who
    assert who.text() == "Panel of 3"
    assert "Elif Yıldız, Tomasz Zieliński" in who.toolTip()


def test_that_long_names_of_a_panel_do_not_widen_the_card(desk: Desk) -> None:
    card = desk.page.panel.booking
    assert card.who.text() == "Sofia Marchetti and Elif Yıldız"
    for button in (card.who, card.judge, card.lead):
        right = button.mapTo(card, button.rect().topRight()).x()
        assert right < card.width() - 8


def test_that_the_pages_menu_says_how_many_invitations_are_due(desk: Desk) -> None:
    more = desk.page.desk.left.more
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    desk.stage.settle()
    menu = next(one for one in more.findChildren(QMenu) if one.isVisible())
    said = [one.text() for one in menu.actions() if one.text()]
    first = said.index("Invitations (1 due)…")
    assert said[first : first + 3] == [
        "Invitations (1 due)…",
        "Day sheets and calendars…",
        "Import busy times…",
    ]
    assert "Amara Okonkwo: needs… (E)" in said, "whose card is shown"
    menu.close()
