"""The Scan page on real services: verdicts, answers, waiting people, keys, notes, pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
import qrcode
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose, Verdict
from boothapp.domain.figures import Outcome
from boothapp.domain.people import NoticeShown, Rating, ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.widgets.menu import Menu
from tests import factories
from tests.factories import vcard
from tests.ui.conftest import Stage
from tests.ui.scanning import AMARA_ID, HARUTO, HARUTO_ID, WANJIRU_ID, Booth, open_booth


@pytest.fixture
def booth(stage: Stage, services: Services, roster: None) -> Booth:
    return open_booth(stage, services)


def test_that_who_may_share_is_kept_and_shown_at_once(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    panels = booth.page.panels
    assert panels.shown is panels.lead
    assert panels.band.tone == "may_share"
    assert panels.lead.head.name.whole == "Amara Okonkwo"
    assert [row.name for row in booth.services.leads.table()] == ["Amara Okonkwo"]


def test_that_undo_takes_a_lead_back_that_was_stored_at_once(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.stage.undo()
    assert booth.services.leads.table() == ()
    assert booth.page.panels.shown is booth.page.panels.nobody


def test_that_single_keys_rate_the_person_in_the_panel(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.press("3")
    assert booth.services.leads.table()[0].rating is Rating.HOT
    booth.press("3")  # the same again takes it back
    assert booth.services.leads.table()[0].rating is None


def test_that_keys_right_after_a_change_of_person_do_nothing(booth: Booth) -> None:
    booth.page.take(AMARA_ID, ScanSource.SCANNER)
    booth.stage.settle()
    booth.press("3", "Enter")
    assert booth.services.leads.table()[0].rating is None
    assert booth.card.badge_id == AMARA_ID


def test_that_clicks_right_after_a_change_of_person_do_nothing(booth: Booth) -> None:
    booth.page.take(AMARA_ID, ScanSource.SCANNER)
    booth.stage.settle()
    booth.click(booth.page.panels.lead.rating.buttons[2])
    assert booth.services.leads.table()[0].rating is None
    booth.wake()
    booth.click(booth.page.panels.lead.rating.buttons[2])
    assert booth.services.leads.table()[0].rating is Rating.HOT


def test_that_enter_counts_open_answers_as_later(booth: Booth) -> None:
    booth.scan(HARUTO)
    booth.press("Y", "Enter")
    (lead,) = booth.services.leads.table()
    states = {view.purpose: view.state for view in booth.services.leads.detail(lead.id).consent}
    assert states[Purpose.RECRUITING] is ConsentState.GIVEN
    assert states[Purpose.CV] is ConsentState.DEFERRED
    assert booth.page.panels.shown is booth.page.panels.lead


def test_that_a_no_to_all_keeps_nothing_and_goes_on(booth: Booth) -> None:
    booth.scan(HARUTO)
    booth.press("Shift+N", "Enter")
    assert booth.services.leads.table() == ()
    assert booth.page.desk.current is None
    booth.wake()
    booth.scan(HARUTO)
    assert booth.page.panels.band.tone == "declined"
    assert booth.page.panels.shown is booth.page.panels.told


def test_that_an_answer_can_be_taken_back(booth: Booth) -> None:
    booth.scan(HARUTO)
    booth.press("Y", "Enter")
    booth.stage.undo()
    assert booth.services.leads.table() == ()
    assert booth.page.panels.shown is booth.page.panels.ask


def test_that_the_next_scan_waits_while_somebody_is_asked(booth: Booth) -> None:
    booth.scan(HARUTO)
    booth.scan(AMARA_ID)
    assert booth.card.person is not None
    assert booth.card.person.name == "Haruto Nakamura"
    assert booth.services.leads.table()[0].name == "Amara Okonkwo"  # written at once all the same
    assert any("waits in the list" in text for text in booth.stage.said)
    booth.press("L", "Enter")
    assert booth.card.badge_id == AMARA_ID


def test_that_the_next_scan_waits_while_a_note_is_written(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.press("W")
    QTest.keyClicks(booth.target(), "about 3 papers")
    booth.scan(WANJIRU_ID)
    assert booth.card.badge_id == AMARA_ID
    assert booth.page.panels.lead.note.toPlainText() == "about 3 papers"
    booth.page.lead_orders.save()
    booth.stage.settle()
    assert booth.card.badge_id == WANJIRU_ID
    assert booth.page.panels.lead.note.toPlainText() == ""
    notes = {row.name: booth.services.leads.detail(row.id).notes for row in
             booth.services.leads.table()}  # fmt: skip
    assert [note.text for note in notes["Amara Okonkwo"]] == ["about 3 papers"]
    assert notes["Wanjiru Kamau"] == ()


def test_that_letters_in_a_note_are_no_orders(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.press("W")
    QTest.keyClicks(booth.target(), "3 b")
    booth.stage.settle()
    assert booth.services.leads.table()[0].rating is None
    assert booth.stage.navigated == []


def test_that_a_note_grows_into_one_note_of_the_visit(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    note = booth.page.panels.lead.note
    for text in ("First", "First and more"):
        note.setPlainText(text)
        booth.page.note.keep()
        booth.stage.settle()
    lead_id = booth.services.leads.table()[0].id
    (kept,) = booth.services.leads.detail(lead_id).notes
    assert kept.text == "First and more"


def test_that_who_was_put_off_can_be_called_from_the_list(booth: Booth) -> None:
    booth.scan(HARUTO)
    booth.press("L", "L", "L", "Enter")
    assert booth.lines[0] == ("Haruto Nakamura", "Waiting for an answer", "Answer")
    list_view = booth.page.list.list
    list_view.setCurrentIndex(list_view.lines.index(0))
    QTest.keyClick(list_view, Qt.Key.Key_Return)
    booth.stage.settle()
    assert booth.page.panels.shown is booth.page.panels.ask
    assert booth.card.person is not None
    assert booth.card.person.name == "Haruto Nakamura"


def test_that_the_rail_hears_how_many_wait(booth: Booth) -> None:
    heard: list[int] = []
    booth.stage.context.frame.waiting.connect(heard.append)
    booth.scan(HARUTO)
    assert heard[-1] == 1
    booth.scan(AMARA_ID)
    booth.scan(vcard("Nina Weber", "nina@x.example"))
    assert heard[-1] == 2
    assert booth.page.list.waiting.text() == "2 waiting"
    assert booth.services.dashboard.day().tally.of(Outcome.WAITING) == 2
    booth.press("N", "L", "L", "Enter")
    assert heard[-1] == 1
    assert booth.services.dashboard.day().tally.of(Outcome.WAITING) == 1


def test_that_a_yes_of_an_id_only_badge_asks_for_details(booth: Booth) -> None:
    booth.scan(HARUTO_ID)
    ask = booth.page.panels.ask
    booth.press("Y")
    assert ask.details.isVisible()
    booth.page.answering.save()
    booth.stage.settle()
    assert ask.details.problem.isVisible()
    assert booth.services.leads.table() == ()
    ask.details.lines["name"].setText("Haruto Nakamura")
    ask.details.finished.emit()
    booth.stage.settle()
    assert [row.name for row in booth.services.leads.table()] == ["Haruto Nakamura"]


def test_that_a_lead_is_asked_for_more_and_comes_back(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.press("C")
    panels = booth.page.panels
    assert panels.ask.isVisible()
    assert panels.ask.asking.purposes == (Purpose.CV,)
    booth.wake()
    booth.press("Y", "Enter")
    assert panels.shown is panels.lead
    assert booth.card.state(Purpose.CV) is ConsentState.GIVEN


def test_that_a_lead_who_says_no_is_gone_from_the_screen(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.page.panels.lead.asked.emit(Purpose.RECRUITING)
    booth.wake()
    booth.press("N", "Enter")
    assert booth.services.leads.table() == ()
    assert booth.page.panels.shown is booth.page.panels.nobody
    booth.stage.undo()
    assert [row.name for row in booth.services.leads.table()] == ["Amara Okonkwo"]


def test_that_a_lead_removed_elsewhere_leaves_the_panel(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.services.leads.remove(booth.services.leads.table()[0].id)
    booth.stage.qtbot.waitUntil(lambda: booth.page.desk.current is None)


def test_that_who_declined_may_speak_up(booth: Booth) -> None:
    booth.scan(HARUTO)
    booth.press("Shift+N", "Enter")
    booth.wake()
    booth.scan(HARUTO)
    booth.page.panels.told.again.click()
    booth.wake()
    booth.press("Y", "Enter")
    assert [row.name for row in booth.services.leads.table()] == ["Haruto Nakamura"]


def test_that_a_rescan_says_so_and_changes_nobody(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.scan(AMARA_ID)
    assert any("is here already" in text for text in booth.stage.said)
    booth.press("Enter")
    booth.wake()
    booth.scan(AMARA_ID)
    assert booth.page.panels.band.tone == "already_lead"


@pytest.mark.parametrize(
    ("payload", "tone"), [("https://shop.example/offer", "unknown"), ("", "unknown")]
)
def test_that_a_foreign_code_says_what_is_missing(booth: Booth, payload: str, tone: str) -> None:
    booth.scan(payload)
    panels = booth.page.panels
    assert (panels.band.tone, panels.shown) == (tone, panels.told)
    assert panels.band.reason
    booth.press("Enter")
    assert panels.shown is panels.nobody


def test_that_a_typed_badge_id_is_a_scan(booth: Booth) -> None:
    booth.press("I")
    QTest.keyClicks(booth.target(), AMARA_ID)
    booth.press("Enter")
    assert booth.card.badge_id == AMARA_ID
    assert booth.card.source is ScanSource.TYPED


def test_that_answers_tags_and_role_are_kept_as_they_are_given(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    lead = booth.page.panels.lead
    settings = booth.services.settings.get()
    lead.questions.rows[0].answered.emit(settings.qualifiers[0].id, "2027")
    lead.tag_added.emit("Speech")
    lead.role_picked.emit(settings.roles[0].id)
    booth.stage.settle()
    kept = booth.services.leads.detail(booth.services.leads.table()[0].id)
    assert kept.answers == {settings.qualifiers[0].id: "2027"}
    assert (kept.tags, kept.role_id) == (("Speech",), settings.roles[0].id)


def test_that_the_screen_is_turned_and_answered_in_another_language(booth: Booth) -> None:
    booth.scan(HARUTO)
    booth.press("S")
    turned = booth.page.answering.turned_notice
    assert turned is not None
    turned.languages.picked.emit("ja")
    booth.stage.settle()
    QTest.keyClick(turned, Qt.Key.Key_Y)
    QTest.keyClick(turned, Qt.Key.Key_Return)
    booth.stage.settle()
    lead_id = booth.services.leads.table()[0].id
    (view,) = (
        view
        for view in booth.services.leads.detail(lead_id).consent
        if view.purpose is Purpose.RECRUITING
    )
    assert "日本語" in view.notice
    assert not turned.isVisible()


def test_that_each_answer_is_proven_by_the_words_it_was_given_under(booth: Booth) -> None:
    """Spoken in German, then on the screen in Japanese, and staff read along in English."""
    booth.scan("AB-0002")
    ask, answering = booth.page.panels.ask, booth.page.answering
    answering.pick_language("de")
    booth.stage.settle()
    booth.press("Y")
    booth.press("S")
    turned = answering.turned_notice
    assert turned is not None
    turned.languages.picked.emit("ja")
    booth.stage.settle()
    QTest.keyClick(turned, Qt.Key.Key_N)
    QTest.keyClick(turned, Qt.Key.Key_Return)
    booth.stage.settle()
    assert ask.needs_details
    answering.pick_language("en")
    booth.stage.settle()
    ask.details.findChildren(QLineEdit)[0].setText("Kenji Watanabe")
    answering.save()
    booth.stage.settle()
    (lead,) = booth.services.leads.table()
    subject = booth.services.leads.detail(lead.id).subject
    history = booth.services.people.held(subject).history[-3:]
    assert [(said.purpose, said.event, said.language, said.method) for said in history] == [
        (Purpose.RECRUITING, ConsentEvent.GIVEN, "de", "spoken"),
        (Purpose.CV, ConsentEvent.DECLINED, "ja", "screen"),
        (Purpose.MARKETING, ConsentEvent.DEFERRED, "ja", "screen"),
    ]
    assert "Deutsch" in history[0].notice


def test_that_esc_turns_the_screen_back_without_an_answer(booth: Booth) -> None:
    booth.scan(HARUTO)
    booth.press("S")
    turned = booth.page.answering.turned_notice
    assert turned is not None
    QTest.keyClick(turned, Qt.Key.Key_Escape)
    booth.stage.settle()
    assert not turned.isVisible()
    assert booth.services.leads.table() == ()


def test_that_dropped_pictures_are_scanned_and_the_bad_ones_listed(
    booth: Booth, tmp_path: Path
) -> None:
    good, blank, text = (tmp_path / name for name in ("a.png", "b.png", "c.txt"))
    qrcode.make(AMARA_ID).save(good)
    qrcode.make(AMARA_ID).get_image().convert("L").point(lambda _: 255).save(blank)
    text.write_text("no picture")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (good, blank, text)])
    booth.page.pictures.drop(data)
    booth.stage.qtbot.waitUntil(lambda: not booth.page.pictures.intake.busy, timeout=10_000)
    booth.stage.settle()
    failures = booth.page.source.progress.failures.text()
    assert booth.page.source.progress.open.isVisibleTo(booth.page)
    assert "b.png" in failures
    assert "c.txt" in failures
    assert [row.name for row in booth.services.leads.table()] == ["Amara Okonkwo"]
    verdicts = [row.verdict for row in booth.services.capture.recent()]
    assert verdicts == [Verdict.UNREADABLE, Verdict.MAY_SHARE]


def test_that_a_pasted_text_is_a_scan(booth: Booth) -> None:
    QGuiApplication.clipboard().setText(AMARA_ID)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(booth.page, Qt.Key.Key_V, control)
    booth.stage.settle()
    assert booth.card.source is ScanSource.PASTE


def test_that_names_are_plain_text_never_markup(booth: Booth) -> None:
    booth.scan(vcard("<b>Bold</b> <img src=x>", "x@y.example", "<i>Lab</i>"))
    assert booth.page.panels.ask.head.name.textFormat() is Qt.TextFormat.PlainText
    assert booth.page.panels.ask.head.name.whole == "<b>Bold</b> <img src=x>"


def test_that_an_answer_given_elsewhere_is_refused_in_words(
    booth: Booth, make_stage: Callable[[Services], Stage]
) -> None:
    booth.scan(AMARA_ID)
    card = booth.card
    booth.services.capture.answer(
        card, {Purpose.RECRUITING: ConsentEvent.DECLINED}, notice=NoticeShown()
    )
    booth.press("3")
    booth.stage.qtbot.waitUntil(lambda: booth.page.desk.current is None)
    assert booth.stage.failures == []


@pytest.mark.parametrize("payload", [AMARA_ID, HARUTO, HARUTO_ID, "https://shop.example"])
def test_that_everything_that_takes_keys_has_a_name(booth: Booth, payload: str) -> None:
    booth.scan(payload)
    for widget in booth.page.findChildren(QWidget):
        internal = widget.objectName().startswith("qt_") or widget.parent() is None
        if widget.isVisible() and widget.focusPolicy() and not internal:
            assert widget.accessibleName(), widget


@pytest.mark.parametrize("size", [(1264, 818), (948, 618)])
@pytest.mark.parametrize("payload", [AMARA_ID, HARUTO, "https://shop.example"])
def test_that_nothing_on_the_page_is_cut_or_overlaps(
    booth: Booth, payload: str, size: tuple[int, int]
) -> None:
    frame = booth.stage.context.frame
    frame.compact = size[0] < 1000
    frame.compact_changed.emit(frame.compact)
    booth.stage.window.resize(*size)
    booth.scan(payload)
    for button in booth.page.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
            parent = cast("QWidget", button.parentWidget())
            assert parent.rect().contains(button.geometry()), button.text()
            beside = [one for one in parent.findChildren(QPushButton) if one.parent() is parent]
            assert not any(
                one.geometry().intersects(button.geometry())
                for one in beside
                if one is not button and one.isVisible()
            ), button.text()
    right = booth.page.panels.mapTo(booth.page, booth.page.panels.rect().bottomRight())
    assert booth.page.rect().contains(right)


@pytest.mark.parametrize(
    "words", ["Free: Wed 09:00\nRoom 1, 30 min", "Next free: 09:00\nThe glass room"]
)
@pytest.mark.parametrize("size", [(1264, 818), (1024, 700), (948, 618)])
def test_that_the_buttons_of_a_lead_are_whole_beside_what_is_said_of_interviews(
    booth: Booth, size: tuple[int, int], words: str
) -> None:
    frame = booth.stage.context.frame
    frame.compact = size[0] < 1000
    frame.compact_changed.emit(frame.compact)
    booth.stage.window.resize(*size)
    booth.scan(AMARA_ID)
    lead = booth.page.panels.lead
    lead.show_interview(words)
    booth.stage.settle()
    for button in (lead.book, lead.receipt, lead.save):
        assert button.width() >= button.sizeHint().width(), button.accessibleName()
    assert lead.book.text() == "Book interview"
    lines = lead.next_free
    assert words in (lines.text(), lines.toolTip()) or not lines.isVisible()
    assert lines.text() == words or size[0] < 1264
    for cell in lead.strip.cells.values():
        assert cell._name.text() == cell._name.whole


def test_that_what_is_read_to_a_person_is_whole_in_a_small_window(booth: Booth) -> None:
    booth.stage.context.frame.compact_changed.emit(True)
    booth.stage.window.resize(948, 618)
    booth.scan(HARUTO)
    booth.stage.settle()
    for card in booth.page.panels.ask.cards.values():
        words = card._explanation
        assert words.height() >= words.heightForWidth(words.width())
        assert card.rect().contains(words.geometry())


def test_that_a_window_that_was_small_gets_its_places_back(booth: Booth) -> None:
    widths = []
    for compact, size in ((False, (1500, 900)), (True, (948, 618)), (False, (1500, 900))):
        booth.stage.window.resize(*size)  # the page hears of its new form after its new size
        booth.stage.settle()
        booth.stage.context.frame.compact_changed.emit(compact)
        booth.stage.settle()
        widths.append(booth.page.source.width())
    assert widths[0] == widths[2] > widths[1]


@pytest.mark.parametrize(
    ("state", "hint"),
    [
        ("Ready", "Show the next badge"),
        ("Starting", "One moment"),
        ("Preparing", "Making the demo film"),
    ],
)
def test_that_the_line_that_says_what_to_do_is_whole_in_a_small_window(
    booth: Booth, state: str, hint: str
) -> None:
    booth.stage.context.frame.compact_changed.emit(True)
    booth.stage.window.resize(948, 618)
    booth.stage.settle()  # the camera says that there is none
    card = booth.page.source
    card.say(state, hint)
    for widget in (card, card.hint.parentWidget()):
        layout = widget.layout() if widget is not None else None
        if layout is not None:
            layout.activate()
    assert card.hint.text() == hint
    assert card.hint.heightForWidth(card.hint.width()) <= card.hint.height()


def test_that_the_words_read_aloud_are_those_of_what_is_asked(booth: Booth) -> None:
    words = booth.services.notices.notice("en").words
    ask = booth.page.panels.ask
    booth.scan(HARUTO)
    assert ask.notice.text.words == words.aloud(tuple(Purpose))
    booth.wake()
    booth.press("Y", "Enter")
    booth.wake()
    booth.press("C")
    assert ask.notice.text.words == words.aloud((Purpose.CV,))
    assert "CV" in ask.notice.text.words
    booth.wake()
    booth.press("S")
    turned = booth.page.answering.turned_notice
    assert turned is not None
    assert turned._text.words == words.more_text
    assert turned._if_no.words == words.if_open
    turned.hide()


def test_that_the_purpose_that_has_the_keys_is_in_sight(booth: Booth) -> None:
    booth.stage.window.resize(1024, 560)
    booth.scan(HARUTO)
    booth.wake()
    booth.press("Y", "Y")
    ask = booth.page.panels.ask
    QApplication.processEvents()
    card = ask.cards[Purpose.MARKETING]
    assert card.visibleRegion().boundingRect().height() == card.height()


def test_that_it_is_said_once_that_they_may_read_the_note(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    lead = booth.page.panels.lead
    for told in (False, True):
        if told:
            booth.services.notices.told(booth.card.subject or "")
            booth.stage.settle()
            booth.page._show_values()
        for compact in (False, True):
            lead.set_compact(compact)
            below = "" if lead.quiet.isHidden() else lead.quiet.whole
            assert f"{below} {lead.note.placeholderText()}".count("They may ask to read") == 1


def test_that_the_picture_is_as_in_a_mirror_unless_told_otherwise(booth: Booth) -> None:
    action = _mirror_of(booth.page)
    assert action.isChecked()
    action.trigger()
    booth.stage.settle()
    assert booth.services.settings.preference("camera_mirrored") == "no"
    page = ScanPage(booth.stage.context)
    booth.stage.show(page)
    booth.stage.settle()
    assert not _mirror_of(page).isChecked()


def test_that_a_list_that_answers_meanwhile_is_seen_at_the_next_scan(
    booth: Booth, roster_csv: Callable[..., Path]
) -> None:
    booth.scan(HARUTO_ID)
    assert booth.page.panels.band.tone == "ask"
    booth.services.roster.import_file(roster_csv((*factories.HARUTO[:-1], "yes")))
    booth.stage.settle()
    booth.scan(HARUTO_ID)
    assert booth.card.verdict is Verdict.MAY_SHARE
    assert booth.page.panels.band.tone == "may_share"
    assert {detail for _, detail, _ in booth.lines} == {"May share · Kamogawa University"}


def test_that_a_list_that_says_no_meanwhile_ends_the_question(
    booth: Booth, roster_csv: Callable[..., Path]
) -> None:
    booth.scan(HARUTO_ID, ScanSource.CAMERA)
    for answer, asked in (("yes", True), ("no", False)):
        booth.services.roster.import_file(roster_csv((*factories.HARUTO[:-1], answer)))
        booth.stage.settle()
        assert (booth.page.desk.current is not None) == asked
    booth.scan(HARUTO_ID, ScanSource.CAMERA)
    assert booth.page.panels.band.tone == "declined"


def test_that_who_waits_no_more_is_not_said_to_wait(booth: Booth) -> None:
    booth.scan(HARUTO)
    booth.scan(AMARA_ID)
    booth.scan(WANJIRU_ID)
    assert sum("waits in the list" in said for said in booth.stage.said) >= 1
    booth.stage.undo()  # the lead is taken back
    booth.stage.undo()
    assert [said for said in booth.stage.said if "waits in the list" in said] == []


def _mirror_of(page: ScanPage) -> QAction:
    """What the camera's menu offers about the mirror."""
    page.source.camera.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    (found,) = [one for one in menu.actions() if "mirror" in one.text()]
    menu.hide()
    return found


def test_that_enter_goes_on_to_the_next_person_after_a_click_and_after_a_tag(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    lead = booth.page.panels.lead
    booth.click(lead.receipt)
    booth.wake()
    booth.press("T")
    QTest.keyClicks(lead.tags.entry, "Speech")
    booth.press("Enter", "Enter")
    assert lead.tags.entry.isHidden()
    assert booth.page.desk.current is not None
    booth.press("Enter")
    assert booth.page.desk.current is None


def test_that_enter_presses_the_button_that_tab_led_to(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    lead = booth.page.panels.lead
    pressed: list[bool] = []
    lead.receipt.clicked.connect(lambda: pressed.append(True))
    lead.receipt.setFocus(Qt.FocusReason.TabFocusReason)
    booth.press("Enter")
    assert pressed
    assert booth.page.desk.current is not None


def test_that_a_click_on_a_button_ends_the_writing(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.press("W")
    assert booth.page.desk.writing
    booth.click(booth.page.panels.lead.receipt)
    assert not booth.page.panels.lead.note.hasFocus()
    assert not booth.page.desk.writing
