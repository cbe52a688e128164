"""Badges and posters, printed from the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from boothapp import signatures
from boothapp.decoding import decode_image
from boothapp.domain.codes import Symbology
from boothapp.domain.event import Role
from boothapp.domain.people import ScanSource
from boothapp.domain.sheets import PaperSize
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.badges_dialog import BadgesDialog
from boothapp.ui.dialogs.poster_dialog import PosterDialog
from boothapp.ui.pages.settings import SettingsPage
from tests import factories
from tests.rasters import pages, texts
from tests.ui.conftest import Stage
from tests.ui.printing import open_badges

LINK = "https://northlight.example/jobs/speech"


@pytest.fixture
def dialog(stage: Stage) -> BadgesDialog:
    return open_badges(stage)


@pytest.fixture
def people(roster_csv: Callable[..., Path]) -> Path:
    return roster_csv(factories.AMARA, factories.HARUTO, factories.WANJIRU)


def codes_on(page: QPixmap) -> list[str]:
    """What the codes on a preview say."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page.save(buffer, "PNG")
    return sorted(reading.text for reading in decode_image(bytes(data.data())))


def test_that_the_first_page_is_seen_before_it_is_saved(
    stage: Stage, dialog: BadgesDialog, people: Path
) -> None:
    assert not dialog.save.isEnabled()
    assert dialog.form.event_name.text() == factories.plan().event.name
    dialog.open_list(people)
    stage.settle()
    assert dialog.save.isEnabled()
    assert "3 badges on 1 page" in dialog.sum.text()
    assert "AB-0001" in codes_on(dialog.page.page)
    assert dialog.page.accessibleName() == "First page of 1 page"


def test_that_the_pages_follow_what_is_chosen(
    stage: Stage, dialog: BadgesDialog, people: Path
) -> None:
    dialog.open_list(people)
    stage.settle()
    form = dialog.form
    assert not form.first.isEnabled()
    form.paper.choose(PaperSize.LETTER.value)
    form.sheet.setCurrentIndex(form.sheet.count() - 1)
    assert form.chosen_sheet.name == "5160"
    form.first.setValue(30)
    form.code.setCurrentIndex(form.code.findData(Symbology.AZTEC))
    stage.settle()
    assert "3 badges on 2 pages" in dialog.sum.text()
    before = dialog.page.page.toImage()
    form.outline.setChecked(True)
    stage.settle()
    assert dialog.page.page.toImage() != before


def test_that_badges_are_signed_with_the_key_that_is_chosen(
    stage: Stage, services: Services, dialog: BadgesDialog, people: Path, tmp_path: Path
) -> None:
    private, key = signatures.new_private_key(), tmp_path / "demo.key"
    key.write_bytes(signatures.private_pem(private))
    services.organiser_keys.add("Demo", signatures.public_pem(signatures.public_bytes(private)))
    dialog.sign_with(key)
    dialog.open_list(people)
    stage.settle()
    dialog.write(tmp_path / "badges.pdf")
    stage.settle()
    printed = texts(pages(tmp_path / "badges.pdf")[0])
    badges = [services.capture.scan(code, ScanSource.CAMERA).badge for code in printed]
    read = sorted((badge.badge_id, badge.signed_by) for badge in badges if badge is not None)
    assert read == [("AB-0001", "Demo"), ("AB-0002", "Demo"), ("AB-0003", "Demo")]
    dialog.form.sign.click()  # takes the key away
    stage.settle()
    assert "AB-0001" in codes_on(dialog.page.page)


def test_that_what_is_no_key_is_said_and_signs_nothing(
    stage: Stage, dialog: BadgesDialog, people: Path
) -> None:
    dialog.open_list(people)
    dialog.sign_with(people)  # while the page is still to come
    stage.settle()
    dialog.sign_with(people)
    stage.settle()
    assert "holds no private key" in dialog.problem.words
    assert dialog.form.key is None
    assert dialog.form.sign.text() == "Sign…"
    assert dialog.save.isEnabled()
    assert "AB-0001" in codes_on(dialog.page.page)
    dialog.form.code.setCurrentIndex(1)  # the next page does not take the sentence back
    stage.settle()
    assert "holds no private key" in dialog.problem.words
    dialog.open_list(people)
    stage.settle()
    assert not dialog.problem.words


