"""Bars that say how far something is."""

from PySide6.QtWidgets import QApplication, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from boothapp.ui.dialogs.badges_dialog import BadgesDialog
from boothapp.ui.dialogs.roster_dialog import RosterDialog
from boothapp.ui.export.file_card import FileCard
from boothapp.ui.widgets.progress import ProgressLine
from tests.ui.conftest import Stage


def test_that_how_much_is_done_is_said_beside_the_bar_and_never_on_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    line = ProgressLine("How far it is")
    qtbot.addWidget(line)
    line.resize(400, 20)
    line.show()
    said = []
    for most, done in ((0, 0), (60_000, 7_200), (60_000, 59_999), (60_000, 60_000)):
        line.setRange(0, most)
        line.setValue(done)
        said.append(line.percent.text())
    assert said == ["", "12 %", "99 %", "100 %"]
    assert not line.percent.geometry().intersects(line.bar.geometry())
    assert line.percent.width() >= line.percent.sizeHint().width()


def test_that_no_bar_of_the_app_has_words_on_it(
    stage: Stage,
) -> None:
    page = QWidget()
    stage.show(page)
    shown = (RosterDialog(stage.context, page), BadgesDialog(stage.context, page), FileCard())
    for part in shown:
        stage.qtbot.addWidget(part)
        bars = part.findChildren(QProgressBar)
        assert bars
        assert not any(bar.isTextVisible() for bar in bars)
