"""Who came from the organiser's list is told so, and that is on record."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.pages.scan import ScanPage
from tests.ui.conftest import Stage


@pytest.fixture
def page(stage: Stage, roster: None) -> Iterator[ScanPage]:
    page = ScanPage(stage.context)
    stage.show(page)
    page.orders.take("AB-0001", ScanSource.SCANNER)
    stage.settle()
    yield page
    page.close()


def test_that_they_are_told_in_their_language_and_it_is_recorded(
    stage: Stage, page: ScanPage, services: Services
) -> None:
    assert page.panels.lead.tell.isVisible()
    page.telling.begin()
    stage.settle()
    cover = page.telling.cover
    assert cover is not None
    assert cover.isVisible()
    assert cover._text.words.startswith("The organiser’s list says that you agreed")
    cover.language_picked.emit("fr")
    stage.settle()
    assert cover._text.words.startswith("D’après la liste de l’organisateur")
    assert cover._sponsor.text() == "Northlight"
    assert cover.done.text() == "J’ai lu ceci"
    QTest.keyClick(cover, Qt.Key.Key_Return)
    stage.settle()
    assert not cover.isVisible()
    assert not page.panels.lead.tell.isVisible()
    assert [who.name for who in services.notices.not_told()] == ["Wanjiru Kamau"]
    assert stage.said[-1] == "Amara Okonkwo was told. It is on record."


def test_that_turning_back_records_nothing(
    stage: Stage, page: ScanPage, services: Services
) -> None:
    page.telling.begin()
    stage.settle()
    assert page.telling.cover is not None
    QTest.keyClick(page.telling.cover, Qt.Key.Key_Escape)
    stage.settle()
    assert page.panels.lead.tell.isVisible()
    assert len(services.notices.not_told()) == 2
    assert not stage.context.frame.turned
