"""Enter presses the button that has the focus; alone, it does nothing that cannot be undone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)

from boothapp.domain.errors import BadInput
from boothapp.domain.people import ScanSource
from boothapp.domain.requests import Outcome, Request, RequestKind
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.bulk_dialogs import StepDialog, TagDialog
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.dialogs.ending_dialog import EndingDialog
from boothapp.ui.dialogs.erase_dialog import EraseDialog
from boothapp.ui.dialogs.notice_editor import NoticeEditor
from boothapp.ui.dialogs.request_dialog import OutcomeDialog
from boothapp.ui.dialogs.secrets_dialog import SecretsDialog
from boothapp.ui.dialogs.view_dialog import ViewDialog
from boothapp.ui.dialogs.withdraw_dialog import WithdrawDialog
from boothapp.ui.privacy.person_menu import open_erase, open_withdraw
from boothapp.ui.widgets.buttons import Button
from tests.ui.conftest import Stage

Open = Callable[[], EndingDialog]


@pytest.fixture
def amara(services: Services, roster: None) -> str:
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    assert card.subject is not None
    return card.subject


@pytest.fixture
def shown(stage: Stage) -> QWidget:
    page = QWidget()
    stage.show(page)
    return page


def press_enter() -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)


def focused() -> str:
    focus = QApplication.focusWidget()
    return focus.text() if isinstance(focus, QPushButton) else ""


@pytest.mark.parametrize("kind", [WithdrawDialog, EraseDialog])
def test_that_enter_alone_leaves_the_person_and_on_the_order_gives_it(
    stage: Stage, services: Services, shown: QWidget, amara: str, kind: type[EndingDialog]
) -> None:
    opener = open_erase if kind is EraseDialog else open_withdraw
    dialog = opener(stage.context, amara, shown)
    stage.settle()
    assert focused() == "Cancel"
    press_enter()
    stage.settle()
    assert services.leads.counts()[1] == 1
    dialog = opener(stage.context, amara, shown)
    stage.settle()
    dialog._order.setFocus()
    press_enter()
    stage.settle()
    assert dialog.view is not None
    assert services.leads.counts()[1] == 0
    assert focused() == "Close"


def test_that_a_refusal_gives_the_focus_back_to_cancel(
    stage: Stage, services: Services, shown: QWidget, amara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BadInput("The disk is full.")

    monkeypatch.setattr(services.people, "withdraw", refuse)
    dialog = open_withdraw(stage.context, amara, shown)
    stage.settle()
    dialog.withdraw.setFocus()
    press_enter()
    stage.settle()
    assert "The disk is full." in dialog.problem.text()
    assert focused() == "Cancel"
    dialog.reject()


def test_that_enter_on_save_saves_the_confirmation_after_an_erasure(
    stage: Stage,
    shown: QWidget,
    amara: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "confirmation.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    dialog = open_erase(stage.context, amara, shown)
    stage.settle()
    dialog.erase.click()
    stage.settle()
    dialog.save.setFocus()
    press_enter()
    stage.settle()
    assert path.exists()
    assert dialog.isVisible()
    dialog.reject()


def test_that_a_question_is_answered_by_the_button_with_the_focus(
    stage: Stage, shown: QWidget
) -> None:
    answers: list[bool] = []
    for yes in (False, True):
        dialog = ConfirmDialog("Sure?", "It cannot be undone.", "Do it", shown)
        dialog.finished.connect(lambda code: answers.append(code == QDialog.DialogCode.Accepted))
        dialog.open()
        stage.settle()
        assert focused() == "Cancel"
        if yes:
            dialog.yes.setFocus()
        press_enter()
    assert answers == [False, True]


def test_that_a_request_is_closed_by_enter_on_its_button_only(
    stage: Stage, services: Services, shown: QWidget
) -> None:
    asked: Request = services.requests.open(RequestKind.ACCESS, "somebody")
    outcomes: list[Outcome] = []
    for close in (False, True):
        dialog = OutcomeDialog(asked, shown)
        dialog.accepted_with.connect(outcomes.append)
        dialog.open()
        stage.settle()
        assert focused() == "Cancel"
        if close:
            dialog.outcome.buttons[2].setFocus()
            press_enter()  # chooses; what has the focus is no way out
            assert dialog.isVisible()
            dialog.close_it.setFocus()
        press_enter()
    assert outcomes == [Outcome.REFUSED]


@pytest.fixture
def editor(stage: Stage, services: Services, shown: QWidget) -> NoticeEditor:
    notices = services.notices
    wording = notices.wording(notices.in_use().id, "en")
    editor = NoticeEditor(wording, notices.versions(), shown)
    editor.open()
    stage.settle()
    return editor


def test_that_enter_in_a_heading_changes_nothing_at_the_right(
    stage: Stage, editor: NoticeEditor
) -> None:
    heading = editor.fields.fields["title"].control
    assert isinstance(heading, QLineEdit)
    editor.side.choose("kept")
    heading.setFocus()
    press_enter()
    assert editor.side.value == "kept"
    assert editor.isVisible()


def test_that_enter_presses_the_editors_buttons(stage: Stage, editor: NoticeEditor) -> None:
    saved: list[object] = []
    editor.saved.connect(saved.append)
    editor.save.setFocus()
    press_enter()
    assert len(saved) == 1
    editor.cancel.setFocus()
    press_enter()
    assert not editor.isVisible()


def test_that_enter_saves_a_next_step_from_its_day_and_its_tick(
    stage: Stage, shown: QWidget
) -> None:
    today, kept = date(2026, 7, 9), list[tuple[str, date | None]]()
    for field in ("line", "dated", "day"):
        dialog = StepDialog(1, today, "Call back", parent=shown)
        dialog.chosen.connect(lambda step, day: kept.append((step, day)))
        dialog.open()
        stage.settle()
        dialog.dated.setChecked(field != "line")
        getattr(dialog, field).setFocus()
        press_enter()
        assert not dialog.isVisible()
    tomorrow = date(2026, 7, 10)
    assert kept == [("Call back", None), ("Call back", tomorrow), ("Call back", tomorrow)]


@pytest.mark.parametrize(
    "make",
    [
        lambda shown: StepDialog(3, date(2026, 7, 9), parent=shown),
        lambda shown: TagDialog(3, ["intern"], shown),
        lambda shown: ViewDialog(words=True, parent=shown),
        lambda shown: SecretsDialog("PIN", "Yours.", {"pin": "PIN"}, "Use it", shown),
    ],
)
def test_that_every_field_presses_the_button_that_wears_enter(
    stage: Stage, shown: QWidget, make: Callable[[QWidget], QDialog]
) -> None:
    dialog = make(shown)
    dialog.open()
    stage.settle()
    button = next(one for one in dialog.findChildren(Button) if one.keycap == "Enter")
    presses: list[bool] = []
    button.clicked.connect(lambda: presses.append(True))
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(True)
    kinds = QLineEdit | QAbstractSpinBox | QCheckBox | QComboBox
    fields = [
        field
        for field in dialog.findChildren(QWidget)
        if isinstance(field, kinds)
        and field.isVisible()
        and field.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(field.parent(), QAbstractSpinBox)
    ]
    assert fields
    for count, field in enumerate(fields, start=1):
        field.setFocus()
        press_enter()  # empty: it says what is missing and stays
        stage.settle()
        assert len(presses) == count, field
    dialog.reject()
