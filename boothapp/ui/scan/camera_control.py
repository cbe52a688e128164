"""The camera on the Scan page: on only while the page is seen, chosen from a list, explained."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from boothapp import badges
from boothapp.domain.codes import CODES, CodeChoice, choice_of
from boothapp.domain.consent import Verdict
from boothapp.ui.camera import CameraFeed, CameraState, CameraStatus
from boothapp.ui.camera_view import CameraView
from boothapp.ui.context import Context
from boothapp.ui.scan import wording
from boothapp.ui.scan.source_card import SourceCard
from boothapp.ui.tasks import Job
from boothapp.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from boothapp.decoding import Reading

_OFF = "off"
_PREFERENCE, _MIRRORED = "camera", "camera_mirrored"
_PLAIN = "no"  # who holds a badge to the screen steers it as in a mirror, unless told otherwise
_PAGE_FIRST_MS = 50  # loading Multimedia holds the window for 35 ms: the page is painted before


class CameraControl(QObject):
    """`read` carries the payload of each code that the camera met."""

    read = Signal(str)

    def __init__(self, context: Context, card: SourceCard, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._card = context, card
        self._chosen: str | None = None
        self._codes = CodeChoice()
        self._mirrored = True
        self._seen = False
        self._feed: CameraFeed | None = None
        self._making: Job | None = None  # the film is made once, however often the page is seen
        self._view = CameraView(read_words)
        self._card.area.addWidget(self._view)
        card.camera_wanted.connect(self._choose)

    def load(self) -> None:
        """Learn which camera and codes are wanted, then start it if the page is seen."""
        settings = self._context.services.settings
        self._context.tasks.run(
            lambda: (
                settings.preference(_PREFERENCE),
                choice_of(settings.preference(CODES)),
                settings.preference(_MIRRORED) != _PLAIN,
            ),
            self._loaded,
        )

    def show_verdict(self, verdict: Verdict) -> None:
        """Outline the code in view in the colours of what is known of its person."""
        self._view.show_tone(wording.tone(verdict))

    def page_seen(self, seen: bool) -> None:
        """The camera is off while the page is not seen."""
        self._seen = seen
        if not seen and self._feed is not None:
            self._feed.stop()
        elif seen and self._chosen is not None:
            self._start()

    def _loaded(self, wanted: tuple[str, CodeChoice, bool]) -> None:
        self._chosen, self._codes, self._mirrored = wanted
        if self._feed is not None:
            self._feed.choose_codes(self._codes)
            self._feed.mirror(self._mirrored)
        QTimer.singleShot(_PAGE_FIRST_MS, self, self._start_if_seen)

    def _start_if_seen(self) -> None:
        if self._seen:
            self._start()

    def _start(self) -> None:
        if self._chosen == _OFF:
            self._switched_off()
        elif self._feed is not None:
            self._feed.start()
        elif self._context.frame.film is not None:
            self._make(self._context.frame.film)
        else:
            self._open(None)

    def _make(self, film: Callable[[Callable[[], bool]], Path]) -> None:
        if self._making is None:
            self._card.say("Preparing", "Making the demo film", "ask")
            self._making = self._context.tasks.background(
                lambda job: film(job.cancelled), self._open
            )

    def _open(self, film: Path | None) -> None:
        self._feed = CameraFeed(film, self)
        self._feed.choose_codes(self._codes)
        self._feed.mirror(self._mirrored)
        self._feed.show_at(*self._view.pixels)
        self._view.resized.connect(self._feed.show_at)
        self._feed.looked.connect(self._view.show_look)
        self._feed.read.connect(self._tell)
        self._feed.state_changed.connect(self._say)
        if self._chosen:
            self._feed.choose(self._chosen)
        if self._seen:
            self._feed.start()

    def _tell(self, reading: Reading) -> None:
        self._view.show_tone(None)
        self.read.emit(reading.text)

    def _say(self, state: CameraState) -> None:
        self._view.show_state(state)
        frame = self._context.frame
        if state.status in {CameraStatus.RUNNING, CameraStatus.STARTING}:
            self._card.place(self._view)
            running = state.status is CameraStatus.RUNNING
            self._card.say(
                "Ready" if running else "Starting",
                "Show the next badge" if running else "One moment",
                "may_share" if running else "ask",
            )
            frame.source.emit("ph.camera", "Camera on, scanner ready")
        elif state.status is not CameraStatus.OFF or self._chosen == _OFF:
            self._card.place_scanner(state.sentence)
            self._card.say("Ready", "Show the next badge")
            frame.source.emit("ph.barcode", "Scanner ready")

    def _switched_off(self) -> None:
        if self._feed is not None:
            self._feed.stop()
        self._say(CameraState(CameraStatus.OFF))

    def _choose(self) -> None:
        menu = Menu(self._card.camera)
        film = self._context.frame.film is not None
        offered = [("", "Demo film" if film else "The system’s camera")]
        if not film:
            offered += [(device.id, device.name) for device in CameraFeed.devices()]
        for device_id, name in [*offered, (_OFF, "Off")]:
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(device_id == self._chosen)
            action.triggered.connect(lambda _=False, chosen=device_id: self._use(chosen))
        if not film:
            menu.addSeparator()
            mirror = menu.addAction("Picture as in a mirror")
            mirror.setCheckable(True)
            mirror.setChecked(self._mirrored)
            mirror.triggered.connect(self._mirror)
        menu.drop()

    def _mirror(self, mirrored: bool) -> None:
        self._mirrored = mirrored
        settings, said = self._context.services.settings, "" if mirrored else _PLAIN
        self._context.tasks.run(lambda: settings.set_preference(_MIRRORED, said))
        if self._feed is not None:
            self._feed.mirror(mirrored)

    def _use(self, device_id: str) -> None:
        self._chosen = device_id
        settings = self._context.services.settings
        self._context.tasks.run(lambda: settings.set_preference(_PREFERENCE, device_id))
        if self._feed is not None and device_id != _OFF:
            self._feed.choose(device_id)
        self._start()


def read_words(reading: Reading) -> str:
    """What stands beside the code in the picture: "Read, vCard"."""
    name = badges.format_of(reading.text)
    return f"Read, {wording.format_name(name)}" if name else "Read"
