"""How a tag is spelled here: as it was set up, else as most leads have it, else as a view asks."""

from collections.abc import Iterator

from boothapp.domain.desk_lists import checked_tag, spelled
from boothapp.domain.qualifiers import same_words
from boothapp.store.records import Records


def known_tags(records: Records) -> tuple[str, ...]:
    """Every tag that is offered or in use, each once."""
    found: dict[str, str] = {}
    for name in (*_set_up(records), *records.leads.all_tags()):
        found.setdefault(same_words(name), name)
    return tuple(found.values())


def tag_as_stored(typed: str, records: Records) -> str:
    """The tag as it is stored. Raises BadInput for an empty or overlong one."""
    return spelled(checked_tag(typed), _spellings(records))


def _spellings(records: Records) -> Iterator[str]:
    """Read only as far as is looked. The store looks for a view's tags as they are spelled."""
    yield from _set_up(records)
    yield from records.leads.all_tags()
    for view in records.saved_views.all():
        yield from sorted(view.filter.tags)


def _set_up(records: Records) -> list[str]:
    return [style.name for style in records.setup.settings().tags]