def test_that_what_is_saved_is_what_was_seen(
    stage: Stage,
    dialog: BadgesDialog,
    people: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "badges"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    dialog.open_list(people)
    stage.settle()
    dialog.save.click()
    stage.settle()
    written = pages(path.with_suffix(".pdf"))
    assert sorted(texts(written[0])) == ["AB-0001", "AB-0002", "AB-0003"]
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    (toast,) = stage.context.toasts.shown
    assert toast.text.text() == "badges.pdf was saved: 3 badges on 1 page."
    toast.action_button.click()
    assert opened == [str(tmp_path)]
    assert dialog.leave.text() == "Close"


def test_that_who_gets_no_badge_is_named(
    stage: Stage, dialog: BadgesDialog, roster_csv: Callable[..., Path], tmp_path: Path
) -> None:
    odd = ("ab ö", *factories.HARUTO[1:])
    dialog.open_list(roster_csv(factories.AMARA, odd))
    dialog.form.code.setCurrentIndex(dialog.form.code.findData(Symbology.CODE_39))
    stage.settle()
    dialog.write(tmp_path / "badges.pdf")
    stage.settle()
    assert "Line 3: “ab ö” does not fit into a Code 39" in dialog.problem.words
    assert (tmp_path / "badges.pdf").exists()


def test_that_a_file_that_is_no_list_is_refused_with_a_sentence(
    stage: Stage, dialog: BadgesDialog, tmp_path: Path
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("nothing,here\n1,2\n", "utf-8")
    dialog.open_list(path)
    stage.settle()
    assert dialog.problem.words
    assert not dialog.save.isEnabled()
    assert dialog.page.page.isNull()


def test_that_saving_is_stopped_by_escape_and_leaves_nothing(
    stage: Stage, dialog: BadgesDialog, roster_csv: Callable[..., Path], tmp_path: Path
) -> None:
    rows = [(f"AB-{n:04}", f"Person {n}", f"p{n}@uni.example", "", "yes") for n in range(400)]
    dialog.open_list(roster_csv(*rows))
    stage.settle()
    dialog.write(tmp_path / "badges.pdf")
    assert dialog.leave.text() == "Stop"
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    stage.settle()
    assert dialog.problem.words == "Stopped. Nothing was written."
    assert dialog.isVisible()
    assert not (tmp_path / "badges.pdf").exists()
    assert dialog.save.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_no_badges_are_saved_among_the_stores_files(
    stage: Stage, dialog: BadgesDialog, people: Path, services: Services
) -> None:
    dialog.open_list(people)
    stage.settle()
    dialog.write(services.store.folder / "badges.pdf")
    stage.settle()
    assert "holds the store itself" in dialog.problem.words
    assert dialog.save.isEnabled()


def test_that_nothing_of_the_list_is_kept(
    stage: Stage, dialog: BadgesDialog, people: Path, services: Services, tmp_path: Path
) -> None:
    dialog.open_list(people)
    stage.settle()
    dialog.write(tmp_path / "badges.pdf")
    stage.settle()
    assert services.roster.imports() == ()
    raw = b"".join(file.read_bytes() for file in services.store.folder.rglob("*") if file.is_file())
    assert b"Okonkwo" not in raw


def _settings(stage: Stage) -> SettingsPage:
    page = SettingsPage(stage.context)
    stage.show(page)
    page.reload()
    stage.settle()
    return page


def test_that_badges_and_the_poster_open_from_settings(stage: Stage, services: Services) -> None:
    services.settings.save_role(Role("", "Speech", link=LINK))
    page = _settings(stage)
    page.roster.badges.click()
    assert page.findChildren(BadgesDialog)[0].isVisible()
    page.roles.poster.click()
    stage.settle()
    found = [w for w in page.window().findChildren(PosterDialog) if w.isVisible()]
    assert "Speech" in [box.text() for box in found[0].roles.values()]
    found[0].reject()


def test_that_a_role_without_a_link_says_so_and_makes_no_poster(
    stage: Stage, services: Services
) -> None:
    services.settings.save_role(Role("", "Speech"))
    page = _settings(stage)
    assert not page.roles.poster.isEnabled()
    assert page.roles.no_poster.isVisible()
    assert page.roles.no_poster.text() == (
        "A poster takes the roles that have an application link; none has one yet."
    )
    services.settings.save_role(Role("", "Vision", link=LINK))
    page.reload()
    stage.settle()
    assert page.roles.poster.isEnabled()
    assert not page.roles.no_poster.isVisible()


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_that_a_poster_is_saved_as_it_was_seen(
    stage: Stage, services: Services, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.settings.save_role(Role("", "Speech", link=LINK))
    services.settings.save_role(Role("", "Vision", link=LINK + "2"))
    services.settings.save_role(Role("", "Robots"))
    dialog = PosterDialog(stage.context, stage.window)
    stage.qtbot.addWidget(dialog)
    dialog.show()
    stage.settle()
    boxes = list(dialog.roles.values())[-3:]
    assert [box.isChecked() for box in boxes] == [True, True, False]
    assert boxes[2].text() == "Robots (no application link)"
    boxes[1].setChecked(False)
    stage.settle()
    assert codes_on(dialog.page.page) == [LINK]
    path = tmp_path / f"poster.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    dialog.save.click()
    stage.settle()
    assert dialog.problem.words == ""
    if kind == "pdf":
        assert texts(pages(path)[0]) == [LINK]
    else:
        assert [reading.text for reading in decode_image(path)] == [LINK]
    boxes[0].setChecked(False)
    assert not dialog.save.isEnabled()
