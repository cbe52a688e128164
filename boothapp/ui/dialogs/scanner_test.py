"""Test a scanner: a code to scan, and what arrived, key by key. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.keyboards import Layout, Lock, Typist
from boothapp.domain.people import ScanSource
from boothapp.domain.scanners import Ended, ScannerSetup, ScannerTest
from boothapp.ui.context import Context
from boothapp.ui.scan.wording import format_name
from boothapp.ui.scanners.arrived import Arrived
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.labels import IconLabel, Label, SectionHeading
from boothapp.ui.widgets.qr import QrCode
from boothapp.ui.widgets.read_text import ReadText

_CODE_SIDE = 260  # logical px: 2 mm a module on a usual screen
_ADOPT = "Take it off from now on"
_MOST_SHOWN = 2_000  # characters
_NAMED = {0x09: "Tab", 0x0A: "Enter", 0x0D: "Enter", 0x20: ""}


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the services say of a code that arrived."""

    arrived: Arrived
    test: ScannerTest | None
    format: str
    setup: ScannerSetup


class ScannerTestDialog(QDialog):
    """`arrived` takes each code that comes in while this is open."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._scanners = context, context.services.scanners
        self.setWindowTitle("Test a scanner")
        self.code = QrCode(_CODE_SIDE)
        self.verdict = IconLabel(
            "Waiting for a scan", icon="hourglass", font="subtitle", tone="text"
        )
        self.advice = Label("", tone="secondary", wrap=True)
        self.text = ReadText("What arrived", height=None)
        self.facts = Label("", tone="muted", wrap=True)
        self.added = Label("", tone="secondary", wrap=True)
        self.adopt = Button(_ADOPT)
        self._before: tuple[str, str] | None = None
        self._test: ScannerTest | None = None
        self.adopt.clicked.connect(self._adopt)
        self.close_button = Button("Close", kind="primary", key="Esc")
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self.added.hide()
        self.adopt.hide()
        self._say_nothing_yet()
        context.tasks.run(
            self._scanners.test_code,
            lambda rows: self.code.show_code(rows, "The code that tests a scanner"),
        )
        self.close_button.setFocus()

    def arrived(self, arrived: Arrived) -> None:
        """A scanner sent something: show it, and judge it if it is the test code."""
        self._context.tasks.run(lambda: self._judge(arrived), self._show)

    def _judge(self, arrived: Arrived) -> _Judged:
        typed = arrived.source is ScanSource.SCANNER
        test = self._scanners.test(arrived.text, typed=typed)
        said = "" if test is not None else self._scanners.said(arrived.text)
        return _Judged(arrived, test, said, self._scanners.setup())

    def _show(self, judged: _Judged) -> None:
        arrived, test = judged.arrived, judged.test
        self.text.setPlainText(visible(arrived.text[:_MOST_SHOWN]))
        self.facts.setText(facts(arrived))
        self._show_added(judged)
        if test is None:
            known = f"Read as {format_name(judged.format)}." if judged.format else ""
            self.verdict.show_words(
                "This is another code than the one at the left",
                "info-fill",
                icon_tone="text_secondary",
            )
            self.advice.setText(
                f"{known} Scan the code at the left to test the scanner’s keyboard.".strip()
            )
        elif test.passed:
            self.verdict.show_words(
                "This scanner is right", "check-circle-fill", icon_tone="verdict.may_share.ink"
            )
            more = taken_off(test) if test.adds(judged.setup) else ""
            self.advice.setText(f"Every character came as it was sent.{more}")
        else:
            self.verdict.show_words(
                "The keys come out wrong", "warning-circle-fill", icon_tone="verdict.ask.ink"
            )
            self.advice.setText(advice(test, typed=arrived.source is ScanSource.SCANNER))

    def _show_added(self, judged: _Judged) -> None:
        """What the scanner adds to a code, where that is not what is taken off already."""
        test, setup = judged.test, judged.setup
        words = "" if test is None else added(test, setup)
        self.added.setText(words)
        self.added.setVisible(bool(words))
        adds = bool(words) and test is not None and bool(test.before or test.after)
        self.adopt.setVisible(adds)
        self._test, self._before = test, None
        self.adopt.setText(_ADOPT)

    def _adopt(self) -> None:
        """What this scanner adds is taken off from now on; or, once that was done, no more."""
        before, test = self._before, self._test
        wanted = before or ((test.before, test.after) if test is not None else ("", ""))
        self._context.tasks.run(
            lambda: self._scanners.take_off(*wanted),
            lambda was: self._show_adopted(None if before else was),
            lambda error: self.added.setText(str(error)),
        )

    def _show_adopted(self, was: tuple[str, str] | None) -> None:
        """`was`: what was taken off before this; None where that is so again.

        Notices are behind this dialog, so that the way back stands here.
        """
        self._before = was
        self.adopt.setText("Undo" if was else _ADOPT)
        self.added.setText("This is taken off from now on." if was else "It is as it was before.")

    def _say_nothing_yet(self) -> None:
        self.advice.setText("Scan the code at the left with the scanner that is to be tested.")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.code)
        left.addWidget(Label("Nothing that is scanned here is kept.", tone="muted", wrap=True))
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.verdict)
        right.addWidget(self.advice)
        right.addWidget(self.added)
        right.addWidget(self.adopt, 0, Qt.AlignmentFlag.AlignLeft)
        right.addSpacing(8)
        right.addWidget(SectionHeading("What arrived"))
        right.addWidget(self.text, 1)
        right.addWidget(self.facts)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addLayout(left)
        body.addLayout(right, 1)
        card = Card(margin=20)
        card.body.addLayout(body)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(card, 1)
        column.addLayout(foot)
        self.resize(820, 460)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def visible(text: str) -> str:
    """A text with its control characters named: [Tab], [Enter], [0x1D]."""
    return "".join(_visible(letter) for letter in text)


def _visible(letter: str) -> str:
    if letter.isprintable():
        return letter
    name = _NAMED.get(ord(letter)) or f"0x{ord(letter):02X}"
    return f"[{name}]" + ("\n" if letter in "\r\n" else "")


def facts(arrived: Arrived) -> str:
    """How a code came: "94 characters from the keyboard in 380 ms, then Enter"."""
    count = len(arrived.text)
    characters = "1 character" if count == 1 else f"{count:,} characters"
    where = "the keyboard" if arrived.source is ScanSource.SCANNER else arrived.device
    after = {Ended.NOTHING: "nothing after it"}.get(arrived.ended, f"then {arrived.ended.value}")
    return f"{characters} from {where} in {arrived.took:,} ms, {after}"


def advice(test: ScannerTest, *, typed: bool) -> str:
    """What is wrong with the keys, and what mends it."""
    if test.typist is None:
        lost = f" Missing: {' '.join(test.missing)}." if test.missing else ""
        return (
            f"No keyboard that BoothApp knows explains it.{lost} Set the laptop’s keyboard to US "
            "English, or the scanner to the laptop’s keyboard (a code in its manual), and scan "
            "the code at the left again."
        )
    wrong = ", ".join(f"{sent} → {came or 'nothing'}" for sent, came in _first(test))
    how = f"The laptop writes the scanner’s keys as {test.typist.words} does: {wrong} …"
    if not typed:
        return f"{how} The scanner is set to that keyboard: set it to US English."
    return (
        f"{how} From now on badges are read right all the same, until BoothApp is closed. To mend "
        f"it for good, {_mending(test.typist)}, and scan the code at the left again."
    )


def taken_off(test: ScannerTest) -> str:
    """That what the scanner adds is taken off, a sentence with a blank before it."""
    around = _around(test.before, test.after)
    return f" What it adds, {around} it, is taken off." if around else ""


def added(test: ScannerTest, setup: ScannerSetup) -> str:
    """What the scanner adds to a code; empty where nothing, or what is taken off already."""
    if test.typist is None or test.adds(setup):
        return ""
    adds = _around(test.before, test.after)
    others = _around(setup.prefix, setup.suffix)
    if not adds:
        return (
            f"It adds nothing to a code. BoothApp takes off {others} it, as it is set up in "
            "Settings: set all scanners up alike (a code in their manuals), so that no id is in "
            "doubt."
        )
    if not others:
        return f"It adds {adds} each code, which is not taken off yet."
    return (
        f"It adds {adds} each code, and BoothApp takes off {others} it. Set all scanners up alike "
        "(a code in their manuals), or take off what this one adds instead."
    )


def _around(before: str, after: str) -> str:
    """What stands around a code, in words: “#S” before and “*” after."""
    parts = ((before, "before"), (after, "after"))
    return " and ".join(f"“{visible(text)}” {where}" for text, where in parts if text)


def _mending(typist: Typist) -> str:
    """What has to be set otherwise on this laptop, or in the scanner."""
    layout = (
        "set the laptop’s keyboard to US English, or the scanner to the laptop’s keyboard (a code "
        "in its manual)"
    )
    if typist.lock is Lock.OFF:
        return layout
    unlocked = f"switch {typist.lock.value} off"
    return unlocked if typist.layout is Layout.US else f"{unlocked}, {layout}"


def _first(test: ScannerTest) -> Sequence[tuple[str, str]]:
    """Differences that a person knows again: letters and signs of e-mail addresses first."""
    wanted = [letter for letter in "yzaqwm-_@:/" if letter in test.wrong]
    return [(letter, test.wrong[letter]) for letter in wanted[:5]]
