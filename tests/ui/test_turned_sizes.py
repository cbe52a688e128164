"""What is turned to the attendee is readable in small windows, long languages, for long names."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.scan.cover import Cover
from boothapp.ui.scan.turned_notice import TurnedNotice
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label, Paragraph
from boothapp.ui.widgets.qr import QrCode
from tests.factories import vcard
from tests.ui.conftest import Stage

SPONSOR = "Northlight Institute for Trustworthy Speech and Language Technologies"
CONTACT = "datenschutz-und-informationssicherheit@northlight-research.example"
SIZES = [(900, 600), (1024, 700), (1440, 900)]
HARUTO = vcard("Haruto Nakamura", "haruto@kamogawa.example", "Kamogawa University")


def faults(cover: Cover) -> list[str]:
    """What overlaps or is cut in a cover, one sentence each."""
    kinds = (Label, Paragraph, Button, QrCode)
    parts = [
        part
        for part in cover.findChildren(QWidget)
        if isinstance(part, kinds) and part.isVisible() and not isinstance(part.parent(), Button)
    ]
    content = cover.reading.widget() if cover.reading is not None else None
    found = [f"{_name(part)} is cut" for part in parts if _is_cut(part)]
    places: list[tuple[QWidget, QRect]] = []
    for part in parts:
        inside = content is not None and content.isAncestorOf(part)
        ground = content if inside and content is not None else cover
        place = QRect(part.mapTo(ground, part.rect().topLeft()), part.size())
        if not ground.rect().contains(place):
            found.append(f"{_name(part)} runs out of the window")
        found += [
            f"{_name(part)} lies over {_name(other)}"
            for other, taken in places
            if (content is not None and content.isAncestorOf(other)) == inside
            and taken.intersects(place)
        ]
        places.append((part, place))
    return found


def _name(part: QWidget) -> str:
    return part.accessibleName() or (part.text() if isinstance(part, QLabel) else repr(part))


def _is_cut(part: QWidget) -> bool:
    if isinstance(part, Paragraph):
        return part.height() < part.heightForWidth(part.width())
    if isinstance(part, QLabel):
        words, metrics = part.text().split() or [""], QFontMetrics(part.font())
        widest = max(metrics.horizontalAdvance(word) for word in words)
        wrapped = part.wordWrap()
        wide = widest if wrapped else metrics.horizontalAdvance(part.text())
        high = part.heightForWidth(part.width()) if wrapped else part.sizeHint().height()
        return part.width() < wide or part.height() < high
    return part.width() < part.sizeHint().width() if isinstance(part, Button) else False


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def page(stage: Stage, services: Services, request: pytest.FixtureRequest) -> ScanPage:
    booth = services.settings.get().booth
    services.settings.save_booth(replace(booth, sponsor=SPONSOR, privacy_contact=CONTACT))
    page = ScanPage(stage.context)
    stage.window.setFixedSize(*request.param)
    stage.show(page)
    page.orders.take(HARUTO, ScanSource.SCANNER)
    stage.settle()
    return page


@pytest.mark.parametrize("language", ["de", "fr", "ja"])
def test_that_nothing_of_the_notice_overlaps_or_is_cut(
    stage: Stage, page: ScanPage, language: str
) -> None:
    page.answering.pick_language(language)
    stage.settle()
    page.answering.turn()
    stage.settle()
    cover = page.answering.turned_notice
    assert cover is not None
    assert faults(cover) == []
    page.close()


def test_that_the_supplied_answers_stand_beside_their_question(
    stage: Stage, page: ScanPage
) -> None:
    page.answering.turn()
    stage.settle()
    cover = page.answering.turned_notice
    assert cover is not None
    for (item, _hint), answers in zip(cover._texts, cover.rows.values(), strict=True):
        below = item.mapTo(cover, item.rect().bottomLeft()).y()
        assert answers.mapTo(cover, answers.rect().topLeft()).y() < below
    page.close()


def test_that_own_words_on_the_buttons_leave_the_question_its_room(
    stage: Stage, page: ScanPage, services: Services
) -> None:
    own = {
        "yes": "Yes, I agree to all that",
        "no": "No, I do not want this!",
        "later": "Please ask me once more",
        "no_to_all": "No, thank you, to it all",
        "done": "I am through with it now",
    }
    (kind,) = services.notices.kinds()
    services.notices.save_wording(kind.id, "en", {f"buttons.{name}": w for name, w in own.items()})
    page.answering.pick_language("en")
    stage.settle()
    page.answering.turn()
    stage.settle()
    cover = page.answering.turned_notice
    assert cover is not None
    assert faults(cover) == []
    for item, _hint in cover._texts:
        assert item.width() >= 300
    page.close()


def test_that_a_buttons_words_fit_on_it(services: Services) -> None:
    (kind,) = services.notices.kinds()
    with pytest.raises(BadInput, match="24 is the most"):
        services.notices.save_wording(kind.id, "en", {"buttons.yes": "x" * 25})


@pytest.mark.parametrize("language", ["de", "fr", "ja"])
def test_that_nothing_of_the_receipt_overlaps_or_is_cut(
    stage: Stage, page: ScanPage, language: str
) -> None:
    answers = {Purpose.RECRUITING: ConsentEvent.GIVEN, Purpose.CV: ConsentEvent.GIVEN}
    page.orders.answer(answers, NoticeShown(language, "screen"))
    stage.settle()
    cover = page.receipting.turned_receipt
    assert cover is not None
    assert faults(cover) == []
    page.close()


@pytest.mark.parametrize("language", ["de", "fr", "ja"])
def test_that_nothing_of_what_is_told_overlaps_or_is_cut(
    stage: Stage, page: ScanPage, roster: None, language: str
) -> None:
    page.orders.next()
    page.orders.take("AB-0001", ScanSource.SCANNER)
    stage.settle()
    page.telling.begin()
    stage.settle()
    cover = page.telling.cover
    assert cover is not None
    cover.language_picked.emit(language)
    stage.settle()
    assert faults(cover) == []
    page.close()


@pytest.mark.parametrize("page", [(900, 600)], indirect=True)
def test_that_done_shows_a_purpose_that_was_out_of_sight_before_it_counts(
    stage: Stage, page: ScanPage
) -> None:
    page.answering.pick_language("de")
    stage.settle()
    page.answering.turn()
    stage.settle()
    cover = page.answering.turned_notice
    assert isinstance(cover, TurnedNotice)
    given: list[dict[Purpose, ConsentEvent]] = []
    cover.done.connect(given.append)
    last = list(cover.rows)[-1]
    assert not cover.reading.sees(cover._parts[last])
    presses = 0
    while cover.isVisible():
        QTest.keyClick(cover, Qt.Key.Key_Return)
        QApplication.processEvents()
        presses += 1
        if cover.isVisible():
            assert given == []
    assert 1 < presses <= len(cover.rows) + 1
    assert last in cover._seen
    page.close()


@pytest.mark.parametrize("page", [(900, 600)], indirect=True)
def test_that_the_purpose_that_the_keys_answer_is_in_sight(stage: Stage, page: ScanPage) -> None:
    page.answering.turn()
    stage.settle()
    cover = page.answering.turned_notice
    assert cover is not None
    while cover.asking.next_open() is not None:
        current = cover.asking.current
        assert current is not None
        assert cover.reading.sees(cover._parts[current])
        QTest.keyClick(cover, Qt.Key.Key_Y)
        QApplication.processEvents()
    page.close()


def test_that_the_foot_speaks_the_notices_language(stage: Stage, services: Services) -> None:
    page = ScanPage(stage.context)
    stage.show(page)
    page.orders.take(HARUTO, ScanSource.SCANNER)
    stage.settle()
    for language, words in (("de", "Hinweis 1 vom "), ("fr", "Avis 1 du "), ("ko", "안내문 1 (")):
        page.answering.pick_language(language)
        stage.settle()
        page.answering.turn()
        cover = page.answering.turned_notice
        assert cover is not None
        assert words in cover._foot.words
        assert "notice" not in cover._foot.words
    page.close()
