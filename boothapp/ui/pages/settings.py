"""Settings: everything the sponsor sets up, on one page; each change is saved at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.event import Staff
from boothapp.ui.context import Context
from boothapp.ui.dialogs.roster_drop import open_badges, open_import
from boothapp.ui.forms.booth import BoothForm
from boothapp.ui.forms.event import EventForm
from boothapp.ui.forms.rooms import RoomLine, RoomsForm
from boothapp.ui.refresher import Refresher
from boothapp.ui.settings.backup_orders import BackupOrders
from boothapp.ui.settings.backups import BackupsCard
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.settings.codes import CodesCard
from boothapp.ui.settings.contents import Contents
from boothapp.ui.settings.desk import DeskSettings
from boothapp.ui.settings.device import DeviceCard
from boothapp.ui.settings.interviews import InterviewSettings
from boothapp.ui.settings.known import SettingsKnown, read_settings
from boothapp.ui.settings.notice_orders import NoticeOrders
from boothapp.ui.settings.notices import NoticesCard
from boothapp.ui.settings.orders import SettingsOrders
from boothapp.ui.settings.organisers import OrganiserSettings
from boothapp.ui.settings.place import Place
from boothapp.ui.settings.roster import RosterCard
from boothapp.ui.settings.roster_orders import RosterOrders
from boothapp.ui.settings.scanner_orders import ScannerOrders
from boothapp.ui.settings.scanners import ScannersCard
from boothapp.ui.settings.security import LockCard, SecurityCard
from boothapp.ui.settings.security_orders import SecurityOrders
from boothapp.ui.settings.staff import StaffBadgeOrders, StaffCard
from boothapp.ui.settings.tab_order import in_reading_order
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.scrolls import scroll_of

_WIDTH = 720  # logical px: a line of text longer than this is hard to read
_ABOVE = 16  # logical px between the window's edge and the card that is looked at
_LOOK_AGAIN = 50  # ms
_GROUPS = ("interviews", "scanners")  # the cards that a group in the list begins with
_SHOWS = frozenset({"settings", "roster", "duty", "backup", "scanners"})


class SettingsPage(QWidget):
    """One column of cards and the list of them; `open_with` scrolls to one by its name."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._services = context, context.services
        self.orders = SettingsOrders(context, refused=self.reload)
        self.event_form, self.booth, self.rooms = EventForm(), BoothForm(), RoomsForm(whole=True)
        self.interviews = InterviewSettings(context, self.orders, self)
        self.interviewers, self.roles = self.interviews.interviewers, self.interviews.roles
        self.staff = StaffCard()
        self.staff_badges = StaffBadgeOrders(context, self.staff, self, self.reload)
        self.desk, self.roster = DeskSettings(context, self.orders, self), RosterCard()
        self.roster_orders = RosterOrders(context)
        self.qualifiers = self.desk.questions
        self.organisers = OrganiserSettings(context, self.orders, self)
        self.device, self.security, self.lock = DeviceCard(), SecurityCard(), LockCard()
        self.codes = CodesCard(context)
        self.security_orders = SecurityOrders(context, self)
        self._known: SettingsKnown | None = None
        self.scanners = ScannersCard()
        self.scanner_orders = ScannerOrders(context, self.scanners, self, self.reload)
        self.notices = NoticesCard()
        self.notice_orders = NoticeOrders(context, self.notices, self)
        self.backups = BackupsCard()
        self.backup_orders = BackupOrders(context, self.backups, self)
        self.cards = self._cards()
        self.contents = Contents(self.cards, _GROUPS)
        self._build()
        self._connect()

    def open_with(self, name: str) -> None:
        """Scroll to a card: "event", "rooms", "roster", "staff" …"""
        for card in self.cards:
            if card.name == name:
                self._place.go(card)
                self.contents.show_current(name)

    def reload(self) -> None:
        """Read the settings again."""
        self._context.tasks.run(lambda: read_settings(self._services), on_success=self._show)

    def _enter(self, name: str) -> None:
        """The keys go to the first control of a card."""
        card = next(card for card in self.cards if card.name == name)
        controls = (child for child in card.findChildren(QWidget) if child.isVisible())
        takes = Qt.FocusPolicy.TabFocus
        first = next((one for one in controls if one.focusPolicy() & takes), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _scrolled(self, top: int) -> None:
        """Mark the first card that is seen."""
        seen = next(card for card in self.cards if card.geometry().bottom() > top + _ABOVE)
        self.contents.show_current(seen.name)

    def _cards(self) -> list[SettingsCard]:
        event = SettingsCard("event", "Event")
        event.column.addWidget(self.event_form)
        booth = SettingsCard("booth", "Booth and privacy")
        booth.column.addWidget(self.booth)
        hours = "Opening hours are on the event’s clock; a slot is how long an interview lasts."
        rooms = SettingsCard("rooms", "Interview rooms", hours)
        rooms.column.addWidget(self.rooms)
        return [
            event,
            booth,
            self.notices,
            self.roster,
            self.organisers.formats,
            self.organisers.keys,
            self.staff,
            self.qualifiers,
            self.desk.tags,
            self.desk.interests,
            self.interviews.general,
            rooms,
            self.interviews.blocked,
            self.interviewers,
            self.roles,
            self.interviews.criteria,
            self.scanners,
            self.device,
            self.codes,
            self.lock,
            self.security,
            self.backups,
        ]

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(16)
        for card in self.cards:
            card.setMaximumWidth(_WIDTH)
            column.addWidget(card)
        column.addStretch()
        self._ground = QWidget()
        middle = QHBoxLayout(self._ground)
        middle.setContentsMargins(16, _ABOVE, 16, 16)
        middle.addStretch(1)
        middle.addLayout(column, 100)
        middle.addStretch(1)
        self._scroll = scroll_of(self._ground)
        self._place = Place(self._scroll, _ABOVE)
        side = QVBoxLayout()
        side.setContentsMargins(12, 16, 0, 16)
        head = Label("Settings", font="title")
        head.setContentsMargins(12, 0, 0, 8)
        side.addWidget(head)
        side.addWidget(self.contents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(side)
        self._room = QVBoxLayout()
        self._room.addWidget(self._scroll)
        layout.addLayout(self._room, 1)
        self.setFocusProxy(self.contents)

    def _connect(self) -> None:
        self.contents.wanted.connect(self.open_with)
        self.contents.entered.connect(self._enter)
        self._scroll.verticalScrollBar().valueChanged.connect(self._scrolled)
        orders = self.orders
        self.event_form.edited.connect(orders.save_event)
        self.booth.edited.connect(orders.save_booth)
        self.rooms.added.connect(self._add_room)
        self.rooms.edited.connect(orders.save_room)
        self.rooms.removed.connect(orders.remove_room)
        self.staff.added.connect(orders.add_staff)
        self.staff.removed.connect(self.security_orders.remove_staff)
        self.roster.import_wanted.connect(self.import_roster)
        self.roster.badges_wanted.connect(lambda: open_badges(self._context, self))
        self.roster.renamed.connect(self.roster_orders.rename)
        self.roster.removed.connect(self.roster_orders.remove)
        self.device.sound_picked.connect(lambda value: self._prefer("sound", value))
        self.device.appearance_picked.connect(self._dress)
        self.lock.after_picked.connect(self.security_orders.set_lock_after)
        self.lock.pin_wanted.connect(self._set_pin)
        self.lock.pin_removed.connect(self.security_orders.remove_pin)
        self.security.wanted.connect(self._secure)
        self._context.toasts.placed.connect(self._make_room)
        Refresher(self, self._context.bridge, _SHOWS, self.reload)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The cards lie elsewhere now."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._make_room)  # once they do

    def _make_room(self) -> None:
        """End the cards above the notices: nothing that is to be filled in lies under one."""
        if not self.isVisible():
            return
        card, corner = self.cards[0], self.mapTo(self.window(), QPoint())
        left = card.mapTo(self.window(), QPoint()).x()
        across = QRect(left, corner.y(), card.width(), self.height())
        self._room.setContentsMargins(0, 0, 0, self._context.toasts.depth_over(across))
        QTimer.singleShot(0, self, self._keep_in_sight)  # once the cards have their new height

    def _keep_in_sight(self) -> None:
        """What has the keys; while a button of the mouse is down nothing may move below it."""
        focus = QApplication.focusWidget()
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            QTimer.singleShot(_LOOK_AGAIN, self, self._keep_in_sight)
        elif focus is not None and self._ground.isAncestorOf(focus) and self.isVisible():
            self._scroll.ensureWidgetVisible(focus)

    def import_roster(self, path: Path | None = None) -> None:
        """Open the import in front of the window, with a list that was dropped."""
        open_import(self._context, self, path)

    def _add_room(self, line: RoomLine) -> None:
        self.orders.add_room(line.room, line.show_room)

    def _dress(self, appearance: str) -> None:
        self._context.theme.force(appearance)
        self._prefer("appearance", appearance)

    def _prefer(self, key: str, value: str) -> None:
        self._context.tasks.run(lambda: self._services.settings.set_preference(key, value))

    def _show(self, known: SettingsKnown) -> None:
        settings = known.settings
        self.event_form.show_event(settings.event)
        self.booth.show_booth(settings.booth)
        self.notices.show_notices(known.notices)
        self.rooms.show_rooms(settings.rooms)
        self.staff.show_staff(settings.staff, known.with_badge)
        self.interviews.show(settings, known.interviews)
        self.desk.show(settings, known.desk)
        self.organisers.show(known.organisers)
        self.roster.show_imports(known.imports, settings.event)
        self.scanners.show_setup(known.scanners, self._context.frame.ports)
        self.roster.show_mappings(known.mappings)
        self.device.sound.set_value(known.sound)
        self.device.appearance.set_value(known.appearance)
        self.security.show_keeper(known.keeper, has_recovery=known.has_recovery)
        self.lock.show_rules(known.lock_after, settings.staff, known.with_pin)
        self.backups.show_last(known.backup, settings.event)
        self._known = known
        in_reading_order(self._ground)

    def _set_pin(self, who: Staff) -> None:
        has_pin = self._known is not None and who.id in self._known.with_pin
        self.security_orders.set_pin(who, has_pin=has_pin)

    def _secure(self, name: str) -> None:
        self.security_orders.do(name, self._known.keeper if self._known is not None else "")
