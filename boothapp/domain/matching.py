"""A person for every seat, nobody on two (bipartite matching by augmenting paths, Kuhn 1955)."""

from collections.abc import Sequence


def matched(options: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """One of its `options` for each seat, early ones first where that goes; None where none is."""
    taken: dict[str, int] = {}

    def settle(seat: int, tried: set[str]) -> bool:
        for who in options[seat]:
            if who not in tried:
                tried.add(who)
                if who not in taken or settle(taken[who], tried):
                    taken[who] = seat
                    return True
        return False

    if not all(settle(seat, set()) for seat in range(len(options))):
        return None
    by_seat = {seat: who for who, seat in taken.items()}
    return tuple(by_seat[seat] for seat in range(len(options)))
