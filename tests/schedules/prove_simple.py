"""Simple rules against dateutil, a million of them: `schedules.simple_rules` must find the same wall times.

    .venv/bin/python tests/schedules/prove_simple.py 1000000 [SEED]

Hypothesis compares some hundred in each run of the tests and shrinks what it finds; here rules are drawn by a plain
generator, which is much faster and so reaches numbers that would take Hypothesis a day. The same seed draws
the same rules. Stops at the first difference, and says by which seed and number it is found again.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from dateutil.rrule import rrulestr

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from schedules.announcement import Rule
from schedules.recurrence import originals
from schedules.rrule_text import WEEKDAYS, read

ZONE = "Asia/Ho_Chi_Minh"
FIRST = datetime(2016, 1, 1)  # noqa: DTZ001 - a wall time
AT_ONCE = 60
"""So many wall times of a window are compared: a rule of nine times a day would take all the time for itself."""


def drawn(dice: random.Random) -> str:
    """The text of a rule with any parts of the simple ones, those included that never fire."""
    frequency = dice.choice(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = {"FREQ": frequency}
    if dice.random() < 0.5:
        parts["INTERVAL"] = str(dice.randint(1, 15))
    for part in dice.sample(
        ["BYMONTH", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE", "WKST", "COUNT"], dice.randint(0, 4)
    ):
        parts[part] = _value(dice, part)
    if frequency == "WEEKLY":
        parts.pop("BYMONTHDAY", None)
    return ";".join(f"{part}={value}" for part, value in parts.items())


def _value(dice: random.Random, part: str) -> str:
    match part:
        case "BYDAY":
            return ",".join(dice.sample(WEEKDAYS, dice.randint(1, 5)))
        case "WKST":
            return dice.choice(WEEKDAYS)
        case "COUNT":
            return str(dice.randint(1, 300))
    low, high = {"BYMONTH": (1, 12), "BYMONTHDAY": (1, 31), "BYHOUR": (0, 23), "BYMINUTE": (0, 59)}[part]
    numbers = dice.sample(range(low, high + 1), dice.randint(1, 3))
    if part == "BYMONTHDAY":
        numbers = [-one if dice.random() < 1 / 3 else one for one in numbers]
    return ",".join(map(str, numbers))


def by_dateutil(text: str, start: datetime, low: datetime, high: datetime) -> list[datetime]:
    """dateutil walks to the year 9999 in search of what never comes, so it is asked as late as the calendar repeats
    itself (every 400 years) and soon ends there."""
    lift = (9990 - start.year) // 400 * 400
    text += ";WKST=MO" * ("WKST" not in text)
    found: list[datetime] = []
    for lifted in rrulestr(text, dtstart=start.replace(year=start.year + lift)):
        local = lifted.replace(year=lifted.year - lift)
        if local >= high or len(found) == AT_ONCE:
            break
        if local >= low:
            found.append(local)
    return found


def prove(number: int, seed: int) -> tuple[int, int]:
    """How many rules fired in their window, and how many wall times were equal."""
    dice, fired, equal = random.Random(seed), 0, 0
    for one in range(number):
        text = drawn(dice)
        start = FIRST + timedelta(seconds=dice.randrange(11 * 366 * 86400))
        ahead = dice.choice([dice.randint(-60, 60), dice.randint(0, 400), dice.randint(0, 2000)])
        low = start + timedelta(days=ahead, seconds=dice.randrange(86400))
        high = low + timedelta(days=dice.randint(0, 90))
        assert read(text, start, ZONE).simple is not None, text
        ours = list(islice(originals(Rule(start, ZONE, text), low, high), AT_ONCE))
        if ours != by_dateutil(text, start, low, high):
            raise SystemExit(f"rule {one} of seed {seed} differs: {text} from {start}, window {low} to {high}")
        fired += bool(ours)
        equal += len(ours)
    return fired, equal


if __name__ == "__main__":
    wanted, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    began = time.perf_counter()
    fired, equal = prove(wanted, seed)
    took = time.perf_counter() - began
    print(f"{wanted} rules of seed {seed}, {fired} due in their window, {equal} wall times, all equal; {took:.0f} s")
