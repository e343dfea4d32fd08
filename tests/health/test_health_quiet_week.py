"""A week of a commune with ordinary 4G: no false alarm; and in the same week each seeded fault is found in its time.

Only events move the clock: what boxes say changes some hundred times, and the watch looks every two minutes.
"""

from __future__ import annotations

import random

import pytest

from tests.health.health_village import DAY, HOUR, MINUTE, SECOND, TEN, Village, boxes

Happening = tuple[int, str, dict[str, float]]


def ordinary(names: list[str], rng: random.Random) -> list[Happening]:
    """Seven days: holes in the network of up to four minutes, short power cuts on battery, warm noons, weak hours of
    the signal, restarts, timetables that arrive after some minutes."""
    found: list[Happening] = []
    for name in names:
        for _ in range(56):  # eight holes a day
            begins = rng.randrange(7 * DAY)
            found.append((begins, name, {"dark": 1}))
            found.append((begins + rng.randrange(5, 240) * SECOND, name, {"dark": 0}))
        for _ in range(20):
            begins = rng.randrange(7 * DAY)
            found += [(begins, name, {"drift": 1}), (begins + rng.randrange(1, 9) * MINUTE, name, {"drift": 0})]
        for _ in range(4):
            begins = rng.randrange(7 * DAY)
            found.append((begins, name, {"mains": 0, "battery": rng.randrange(60, 95)}))
            found.append((begins + rng.randrange(1, 9) * MINUTE, name, {"mains": 1, "battery": 100}))
        for day in range(7):
            noon = day * DAY + 3 * HOUR + rng.randrange(HOUR)
            found += [(noon, name, {"temperature": rng.uniform(48, 69)}), (noon + 4 * HOUR, name, {"temperature": 33})]
            weak = day * DAY + rng.randrange(20) * HOUR
            found += [(weak, name, {"signal": -112}), (weak + rng.randrange(5, 55) * MINUTE, name, {"signal": -90})]
            found += [
                (weak, name, {"sessions": 9, "untrusted": 1}),
                (weak + 5 * MINUTE, name, {"sessions": 2, "untrusted": 0}),
            ]
    return sorted(found, key=lambda one: one[0])


def lived(village: Village, happenings: list[Happening]) -> list[str]:
    """Overlapping holes of one box are one: the last word counts, as it does with a real box."""
    village.every_ms = 2 * MINUTE
    for later_ms, name, facts in happenings:
        village.at(later_ms)
        village.say(name, **facts)
    village.at(7 * DAY)
    return village.lines()


NAMES = list(boxes(dong=3, doai=3, cho=2))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_quiet_week_has_no_alarm(seed: int) -> None:
    assert lived(Village(boxes(dong=3, doai=3, cho=2)), ordinary(NAMES, random.Random(seed))) == []


FAULTS: dict[str, tuple[dict[str, float], float]] = {
    "dark": ({"dark": 1}, 5),
    "mains": ({"mains": 0}, 10),
    "battery": ({"battery": 20}, 10),
    "hot": ({"temperature": 75}, 15),
    "storage": ({"room": 4}, 60),
    "clock": ({"untrusted": 1}, 15),
    "flapping": ({"sessions": 30}, 15),
    "drift": ({"drift": 1}, 10),
    "deaf": ({"deaf": 1}, 0),
    "signal": ({"signal": -115}, 60),
}


def test_each_fault_is_found_in_its_time_and_nothing_else() -> None:
    """Each in an hour of its own on the third day, on a box of its own."""
    village, rng = Village(boxes(dong=5, doai=5, cho=5)), random.Random(3)
    broken = dict(zip(FAULTS, village.boxes, strict=False))
    whole = [name for name in village.boxes if name not in broken.values()]
    seeded = [
        (2 * DAY + number * HOUR, broken[rule], facts) for number, (rule, (facts, _)) in enumerate(FAULTS.items())
    ]
    lines = lived(village, sorted([*ordinary(whole, rng), *seeded], key=lambda one: one[0]))
    wanted = [
        f"{rule} {broken[rule]} {begun:g} {begun + lasts:g} - -"
        for number, (rule, (_, lasts)) in enumerate(FAULTS.items())
        for begun in [2 * 1440 + number * 60]
    ]
    assert lines == sorted(wanted)
    assert village.now == TEN + 7 * DAY
