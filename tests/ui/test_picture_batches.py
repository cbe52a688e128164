"""Several pictures in one go: what was not read stays listed until somebody took care of it."""

import logging
import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt

import boothapp.decoding
from boothapp.decoding.making import code_image
from boothapp.domain.codes import Symbology
from boothapp.domain.consent import Verdict
from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.scan.pictures import Picture
from boothapp.ui.scan.source_card import PicturesProgress
from boothapp.ui.scan.unread_dialog import UnreadDialog
from tests.ui.conftest import Stage
from tests.ui.scanning import AMARA_ID, HARUTO_ID, WANJIRU_ID, Booth, open_booth


@pytest.fixture
def booth(stage: Stage, services: Services, roster: None) -> Booth:
    return open_booth(stage, services)


@pytest.fixture
def progress(booth: Booth) -> PicturesProgress:
    return booth.page.source.progress


def blank(folder: Path, *names: str) -> list[Picture]:
    for name in names:
        Image.new("L", (64, 48), 128).save(folder / name)
    return [Picture(name, folder / name) for name in names]


def coded(folder: Path, name: str, text: str = AMARA_ID) -> Picture:
    paper = Image.new("L", (600, 400), 200)
    paper.paste(code_image(text, Symbology.QR, 6), (200, 100))
    paper.save(folder / name)
    return Picture(name, folder / name)


def look_at(booth: Booth, *pictures: Picture) -> None:
    booth.page.pictures.look_at(list(pictures), ScanSource.IMAGE)
    booth.stage.settle()


def opened(booth: Booth) -> UnreadDialog:
    booth.page.pictures.open_unread()
    booth.stage.settle()
    return booth.page.findChildren(UnreadDialog)[-1]


def typed(booth: Booth, dialog: UnreadDialog, text: str) -> None:
    dialog.line.setText(text)
    dialog.scan.click()
    booth.stage.settle()


