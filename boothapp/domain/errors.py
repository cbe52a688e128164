"""Expected errors of a store or of an order given to it: facts, with a sentence for people."""

from collections.abc import Sequence
from pathlib import Path


class BoothError(Exception):
    """The base of every expected error: its text is a sentence for a person."""


class BadInput(BoothError):
    """Something typed or named cannot be used as it is; nothing was changed."""


class NoSender(BadInput):
    """Nothing says from which address an invitation comes."""

    def __init__(self) -> None:
        super().__init__(
            "Say first from which address invitations come: Settings, Interviews, Invitations come "
            "from."
        )


class NoteChanged(BadInput):
    """A note that is to be changed says something else by now, or is gone; nothing was changed."""


class NothingToDo(BoothError):
    """What was asked for has nothing to work on: the order was right, and nothing was changed."""


class Cancelled(BoothError):
    """Somebody stopped it; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was changed.")


MOST_NAMED = 5
"""What one sentence names at most, of what was not found or is several."""


class NoSuchLead(BadInput):
    """No lead goes by this badge id, lead id, e-mail or name, or by any of several."""

    def __init__(self, key: str, *others: str) -> None:
        keys = [f"“{one}”" for one in (key, *others)]
        more = [f"{len(keys) - MOST_NAMED:,} more"] if len(keys) > MOST_NAMED else []
        listed = [*keys[:MOST_NAMED], *more]
        named = " or ".join(filter(None, [", ".join(listed[:-1]), listed[-1]]))
        super().__init__(
            f"No lead goes by {named}. Give a badge id, a lead id, an e-mail or a whole name."
        )
        self.key = key


class LeadGone(NoSuchLead):
    """The lead that was meant is not kept any more; its id says nothing to a person."""

    def __init__(self, lead_id: str) -> None:
        super().__init__(lead_id)
        self.args = ("This lead was removed, so nothing can be kept for it any more.",)


class SeveralLeads(BadInput):
    """More than one lead goes by an e-mail or a name; `leads` says each in a line."""

    def __init__(self, key: str, leads: Sequence[str]) -> None:
        named = [f"\n  {one}" for one in leads[:MOST_NAMED]]
        more = f"\n  and {len(leads) - MOST_NAMED:,} more" if len(leads) > MOST_NAMED else ""
        super().__init__(
            f"“{key}” is {len(leads):,} leads; give the lead id of the one you mean:"
            f"{''.join(named)}{more}"
        )


class NoConsent(BoothError):
    """The person did not agree, so nothing of them can be stored or changed."""

    def __init__(self) -> None:
        super().__init__("This person has not agreed, so nothing about them is stored.")


class StoreMissing(BoothError):
    """There is no store in this folder yet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no store in {folder} yet. Make one with “boothapp init”.")
        self.folder = folder


class StoreExists(BoothError):
    """A store is here already and is left as it is."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is a store in {folder} already; it was left as it is.")
        self.folder = folder


class StoreTooNew(BoothError):
    """A newer BoothApp wrote this store; this one must not touch it."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"This store was written by a newer BoothApp (schema {found}). "
            "Nothing was changed. Please update BoothApp."
        )
        self.found = found


class KeyUnavailable(BoothError):
    """The store's key cannot be had: no keyring, no passphrase and nobody to ask."""


class WrongKey(BoothError):
    """The passphrase or the key does not open this store."""


class StoreNotWritable(BoothError):
    """The disk is full, busy, read-only or silent; nothing of this write was kept."""


class DiskFull(StoreNotWritable):
    """There is no space left for this write."""


class StoreDamaged(BoothError):
    """The file is not what was written: it failed a check."""
