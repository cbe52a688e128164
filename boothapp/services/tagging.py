"""How a tag is written."""

from boothapp.domain.errors import BadInput
from boothapp.store.store import Records

LONGEST_TAG = 60


def checked_tag(typed: str, records: Records) -> str:
    """The tag as it is stored: in the spelling that is in use. Raises BadInput."""
    tag = " ".join(typed.split())
    if not tag or len(tag) > LONGEST_TAG:
        raise BadInput(f"A tag has 1 to {LONGEST_TAG} characters.")
    known = {one.casefold(): one for one in records.leads.all_tags()}
    return known.get(tag.casefold(), tag)
