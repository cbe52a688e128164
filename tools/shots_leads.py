"""Scenes of the Leads page for tools/shots.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_views import LeadView
from boothapp.domain.people import NoticeShown, Rating, ScanSource
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


def many_views(stage: Stage) -> None:
    """More views than there is room for, the last one chosen, and all of them in the menu."""
    desk = stage.demo.services.desk
    if all(view.supplied for view in desk.views()):
        for name in ("Zürich, speech", "Interns & students", "Talk again on Friday", "Vision"):
            desk.save_view(LeadView("", name, LeadFilter(text=name)))
    page = _page(stage)
    stage.settle(400)
    list(page.views.tabs.values())[-1].click()
    stage.settle(400)


def nobody(stage: Stage) -> None:
    """Nobody matches."""
    _page(stage).filter.setText("zzzz")
    stage.settle(500)


def _twice(stage: Stage) -> tuple[str, str]:
    """Somebody of the table who came with another badge as well."""
    services = stage.demo.services
    for pair in services.merging.pairs():
        return pair.one.lead_id, pair.other.lead_id
    row = services.leads.table()[3]
    first, _, family = row.name.partition(" ")
    vcard = (
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{first[0]}. {family}\nORG:{row.affiliation}\n"
        "EMAIL:reach.me@home.example\nEND:VCARD"
    )
    card = services.capture.scan(vcard, ScanSource.CAMERA)
    yes = {Purpose.RECRUITING: ConsentEvent.GIVEN, Purpose.MARKETING: ConsentEvent.DECLINED}
    services.capture.answer(card, yes, notice=NoticeShown())
    other = services.leads.find("reach.me@home.example")
    services.leads.rate(other, Rating.COLD)
    services.leads.add_note(other, "Came with a badge of their own.")
    return row.id, other


def same(stage: Stage) -> None:
    """The line that says who may be the same person."""
    lead, _ = _twice(stage)
    _page(stage).open_with(lead)
    stage.settle(900)


def compare(stage: Stage) -> None:
    """Two leads side by side."""
    same(stage)
    _page(stage).panel.same.compare()
    stage.settle(900)


def duplicates(stage: Stage) -> None:
    """All pairs."""
    _twice(stage)
    page = _page(stage)
    stage.settle(900)
    page.person.duplicates.list_all()
    stage.settle(900)


_ALL = (chosen, bulk, menu, step, tag, view, many_views, nobody, same, compare, duplicates)
SCENES: dict[str, Callable[[Stage], None]] = {f"leads_{name.__name__}": name for name in _ALL}