def names(dialog: UnreadDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_that_what_was_typed_is_off_the_list_though_the_dialog_is_left_early(
    booth: Booth, progress: PicturesProgress, tmp_path: Path
) -> None:
    look_at(booth, *blank(tmp_path, "a.png", "b.png", "c.png"))
    dialog = opened(booth)
    typed(booth, dialog, AMARA_ID)
    dialog.reject()
    assert "a.png" not in progress.failures.text()
    assert "2 not read" in progress.words
    dialog = opened(booth)
    assert names(dialog) == ["b.png", "c.png"]
    typed(booth, dialog, HARUTO_ID)
    typed(booth, dialog, WANJIRU_ID)
    assert progress.isHidden()
    booth.page.pictures.open_unread()
    assert not booth.page.findChildren(UnreadDialog)


def test_that_a_code_that_was_read_after_closing_ticks_its_picture_in_the_next_dialog(
    booth: Booth, progress: PicturesProgress, tmp_path: Path
) -> None:
    look_at(booth, *blank(tmp_path, "a.png", "b.png"))
    coded(tmp_path, "a.png")  # the part that is looked at again is read
    first = opened(booth)
    first.again.click()
    first.reject()
    booth.page.pictures.open_unread()
    second = next(one for one in booth.page.findChildren(UnreadDialog) if one is not first)
    booth.stage.settle()
    assert [second.list.is_done(row) for row in range(2)] == [True, False]
    assert second.list.currentRow() == 1
    assert progress.words == "1 not read"


def test_that_more_pictures_are_added_to_those_that_were_not_read(
    booth: Booth, progress: PicturesProgress, tmp_path: Path
) -> None:
    look_at(booth, *blank(tmp_path, "a.png", "b.png"))
    look_at(booth, coded(tmp_path, "c.png"))
    look_at(booth, *blank(tmp_path, "d.png"))
    assert names(opened(booth)) == ["a.png", "b.png", "d.png"]
    assert len(progress.failures.text().splitlines()) == 3


def test_that_a_picture_that_is_looked_at_anew_is_listed_once_or_no_more(
    booth: Booth, progress: PicturesProgress, tmp_path: Path
) -> None:
    first, second = blank(tmp_path, "a.png", "b.png")
    look_at(booth, first, second)
    look_at(booth, coded(tmp_path, "a.png"), second)
    assert progress.failures.text() == "b.png: no code could be read"


def test_that_closing_the_notice_forgets_the_pictures(
    booth: Booth, progress: PicturesProgress, tmp_path: Path
) -> None:
    look_at(booth, *blank(tmp_path, "a.png", "b.png"))
    progress.stop.click()
    look_at(booth, *blank(tmp_path, "c.png"))
    assert progress.failures.text() == "c.png: no code could be read"


def test_that_those_that_were_not_looked_at_are_listed_after_stop(
    booth: Booth, progress: PicturesProgress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = blank(tmp_path, "a.png", "b.png", "c.png")
    real, begun, stopped = boothapp.decoding.decode_image, threading.Event(), threading.Event()

    def slow(source: Path) -> object:
        if source.name != "a.png":
            begun.set()
            assert stopped.wait(10)
        return real(source)

    def stop() -> None:
        assert begun.wait(10)
        progress.stop.click()
        stopped.set()

    monkeypatch.setattr(boothapp.decoding, "decode_image", slow)
    booth.page.pictures.intake.looked.connect(stop, Qt.ConnectionType.SingleShotConnection)
    look_at(booth, *pictures, coded(tmp_path, "d.png"))
    assert progress.words == "2 not read, 2 not looked at"
    assert progress.failures.text().splitlines()[1:] == [
        "b.png: no code could be read",
        "c.png: not looked at",
        "d.png: not looked at",
    ]
    dialog = opened(booth)
    dialog.list.setCurrentRow(3)
    booth.stage.settle()
    dialog.again.click()
    booth.stage.settle()
    assert [row.name for row in booth.services.leads.table()] == ["Amara Okonkwo"]
    assert progress.words == "2 not read, 1 not looked at"


def test_that_of_several_pictures_it_is_said_once_which_were_not_read(
    booth: Booth, progress: PicturesProgress, tmp_path: Path
) -> None:
    heard: list[Verdict] = []
    booth.page.orders.heard.connect(heard.append)
    read = coded(tmp_path, "b.png")
    look_at(booth, *blank(tmp_path, "a.png"), read, *blank(tmp_path, "c.png", "d.png"))
    assert progress.words == "1 read, 3 not read"
    assert heard == [Verdict.MAY_SHARE]
    assert [said for said in booth.stage.said if "Amara" not in said] == []
    assert booth.card.badge_id == AMARA_ID, "she stays in the panel"
    rows = booth.services.capture.recent()
    assert [row.verdict for row in rows] == [*[Verdict.UNREADABLE] * 3, Verdict.MAY_SHARE]
    listed = booth.page.list.list.lines
    assert [listed.line(listed.index(at)).title for at in range(listed.rowCount())] == [
        "Unreadable",
        "Amara Okonkwo",
    ]


def test_that_of_several_pictures_it_is_said_on_another_page_too(
    booth: Booth, tmp_path: Path
) -> None:
    booth.page.hide()
    look_at(booth, *blank(tmp_path, "a.png", "b.png"))
    assert booth.stage.said == ["Pictures: 2 not read. F1 shows more."]


def test_that_one_picture_without_a_code_is_told_in_the_panel(booth: Booth, tmp_path: Path) -> None:
    look_at(booth, *blank(tmp_path, "a.png"))
    assert booth.card.verdict is Verdict.UNREADABLE


def test_that_a_picture_that_breaks_the_reader_ends_no_batch(
    booth: Booth,
    progress: PicturesProgress,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    real = boothapp.decoding.decode_image

    def breaking(source: Path) -> object:
        if source.name == "b.png":
            raise RuntimeError("nobody expected it")
        return real(source)

    monkeypatch.setattr(boothapp.decoding, "decode_image", breaking)
    with caplog.at_level(logging.ERROR):
        look_at(booth, *blank(tmp_path, "a.png", "b.png"), coded(tmp_path, "c.png"))
    assert progress.failures.text().splitlines() == [
        "a.png: no code could be read",
        "b.png: cannot be read",
    ]
    assert [row.name for row in booth.services.leads.table()] == ["Amara Okonkwo"]
    assert booth.stage.failures == []
    assert "a picture could not be read" in caplog.messages
