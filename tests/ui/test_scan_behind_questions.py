"""A badge scanned behind a question of the Privacy page: nobody becomes a lead by it."""

from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from boothapp.domain.people import ScanSource
from boothapp.ui.dialogs.request_dialog import RequestDialog
from boothapp.ui.pages.privacy import PrivacyPage
from tests.ui.whole_window import Window


@pytest.fixture
def privacy(window: Window) -> PrivacyPage:
    card = window.services.capture.scan("AB-0001", ScanSource.SCANNER)
    window.body.navigate("privacy", str(card.subject))
    window.settle()
    return cast("PrivacyPage", window.body.pages["privacy"])


def leads(window: Window) -> list[str]:
    return [row.name for row in window.services.leads.table()]


def in_front() -> QDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog


@pytest.mark.parametrize("order", ["correct", "withdraw", "erase"])
def test_that_a_question_about_a_person_leaves_the_code_and_says_so(
    window: Window, privacy: PrivacyPage, order: str
) -> None:
    getattr(privacy.people, order)()
    window.settle()
    window.body.inlet.typed("AB-0003")
    window.settle()
    assert leads(window) == ["Amara Okonkwo"]
    assert "Nothing was written" in window.body.toasts.shown[-1].text.text()
    in_front().reject()


def test_that_the_badge_of_who_asks_fills_in_the_request(
    window: Window, privacy: PrivacyPage
) -> None:
    window.body.navigate("privacy", "requests")
    window.settle()
    privacy.sections["requests"].write_down()  # type: ignore[attr-defined] # the requests section
    window.body.inlet.typed("AB-0003")
    window.settle()
    dialog = in_front()
    assert isinstance(dialog, RequestDialog)
    assert dialog.who.text() == "Wanjiru Kamau"
    assert leads(window) == ["Amara Okonkwo"]
    dialog.reject()
