"""How are things divided evenly among people who may not take all of them? Pure: the same input, the same answer."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping

Given = dict[int, int]


def spread(allowed: Mapping[int, Collection[int]], loads: Mapping[int, int]) -> Given:
    """{thing: taker}, as even in number as the bans let it be. A thing nobody may take is left out.

    `allowed` names for each thing, in the order to be kept, who may take it; `loads` what each taker has already and
    whose turn comes first among equals. First the things with the fewest takers are given to the least loaded; then
    whoever has two more than another passes one on, through others if need be, until nobody can: the division is then
    as even as any can be (Harvey, Ladner, Lovász, Tamir, «Semi-matchings for bipartite graphs and load balancing»,
    J. Algorithms 59, 2006: no cost-reducing path is left).
    """
    load, turn = dict(loads), {taker: place for place, taker in enumerate(loads)}
    given: Given = {}
    for thing in sorted(allowed, key=lambda thing: len(allowed[thing])):  # stable: equals keep their order
        takers = [taker for taker in allowed[thing] if taker in load]
        if takers:
            given[thing] = min(takers, key=lambda taker: (load[taker], turn[taker]))
            load[given[thing]] += 1
    while _ease(given, allowed, load):
        pass
    return {thing: given[thing] for thing in allowed if thing in given}


def _ease(given: Given, allowed: Mapping[int, Collection[int]], load: dict[int, int]) -> bool:
    """Moves one thing on from somebody who has at least two more than another; False when nothing can be moved."""
    for giver in sorted(load, key=lambda taker: -load[taker]):
        chain = _chain(giver, given, allowed, load)
        if chain:
            for thing, taker in chain:
                given[thing] = taker
            load[giver] -= 1
            load[chain[-1][1]] += 1
            return True
    return False


def _chain(
    giver: int, given: Given, allowed: Mapping[int, Collection[int]], load: Mapping[int, int]
) -> list[tuple[int, int]]:
    """The shortest row of passings from `giver` to somebody with two fewer; empty when there is none."""
    came: dict[int, list[tuple[int, int]]] = {giver: []}
    waiting = deque([giver])
    while waiting:
        holder = waiting.popleft()
        for thing in [thing for thing, taker in given.items() if taker == holder]:
            for taker in allowed[thing]:
                if taker not in load or taker in came:
                    continue
                came[taker] = [*came[holder], (thing, taker)]
                if load[taker] <= load[giver] - 2:
                    return came[taker]
                waiting.append(taker)
    return []
