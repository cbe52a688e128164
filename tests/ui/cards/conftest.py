"""A booking of Amara with a panel, on the Interviews page, and a window over the real services."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from boothapp.domain.event import Criterion
from boothapp.domain.interviews import Interview
from boothapp.domain.people import Rating, ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.pages.interviews import InterviewsPage
from tests import factories
from tests.ui.conftest import Stage

ORGANIZER = "interviews@northlight.example"


@dataclass
class Desk:
    """The page with Amara's booking selected; Wanjiru waits."""

    stage: Stage
    services: Services
    page: InterviewsPage
    booked: Interview
    waiting: str

    @property
    def now(self) -> Interview:
        return self.services.interviews.get(self.booked.id)

    def select(self) -> None:
        self.page.view.setFocus()
        self.page.view.setCurrentIndex(self.page.model.find_interview(self.booked.id))
        self.stage.settle()

    def press(self, key: Qt.Key) -> None:
        with self.stage.qtbot.waitActive(self.stage.window):  # a dialog may have had the focus
            self.stage.window.activateWindow()
        QTest.keyClick(self.page.view, key)
        self.stage.settle()

    def dialog(self, kind: type[QDialog]) -> QDialog:
        self.stage.settle()
        found = [one for one in self.stage.window.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def closed(self) -> bool:
        QApplication.processEvents()
        return not any(one.isVisible() for one in self.stage.window.findChildren(QDialog))


@pytest.fixture
def criteria(services: Services) -> tuple[Criterion, ...]:
    titles = (("Depth", "Can prove it"), ("Clarity", ""))
    return tuple(services.settings.save_criterion(Criterion("", *one)) for one in titles)


@pytest.fixture
def desk(stage: Stage, services: Services, roster: None) -> Desk:
    settings = services.settings
    settings.save_booth(replace(settings.get().booth, organizer=ORGANIZER))
    elif_ = next(one for one in settings.get().interviewers if one.name.startswith("Elif"))
    settings.save_interviewer(replace(elif_, email="elif@northlight.example"))
    me = settings.add_interviewer(factories.STAFF)
    ids = []
    for badge_id, rating in (("AB-0001", Rating.HOT), ("AB-0003", Rating.WARM)):
        card = services.capture.scan(badge_id, ScanSource.SCANNER)
        assert card.lead is not None
        services.leads.rate(card.lead.id, rating)
        ids.append(card.lead.id)
    at = factories.noon_of_second_day() + timedelta(hours=2)
    room = settings.get().rooms[0].id
    booked = services.interviews.book(ids[0], room, at, panel=[me.id, elif_.id])
    page = InterviewsPage(stage.context)
    stage.show(page)
    desk = Desk(stage, services, page, booked, ids[1])
    desk.select()
    return desk
