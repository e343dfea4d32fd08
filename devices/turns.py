"""Share of time: in which order those take turns of whom some have more turns than others. Pure."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=256)
def in_turn(shares: tuple[int, ...]) -> tuple[int, ...]:
    """Places in one round, each as often as its share says, and spread over the round as evenly as that goes.

    Each gathers its share; who has gathered most goes next and pays for it with a whole round's worth.
    """
    if len(set(shares)) < 2:
        return tuple(range(len(shares)))  # nobody has more than another
    whole, gathered = sum(shares), [0] * len(shares)
    order = []
    for _ in range(whole):
        gathered = [has + share for has, share in zip(gathered, shares, strict=True)]
        first = max(range(len(shares)), key=lambda place: (gathered[place], -place))
        gathered[first] -= whole
        order.append(first)
    return tuple(order)
