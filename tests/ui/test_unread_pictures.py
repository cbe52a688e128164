"""Pictures in which nothing was read: listed, looked at, typed by hand or looked at once more."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from boothapp.decoding.making import code_image
from boothapp.domain.codes import Symbology
from boothapp.domain.people import ScanSource
from boothapp.ui.scan.pictures import Looked, Picture
from boothapp.ui.scan.unread_dialog import UnreadDialog
from tests.ui.conftest import Stage

Open = Callable[..., UnreadDialog]


def blank(folder: Path, name: str) -> Looked:
    path = folder / name
    Image.new("L", (640, 480), 128).save(path)
    return Looked(Picture(name, path))


def with_code(folder: Path, name: str) -> Looked:
    """A picture whose code is readable; that it was not read before is only said."""
    paper = Image.new("L", (900, 600), 90)
    paper.paste(code_image("AB-0001", Symbology.QR, 6), (500, 250))
    path = folder / name
    paper.save(path)
    return Looked(Picture(name, path))


def let_go(dialog: UnreadDialog) -> None:
    """As the event loop does: what was closed is deleted now."""
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


@pytest.fixture
def told() -> list[tuple[str, ScanSource]]:
    return []


@pytest.fixture
def opened(stage: Stage, told: list[tuple[str, ScanSource]]) -> Open:
    around = QWidget()
    around.resize(1024, 700)
    stage.qtbot.addWidget(around)
    around.show()

    def make(*unread: Looked) -> UnreadDialog:
        dialog = UnreadDialog(stage.context.tasks, unread, around)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.scanned.connect(lambda text, source: told.append((text, source)))
        dialog.open()
        stage.settle()
        return dialog

    return make


def test_that_name_and_reason_of_each_are_listed(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("no picture")
    broken = Looked(Picture("b.txt", tmp_path / "b.txt"), problem="is not a picture")
    dialog = opened(blank(tmp_path, "a.png"), broken)
    rows = [dialog.list.item(row) for row in range(2)]
    said = [str(row.data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
    assert said == ["a.png: no code could be read", "b.txt: is not a picture"]


def test_that_the_likely_part_is_shown_first(opened: Open, tmp_path: Path) -> None:
    dialog = opened(with_code(tmp_path, "a.png"))
    seen = dialog.look.seen
    assert seen.left() > 300
    assert seen.contains(600, 350)
    dialog.look.show_all()
    assert dialog.look.seen.width() == 900


def test_that_what_is_typed_is_scanned_and_the_next_one_comes(
    opened: Open, stage: Stage, told: list[tuple[str, ScanSource]], tmp_path: Path
) -> None:
    dialog = opened(blank(tmp_path, "a.png"), blank(tmp_path, "b.png"))
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert told == []
    QTest.keyClicks(dialog.line, "AB-0001")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    stage.settle()
    assert told == [("AB-0001", ScanSource.TYPED)]
    assert dialog.list.is_done(0)
    assert (dialog.list.currentRow(), dialog.line.text()) == (1, "")
    QTest.keyClicks(dialog.line, "AB-0002")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    stage.settle()
    assert not dialog.isVisible()


def test_that_looking_again_reads_what_is_seen(
    opened: Open, stage: Stage, told: list[tuple[str, ScanSource]], tmp_path: Path
) -> None:
    dialog = opened(blank(tmp_path, "a.png"), with_code(tmp_path, "b.png"))
    dialog.again.click()
    stage.settle()
    assert told == []
    assert "Still no code" in dialog.state.words
    QTest.keyClick(dialog.line, Qt.Key.Key_PageDown)
    stage.settle()
    QTest.keyClick(dialog.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert told == [("AB-0001", ScanSource.IMAGE)]
    assert dialog.list.currentRow() == 0


def test_that_what_cannot_be_opened_is_said_and_can_be_typed(
    opened: Open, stage: Stage, told: list[tuple[str, ScanSource]], tmp_path: Path
) -> None:
    gone = Looked(Picture("a.png", tmp_path / "a.png"), problem="does not exist")
    dialog = opened(gone)
    assert "does not exist" in dialog.state.words
    assert not dialog.again.isEnabled()
    dialog.line.setText("AB-0001")
    dialog.scan.click()
    assert told == [("AB-0001", ScanSource.TYPED)]


def test_that_keys_zoom_turn_and_move_the_picture(opened: Open, tmp_path: Path) -> None:
    look = opened(with_code(tmp_path, "a.png")).look
    look.show_all()
    whole = look.seen
    QTest.keyClick(look, Qt.Key.Key_Plus)
    QTest.keyClick(look, Qt.Key.Key_Plus)
    nearer = look.seen
    assert nearer.width() < whole.width()
    QTest.keyClick(look, Qt.Key.Key_Right)
    assert look.seen.left() > nearer.left()
    QTest.keyClick(look, Qt.Key.Key_R)
    seen, turned, grey = look.seen, look.part_seen(), look._grey
    assert turned is not None
    assert grey is not None
    assert turned.shape == (seen.width(), seen.height())
    assert turned[0, -1] == grey[seen.top(), seen.left()]
    assert look.seen.height() > look.seen.width() * 0.8
    part = look.part_seen()
    assert part is not None
    before = part.copy()
    QTest.keyClick(look, Qt.Key.Key_B)
    after = look.part_seen()
    assert after is not None
    assert np.array_equal(before, after), "only what is shown becomes brighter"
    QTest.keyClick(look, Qt.Key.Key_0)
    assert look.seen == whole


def test_that_nothing_of_a_picture_stays_when_it_is_closed(
    opened: Open, stage: Stage, tmp_path: Path
) -> None:
    looked = with_code(tmp_path, "a.png")
    files = sorted(tmp_path.iterdir())
    dialog = opened(looked)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    stage.settle()
    assert not dialog.isVisible()
    assert dialog.look.part_seen() is None
    assert sorted(tmp_path.iterdir()) == files


def test_that_closing_while_a_picture_opens_lets_go_of_it(
    opened: Open, stage: Stage, tmp_path: Path
) -> None:
    dialog = opened(blank(tmp_path, "a.png"), blank(tmp_path, "b.png"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.next.click()
    dialog.reject()
    let_go(dialog)
    assert not isValid(dialog)
    stage.settle()  # a call into the dialog would be raised here


@pytest.mark.parametrize("make", [with_code, blank])
def test_that_closing_while_it_is_looked_at_again_loses_no_code(
    opened: Open,
    stage: Stage,
    told: list[tuple[str, ScanSource]],
    tmp_path: Path,
    make: Callable[[Path, str], Looked],
) -> None:
    dialog = opened(make(tmp_path, "a.png"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.again.click()
    dialog.reject()
    let_go(dialog)
    assert dialog.look.part_seen() is None
    stage.settle()
    assert told == ([("AB-0001", ScanSource.IMAGE)] if make is with_code else [])
    stage.qtbot.waitUntil(lambda: not isValid(dialog))


def test_that_everything_has_a_name(opened: Open, tmp_path: Path) -> None:
    dialog = opened(blank(tmp_path, "a.png"))
    for child in dialog.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible():
            assert child.accessibleName(), child
