"""Who signed a list, as far as it is known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListSignature:
    """What is known of a list's signature. `name` is the key's, empty where none counts.

    `unchecked`: there is one beside the file, and no organiser's key here to check it by. `before`
    is who signed an earlier list, where this one is not signed: whoever changes a list leaves its
    signature away.
    """

    name: str = ""
    unchecked: bool = False
    before: str = ""

    @property
    def words(self) -> str:
        """In a sentence."""
        if self.name:
            return f"Signed by {self.name}."
        if self.unchecked:
            return (
                "There is a signature beside the list, and no organiser’s key in Settings to "
                "check it by."
            )
        if self.before:
            return (
                f"The list is not signed, and an earlier one was signed by {self.before}: anybody "
                "may have changed it. Ask the organiser for its signature."
            )
        return "The list is not signed."
