"""What a passphrase of a store has to be."""

from boothapp.domain.errors import BadInput

SHORTEST_PASSPHRASE = 8
"""Characters; each guess costs argon2id's quarter of a second."""


def checked_passphrase(passphrase: str) -> str:
    """The passphrase, if it is long enough. Raises BadInput."""
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise BadInput(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters.")
    return passphrase
