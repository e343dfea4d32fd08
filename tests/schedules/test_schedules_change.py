"""Areas merged and split: the tree, the audiences, and plans across the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Audience
from schedules.change import hours_of, to_come
from schedules.errors import Refused
from schedules.hours import Hours, every_day
from schedules.places import End, Hang, Make, Places, Rehome, Rename, Step, changed, heirs, readdressed
from schedules.plan import plan, replan
from schedules.planned import Basis, Device, Plan, World
from tests.schedules.schedules_making import DAYTIME, HORN, NOW, ZONE, announcement, at, busy, modest, window

BEFORE = Places(
    {"tinh": None, "xa-a": "tinh", "xa-b": "tinh", "a1": "xa-a", "a2": "xa-a", "b1": "xa-b", "tinh-2": None},
    {"loa-a": "xa-a", "loa-a1": "a1", "loa-a2": "a2", "loa-b1": "b1", "loa-t": "tinh-2"},
)
MERGE: list[Step] = [End("xa-b", ("xa-a",))]
EFFECT = at("2026-11-24T00:00")
SINCE, UNTIL = at("2026-11-22T00:00"), at("2026-11-27T00:00")


# ------------------------------------------------------------------ the tree


def test_a_merged_commune_brings_its_hamlets_and_devices() -> None:
    after = changed(BEFORE, MERGE)
    assert after.children("xa-a") == ("a1", "a2", "b1")
    assert after.under("xa-a") == {"loa-a", "loa-a1", "loa-a2", "loa-b1"}
    assert after.ended == {"xa-b"}
    assert heirs(MERGE) == {"xa-b": "xa-a"}


def test_a_commune_is_split_when_everything_has_found_a_place() -> None:
    steps: list[Step] = [
        Make("xa-moi", "tinh"), Hang("a2", "xa-moi"), Hang("a1", "xa-b"), Rehome("loa-a", "xa-moi"), Rename("xa-b"),
        End("xa-a", ("xa-moi", "xa-b")),
    ]  # fmt: skip
    after = changed(BEFORE, steps)
    assert after.path("a2") == ("tinh", "xa-moi", "a2")
    assert after.under("xa-moi") == {"loa-a", "loa-a2"}
    assert heirs([*steps, End("xa-moi", ("xa-b",))]) == {"xa-a": "xa-b", "xa-moi": "xa-b"}


@pytest.mark.parametrize(
    ("steps", "code", "field"),
    [
        ([], "steps-none", "steps"),
        ([Hang("xa-a", "xa-a")], "area-below-itself", "steps.0"),
        ([Hang("xa-a", "a1")], "area-below-itself", "steps.0"),
        ([End("xa-a", ("xa-a",))], "area-below-itself", "steps.0"),
        ([End("xa-a", ("a1",))], "area-below-itself", "steps.0"),
        ([Hang("xa-a", "atlantis")], "area-unknown", "steps.0"),
        ([Rehome("atlantis", "a1")], "device-unknown", "steps.0"),
        ([Make("a1", "xa-a")], "area-taken", "steps.0"),
        ([End("xa-a", ())], "successor-none", "steps.0"),
        ([End("xa-a", ("xa-b", "tinh"))], "successor-which", "steps.0"),
        ([*MERGE, Hang("a1", "xa-b")], "area-ended", "steps.1"),
        ([*MERGE, Make("xa-b", "tinh")], "step-twice", "steps.1"),
        ([Hang("a1", "xa-b"), Hang("a1", "tinh")], "step-twice", "steps.1"),
        ([Rehome("loa-a", "a1"), Rehome("loa-a", "a2")], "step-twice", "steps.1"),
        ([Rehome("loa-a", "tinh-2")], "leaves-province", "steps.0"),
        ([Hang("a1", "tinh-2")], "leaves-province", "steps.0"),
        ([Hang("tinh-2", "tinh")], "leaves-province", "steps.0"),
        ([End("tinh-2", ("tinh",))], "leaves-province", "steps.0"),
    ],
)
def test_a_step_that_cannot_be_taken_is_refused_by_its_place(steps: list[Step], code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        changed(BEFORE, steps)
    assert (refused.value.code, refused.value.field) == (code, field)


# ------------------------------------------------------------------ audiences


def meant(audience: Audience, places: Places) -> frozenset[str]:
    return audience.devices.union(*(places.under(area) for area in audience.areas))


def test_an_ended_name_is_replaced_by_the_hamlets_that_go_on() -> None:
    after = changed(BEFORE, [End("xa-a", ("xa-b",))])
    assert readdressed(Audience(frozenset({"xa-a"})), BEFORE, after) == Audience(
        frozenset({"a1", "a2"}), frozenset({"loa-a"})
    )
    assert readdressed(Audience(frozenset({"xa-b"})), BEFORE, after) == Audience(frozenset({"xa-b"}))


def test_a_hamlet_that_loses_a_device_is_replaced_by_its_devices() -> None:
    after = changed(BEFORE, [Rehome("loa-b1", "a1"), End("xa-a", ("xa-b",))])
    found = readdressed(Audience(frozenset({"xa-a"})), BEFORE, after)
    assert found == Audience(frozenset({"a2"}), frozenset({"loa-a", "loa-a1"}))


areas = st.sampled_from(["xa-a", "xa-b", "a1", "a2", "b1"])
some_steps: st.SearchStrategy[list[Any]] = st.lists(
    st.one_of(
        st.builds(Hang, areas, areas),
        st.builds(lambda area, into: End(area, (into,)), areas, areas),
        st.builds(Rehome, st.sampled_from(["loa-a", "loa-a1", "loa-b1"]), areas),
        st.just(Make("moi", "tinh")),
    ),
    min_size=1,
    max_size=5,
)


@given(some_steps, st.frozensets(areas))
@modest(300)
def test_ended_names_mean_the_same_devices_afterwards(steps, names) -> None:
    try:
        after = changed(BEFORE, steps)
    except Refused:
        return
    ended = Audience(names & after.ended)
    found = readdressed(ended, BEFORE, after)
    assert meant(found, after) == meant(ended, BEFORE)
    assert not found.areas & after.ended
    assert after.homes.keys() == BEFORE.homes.keys()
    assert not set(after.homes.values()) & after.ended


# ------------------------------------------------------------------ plans


def devices(places: Places) -> list[Device]:
    return [Device(name, places.path(home), HORN) for name, home in places.homes.items()]


HOURS = {"tinh": DAYTIME, "xa-b": Hours(zone=ZONE, week=every_day(window("05:00", "06:00")))}


def worlds(announcements, steps, now_is_after: bool) -> Basis:
    """The basis as it is before the day (the new places are another world), or after it (the old ones are)."""
    after = changed(BEFORE, steps)
    new = Basis.of(
        [replace(one, audience=readdressed(one.audience, BEFORE, after)) for one in announcements],
        devices(after), HOURS,
    )  # fmt: skip
    old = Basis.of(announcements, devices(BEFORE), HOURS)
    if now_is_after:
        return replace(new, worlds=(World(None, EFFECT, old),))
    return replace(old, worlds=(World(EFFECT, None, new),))


def plays(made: Plan) -> set[tuple[str, str]]:
    return {(device, item.occurrence) for device, one in made.devices.items() for item in one.items}


def test_a_daily_bulletin_of_an_ended_commune_goes_on_where_it_was_meant() -> None:
    of_a = announcement("a", rrule="FREQ=DAILY", audience=Audience(frozenset({"xa-a"})), page=None)
    of_b = announcement("b", rrule="FREQ=DAILY", audience=Audience(frozenset({"xa-b"})))
    found = plan(worlds([of_a, of_b], MERGE, now_is_after=False), SINCE, UNTIL, NOW)
    heard = plays(found)
    for day in range(22, 27):
        assert {device for device, what in heard if what == f"b.202611{day}t0530"} == {"loa-b1"}
        own = {"loa-a", "loa-a1", "loa-a2"}
        assert {device for device, what in heard if what == f"a.202611{day}t0530"} == (
            own if day < 24 else own | {"loa-b1"}
        )
    joined = [item.start for item in found.devices["loa-b1"].items if item.announcement == "a"]
    assert joined[0] == at("2026-11-24T05:30")


def test_hours_of_the_ended_commune_hold_until_the_day_and_no_longer() -> None:
    evening = announcement("t", "2026-11-22T18:00", rrule="FREQ=DAILY", audience=Audience(frozenset({"tinh"})))
    basis = worlds([evening], MERGE, now_is_after=False)
    found = plan(basis, SINCE, UNTIL, NOW)
    heard = {what for device, what in plays(found) if device == "loa-b1"}
    assert heard == {"t.20261124t1800", "t.20261125t1800", "t.20261126t1800"}
    assert len(hours_of(to_come(basis, "loa-b1", NOW), "loa-b1")) == 2
    assert len(hours_of(to_come(basis, "loa-a", NOW), "loa-a")) == 1
    after = worlds([evening], MERGE, now_is_after=True)
    assert hours_of(to_come(after, "loa-b1", EFFECT), "loa-b1") == (DAYTIME,)


def listed(announcements):
    names = ["xa-a", "xa-b", "a1", "b1", "tinh"]
    return [
        replace(one, audience=Audience(frozenset({names[n % 5]}), frozenset({"loa-a2"} if n % 3 == 0 else ())))
        for n, one in enumerate(announcements)
    ]


@given(busy(days=4), some_steps)
@modest(60)
def test_the_same_plan_before_and_after_the_day_each_occurrence_once_and_in_its_place(announcements, steps) -> None:
    given_ones = listed(announcements)
    try:
        before = worlds(given_ones, steps, now_is_after=False)
    except Refused:
        return
    after = worlds(given_ones, steps, now_is_after=True)
    ahead, behind = plan(before, SINCE, UNTIL, NOW), plan(after, SINCE, UNTIL, NOW)
    assert ahead.devices == behind.devices
    old, new = ahead.parts
    for device, one in ahead.devices.items():
        names = [item.occurrence for item in one.items]
        assert len(names) == len(set(names))
        accounts = [account.occurrence for account in one.accounts]
        assert len(accounts) == len(set(accounts))
        sides = {True: old.devices[device], False: new.devices[device]}
        for account in one.accounts:
            assert account in sides[account.due < EFFECT].accounts
        expected = {a.occurrence for side, half in sides.items() for a in half.accounts if (a.due < EFFECT) is side}
        assert set(accounts) == expected


@given(busy(days=4), st.integers(0, 7))
@modest(30)
def test_replanning_across_the_day_is_planning_anew(announcements, edited) -> None:
    given_ones = listed(announcements)
    first = plan(worlds(given_ones, MERGE, now_is_after=False), SINCE, UNTIL, NOW)
    later = [replace(one, volume=31) if n == edited else one for n, one in enumerate(given_ones)]
    for basis in (
        worlds(later, MERGE, now_is_after=False),
        worlds(later, MERGE, now_is_after=True),
        replace(worlds(later, MERGE, now_is_after=True), worlds=()),
    ):
        again = replan(first, basis, NOW)
        assert again.devices == plan(basis, SINCE, UNTIL, NOW).devices
        assert again.unplannable.keys() == plan(basis, SINCE, UNTIL, NOW).unplannable.keys()
        first = again


def test_what_no_change_concerns_stays_the_very_object() -> None:
    of_a = announcement("a", rrule="FREQ=DAILY", audience=Audience(frozenset({"a1"})))
    of_b = announcement("b", rrule="FREQ=DAILY", audience=Audience(frozenset({"b1"})))
    basis = worlds([of_a, of_b], MERGE, now_is_after=False)
    first = plan(basis, SINCE, UNTIL, NOW)
    again = replan(first, basis, NOW + timedelta(minutes=1))
    assert all(again.devices[name] is first.devices[name] for name in first.devices)
    louder = worlds([of_a, replace(of_b, volume=31)], MERGE, now_is_after=False)
    third = replan(again, louder, NOW)
    assert third.devices["loa-a1"] is first.devices["loa-a1"]
    assert third.devices["loa-b1"] != first.devices["loa-b1"]
