"""One of several: the segmented control, the rating, and Yes / No / Later."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

_STEP = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class ChoiceButton(QPushButton):
    """One option; the row that it stands in decides how it looks."""

    def __init__(self, row: "ChoiceRow", value: str, word: str) -> None:
        super().__init__(word, row)
        self.value, self._row = value, row
        self.setCheckable(True)
        self.setAccessibleName(word)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What the row wants."""
        return self._row.option_size(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """An option's word is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """The row paints it."""
        self._row.paint_option(painting.painter_for(self), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go to the neighbour."""
        step = _STEP.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._row.step_from(self, step)


class ChoiceRow(QWidget):
    """Options side by side; `picked` carries the value a person chose, None when taken back."""

    picked = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        name: str,
        gap: int = 0,
        clearable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._value: str | None = None
        self._clearable = clearable
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        self.buttons = [ChoiceButton(self, value, word) for value, word in options]
        for button in self.buttons:
            button.setAccessibleDescription(name)
            button.clicked.connect(lambda _=False, button=button: self._clicked(button))
            row.addWidget(button, 1)

    @property
    def value(self) -> str | None:
        """What is chosen."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Show a choice without saying `picked`."""
        self._value = value
        for button in self.buttons:
            button.setChecked(button.value == value)

    def choose(self, value: str) -> None:
        """Choose as a person would; choosing again takes it back where that is allowed."""
        chosen = None if self._clearable and value == self._value else value
        self.set_value(chosen)
        self.picked.emit(chosen)

    def step_from(self, button: ChoiceButton, step: int) -> None:
        """Put the focus on the neighbour; the arrows of a segmented control choose it too."""
        index = self.buttons.index(button) + step
        if 0 <= index < len(self.buttons):
            self.buttons[index].setFocus(Qt.FocusReason.TabFocusReason)
            self.reached(self.buttons[index])

    def reached(self, button: ChoiceButton) -> None:
        """An arrow came to `button`."""

    def option_size(self, button: ChoiceButton) -> QSize:
        """How large an option is; each kind of row says."""
        raise NotImplementedError

    def paint_option(self, painter: QPainter, button: ChoiceButton) -> None:
        """What an option looks like; each kind of row says."""
        raise NotImplementedError

    def _clicked(self, button: ChoiceButton) -> None:
        self.choose(button.value)


class Segmented(ChoiceRow):
    """A sunken track with one raised part."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        name: str,
        size: str = "control",
        clearable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._size = size
        super().__init__(options, name=name, clearable=clearable, parent=parent)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(2, 2, 2, 2)

    def set_size(self, size: str) -> None:
        """Another height: "control" or "control_s"."""
        self._size = size
        for button in self.buttons:
            button.updateGeometry()

    def option_size(self, button: ChoiceButton) -> QSize:
        """The word and some room."""
        width = painting.text_width(button.text(), "body", 500) + 2 * theme.size("space.m")
        return QSize(round(width) + 1, theme.size(f"height.{self._size}") - 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """The track."""
        painting.box(painting.painter_for(self), QRectF(self.rect()), fill="sunken")

    def paint_option(self, painter: QPainter, button: ChoiceButton) -> None:
        """The raised part, or a word on the track."""
        where = QRectF(button.rect())
        chosen = button.isChecked()
        if chosen:
            fill = "pressed" if theme.is_dark else "surface"
            outline = "border_strong" if theme.is_dark else "border"
            painting.box(painter, where, fill=fill, outline=outline)
        elif button.underMouse():
            painting.box(painter, where, fill="hover")
        if button.hasFocus():
            painting.box(painter, where, outline="focus_ring", width=2)
        ink = "text" if chosen else "text_secondary"
        center = Qt.AlignmentFlag.AlignCenter
        painting.words(painter, where, button.text(), "body", ink, weight=500, align=center)

    def reached(self, button: ChoiceButton) -> None:
        """Arrows move the choice."""
        if button.value != self.value:
            self.choose(button.value)


class Rating(ChoiceRow):
    """Cold, warm, hot with the keys 1, 2, 3. Choosing the same again takes it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        options = (("cold", "Cold"), ("warm", "Warm"), ("hot", "Hot"))
        self._height = "height.control_l"
        super().__init__(options, name="Rating", gap=8, clearable=True, parent=parent)

    def set_compact(self, compact: bool) -> None:
        """Lower, for a small window."""
        self._height = "height.control_l_compact" if compact else "height.control_l"
        for button in self.buttons:
            button.updateGeometry()

    def option_size(self, button: ChoiceButton) -> QSize:
        """Picture, word and key."""
        width = painting.text_width(button.text(), "body_l", 600)
        return QSize(round(width) + 90, theme.size(self._height))

    def paint_option(self, painter: QPainter, button: ChoiceButton) -> None:
        """A picture in the rating's colour, its word, its key."""
        where, chosen = QRectF(button.rect()), button.isChecked()
        fill = "accent_soft" if chosen else "hover" if button.underMouse() else "surface"
        outline = "accent" if chosen else "border_strong"
        painting.box(painter, where, fill=fill, outline=outline, width=2 if chosen else 1)
        if button.hasFocus():
            painting.box(painter, where, outline="focus_ring", width=2)
        side, middle = 18, where.height() / 2
        picture = theme.text(f"rating.icon_{button.value}")
        spot = QRectF(13, middle - side / 2, side, side)
        icons.paint(painter, picture, f"rating.{button.value}", spot)
        room = where.adjusted(37, 0, -34, 0)
        ink = "on_accent_soft" if chosen else "text"
        painting.words(painter, room, button.text(), "body_l", ink, weight=600 if chosen else 500)
        key = str(self.buttons.index(button) + 1)
        painting.keycaps(painter, where.right() - 12, middle, key)


_ANSWER_TONE = {"given": "may_share", "declined": "declined", "deferred": "ask"}
_ANSWER_ICON = {"given": "check", "declined": "x", "deferred": "clock"}
_ANSWER_KEY = {"given": "Y", "declined": "N", "deferred": "L"}


class Answers(ChoiceRow):
    """Yes, No, Later for one purpose; values are "given", "declined", "deferred".

    The keys are shown only while this is the purpose that is being asked (`set_current`). With
    `large` it is the form on the screen turned to the attendee, in the attendee's words.
    """

    def __init__(
        self,
        name: str,
        words: tuple[str, str, str] = ("Yes", "No", "Later"),
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._large, self._current = large, False
        options = tuple(zip(_ANSWER_TONE, words, strict=True))
        super().__init__(options, name=name, gap=12 if large else 6, parent=parent)

    def set_current(self, current: bool) -> None:
        """Whether the keys Y, N, L go to this purpose now."""
        self._current = current
        self.update()

    def option_size(self, button: ChoiceButton) -> QSize:
        """100 wide, or more where the word is long."""
        font = "attendee_button" if self._large else "body_l"
        width = painting.text_width(button.text(), font, 600) + (76 if self._large else 56)
        least = theme.size("width.attendee_button" if self._large else "width.answer")
        height = theme.size("height.attendee_button" if self._large else "height.control_l")
        return QSize(max(least, round(width)), height)

    def paint_option(self, painter: QPainter, button: ChoiceButton) -> None:
        """Filled when chosen; quieter when another one is; with its key while it is current."""
        where, chosen = QRectF(button.rect()), button.isChecked()
        tone = f"verdict.{_ANSWER_TONE[button.value]}"
        passed = self.value is not None and not chosen and not self._large
        if chosen:
            painting.box(painter, where, fill=f"{tone}.solid")
        else:
            fill = "hover" if button.underMouse() else "surface"
            painting.box(painter, where, fill=fill, outline="border" if passed else "border_strong")
        if button.hasFocus():
            painting.box(painter, where, outline="focus_ring", width=2)
        ink = f"{tone}.on_solid" if chosen else "muted" if passed else "text"
        self._paint_words(painter, button, ink)

    def _paint_words(self, painter: QPainter, button: ChoiceButton, ink: str) -> None:
        font = "attendee_button" if self._large else "body_l"
        weight = 600 if self._large or button.isChecked() else 500
        width = painting.text_width(button.text(), font, weight)
        with_icon = button.isChecked() or (self._large and button.value != "deferred")
        with_key = self._current and not self._large and not button.isChecked()
        side = 26 if self._large else 18
        extra = side + 8 if with_icon else 28 if with_key else 0
        left, middle = (button.width() - width - extra) / 2, button.height() / 2
        if with_icon:
            spot = QRectF(left, middle - side / 2, side, side)
            icons.paint(painter, _ANSWER_ICON[button.value], ink, spot)
            left += extra
        room = QRectF(left, 0, width + 1, button.height())
        painting.words(painter, room, button.text(), font, ink, weight=weight)
        if with_key:
            key = _ANSWER_KEY[button.value]
            painting.keycaps(painter, left + width + 28, middle, key)
