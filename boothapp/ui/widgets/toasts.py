"""Notices in a corner of the window, with Undo where undo is possible. They take no focus."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from boothapp.ui.speaking import announce
from boothapp.ui.widgets.toast import SHADOW, Action, Toast

_MOST = 3  # more would hide the lists below
# How long Ctrl+Z takes back what a notice said, after it left; what was removed stays in the memory
# until then.
_REMEMBERED_MS = 600_000
_OVER = 8  # logical px between a notice and the hints below it
_SHARE = 0.44  # of the window: what is to the right of it on the Scan page are orders


class Toasts(QObject):
    """Stacks the notices in a lower corner of a window: the left one, or for a page that has its
    buttons there, the right one; or in that of a part of the page, see `lie_on`.

    Only the newest is whole: the older ones are behind it and come back when it leaves or is asked
    for them, unless their time is over, for a stack of them lies on what is being worked with.
    Nothing may cover a page's primary button, its hints at keys, or what is to be filled in.
    `above` is the height of what stands at the bottom.
    """

    placed = Signal()
    """They lie elsewhere, are more, or fewer."""

    def __init__(self, window: QWidget, *, above: int = 0) -> None:
        super().__init__(window)
        self._window, self._above = window, above
        self._toasts: list[Toast] = []
        self._quiet = self._at_right = self._spread = False
        self._part: QWidget | None = None
        self._hints: tuple[QWidget, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=0)  # a page lays out its hints first
        self._soon.timeout.connect(self._place)
        self._past: list[Toast] = []
        self._count = 0
        self._lapsed: tuple[int, str] = (0, "")  # the number and words of what came too late
        self.first: Callable[[], bool] | None = None
        """Takes back what is not done yet, before any notice; the page in front has it."""
        self.further: Callable[[], bool] | None = None
        """Takes back more than the notices that are still shown; the page in front has it."""
        window.installEventFilter(self)

    @property
    def window(self) -> QWidget:
        """The window in whose corner they are."""
        return self._window

    @property
    def quiet(self) -> bool:
        """Whether notices wait unseen: the window is locked, or turned to the attendee."""
        return self._quiet

    @quiet.setter
    def quiet(self, quiet: bool) -> None:
        self._quiet = quiet
        for toast in self._toasts:
            toast.wait(unseen=True)
        self._place()

    @property
    def shown(self) -> tuple[Toast, ...]:
        """The notices whose time is not over, the newest last; `whole` are seen."""
        return tuple(self._toasts)

    @property
    def whole(self) -> tuple[Toast, ...]:
        """The notices that are seen now: the newest, what is in use, or all that are wanted."""
        if self._quiet:
            return ()
        newest = self._toasts[-1:]
        return tuple(t for t in self._toasts if self._spread or t in newest or t.in_use)

    def show(
        self,
        text: str,
        *,
        undo: Callable[[], object] | None = None,
        action: Action | None = None,
        kind: str = "info",
        nameless: bool = False,
        remembered: Collection[str] | None = None,
    ) -> Toast:
        """Say something; `kind` is "info", "done", "wait" or "error". `undo` is called at most
        once, in the window's thread. With an `action` it stays until somebody answers or closes it,
        and `clear` leaves it where it is `nameless`.

        Ctrl+Z calls `undo` for ten minutes more where `remembered` says whom it is about (their
        subjects, or nobody in particular). That is for what does no harm so late: what puts back
        only what is still as it was left, and never takes away what was written since.
        """
        toast = Toast(text, kind, undo, action, self._window)
        toast.nameless = nameless
        toast.remembered = None if remembered is None else frozenset(remembered)
        self._count += 1
        toast.number = self._count
        toast.gone.connect(lambda: self._forget(toast))
        toast.more_wanted.connect(self._show_all)
        for before in [one for one in self._toasts if one.words == text and not one.stays]:
            before.leave()  # what is said again takes its place
        self._toasts.append(toast)
        self._make_room()
        self._spread = False
        toast.wait(unseen=self._quiet)
        self._place()
        toast.raise_()
        if not self._quiet:
            announce(toast, text)  # a notice takes no focus: a screen reader would not tell it
        return toast

    def _make_room(self) -> None:
        """The oldest leave; never one that waits to be answered, and never the newest."""
        passing = [toast for toast in self._toasts if not toast.asks]
        room = max(1, _MOST - (len(self._toasts) - len(passing)))
        for old in passing[:-room]:
            old.leave()

    def error(self, text: str) -> None:
        """Say what did not work."""
        self.show(text, kind="error")

    def undo_latest(self) -> bool:
        """Take back the newest thing that can be taken back; False if there is none."""
        if self.first is not None and self.first():
            return True
        shown = [toast for toast in self._toasts if toast.can_undo]
        if not shown and self.further is not None and self.further():
            return True
        past = [toast for toast in self._past if toast.has_undo]
        newest = max((*shown, *past), key=lambda toast: toast.number, default=None)
        if newest is None:
            return False
        lapsed, self._lapsed = self._lapsed, (0, "")
        if newest in self._past and newest.number < lapsed[0]:
            self.show(
                f"Too late to take back “{lapsed[1]}”. Ctrl+Z once more takes back what was done "
                f"before it: “{newest.words.removesuffix('.')}”."
            )
            return True
        if newest in self._past:
            self._past.remove(newest)
            newest.deleteLater()
            self.show(f"Taking back “{newest.words.removesuffix('.')}”")
        newest.take_back()
        return True

    def clear(self) -> None:
        """Close all of them, because of what they say of somebody; a question that names nobody
        stays until it is answered."""
        for toast in tuple(self._toasts):
            if not (toast.asks and toast.nameless):
                toast.remembered = None
                toast.leave()
        for toast in tuple(self._past):
            self._forget_past(toast)
        self._lapsed = (0, "")

    def forget(self, subject: str) -> None:
        """Somebody's consent changed; "": anybody's may have. What was remembered of them goes."""
        self._lapsed = (0, "")  # it may name them
        for toast in (*self._toasts, *self._past):
            about = toast.remembered
            if about and (not subject or subject in about):
                toast.remembered = None
                self._forget_past(toast)

    def close(self) -> None:
        """The store is let go of: nothing may be said of it, or put back into it."""
        for toast in tuple(self._toasts):
            toast.remembered = None
            toast.leave()
        self.clear()
        self.first = self.further = None

    def page_changed(self, *, at_right: bool = False, hints: Collection[QWidget] = ()) -> None:
        """Keep what can be taken back or answered: the rest was about the page before. They lie
        above the page's `hints`."""
        self._at_right, self._hints = at_right, tuple(hints)
        for toast in tuple(self._toasts):
            if not toast.stays:
                toast.leave()
        self._place()
        self._soon.start()

    def lie_on(self, part: QWidget | None) -> None:
        """Lie in the lower right corner of a part that is only looked at; None: in the window's.

        For a page in front, whose fields are where notices would lie else.
        """
        if self._part is not None:
            self._part.removeEventFilter(self)
        self._part = part
        if part is not None:
            part.installEventFilter(self)
        self._place()

    def depth_over(self, where: QRect) -> int:
        """How much of the lower end of a place in the window they lie over (logical px)."""
        tops = [toast.y() for toast in self.whole if where.intersects(toast.geometry())]
        return max(0, where.bottom() + 1 - min(tops)) if tops else 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the corner when the window, or the part they lie on, changes its size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._place()
            self._soon.start()
        return super().eventFilter(watched, event)

    def _forget(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            if toast.remembered is not None and toast.has_undo:
                self._past.append(toast)
                QTimer.singleShot(_REMEMBERED_MS, toast, lambda: self._forget_past(toast))
            else:
                if toast.has_undo:
                    self._lapsed = (toast.number, toast.words.removesuffix("."))
                toast.deleteLater()
            self._place()

    def _forget_past(self, toast: Toast) -> None:
        if toast in self._past:
            self._past.remove(toast)
            toast.deleteLater()

    def _show_all(self) -> None:
        self._spread = True
        self._place()

    def _collapse(self) -> tuple[Toast, ...]:
        """Leave the whole ones on screen, the newest of them with the number of the others."""
        self._spread = self._spread and len(self._toasts) > 1
        whole = self.whole
        for toast in self._toasts:
            if toast in whole and toast.isHidden():
                toast.wait(unseen=False)
            elif toast not in whole and not self._quiet:
                toast.collapse()
            toast.show_more(len(self._toasts) - len(whole) if toast in whole[-1:] else 0)
        return whole

    def _place(self) -> None:
        right, bottom = self._window.width(), self._window.height() - self._above
        at_right, room = self._at_right, round(self._window.width() * _SHARE)
        part = self._part
        if part is not None and part.isVisible():
            corner = part.mapTo(self._window, part.rect().bottomRight())
            right, bottom, at_right = corner.x() + 1, corner.y() + 1, True
            room = min(room, part.width())
        for toast in reversed(self._collapse()):
            toast.fit(room)
            left = right - toast.width() if at_right else 0
            where = QRect(left, bottom - toast.height(), toast.width(), toast.height())
            toast.move(self._above_hints(where))
            bottom = toast.y() + SHADOW
        self.placed.emit()

    def _above_hints(self, where: QRect) -> QPoint:
        """The upper left corner of a notice, `where` it would be over no hint at keys."""
        box = where.adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        shown = (one for one in self._hints if isValid(one) and one.isVisible())
        tops = [
            at.y()
            for one in shown
            if box.intersects(QRect(at := one.mapTo(self._window, QPoint()), one.size()))
        ]
        return QPoint(where.x(), min(tops) + SHADOW - _OVER - where.height() if tops else where.y())
