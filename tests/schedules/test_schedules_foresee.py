"""What is foreseen of one announcement is what the plan of all has of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Audience, Klass, PageWindow
from schedules.conflict import Kind
from schedules.foresee import foresee
from schedules.neighbours import Turn
from schedules.plan import plan
from schedules.planned import Basis, DevicePlan, Plan, World
from schedules.programme import Entry, Programme
from schedules.questions import asking, questions
from tests.schedules.schedules_making import DEVICES as COMMUNE
from tests.schedules.schedules_making import (
    HOURS,
    NOW,
    announcement,
    areas_hours,
    at,
    busy,
    device,
    proof,
    rule,
)

DEVICES = [replace(one, turn=Turn(1, 2, timedelta(seconds=2))) if one.id == "loa-2" else one for one in COMMUNE]
SINCE, UNTIL = at("2026-11-22T00:00"), at("2026-11-25T00:00")


def of_one(made: Plan, name: str) -> dict[str, DevicePlan]:
    """What a plan has of one announcement."""
    return {
        device: DevicePlan(
            tuple(item for item in one.items if item.announcement == name and item.start >= made.since),
            tuple(account for account in one.accounts if account.announcement == name),
        )
        for device, one in made.devices.items()
    }


def same(basis: Basis, name: str) -> None:
    seen, made = foresee(basis, name, SINCE, UNTIL, NOW), plan(basis, SINCE, UNTIL, NOW)
    assert {one: found.accounts for one, found in of_one(seen, name).items()} == {
        one: found.accounts for one, found in of_one(made, name).items()
    }
    assert (name in seen.unplannable) == (name in made.unplannable)


@given(many=busy(days=3), said=areas_hours(), tail=st.booleans())
@proof(20)
def test_it_is_what_the_plan_of_all_has(many, said, tail) -> None:
    """Whatever the hours and their limits, and whether areas change in the middle of it."""
    basis = Basis.of(many, DEVICES, {**HOURS, "thon-dong": said})
    if tail:
        moved = {"loa-1": device("loa-1", "thon-doai"), "loa-3": device("loa-3")}
        after = replace(basis, devices={**basis.devices, **moved})
        basis = replace(basis, worlds=(World(at("2026-11-23T00:00"), None, after),))
    for one in many:
        same(basis, one.id)


@given(many=busy(), lists=st.lists(st.integers(0, 7), min_size=1, max_size=4, unique=True))
@proof(20)
def test_it_stands_where_its_running_list_puts_it(many, lists) -> None:
    entries = tuple(Entry(many[index].id, gap_s=5) for index in lists if index < len(many))
    rows = (
        [Programme("p", "xa-tan-hoa", "Sáng", rule("2026-11-22T05:10", "FREQ=DAILY"), 20, entries)] if entries else []
    )
    many = [replace(one, rule=rule("2026-11-22T05:10")) for one in many]
    basis = Basis.of(many, DEVICES, HOURS, programmes=rows)
    for one in many:
        same(basis, one.id)


def test_who_must_be_asked_is_foreseen_with_all_that_wait() -> None:
    everybody = Audience(frozenset({"xa-tan-hoa"}))
    many = [announcement(name, klass=Klass.PRIORITY, audience=everybody) for name in ("a", "b", "c")]
    quiet = announcement("quiet", "2026-11-22T05:31", page=PageWindow(10))
    basis = Basis.of([*many, quiet], DEVICES, HOURS)
    seen = foresee(basis, "b", SINCE, UNTIL, NOW)
    assert questions(asking(seen)) == questions(asking(plan(basis, SINCE, UNTIL, NOW)))
    assert {one.announcement for one in seen.devices["loa-1"].accounts} == {"a", "b", "c"}
    (waiting,) = [one for one in seen.devices["loa-1"].accounts if one.announcement == "b"]
    assert waiting.kind is Kind.ASKS


def test_what_concerns_nobody_and_what_cannot_be_read_is_said() -> None:
    bad = announcement("bad", rule=rule("2026-11-22T05:30", "FREQ=NEVER"))
    lost = announcement("lost", audience=Audience(frozenset({"thon-xa"})))
    basis = Basis.of([bad, lost, announcement()], DEVICES, HOURS)
    assert foresee(basis, "bad", SINCE, UNTIL, NOW).unplannable["bad"].code == "bad-rule"
    assert foresee(basis, "lost", SINCE, UNTIL, NOW).unplannable["lost"].code == "audience-nobody"
    assert foresee(basis, "a", SINCE, UNTIL, NOW).unplannable == {}
