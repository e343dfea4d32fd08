"""A week of ordinary 4G: nobody is told of anything. Every heartbeat is made and judged; `./run prove week` plays all
5,000 boxes, here it is some of each model, and what the same machinery says where something is wrong."""

from __future__ import annotations

import msgspec
import pytest

from controller.health.rules import Book, book
from controller.health.watch import Incident
from firmware_sim.scenario import scenario
from firmware_sim.scenario.moments import Length
from firmware_sim.scenario.who import boxes
from tests.scenario.playing import DAY
from tests.scenario.week import live

WEEK = scenario("quiet-week")
SOME = boxes(WEEK.fleet)[::251]
"""One of each commune, and every model."""
BEGINS_MS = WEEK.begins.instant(DAY)


def lived(rules: Book, days: float = 7, **event: object) -> list[Incident]:
    (ordinary,) = WEEK.events
    changed = msgspec.structs.replace(ordinary, **event)
    one = msgspec.structs.replace(WEEK, lasts=Length(days * 86_400), events=(changed,))
    return live(one, SOME, rules, BEGINS_MS)[0]


def test_a_quiet_week_has_no_alarm():
    found, beats = live(WEEK, SOME, book(), BEGINS_MS)
    assert found == []
    assert beats == pytest.approx(len(SOME) * 7 * 2880 * 0.98, rel=0.02)
    assert {one.model for one in SOME} == set(WEEK.fleet.models)


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("dark", {"gap": Length(3600), "breaks": 1.0}),
        ("dark", {"loss": 0.999}),
        ("flapping", {"breaks": 14.0}),
    ],
)
def test_the_same_week_with_worse_4g_is_told(rule: str, changes: dict[str, object]):
    assert {one.rule for one in lived(book(), days=0.15, **changes)} == {rule}


def test_a_rule_that_matches_everything_is_one_line():
    """Somebody wrote it too sharply: one incident of the province, and not twenty."""
    sharp = next(rule for rule in book().rules if rule.code == "hot")
    rules = Book((msgspec.structs.replace(sharp, above=-40.0, back=-45.0),), book().cause)
    found = [(one.rule, one.area, len(one.members)) for one in lived(rules, days=1)]
    assert found == [("hot", "tinh-phu-tho", len(SOME))]
