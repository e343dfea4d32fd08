"""The law of one device, case by case, and its properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Klass, Origin, Resume
from schedules.conflict import LAW, MOST_TO_ORDER, Claim, Decision, Kind, settle
from schedules.hours import Hours, Sessions, check, every_day
from tests.schedules.schedules_making import DAYTIME, HANOI, ZONE, at, modest, numbers, window

N, P, E = Klass
DAY = "2026-11-22T"


def claim(name: str, start: str, length: int = 10, klass: Klass = N, origin: Origin = Origin.COMMUNE, **more) -> Claim:
    return Claim(f"{name}.{start}", name, at(DAY + start), timedelta(minutes=length), klass, origin, **more)


def told(decision: Decision) -> str:
    """A decision as a line: who, what, when, why."""
    spans = " ".join(f"{clock(span.start)}-{clock(span.end)}" for span in decision.spans)
    why = " ".join(found.code for found in decision.findings)
    return " ".join(word for word in (decision.claim.announcement, decision.kind, spans, why) if word)


def clock(instant: datetime) -> str:
    return f"{instant.astimezone(HANOI):%H:%M}"


def lines(*claims: Claim, hours: Hours = DAYTIME, orders=()) -> list[str]:
    return [told(one) for one in settle(claims, hours, orders)]


def test_what_does_not_meet_is_planned_as_it_is() -> None:
    assert lines(claim("a", "05:30"), claim("b", "05:40")) == ["a planned 05:30-05:40", "b planned 05:40-05:50"]
    assert settle([], DAYTIME) == ()


def test_equals_at_the_same_start_follow_each_other_the_older_first() -> None:
    assert lines(claim("a", "05:30", serial=2), claim("b", "05:30", serial=1), claim("c", "05:30", serial=3)) == [
        "b planned 05:30-05:40",
        "a moved 05:40-05:50 after-equal",
        "c moved 05:50-06:00 after-equal",
    ]


def test_more_than_a_person_can_put_in_order_is_not_asked_and_says_so() -> None:
    many = [claim(f"a{number:02}", "05:30", klass=P) for number in range(MOST_TO_ORDER + 1)]
    assert {one.kind for one in settle(many[1:], DAYTIME)} == {Kind.ASKS}
    crowd = settle(many, DAYTIME)
    assert {one.kind for one in crowd} == {Kind.DROPPED}
    assert {(found.code, found.params["count"]) for one in crowd for found in one.findings} == {
        ("too-many-to-order", MOST_TO_ORDER + 1)
    }
    said = settle(many, DAYTIME, [[one.announcement for one in many]])
    assert [one.kind for one in said[:2]] == [Kind.PLANNED, Kind.MOVED]


def test_ten_thousand_that_want_the_same_morning_are_each_decided() -> None:
    """Looking at all that is taken for each of them took minutes."""
    many = [claim(f"a{number:04}", f"0{5 + number % 5}:{number % 60:02}", 2, serial=number) for number in range(10_000)]
    for hours in (DAYTIME, replace(DAYTIME, minutes_a_day=300, sessions=(Sessions(5, 3),))):
        decided = settle(many, hours)
        assert len(decided) == len(many)
        assert all(one.findings for one in decided if one.kind is not Kind.PLANNED)
        spans = sorted(span for one in decided for span in one.spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))


def test_a_delay_does_not_push_a_punctual_equal_aside() -> None:
    assert lines(claim("a", "05:30"), claim("b", "05:35"), claim("c", "05:42")) == [
        "a planned 05:30-05:40",
        "b moved 05:52-06:02 after-equal",
        "c planned 05:42-05:52",
    ]


def test_an_equal_for_which_there_is_no_room_that_day_is_reported() -> None:
    assert lines(claim("a", "19:45", 15), claim("b", "19:45", 15, serial=1)) == [
        "a planned 19:45-20:00",
        "b dropped no-room",
    ]
    assert lines(claim("a", "11:20"), claim("b", "11:20", serial=1)) == [
        "a planned 11:20-11:30",
        "b moved 16:30-16:40 after-equal",
    ]


@pytest.mark.parametrize(
    ("resume", "begun", "not_begun"),
    [
        (Resume.STOP, "planned 05:30-05:35 cut-by-higher", "moved 05:40-05:50 after-higher"),
        (Resume.PAUSE, "planned 05:30-05:35 05:40-05:45 paused-for-higher", "moved 05:40-05:50 after-higher"),
        (Resume.DEFER, "moved 05:40-05:50 after-higher", "moved 05:40-05:50 after-higher"),
        (Resume.NEVER, "planned 05:30-05:35 covered-by-higher", "dropped lost-to-higher"),
    ],
)
@pytest.mark.parametrize("higher", [P, E])
def test_a_lower_class_gives_way_by_its_own_policy(resume, begun, not_begun, higher) -> None:
    high = claim("high", "05:35", 5, higher)
    assert lines(claim("low", "05:30", resume=resume), high)[0] == f"low {begun}"
    found = {one.claim.announcement: told(one) for one in settle([claim("low", "05:36", resume=resume), high], DAYTIME)}
    assert found == {"high": "high planned 05:35-05:40", "low": f"low {not_begun}"}


@pytest.mark.parametrize(
    ("resume", "begun"),
    [
        (Resume.STOP, "planned 05:30-05:35 cut-by-higher"),
        (Resume.PAUSE, "moved 05:40-05:50 after-higher"),
        (Resume.DEFER, "moved 05:40-05:50 after-higher"),
        (Resume.NEVER, "planned 05:30-05:35 cut-by-higher"),
    ],
)
def test_a_lower_origin_gives_way_by_moving_or_being_shortened(resume, begun) -> None:
    """A box knows no origins: it could not pause for one."""
    high = claim("high", "05:35", 5, origin=Origin.PROVINCE)
    assert lines(claim("low", "05:30", resume=resume), high)[0] == f"low {begun}"


def test_class_goes_before_origin_and_origin_before_age() -> None:
    assert lines(
        claim("central", "05:30", origin=Origin.CENTRAL, serial=1),
        claim("province", "05:30", origin=Origin.PROVINCE, serial=0),
        claim("urgent", "05:30", klass=P, serial=9),
    ) == [
        "province moved 05:50-06:00 after-higher",
        "central moved 05:40-05:50 after-higher",
        "urgent planned 05:30-05:40",
    ]


def test_what_remains_under_a_cover_is_heard() -> None:
    decision, *_ = settle(
        [claim("low", "05:30", 30, resume=Resume.NEVER), claim("a", "05:40", 5, E), claim("b", "05:50", 5, P)], DAYTIME
    )
    assert told(decision) == "low planned 05:30-05:40 05:45-05:50 05:55-06:00 covered-by-higher"
    assert decision.longest == timedelta(minutes=30)
    assert decision.findings[0].params == {"by": "a.05:40", "seconds": 600}


def test_a_pause_that_would_leave_the_hours_is_a_cut() -> None:
    assert lines(claim("low", "19:45", 15, resume=Resume.PAUSE), claim("high", "19:50", 5, P)) == [
        "low planned 19:45-19:50 cut-by-higher",
        "high planned 19:50-19:55",
    ]


def test_a_pause_that_would_run_into_its_own_class_ends_there() -> None:
    assert lines(
        claim("low", "05:30", 20, resume=Resume.PAUSE),
        claim("high", "05:40", 5, P),
        claim("province", "05:48", 5, origin=Origin.PROVINCE),
    ) == [
        "low planned 05:30-05:40 05:45-05:48 cut-by-higher",
        "high planned 05:40-05:45",
        "province planned 05:48-05:53",
    ]


def test_two_priority_announcements_of_the_commune_are_a_persons_to_order() -> None:
    both = claim("a", "05:30", klass=P), claim("b", "05:35", klass=P)
    asks = settle(both, DAYTIME)
    assert [told(one) for one in asks] == ["a asks order-needed", "b asks order-needed"]
    assert [one.findings[0].params["by"] for one in asks] == ["b.05:35", "a.05:30"]
    assert lines(*both, orders=[("a", "b")]) == ["a planned 05:30-05:40", "b moved 05:40-05:50 after-equal"]
    assert lines(*both, orders=[("a", "b"), ("b", "a")]) == ["a moved 05:45-05:55 after-equal", "b planned 05:35-05:45"]


def test_an_order_is_for_exactly_those_who_collide() -> None:
    three = claim("a", "05:30", klass=P), claim("b", "05:35", klass=P), claim("c", "05:42", klass=P)
    assert lines(*three, orders=[("a", "b")]) == ["a asks order-needed", "b asks order-needed", "c asks order-needed"]
    assert lines(*three, orders=[("c", "b", "a")]) == [
        "a planned 05:30-05:40",
        "b moved 05:52-06:02 after-equal",
        "c planned 05:42-05:52",
    ]
    assert lines(*three[:2], orders=[("c", "b", "a")]) == ["a moved 05:45-05:55 after-equal", "b planned 05:35-05:45"]


def test_who_asks_takes_nobodys_time() -> None:
    assert (
        lines(claim("n", "05:30"), claim("a", "05:30", klass=P), claim("b", "05:30", klass=P))[2]
        == "n planned 05:30-05:40"
    )


@pytest.mark.parametrize(
    ("klass", "origin"), [(P, Origin.PROVINCE), (P, Origin.CENTRAL), (E, Origin.COMMUNE), (N, Origin.COMMUNE)]
)
def test_only_the_communes_own_priority_is_asked_for(klass, origin) -> None:
    assert lines(claim("a", "05:30", klass=klass, origin=origin), claim("b", "05:30", klass=klass, origin=origin)) == [
        "a planned 05:30-05:40",
        "b moved 05:40-05:50 after-equal",
    ]


def test_one_announcement_does_not_ask_about_itself() -> None:
    one, other = claim("a", "05:30", klass=P), claim("a", "05:35", klass=P)
    assert lines(one, other) == ["a planned 05:30-05:40", "a moved 05:40-05:50 after-equal"]


def test_emergency_goes_over_all_and_out_of_hours() -> None:
    assert lines(claim("e", "03:15", klass=E), claim("n", "03:15")) == [
        "e planned 03:15-03:25 emergency-outside-hours",
        "n dropped outside-hours",
    ]
    assert lines(claim("e", "23:55", klass=E), claim("f", "23:55", klass=E)) == [
        "e planned 23:55-00:05 emergency-outside-hours",
        "f moved 00:05-00:15 after-equal emergency-outside-hours",
    ]


def test_limits_of_a_day_are_filled_from_the_highest_rank_down() -> None:
    hours = Hours(ZONE, every_day(window("05:00", "20:00")), (Sessions(15, per_day=1),), minutes_a_day=25)
    emergency, first = claim("e", "08:00", klass=E), claim("p", "17:00", klass=P)
    assert lines(claim("n", "05:30"), emergency, first, claim("q", "17:12"), claim("r", "17:24"), hours=hours) == [
        "n dropped too-many-sessions",
        "e planned 08:00-08:10",
        "p planned 17:00-17:10",
        "q planned 17:12-17:22",
        "r dropped day-too-long",
    ]


def test_the_law_is_complete() -> None:
    assert set(LAW) == set(product([True, False], repeat=2))
    assert all(set(row) == set(Resume) for row in LAW.values())


# ------------------------------------------------------------------ properties

HOURS = [
    DAYTIME,
    Hours(ZONE, every_day(window("05:00", "20:00")), (Sessions(10, 2, 40),), minutes_a_day=60),
    Hours(ZONE),
]
claims = st.lists(
    st.builds(
        lambda index, minute, seconds, klass, origin, resume, serial: Claim(
            f"a{index}.{minute}",
            f"a{index}",
            at(DAY + "04:50") + timedelta(minutes=minute),
            timedelta(seconds=seconds),
            klass,
            origin,
            resume,
            serial,
        ),
        numbers(0, 5),
        numbers(0, 60) | numbers(0, 1500),
        numbers(1, 1800),
        st.sampled_from(Klass),
        st.sampled_from(Origin),
        st.sampled_from(Resume),
        numbers(0, 2),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)
orders = st.lists(st.permutations([f"a{index}" for index in range(6)]), max_size=1)


@given(claims, st.sampled_from(HOURS), orders)
@modest(100)
def test_the_properties_of_the_law(many: list[Claim], hours: Hours, said) -> None:
    decisions = settle(many, hours, said)
    # every claim is in exactly one decision, and each that is not as wished says why
    assert sorted(one.claim.id for one in decisions) == sorted(one.id for one in many)
    assert all(one.findings for one in decisions if one.kind is not Kind.PLANNED)
    assert all(bool(one.spans) == (one.kind in (Kind.PLANNED, Kind.MOVED)) for one in decisions)
    # no two sounds at once
    spans = sorted(span for one in decisions for span in one.spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for one in decisions:
        sounds = sum((span.length for span in one.spans), timedelta())
        if one.kind is Kind.MOVED:
            assert one.spans[0].start > one.claim.start
            assert sounds == one.longest == one.claim.length
        elif one.kind is Kind.PLANNED:
            assert one.spans[0].start == one.claim.start
            assert sounds <= one.longest <= one.claim.length
            assert bool(one.findings) or sounds == one.claim.length
        # nothing outside hours but emergency
        if one.claim.klass is not E:
            for span in one.spans:
                assert check(span.start, span.length, one.claim.klass, Hours(hours.zone, hours.week)) == ()
        # an emergency waits only for an emergency, and is never shortened or dropped
        if one.claim.klass is E:
            assert sounds == one.claim.length
            if one.kind is Kind.MOVED:
                rivals = [other for other in decisions if other.claim.klass is E and other is not one]
                assert any(span.end == one.spans[0].start for other in rivals for span in other.spans)
    # a person is asked exactly where two of the commune's priority announcements meet and nobody has said
    asking = [one for one in decisions if one.kind is Kind.ASKS]
    assert all(one.claim.rank == (P, Origin.COMMUNE) for one in asking)
    assert not (said and asking)


@given(claims, st.sampled_from(HOURS), orders, st.randoms(use_true_random=False))
@modest(100)
def test_no_dice(many: list[Claim], hours: Hours, said, shuffle) -> None:
    mixed = list(many)
    shuffle.shuffle(mixed)
    assert settle(mixed, hours, said) == settle(many, hours, said)


@given(claims, st.sampled_from(HOURS))
@modest(100)
def test_what_is_lower_changes_nothing_for_what_is_higher(many: list[Claim], hours: Hours) -> None:
    without_normal = settle([one for one in many if one.klass is not N], hours)
    assert tuple(one for one in settle(many, hours) if one.claim.klass is not N) == without_normal


@given(claims, st.sampled_from(HOURS), orders, st.sampled_from(sorted({(k, o) for k in Klass for o in Origin})))
@modest(100)
def test_what_is_of_lower_rank_changes_nothing_for_what_is_higher(many: list[Claim], hours: Hours, said, rank) -> None:
    alone = settle([one for one in many if one.rank >= rank], hours, said)
    assert tuple(one for one in settle(many, hours, said) if one.claim.rank >= rank) == alone
