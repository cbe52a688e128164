"""Tags that the sponsor set up: their colours and order, and renaming them on all leads."""

from dataclasses import replace

from boothapp.domain.desk_lists import (
    COLOURS,
    TagChange,
    TagStyle,
    TagTaken,
    TagUse,
    checked_colour,
    checked_tag,
    least_used,
)
from boothapp.domain.errors import BadInput
from boothapp.domain.qualifiers import same_words
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.store.records import Records
from boothapp.store.store import Store


class TagService:
    """Reads and changes the list of tags; every change is one transaction."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def uses(self) -> tuple[TagUse, ...]:
        """The tags that were set up, in their order, then those that leads have besides."""
        with self._store.reading() as records:
            styles, uses = records.setup.settings().tags, records.desk.tag_uses()
        counts = {same_words(name): 0 for name in uses}
        for name, leads in uses.items():
            counts[same_words(name)] += leads
        known = {same_words(style.name) for style in styles}
        others = [TagStyle("", name) for name in uses if same_words(name) not in known]
        return tuple(
            TagUse(style, counts.get(same_words(style.name), 0)) for style in (*styles, *others)
        )

    def add(self, name: str) -> TagStyle:
        """Set a tag up, in a colour that stands out. Raises BadInput where it is there."""
        name = checked_tag(name)
        with self._store.writing(self._duty.staff_id) as records:
            styles = records.setup.settings().tags
            if any(same_words(style.name) == same_words(name) for style in styles):
                raise BadInput(f"There is a tag “{name}” already.")
            used = [style.colour for style in styles]
            saved = records.desk.save_tag(TagStyle("", name, least_used(used)))
        self._changed()
        return saved

    def save(self, style: TagStyle, was: str = "", *, merge: bool = False) -> TagChange:
        """Give a tag another colour or name; leads that have it get the new name.

        `was` is the name of a tag that is in use only (empty id). Raises TagTaken where another
        tag has the name, unless they are to `merge`; BadInput.
        """
        name, colour = checked_tag(style.name), checked_colour(style.colour)
        with self._store.writing(self._duty.staff_id) as records:
            before = _before(records, style, was)
            change = _renamed(records, before, replace(style, name=name, colour=colour), merge)
        self._changed(leads=bool(change.moved))
        return change

    def revert(self, change: TagChange) -> None:
        """Take a change back, on the leads that are still there."""
        before, after = change.before, change.after
        with self._store.writing(self._duty.staff_id) as records:
            there = records.leads.existing(lead_id for lead_id, _ in change.moved)
            for lead_id, name in change.moved:
                if lead_id in there:
                    if lead_id not in change.had:
                        records.leads.remove_tag(lead_id, after.name)
                    records.leads.add_tag(lead_id, name)
            used = {view.id for view in records.saved_views.all()}
            for view in change.views:
                if view.id in used:
                    records.saved_views.save(view)
            if after.id != before.id and not change.merged:
                records.setup.retire("tag_style", after.id)
            if before.id:
                records.desk.save_tag(before)
        self._changed(leads=bool(change.moved))

    def remove(self, style_id: str) -> TagStyle:
        """Offer a tag no more; leads that have it keep it. `restore` takes it back."""
        with self._store.writing(self._duty.staff_id) as records:
            style = _known(records, style_id)
            records.setup.retire("tag_style", style_id)
        self._changed()
        return style

    def restore(self, style: TagStyle) -> TagStyle:
        """Offer a removed tag again, as it was."""
        with self._store.writing(self._duty.staff_id) as records:
            saved = records.desk.save_tag(style)
        self._changed()
        return saved

    def _changed(self, *, leads: bool = False) -> None:
        self._events.publish(Changed("settings"))
        if leads:
            self._events.publish(Changed("lead"))


def _known(records: Records, style_id: str) -> TagStyle:
    found = next((one for one in records.setup.settings().tags if one.id == style_id), None)
    if found is None:
        raise BadInput("This tag is not known here.")
    return found


def _before(records: Records, style: TagStyle, was: str) -> TagStyle:
    return _known(records, style.id) if style.id else TagStyle("", was or style.name, COLOURS[0])


def _renamed(records: Records, before: TagStyle, after: TagStyle, merge: bool) -> TagChange:
    """Move the leads and the style. Raises TagTaken."""
    uses, styles = records.desk.tag_uses(), records.setup.settings().tags
    own, wanted = same_words(before.name), same_words(after.name)
    merged = tuple(one for one in styles if same_words(one.name) == wanted and one.id != before.id)
    in_use = [name for name in uses if same_words(name) == wanted] if wanted != own else []
    if (merged or in_use) and wanted != own:
        other = merged[0].name if merged else in_use[0]
        if not merge:
            raise TagTaken(after.name, other, sum(uses[name] for name in in_use))
        after = replace(after, name=other)
    moved, had = _move(records, before.name, after.name, uses)
    # A tag of this name that was offered once is taken back: names are unique in the store.
    after = merged[0] if merged else records.desk.save_named(replace(after, id=before.id))
    if before.id and after.id != before.id:
        records.setup.retire("tag_style", before.id)
    renamed = before.name != after.name
    views = records.saved_views.rename_tag(before.name, after.name) if renamed else ()
    return TagChange(before, after, moved, had, merged, views)


def _move(
    records: Records, old: str, new: str, uses: dict[str, int]
) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    """Let leads with the old tag, however it is spelled, have the new one instead."""
    had = frozenset(records.desk.tagged(new)) if new in uses else frozenset[str]()
    spellings = [name for name in uses if same_words(name) == same_words(old) and name != new]
    moved = [(lead, name) for name in spellings for lead in records.desk.tagged(name)]
    for lead_id, name in moved:
        records.leads.remove_tag(lead_id, name)
        records.leads.add_tag(lead_id, new)
    return tuple(moved), had
