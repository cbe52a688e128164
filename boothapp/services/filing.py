"""Whether the leads are found by what is stored of them, and filing them anew where not."""

from boothapp.store.store import Store
from boothapp.store.verify import filed


def mended(store: Store) -> list[str]:
    """How the index of the leads disagreed with them, one sentence each; it no longer does."""
    with store.database.reading() as connection:
        wrong, strangers = filed.disagreeing(connection), filed.strangers(connection)
    if not wrong and not strangers:
        return []
    with store.database.writing() as connection:
        filed.file_anew(connection, wrong)
    said = []
    if wrong:
        said.append(
            f"{len(wrong):,} of the leads were not found, filtered or sorted by what is stored of "
            "them. They were filed anew; nothing of theirs is lost."
        )
    if strangers:
        said.append(
            f"The index of the leads named {strangers:,} who are no leads. They were taken out."
        )
    return said
