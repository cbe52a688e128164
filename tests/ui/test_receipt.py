"""The receipt on the Scan page: after every yes, for that person only."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from boothapp.decoding.frames import FrameDecoder
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.scan.receipt_card import ReceiptCard
from boothapp.ui.widgets.qr import QrCode
from tests.factories import vcard
from tests.ui.conftest import Stage

HARUTO = vcard("Haruto Nakamura", "haruto@kamogawa.example", "Kamogawa University")


@pytest.fixture
def page(stage: Stage) -> Iterator[ScanPage]:
    page = ScanPage(stage.context)
    stage.window.resize(1264, 818)
    stage.show(page)
    yield page
    page.close()


def scan(stage: Stage, page: ScanPage, payload: str) -> None:
    page.orders.take(payload, ScanSource.SCANNER)
    stage.settle()
    page.panels.wake_now()
    page.desk.change(page.desk.current) if page.desk.current else None


def say(stage: Stage, page: ScanPage, event: ConsentEvent, method: str = "spoken") -> None:
    page.orders.answer({Purpose.RECRUITING: event}, NoticeShown("de", method))
    stage.settle()


def read(code: QrCode) -> str:
    picture = code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(
        picture.height(), picture.bytesPerLine()
    )
    (reading,) = FrameDecoder().decode(np.ascontiguousarray(rows[:, : picture.width()]))
    return reading.text


def test_that_a_yes_shows_a_receipt_that_a_phone_reads(stage: Stage, page: ScanPage) -> None:
    scan(stage, page, HARUTO)
    say(stage, page, ConsentEvent.GIVEN)
    card: ReceiptCard = page.receipting.card
    assert card.isVisible()
    assert not page.list.isVisible()  # nobody else's name beside it
    text = read(card.code)
    assert text.startswith("mailto:privacy@northlight.example?subject=")
    assert len(text.encode()) <= 220


def test_that_it_says_all_of_it_in_the_language_of_the_answer_also_when_shown_again(
    stage: Stage, page: ScanPage
) -> None:
    scan(stage, page, HARUTO)
    say(stage, page, ConsentEvent.GIVEN)
    card = page.receipting.card
    lines = [line.words for line in card._lines]
    assert lines[0].startswith("Northlight bewahrt auf: ")
    assert "schreiben Sie an privacy@northlight.example" in lines[3]
    assert not card.reading.overflows
    page.lead_orders.save()
    scan(stage, page, HARUTO)
    page.receipting.show_again()
    stage.settle()
    assert card.isVisible()
    assert [line.words for line in card._lines] == lines


def test_that_the_next_person_does_not_see_it(stage: Stage, page: ScanPage) -> None:
    scan(stage, page, HARUTO)
    say(stage, page, ConsentEvent.GIVEN)
    page.lead_orders.save()
    stage.settle()
    assert page.list.isVisible()
    assert not page.receipting.card.isVisible()


def test_that_a_no_gives_none(stage: Stage, page: ScanPage) -> None:
    scan(stage, page, HARUTO)
    say(stage, page, ConsentEvent.DECLINED)
    assert page.list.isVisible()


def test_that_it_is_turned_to_whoever_answered_on_the_screen_in_their_language(
    stage: Stage, page: ScanPage
) -> None:
    scan(stage, page, HARUTO)
    say(stage, page, ConsentEvent.GIVEN, "screen")
    turned = page.receipting.turned_receipt
    assert turned is not None
    assert turned.isVisible()
    assert turned._title.words == "Ihre Bestätigung"
    assert stage.context.frame.turned
    QTest.keyClick(turned, Qt.Key.Key_W)  # no key reaches the page below
    assert turned.isVisible()
    QTest.keyClick(turned, Qt.Key.Key_Return)
    assert not turned.isVisible()
    assert not stage.context.frame.turned


def test_that_a_key_shows_it_again_and_then_turns_it(stage: Stage, page: ScanPage) -> None:
    scan(stage, page, HARUTO)
    say(stage, page, ConsentEvent.GIVEN)
    page.receipting.close()
    assert page.list.isVisible()
    page.receipting.show_again()
    stage.settle()
    assert page.receipting.card.isVisible()
    page.receipting.show_again()
    assert page.receipting.turned_receipt is not None
    assert page.receipting.turned_receipt.isVisible()
