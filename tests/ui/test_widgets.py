"""The window's own widgets: keys, choices, chips, texts, notices."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence, QPainter, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from boothapp.services import notice_words
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.dialogs.plain_dialog import PlainDialog
from boothapp.ui.leads.sections import fact_rows
from boothapp.ui.theme import theme
from boothapp.ui.widgets.band import VerdictBand
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.choices import Answers, Rating, Segmented
from boothapp.ui.widgets.fields import SearchField, Select
from boothapp.ui.widgets.flow import FlowLayout
from boothapp.ui.widgets.labels import ElidedLabel, Label, Paragraph
from boothapp.ui.widgets.state_line import StateLine
from boothapp.ui.widgets.text_lines import lines_of
from boothapp.ui.widgets.toasts import Toasts

LONG = "Ein sehr langer deutscher Text, der nicht in die vorgesehene Breite passen will"


pytestmark = pytest.mark.usefixtures("qapp")


def test_that_a_button_is_never_narrower_than_its_words() -> None:
    for size in ("xs", "s", "m", "l", "xl"):
        button = Button(LONG, icon="export", key="Ctrl+Enter", size=size)
        assert button.minimumSizeHint() == button.sizeHint()
        short = Button("Ja", size=size)
        assert button.sizeHint().width() > short.sizeHint().width()
        assert button.sizeHint().height() == short.sizeHint().height()


def test_that_a_keycap_beside_an_icon_alone_stays_within_the_button(qtbot: QtBot) -> None:
    with_key, without = Button(icon="plus", key="Ins"), Button(icon="plus", key="Ins")
    without.keycap = ""
    for button in (with_key, without):
        qtbot.addWidget(button)
        button.resize(with_key.sizeHint())
    drawn, empty = with_key.grab().toImage(), without.grab().toImage()
    middle = drawn.height() // 2
    marks = [
        x for x in range(drawn.width()) if drawn.pixel(x, middle - 9) != empty.pixel(x, middle - 9)
    ]
    assert marks  # the cap's upper edge
    assert drawn.width() - 1 - max(marks) >= 8  # as far from the right as the icon from the left


def test_that_a_cut_line_ends_in_an_ellipsis_whatever_its_margins(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    label.setContentsMargins(20, 0, 20, 0)
    qtbot.addWidget(label)
    label.resize(160, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= 120
    label.resize(label.sizeHint())
    assert label.text() == LONG


def test_that_a_button_names_itself_to_a_screen_reader(qtbot: QtBot) -> None:
    button = Button("Save & next", key="Enter")
    qtbot.addWidget(button)
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.text(QAccessible.Text.Name) == "Save & next"
    assert spoken.role() is QAccessible.Role.PushButton


def test_that_a_button_that_works_keeps_the_keys_for_itself(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before, line = QLineEdit("Before", window), QLineEdit("Room 1", window)
    button = Button("Verify", parent=window)
    heard: list[bool] = []
    shortcut = QShortcut(QKeySequence("Ctrl+5"), window)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: heard.append(True))
    for first, second in ((before, button), (button, line)):
        QWidget.setTabOrder(first, second)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus()
    button.setEnabled(False)
    assert not line.hasFocus()
    assert not line.hasSelectedText()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert heard, "the keys of the page work on"
    button.setEnabled(True)
    assert button.hasFocus()
    button.setEnabled(False)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert line.hasFocus(), "Tab goes on from where the button stands"
    button.setEnabled(True)
    assert line.hasFocus()


def test_that_rating_again_takes_it_back(qtbot: QtBot) -> None:
    rating = Rating()
    qtbot.addWidget(rating)
    heard: list[object] = []
    rating.picked.connect(heard.append)
    for button in (2, 2, 0):
        QTest.mouseClick(rating.buttons[button], Qt.MouseButton.LeftButton)
    assert heard == ["hot", None, "cold"]
    assert [one.isChecked() for one in rating.buttons] == [True, False, False]


def test_that_arrows_move_a_segmented_choice_and_not_a_rating(qtbot: QtBot) -> None:
    parts = Segmented([("a", "A"), ("b", "B"), ("c", "C")], name="Letters")
    rating = Rating()
    for row in (parts, rating):
        qtbot.addWidget(row)
        row.show()
    parts.set_value("a")
    QTest.keyClick(parts.buttons[0], Qt.Key.Key_Right)
    QTest.keyClick(parts.buttons[1], Qt.Key.Key_Right)
    QTest.keyClick(parts.buttons[2], Qt.Key.Key_Right)
    QTest.keyClick(rating.buttons[0], Qt.Key.Key_Right)
    assert (parts.value, rating.value) == ("c", None)


def test_that_an_answer_can_be_changed_but_not_taken_away_by_a_second_click(
    qtbot: QtBot,
) -> None:
    answers = Answers("CV sharing")
    qtbot.addWidget(answers)
    for button in (0, 0, 1):
        QTest.mouseClick(answers.buttons[button], Qt.MouseButton.LeftButton)
    assert answers.value == "declined"


def test_that_a_chip_goes_by_its_cross_and_by_delete(qtbot: QtBot) -> None:
    chip = Chip("Speech", removable=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    gone: list[bool] = []
    chip.removed.connect(lambda: gone.append(True))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    assert gone == []
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, 12))
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert gone == [True, True]


def test_that_what_is_cut_is_told_in_the_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == LONG
    label.resize(2000, 20)
    assert (label.text(), label.toolTip()) == (LONG, "")


def test_that_a_paragraph_grows_with_its_lines(qtbot: QtBot) -> None:
    text = Paragraph(LONG * 4, font="notice")
    line = theme.line_height("notice")
    assert text.heightForWidth(5000) == line
    assert text.heightForWidth(300) % line == 0
    assert text.heightForWidth(300) > 5 * line


def test_that_chips_wrap_and_stay_inside(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    chips = [Chip(f"Tag number {number}") for number in range(12)]
    for chip in chips:
        flow.addWidget(chip)
    box.resize(300, flow.heightForWidth(300))
    box.show()
    QApplication.processEvents()
    assert all(box.rect().contains(chip.geometry()) for chip in chips)
    assert len({chip.y() for chip in chips}) > 2


def test_that_escape_empties_the_search(qtbot: QtBot) -> None:
    search = SearchField("Search", key="Ctrl+K")
    qtbot.addWidget(search)
    search.setText("speech")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_that_the_words_of_a_check_box_belong_to_it(qtbot: QtBot) -> None:
    box = CheckBox("Open the folder afterwards")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 8, 10))
    assert box.isChecked()


def test_that_the_keys_are_seen_on_a_ticked_box_too(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line, box = QLineEdit(window), CheckBox("Open the folder afterwards", window)
    box.setGeometry(0, 40, 200, 28)
    box.setChecked(True)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    line.setFocus()
    without = box.grab().toImage()
    box.setFocus()
    assert box.grab().toImage() != without


def test_that_a_choice_shows_its_hint_until_something_is_chosen(qtbot: QtBot) -> None:
    select = Select("Role")
    qtbot.addWidget(select)
    select.addItems(["One", "Two"])
    select.setCurrentIndex(-1)
    select.setPlaceholderText("No role yet")
    empty = select.grab().toImage()
    select.setCurrentIndex(1)
    assert select.grab().toImage() != empty


def test_that_a_letter_over_a_closed_choice_is_left_to_the_page(qtbot: QtBot) -> None:
    select = Select("Role")
    qtbot.addWidget(select)
    select.addItems(["No role yet", "Intern 2027"])
    QTest.keyClicks(select, "i2")
    assert select.currentText() == "No role yet"
    QTest.keyClick(select, Qt.Key.Key_Down)
    assert select.currentText() == "Intern 2027"


@pytest.mark.parametrize(
    "tone", ["may_share", "ask", "declined", "already_lead", "unknown", "error"]
)
def test_that_every_verdict_says_its_word_beside_its_colour(qtbot: QtBot, tone: str) -> None:
    band = VerdictBand()
    qtbot.addWidget(band)
    band.show_verdict(tone, "a reason", "First visit", "14:32:07")
    band.resize(700, 120)
    assert theme.text(f"verdict.{tone}.word") in band.accessibleName()
    middle = band.grab().toImage().pixelColor(350, 4)
    assert middle == theme.color(f"verdict.{tone}.solid")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


def test_that_a_notice_takes_no_focus_and_undoes_once(window: QWidget) -> None:
    toasts, undone = Toasts(window), list[int]()
    field = QWidget(window)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.show()
    field.setFocus()
    toasts.show("First", undo=lambda: undone.append(1))
    toasts.show("Second", undo=lambda: undone.append(2))
    assert window.focusWidget() is field
    assert toasts.undo_latest()
    assert toasts.undo_latest()
    assert not toasts.undo_latest()
    assert undone == [2, 1]


def test_that_what_a_notice_said_can_be_taken_back_after_it_left(window: QWidget) -> None:
    toasts, undone = Toasts(window), list[str]()
    for word in ("rated", "removed"):
        undo = partial(undone.append, word)
        toasts.show(f"39 leads {word}.", undo=undo, remembered=()).leave()
    toasts.show("A lead", undo=lambda: undone.append("a lead")).leave()
    assert toasts.undo_latest()
    assert toasts.shown[-1].words.startswith("Too late to take back “A lead”. Ctrl+Z once more")
    assert undone == [], "nothing older is taken back in its place"
    assert toasts.undo_latest()
    assert undone == ["removed"], "what would take away what was written since is not remembered"
    assert toasts.shown[-1].words == "Taking back “39 leads removed”"
    toasts.clear()
    assert not toasts.undo_latest(), "of somebody who is erased nothing is left to take back"
    assert undone == ["removed"]


def test_that_the_newest_is_taken_back_first_whether_it_left_or_not(window: QWidget) -> None:
    toasts, undone = Toasts(window), list[int]()
    notices = [
        toasts.show(str(number), undo=partial(undone.append, number), remembered=())
        for number in range(3)
    ]
    notices[1].leave()
    notices[2].leave()
    while toasts.undo_latest():
        pass
    assert undone == [2, 1, 0]


@pytest.mark.parametrize("left", [False, True])
def test_that_nothing_is_remembered_of_whose_consent_changed(window: QWidget, left: bool) -> None:
    for changed, stays in (("amara", False), ("haruto", True), ("", False)):
        toasts, undone = Toasts(window), list[int]()
        notice = toasts.show("Removed", undo=partial(undone.append, 1), remembered=["amara"])
        if left:
            notice.leave()
        toasts.forget(changed)
        notice.leave()
        assert toasts.undo_latest() is stays
        assert undone == [1] * stays


def test_that_a_store_that_was_let_go_of_gets_nothing_back(window: QWidget) -> None:
    toasts, undone = Toasts(window), list[int]()
    toasts.show("Removed", undo=partial(undone.append, 1), remembered=()).leave()
    toasts.show("Rated", undo=partial(undone.append, 2))
    toasts.show("Yes?", action=("Yes", lambda: undone.append(3)), nameless=True)
    toasts.close()
    assert toasts.shown == ()
    assert not toasts.undo_latest()
    assert undone == []


def test_that_a_notice_stays_while_its_button_has_the_keys(window: QWidget, qtbot: QtBot) -> None:
    toast = Toasts(window).show("Removed", undo=lambda: None)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    assert toast._timer.isActive()
    toast.undo_button.setFocus()
    assert not toast._timer.isActive()
    window.setFocus()
    toast.undo_button.clearFocus()
    assert toast._timer.isActive()


def test_that_the_time_of_older_notices_runs_unless_they_have_to_be_seen(window: QWidget) -> None:
    toasts = Toasts(window)
    saved, waits = toasts.show("Saved"), toasts.show("Ada waits in the list.", kind="wait")
    newest = toasts.show("Rated")
    for quiet in (False, True, False):
        toasts.quiet = quiet
        assert [one.isHidden() for one in (saved, waits, newest)] == [True, True, quiet]
        running = [one._timer.isActive() for one in (saved, waits, newest)]
        assert running == [not quiet, False, not quiet]
    newest.leave()
    assert not waits.isHidden()
    assert waits._timer.isActive()


def test_that_old_notices_make_room_and_all_stay_inside(window: QWidget) -> None:
    toasts = Toasts(window)
    for number in range(9):
        toasts.show(f"{number} {LONG}")
    assert len(toasts.shown) == 3
    assert all(window.rect().contains(toast.geometry()) for toast in toasts.shown)


def test_that_only_the_newest_notice_is_whole(window: QWidget) -> None:
    toasts = Toasts(window)
    wrong = toasts.show("It failed", kind="error")
    told, newest = toasts.show("Told"), toasts.show("Kept", undo=lambda: None)
    assert [toast.isVisible() for toast in toasts.shown] == [False, False, True]
    assert (newest.more.text(), newest.more.accessibleName()) == ("+2", "Show 2 more notices")
    assert not wrong._timer.isActive(), "it was hardly read"
    assert told._timer.isActive(), "what was told a moment ago is not told again for as long"
    newest.more.click()
    assert all(toast.isVisible() for toast in toasts.shown)
    assert not newest.more.isVisible()
    boxes = [toast.geometry().adjusted(0, 12, 0, -12) for toast in toasts.shown]
    assert not boxes[0].intersects(boxes[1])
    assert not boxes[1].intersects(boxes[2])
    latest = toasts.show("Another")
    assert (latest.more.text(), wrong.isVisible()) == ("+2", False), "three at most"
    latest.leave()
    newest.leave()
    assert toasts.shown[-1].isVisible()


def test_that_a_notice_with_the_keys_is_not_hidden_by_a_newer_one(
    window: QWidget, qtbot: QtBot
) -> None:
    toasts = Toasts(window)
    kept = toasts.show("Removed", undo=lambda: None)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    kept.undo_button.setFocus()
    toasts.show("Told")
    assert kept.isVisible()
    assert kept.undo_button.hasFocus()


def test_that_what_is_said_again_takes_the_place_of_what_was_said(window: QWidget) -> None:
    toasts = Toasts(window)
    undone: list[int] = []
    toasts.show("Kept.", undo=lambda: undone.append(1))
    for text in ("Amara is here already.", "Kept.", "Amara is here already."):
        toasts.show(text)
    said = [toast.words for toast in toasts.shown]
    assert said == ["Kept.", "Kept.", "Amara is here already."], "what can be undone stays"
    assert toasts.undo_latest()
    assert undone == [1]


def test_that_a_notice_that_asks_is_never_pushed_out(window: QWidget) -> None:
    toasts, answered = Toasts(window), list[int]()
    asks = [
        toasts.show(f"{number}?", action=("Yes", lambda: answered.append(1)), nameless=number == 0)
        for number in range(4)
    ]
    for number in range(9):
        toasts.show(f"{number}")
    assert toasts.shown[:4] == tuple(asks)
    assert [toast.text.text() for toast in toasts.shown[4:]] == ["8"]
    toasts.clear()
    assert toasts.shown == (asks[0],), "it names nobody"
    asks[0].action_button.click()
    assert answered == [1]


def test_that_a_question_shows_all_of_its_words(window: QWidget, qtbot: QtBot) -> None:
    lines = "\n".join(f"•  {LONG} {number}" for number in range(9))
    dialog = ConfirmDialog(LONG, lines, "Yes", window)
    qtbot.addWidget(dialog)
    dialog.show()
    for label in dialog.findChildren(Label):
        assert label.height() >= label.heightForWidth(label.width())


def test_that_a_dialog_is_as_high_as_what_was_added_a_moment_ago(qtbot: QtBot) -> None:
    dialog = PlainDialog("Invitations")
    qtbot.addWidget(dialog)
    part = QWidget()
    lines = QVBoxLayout(part)
    dialog.body.addWidget(part)
    dialog.show()
    qtbot.wait(20)
    before = dialog.height()
    for _ in range(9):
        lines.addWidget(StateLine("To Adaeze Balogun, Kwame Mensah"))
    dialog._fit()  # it may come before Qt shows the line
    assert dialog.height() > before


def test_that_a_long_notice_leaves_the_orders_at_the_right_free(window: QWidget) -> None:
    """On the Scan page at 1024×700 the person's panel begins at 446 px."""
    toasts = Toasts(window)
    toast = toasts.show(f"{LONG}. {LONG}", undo=lambda: None)
    assert toast.geometry().right() - 12 < 446  # 12 px are its shadow
    lines = toast.text.height() / toast.text.fontMetrics().height()
    assert toast.text.heightForWidth(toast.text.width()) <= toast.text.height()
    assert lines > 2


