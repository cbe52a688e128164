"""Buttons: primary, plain and ghost, with an icon and the key that presses them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.enter import PushButton

_FONT = {"xs": "caption", "s": "body", "m": "body", "l": "body_l", "xl": "attendee_button"}
_HEIGHT = {
    "xs": "height.chip",
    "s": "height.control_s",
    "m": "height.control",
    "l": "height.control_l",
    "xl": "height.attendee_button",
}


class Button(PushButton):
    """A push button that paints itself: `kind` is "primary", "danger", "plain" or "ghost".

    "danger" is for what destroys and cannot be undone; it is never a dialog's default.

    `key` is shown as a keycap and does nothing by itself: the page that owns the key presses the
    button. `size` is "xs", "s", "m", "l", or "xl" on the screen turned to the attendee. With
    `drops=True` a caret says that it opens a list.
    """

    def __init__(
        self,
        text: str = "",
        *,
        kind: str = "plain",
        icon: str = "",
        key: str = "",
        size: str = "m",
        drops: bool = False,
        icon_last: bool = False,
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.kind, self.picture, self.keycap, self.grade = kind, icon, key, size
        self.tone, self._drops, self._icon_last = tone, drops, icon_last
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def show_key(self, key: str) -> None:
        """Show another keycap, or none: a cap is shown where a key works now."""
        if key != self.keycap:
            self.keycap = key
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as icon, text and keycap, as high as the grade."""
        return QSize(round(self._content_width()) + 2 * self._padding(), self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A button is never narrower than its text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint box, icon, text, keycap and caret."""
        painter = painting.painter_for(self)
        self._paint_box(painter)
        self._paint_content(painter, QRectF(self.rect()))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A clipped text is told in the tooltip."""
        if not self.toolTip() and self.width() < self.sizeHint().width():
            self.setToolTip(self.text())
        super().enterEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Keep the keys' place while disabled, and let Tab go on from here.

        Qt would give it to the next field, scroll there and mark its text: that hits whoever only
        waits for the order to be done.
        """
        stays = not self.isEnabled() and not self.isHidden()
        return stays or super().focusNextPrevChild(forward)

    def ink(self) -> str:
        """The token of the text's colour in the state of now."""
        if not self.isEnabled():
            return "disabled"
        if self.kind == "danger":
            return "verdict.error.on_solid"
        return "on_accent" if self.kind == "primary" else self.tone or "text"

    def fill(self) -> str | None:
        """The token of the background in the state of now."""
        pressed = self.isDown() or self.isChecked()
        if self.kind == "primary":
            if not self.isEnabled():
                return "sunken"
            return "accent_pressed" if pressed else "accent_hover" if self._hot() else "accent"
        if self.kind == "danger":
            return "verdict.error.solid" if self.isEnabled() else "sunken"
        if not self.isEnabled():
            return None
        if pressed:
            return "pressed"
        return "hover" if self._hot() else "surface" if self.kind == "plain" else None

    def outline(self) -> str | None:
        """The token of the outline in the state of now."""
        if self.kind != "plain":
            return None
        return self.tone or "border_strong" if self.isEnabled() else "border"

    def _hot(self) -> bool:
        return self.underMouse() and self.isEnabled()

    def _height(self) -> int:
        return theme.size(_HEIGHT[self.grade])

    def _padding(self) -> int:
        return {"xs": 6, "s": 10, "m": 12, "l": 16, "xl": 52}[self.grade] if self.text() else 8

    def _gap(self) -> int:
        return 10 if self.grade == "l" else theme.size("space.s")

    def _icon_size(self) -> int:
        return theme.size("icon.size_l" if self.grade == "l" else "icon.size")

    def _weight(self) -> int:
        if self.grade == "xs":
            return 400
        return 600 if self.kind in {"primary", "danger"} or self.grade == "xl" else 500

    def _content_width(self) -> float:
        parts = [float(self._icon_size())] if self.picture else []
        if self.text():
            parts.append(painting.text_width(self.text(), _FONT[self.grade], self._weight()))
        if self.keycap:
            parts.append(painting.keycap_width(self.keycap))
        if self._drops:
            parts.append(float(theme.size("icon.size_s")))
        return sum(parts) + self._gap() * max(0, len(parts) - 1) + 1

    def _paint_box(self, painter: QPainter) -> None:
        where = QRectF(self.rect())
        painting.box(painter, where, fill=self.fill(), outline=self.outline())
        if self.hasFocus():
            inner = self.kind in {"primary", "danger"}
            painting.box(painter, where, outline="focus_ring", width=2)
            if inner:  # the ring has the button's own colour: a light line parts them
                painting.box(painter, where.adjusted(2, 2, -2, -2), outline="on_accent")

    def _paint_content(self, painter: QPainter, where: QRectF) -> None:
        left = where.left() + max(
            float(self._padding()), (where.width() - self._content_width()) / 2
        )
        middle, ink, gap = where.center().y(), self.ink(), self._gap()
        if self.picture:
            side = self._icon_size()
            words = painting.text_width(self.text(), _FONT[self.grade], self._weight()) + gap
            spot = QRectF(left + words * self._icon_last, middle - side / 2, side, side)
            icons.paint(painter, self.picture, ink, spot)
            left += 0 if self._icon_last else side + gap
        right = where.right() - self._padding()
        if self._drops:
            side = theme.size("icon.size_s")
            caret = min(right - side, where.right() - (where.width() - self._content_width()) / 2)
            icons.paint(painter, "caret-down", ink, QRectF(caret, middle - side / 2, side, side))
            right = caret - gap
        before = gap if self.text() else 0.0  # an icon alone has its gap already
        taken = painting.keycap_width(self.keycap) + before if self.keycap else 0.0
        room = QRectF(left, where.top(), max(0.0, right - left - taken), where.height())
        width = painting.words(
            painter, room, self.text(), _FONT[self.grade], ink, weight=self._weight()
        )
        if self.keycap:
            on = "on_accent" if self.kind == "primary" else ""
            painting.keycaps(painter, left + width + taken, middle, self.keycap, on=on)
