"""One rule and one box: from calm over rising to open, over easing back to calm. Instants are exact, however late one
looks: a trouble that began at 10:00 and has to last five minutes opened at 10:05, also when it is looked at at noon.

| state | meaning | goes on to |
|---|---|---|
| calm | nothing | rising, when the reading is bad |
| rising | bad, not long enough | open after its time, calm when it is not bad or not known any more |
| open | an incident | easing, when the reading is well again; not known: it stays |
| easing | well, not long enough | calm after its time, open when it is not well or not known |
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from controller.health.rules import Rule

CALM, RISING, OPEN, EASING = "calm", "rising", "open", "easing"
LASTING = frozenset({OPEN, EASING})


class Fact(NamedTuple):
    """A reading, and since when it is so."""

    value: float
    since_ms: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """``since_ms`` is when it began, ``opened_ms`` when it had lasted enough, ``back_ms`` when it was well again."""

    state: str
    since_ms: int
    opened_ms: int = 0
    back_ms: int = 0
    kept_ms: int = 0
    """Until then it rises on without a reading: the service has just started, and knew of it before."""

    def over_ms(self, rule: Rule) -> int:
        """When it is over, if it stays well."""
        return self.back_ms + rule.back_for_s * 1000


NOTHING = Trouble(CALM, 0)


def step(rule: Rule, now: Trouble, fact: Fact | None, zone: str, now_ms: int, due_ms: int | None = None) -> Trouble:
    """What becomes of a trouble by a reading. ``due_ms``: when the box has something to do, where that is soon."""
    if fact is None:
        if now.state == RISING and now_ms < now.kept_ms:
            return now
        return NOTHING if now.state == RISING else replace(now, state=OPEN) if now.state == EASING else now
    if now.state == CALM or (now.state == RISING and not rule.is_bad(fact.value)):
        now = Trouble(RISING, fact.since_ms) if rule.is_bad(fact.value) else NOTHING
    if now.state == RISING:
        opens_ms = rule.opens(rule.lasts(now.since_ms, due_ms), zone)
        return Trouble(OPEN, now.since_ms, opens_ms) if opens_ms <= now_ms else now
    if now.state in LASTING and rule.is_back(fact.value):
        easing = now if now.state == EASING else replace(now, state=EASING, back_ms=max(fact.since_ms, now.since_ms))
        return replace(easing, state=CALM) if easing.over_ms(rule) <= now_ms else easing
    return replace(now, state=OPEN) if now.state == EASING else now