def test_that_another_page_keeps_only_what_can_be_taken_back(window: QWidget) -> None:
    toasts = Toasts(window)
    kept = toasts.show("Kept", undo=lambda: None)
    toasts.show("Only told")
    toasts.page_changed()
    assert toasts.shown == (kept,)


def test_that_notices_wait_unseen_while_the_screen_is_turned(window: QWidget) -> None:
    toasts = Toasts(window)
    toasts.quiet = True
    toast = toasts.show("Amara Okonkwo waits in the list.")
    assert not toast.isVisible()
    assert not toast._timer.isActive(), "what nobody can read does not time out"
    toasts.quiet = False
    assert toast.isVisible()
    assert toast._timer.isActive()
    toasts.quiet = True
    assert not toast._timer.isActive()


@pytest.mark.parametrize("language", [one.code for one in notice_words.languages()])
@pytest.mark.parametrize("font", ["attendee_title", "attendee_text", "attendee_item", "notice"])
def test_that_no_letter_of_any_script_is_cut(window: QWidget, language: str, font: str) -> None:
    words = notice_words.supplied(language)
    text = f"{words['title']} {words['attendee_text']}"
    paragraph = Paragraph(text, font=font, parent=window)
    paragraph.resize(600, paragraph.heightForWidth(600))
    lines = lines_of(text, theme.font(font), 600, least=theme.line_height(font))
    around = 40
    canvas = QImage(680, lines.height + 2 * around, QImage.Format.Format_Grayscale8)
    canvas.fill(255)
    painter = QPainter(canvas)
    lines.layout.draw(painter, QPointF(around, around))
    painter.end()
    inked = [
        row
        for row in range(canvas.height())
        if any(canvas.pixelColor(x, row).value() < 200 for x in range(0, 680, 3))
    ]
    assert inked[0] >= around
    assert inked[-1] < around + paragraph.height()


def test_that_a_word_longer_than_a_line_stays_inside(window: QWidget) -> None:
    address = f"{'a' * 180}@x.example"
    label = Label(address, wrap=True, parent=window)
    assert label.minimumSizeHint().width() <= 120
    label.resize(300, label.heightForWidth(300))
    assert label.height() > 3 * label.fontMetrics().height()
    (row,) = fact_rows([("E-mail", address)])
    assert row.minimumSizeHint().width() < 300


def test_that_the_keys_go_back_to_where_they_were_when_a_notice_is_answered(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    first, second = Button("Rail"), Button("Day")
    row.addWidget(first)
    row.addWidget(second)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    second.setFocus()
    toast = Toasts(window).show("Not booked.", action=("Book anyway", lambda: None))
    toast.action_button.setFocus()
    toast.action_button.click()
    assert second.hasFocus()
