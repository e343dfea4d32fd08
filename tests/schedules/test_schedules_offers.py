"""What is offered to somebody whose announcement does not go as wished; every offer, taken, does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Announcement, Audience, Klass, Sound
from schedules.foresee import Foresight
from schedules.hours import Sessions
from schedules.neighbours import Turn
from schedules.objections import objections
from schedules.offers import HARMLESS, Offer, Way, offers, taken, troubled
from schedules.plan import plan
from schedules.planned import Basis, Plan
from schedules.programme import Entry, Programme
from schedules.walltime import parse_local
from tests.schedules.schedules_making import (
    DAYTIME,
    DEVICES,
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

ALL = Audience(frozenset({"xa-tan-hoa"}))
UNTIL = NOW + timedelta(days=14)


def of(mine: Announcement, *others: Announcement, hours=HOURS, devices=DEVICES, now=NOW, programmes=()) -> list[Offer]:
    """The offers, each of which was seen to hold."""
    basis = Basis.of([mine, *others], devices, hours, programmes=programmes)
    foresight = Foresight(basis, mine.id, now, UNTIL, now)
    found = offers(foresight.plan(), foresight, mine, now)
    for one in found:
        holds(basis, mine, one, now)
    return list(found)


def holds(basis: Basis, mine: Announcement, offer: Offer, now: datetime = NOW) -> None:
    """It goes as wished, and another time moves nobody else: asked of the plan of all."""
    changed = taken(mine, offer)
    after = plan(replace(basis, announcements={**basis.announcements, mine.id: changed}), now, UNTIL, now)
    assert not [one for one in objections(after, mine.id, notes=True) if one.code not in HARMLESS]
    assert any(item.announcement == mine.id for one in after.devices.values() for item in one.items)
    if offer.way in (Way.EARLIER, Way.LATER):
        others = {name: one for name, one in basis.announcements.items() if name != mine.id}
        assert accounts(after, mine.id) == accounts(
            plan(replace(basis, announcements=others), now, UNTIL, now), mine.id
        )


def accounts(made: Plan, mine: str) -> dict[str, list[object]]:
    return {
        name: [account for account in one.accounts if account.announcement != mine]
        for name, one in made.devices.items()
    }


def starts(found: list[Offer]) -> dict[Way, str]:
    return {one.way: f"{one.start:%d %H:%M}" for one in found if one.start is not None}


# ------------------------------------------------------------------ times


def test_beside_another_there_is_room_before_and_after() -> None:
    other = announcement("other", "2026-11-22T06:00", seconds=900)
    mine = announcement("mine", "2026-11-22T06:05", seconds=300)
    assert starts(of(mine, other)) == {Way.EARLIER: "22 05:55", Way.LATER: "22 06:15"}


def test_outside_the_hours_the_nearest_open_ones_are_offered() -> None:
    found = starts(of(announcement("mine", "2026-11-22T14:00", audience=ALL)))
    assert found == {Way.EARLIER: "22 11:25", Way.LATER: "22 16:30"}


def test_at_night_the_way_back_is_the_day_before_and_nothing_is_offered_in_the_past() -> None:
    night = announcement("mine", "2026-11-22T03:15")
    assert starts(of(night)) == {Way.LATER: "22 05:00"}  # it is the evening of the 21st, and the horns are closed
    assert starts(of(night, now=at("2026-11-21T12:00"))) == {Way.EARLIER: "21 16:30", Way.LATER: "22 05:00"}


def test_a_repeated_rule_keeps_one_clock_for_all_its_days() -> None:
    tuesday = announcement("tuesday", "2026-11-24T06:05", seconds=600)
    friday = announcement("friday", "2026-11-27T05:55", seconds=600)
    mine = announcement("mine", "2026-11-22T06:00", rrule="FREQ=DAILY", seconds=600)
    assert starts(of(mine, tuesday, friday)) == {Way.EARLIER: "22 05:45", Way.LATER: "22 06:15"}


def test_a_full_day_leads_to_the_next_one() -> None:
    limited = {"xa-tan-hoa": replace(DAYTIME, minutes_a_day=10)}
    full = announcement("full", "2026-11-22T06:00", seconds=540)
    mine = announcement("mine", "2026-11-22T17:00", seconds=300)
    assert starts(of(mine, full, hours=limited)) == {Way.LATER: "23 17:00"}


def test_a_third_session_is_drawn_to_one_of_the_two() -> None:
    """Where only two sessions a day are allowed, there is room beside them."""
    limited = {"xa-tan-hoa": replace(DAYTIME, sessions=(Sessions(5, 2, 30),))}
    two = [announcement("one", "2026-11-22T06:00", seconds=600), announcement("two", "2026-11-22T17:00", seconds=600)]
    found = starts(of(announcement("mine", "2026-11-22T18:00", seconds=300), *two, hours=limited))
    assert found == {Way.EARLIER: "22 17:10", Way.LATER: "23 18:00"}


def test_horns_that_speak_in_turn_need_room_for_all_turns() -> None:
    turns = [replace(device(f"loa-{one}"), turn=Turn(one, 2, timedelta(seconds=10))) for one in (0, 1)]
    other = announcement("other", "2026-11-22T06:00", seconds=300)
    found = starts(of(announcement("mine", "2026-11-22T06:02", seconds=300), other, devices=turns))
    assert found == {Way.EARLIER: "22 05:45", Way.LATER: "22 06:15"}


def test_whoever_must_be_asked_for_an_order_may_also_evade_it() -> None:
    both = [announcement(name, klass=Klass.PRIORITY, seconds=300) for name in ("mine", "other")]
    found = starts(of(*both))
    assert found == {Way.EARLIER: "22 05:25", Way.LATER: "22 05:35"}


# ------------------------------------------------------------------ less of it


def test_shorter_says_how_long_it_may_be() -> None:
    other = announcement("other", "2026-11-22T06:04", seconds=60, klass=Klass.PRIORITY)
    found = {one.way: one for one in of(announcement("mine", "2026-11-22T06:00", seconds=600), other)}
    assert found[Way.SHORTER].seconds == 240
    closing = {one.way: one for one in of(announcement("mine", "2026-11-22T19:55", seconds=601))}
    assert closing[Way.SHORTER].seconds == 300


def test_nobody_is_told_to_say_it_in_no_time() -> None:
    mine = replace(announcement("mine", "2026-11-22T19:59"), sound=Sound("0" * 64, 120_000, lead_ms=55_000))
    assert Way.SHORTER not in {one.way for one in of(mine)}


def test_a_day_s_minutes_shorten_it_to_what_is_left() -> None:
    limited = {"xa-tan-hoa": replace(DAYTIME, minutes_a_day=10)}
    full = announcement("full", "2026-11-22T06:00", seconds=540)
    found = {one.way: one for one in of(announcement("mine", "2026-11-22T17:00", seconds=300), full, hours=limited)}
    assert found[Way.SHORTER].seconds == 60


# ------------------------------------------------------------------ fewer places


def without(found: list[Offer]) -> tuple[Audience, tuple[str, ...]]:
    (offer,) = [one for one in found if one.way is Way.FEWER]
    return offer.audience, offer.without


def test_fewer_hamlets_says_which() -> None:
    other = announcement("other", "2026-11-22T06:00", audience=Audience(frozenset({"thon-doai"})))
    mine = announcement("mine", "2026-11-22T06:00", audience=ALL, serial=1)
    assert without(of(mine, other)) == (Audience(frozenset({"thon-dong"})), ("thon-doai",))


def test_a_hamlet_goes_as_a_whole_and_a_single_device_by_itself() -> None:
    other = announcement("other", "2026-11-22T06:00", audience=Audience(devices=frozenset({"loa-1"})))
    mine = announcement("mine", "2026-11-22T06:00", serial=1)
    both = replace(mine, audience=Audience(frozenset({"thon-dong", "thon-doai"})))
    assert without(of(both, other)) == (Audience(frozenset({"thon-doai"})), ("thon-dong",))
    single = replace(mine, audience=Audience(devices=frozenset({"loa-1", "loa-2"})))
    assert without(of(single, other)) == (Audience(devices=frozenset({"loa-2"})), ("loa-1",))


def test_nobody_is_offered_an_audience_of_nobody() -> None:
    other = announcement("other", "2026-11-22T06:00", audience=ALL)
    mine = announcement("mine", "2026-11-22T06:00", audience=ALL, serial=1)
    assert Way.FEWER not in {one.way for one in of(mine, other)}


# ------------------------------------------------------------------ no offers


@pytest.mark.parametrize(
    "mine",
    [
        announcement("mine", "2026-11-22T08:00"),
        announcement("mine", "2026-11-22T06:00", klass=Klass.EMERGENCY),
    ],
    ids=["nothing is wrong", "an emergency"],
)
def test_where_nothing_is_wrong_and_for_an_emergency_there_are_no_offers(mine) -> None:
    assert of(mine, announcement("other", "2026-11-22T06:00", klass=Klass.EMERGENCY)) == []


def test_a_rule_with_single_times_of_its_own_is_not_moved() -> None:
    moved = rule("2026-11-22T06:00", "FREQ=DAILY", left_out=frozenset({parse_local("2026-11-24T06:00")}))
    other = announcement("other", "2026-11-22T06:00", seconds=60)
    assert starts(of(announcement("mine", rule=moved, seconds=300), other)) == {}


def test_several_times_a_day_are_not_moved_as_one() -> None:
    twice = announcement("mine", "2026-11-22T06:00", rrule="FREQ=DAILY;BYHOUR=6,17", seconds=300)
    assert starts(of(twice, announcement("other", "2026-11-22T06:00", seconds=60))) == {}


def test_a_place_in_a_running_list_is_the_list_s_own_matter() -> None:
    mine = announcement("mine", "2026-11-22T06:00", seconds=300)
    lists = [Programme("p", "xa-tan-hoa", "Sáng", rule("2026-11-22T06:00"), 20, (Entry("mine"),))]
    other = announcement("other", "2026-11-22T06:00", klass=Klass.PRIORITY)
    assert of(mine, other, programmes=lists) == []


def test_no_hours_at_all_can_not_be_mended_by_another_time() -> None:
    assert of(announcement("mine"), hours={}) == []


# ------------------------------------------------------------------ always


@given(many=busy(days=3), said=areas_hours(), turn=st.booleans())
@proof(12)
def test_every_offer_taken_goes_as_wished_and_moves_nobody(many, said, turn) -> None:
    devices = [replace(one, turn=Turn(1, 2, timedelta(seconds=2))) if turn and one.sounds else one for one in DEVICES]
    hours = {**HOURS, "thon-dong": said}
    for mine in many[:3]:
        others = [one for one in many if one is not mine]
        found = of(mine, *others, hours=hours, devices=devices)
        assert len({one.way for one in found}) == len(found)
        for one in found:
            assert one.way is not Way.EARLIER or (one.start and one.start < mine.rule.start)
            assert one.way is not Way.LATER or (one.start and one.start > mine.rule.start)
            assert one.way is not Way.SHORTER or 0 < one.seconds * 1000 < mine.sound.length_ms


def test_what_goes_as_wished_is_not_troubled() -> None:
    basis = Basis.of([announcement()], DEVICES, HOURS)
    assert not troubled(Foresight(basis, "a", NOW, UNTIL, NOW).plan(), "a")
