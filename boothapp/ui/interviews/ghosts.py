"""Shows where somebody would go: the card at the pointer or in its place, and what clashes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from boothapp.ui.interviews.day_view import DayView
from boothapp.ui.interviews.ghost import CARD_HEIGHT, ClashBubble, ClashWords, GhostCard, GhostWords
from boothapp.ui.interviews.placing import Placing
from boothapp.ui.interviews.wording import clash_words, clock, interval


class Ghosts(QObject):
    """Keeps card and bubble where they belong, over the whole page."""

    def __init__(self, page: QWidget, view: DayView, placing: Placing) -> None:
        super().__init__(page)
        self._page, self._view, self._placing = page, view, placing
        self._pointer: QPoint | None = None
        self._held = (0.5, 0.5)
        self.card, self.bubble = GhostCard(page), ClashBubble(page)
        placing.changed.connect(self.renew)
        placing.aimed.connect(self.renew)
        view.laid_out.connect(self.renew)
        view.scrolled.connect(self.renew)

    def point(self, where: QPoint | None, held: tuple[float, float] | None = None) -> None:
        """Follow the pointer (in the page); None is: stand in the place that is aimed at.

        `held` says by which part of its width and height the card is held.
        """
        self._pointer, self._held = where, held or self._held
        self.renew()

    def renew(self) -> None:
        """Show card and bubble anew, or hide them."""
        picked, aim = self._placing.picked, self._placing.aim
        if picked is None:
            self._pointer = None
        rect = self._card_rect()
        if picked is None or rect is None:
            self.card.hide()
            self.bubble.hide()
            return
        zone, clashes = self._view.zone, self._placing.clashes
        standing = self._pointer is None or self._placing.edge != 0
        times = interval(aim.starts, aim.ends, zone) if aim else ""
        if not standing:  # the card lies over the place, and the time that is painted in it
            times = f"{times} {aim.room.name}" if aim else picked.affiliation
        self.card.words = GhostWords(picked.name, times, picked.rating)
        self.card.clash = bool(clashes)
        self.card.put(rect.topLeft(), rect.size())
        self.card.update()
        if clashes and self._placing.rule is not None:
            title, detail = clash_words(clashes[0], self._placing.rule, zone)
            self.bubble.words = ClashWords(f"Clash: {title}", detail, self._nearest())
            self.bubble.put_beside(rect, self._inside())
            self.bubble.update()
        else:
            self.bubble.hide()

    def _card_rect(self) -> QRect | None:
        """Return the card in the page; None while nothing is aimed at and no pointer holds it."""
        aim, viewport = self._placing.aim, self._view.viewport()
        target = self._view.place_rect(aim) if aim else QRect()
        if self._pointer is not None and not self._placing.edge:
            width = self._view.content.column_width - 10 if self._view.content else 160
            size = QSize(min(width, 240), CARD_HEIGHT)
            held = QPoint(round(size.width() * self._held[0]), round(CARD_HEIGHT * self._held[1]))
            card = QRect(self._pointer - held, size)
            card.moveRight(min(card.right(), self._page.width() - 4))
            return card
        if not target.isValid() or not target.intersects(viewport.rect()):
            return None
        return target.translated(viewport.mapTo(self._page, QPoint()))

    def _inside(self) -> QRect:
        viewport = self._view.viewport()
        return viewport.rect().translated(viewport.mapTo(self._page, QPoint()))

    def _nearest(self) -> str:
        found, aim = self._placing.nearest, self._placing.aim
        if self._placing.edge or aim is None:
            return ""
        if found is None:
            return "Nothing is free on this day"
        at = clock(found.starts, self._view.zone)
        elsewhere = "" if found.room.id == aim.room.id else f", {found.room.name}"
        return f"Nearest free: {at}{elsewhere}"
