"""What a person should look at before the columns of a list are believed, a sentence each."""

from collections.abc import Sequence


def nearly_alike(headers: Sequence[str]) -> str:
    """Of columns whose names differ by blanks and marks alone."""
    return f"{_quoted(headers)} have nearly the same name: choose the one that is meant."


def taken_instead(header: str, shared: str) -> str:
    """Of the badge id, where a column that is called like it holds what people share."""
    return f"“{header}” was taken for the badge id: people share what stands in “{shared}”."


def some_share(header: str, other: str) -> str:
    """Of two that could be the badge id: in the first a few people have the same."""
    return (
        f"“{header}” and “{other}” could be the badge id, and in “{header}” a few people have the "
        "same: choose the one that is on the badges."
    )


def is_shared(header: str) -> str:
    """Of a column that is called like the badge id, in a list that knows people by e-mail."""
    return (
        f"“{header}” was not taken for the badge id, as people share what stands in it: choose it "
        "only if it is on the badges."
    )


def could_be(headers: Sequence[str]) -> str:
    """Of several columns that could be the agreement."""
    return f"{_quoted(headers)} could say who agreed to share: choose the one that does."


def has_answers(headers: Sequence[str]) -> str:
    """Of columns that may be the agreement, by their name or by what stands in them."""
    if len(headers) > 1:
        return f"{_quoted(headers)} hold yes and no: choose the one that says who agreed to share."
    return f"{_quoted(headers)} holds yes and no: choose it if it says who agreed to share."


def is_opposite(headers: Sequence[str]) -> str:
    """Of columns whose name says who did not agree."""
    reads, it = ("reads", "it") if len(headers) == 1 else ("read", "one of them")
    return (
        f"{_quoted(headers)} {reads} like the opposite, so that a yes there means no: choose {it} "
        "only if it says who did not agree to share, and say what each of its words means."
    )


def takes_back(headers: Sequence[str], column: str) -> str:
    """Of columns that read like the opposite beside the one that says who agreed."""
    return (
        f"{_quoted(headers)} could take back what “{column}” says: choose the one that says who "
        "agreed to share."
    )


def had_none(header: str, kept: str) -> str:
    """Of a column that says who agreed, where the mapping `kept` was made without one."""
    return f"“{header}” says who agreed to share; “{kept}” had no such column."


def is_new(headers: Sequence[str], column: str, kept: str) -> str:
    """Of columns that the list of the mapping `kept` did not have, beside the one taken there."""
    was = "was" if len(headers) == 1 else "were"
    return (
        f"{_quoted(headers)} could say who agreed to share, and {was} not in the list of “{kept}”, "
        f"where “{column}” did: choose the one that does."
    )


def _quoted(headers: Sequence[str]) -> str:
    return " and ".join(f"“{header}”" for header in headers)
