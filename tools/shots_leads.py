"""Scenes of the Leads page for tools/shots.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.people import Rating
from boothapp.ui.pages.leads import LeadsPage

if TYPE_CHECKING:
    from tools.shots import Stage

_WARM = frozenset({Rating.HOT, Rating.WARM})


def _page(stage: Stage) -> LeadsPage:
    stage.body.navigate("leads")
    stage.settle(600)
    return cast("LeadsPage", stage.body.pages["leads"])


def chosen(stage: Stage) -> None:
    """A filter, and one lead beside the table."""
    page = _page(stage)
    day = stage.demo.services.now().date()
    page.filters.changed.emit(LeadFilter(ratings=_WARM, days=frozenset({day})))
    stage.settle(500)
    page.table.selectRow(1)
    stage.settle(600)


def bulk(stage: Stage) -> None:
    """Some leads ticked: what can be done with them."""
    page = _page(stage)
    page.model.check((1, 2, 4), ticked=True)
    stage.settle(300)


def menu(stage: Stage) -> None:
    """Everything that leads can be filtered by."""
    _page(stage).filters.open_menu()
    stage.settle(300)


def step(stage: Stage) -> None:
    """The next step of several."""
    page = _page(stage)
    page.model.check((1, 2, 4), ticked=True)
    page.bulk.ask_step()
    stage.settle(500)


def tag(stage: Stage) -> None:
    """A tag for several."""
    page = _page(stage)
    page.model.check((1, 2, 4), ticked=True)
    page.bulk.ask_tag()
    stage.settle(500)


def view(stage: Stage) -> None:
    """What is shown gets a name."""
    page = _page(stage)
    page.filters.changed.emit(LeadFilter(ratings=_WARM, text="uni"))
    page.filter.setText("uni")
    stage.settle(500)
    page.filters.save.click()
    stage.settle(400)


def nobody(stage: Stage) -> None:
    """Nobody matches."""
    _page(stage).filter.setText("zzzz")
    stage.settle(500)


SCENES: dict[str, Callable[[Stage], None]] = {
    f"leads_{name.__name__}": name for name in (chosen, bulk, menu, step, tag, view, nobody)
}
