"""Which key does what on the Scan page, by the panel that is shown."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.ui.scan.actions import ScanActions
from boothapp.ui.scan.answering import Answering
from boothapp.ui.scan.lead_orders import LeadOrders
from boothapp.ui.scan.panels import Panels

Keys = dict[str, Callable[[], object]]
_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


def panel_keys(
    panels: Panels,
    actions: ScanActions,
    answering: Answering,
    orders: LeadOrders,
    ask_about: Callable[[Purpose], None],
) -> dict[QWidget | None, Keys]:
    """The keys of each panel. A purpose that is answered already has no key of its own."""
    lead = panels.lead

    def ask_if_open(purpose: Purpose) -> None:
        if lead.strip.cells[purpose].button.keycap:
            ask_about(purpose)

    return {
        panels.told: {"Enter": actions.next},
        panels.ask: _ask_keys(panels, actions, answering),
        lead: {
            "1": partial(lead.rating.choose, "cold"),
            "2": partial(lead.rating.choose, "warm"),
            "3": partial(lead.rating.choose, "hot"),
            "T": lead.tags.open_entry,
            "R": lead.open_roles,
            "A": lead.roles.show_link,
            "Q": lead.questions.focus,
            "W": partial(lead.note.setFocus, _SHORTCUT),
            "B": orders.book,
            "C": partial(ask_if_open, Purpose.CV),
            "M": partial(ask_if_open, Purpose.MARKETING),
            "Enter": orders.save,
            "Ctrl+Enter": orders.save,
        },
    }


def _ask_keys(panels: Panels, actions: ScanActions, answering: Answering) -> Keys:
    ask = panels.ask
    return {
        "Y": partial(ask.answer_current, ConsentEvent.GIVEN),
        "N": partial(ask.answer_current, ConsentEvent.DECLINED),
        "L": partial(ask.answer_current, ConsentEvent.DEFERRED),
        "Shift+N": ask.say_no_to_all,
        "S": answering.turn,
        "Up": partial(ask.step, -1),
        "Down": partial(ask.step, 1),
        "Enter": answering.save,
        "Ctrl+Enter": answering.save,
        "Esc": actions.stop_asking,
    }
