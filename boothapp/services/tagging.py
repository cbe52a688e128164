"""How a tag is spelled here: the way it was set up counts before the most used one."""

from boothapp.domain.desk_lists import checked_tag, spelled
from boothapp.store.records import Records


def known_tags(records: Records) -> tuple[str, ...]:
    """Every spelling, the one that was set up before others."""
    names = (style.name for style in records.setup.settings().tags)
    return tuple(dict.fromkeys((*names, *records.leads.all_tags())))


def tag_as_stored(typed: str, records: Records) -> str:
    """The tag as it is stored. Raises BadInput for an empty or overlong one."""
    tag = checked_tag(typed)
    names = [style.name for style in records.setup.settings().tags]
    found = spelled(tag, names)
    return found if found in names else spelled(tag, records.leads.all_tags())
