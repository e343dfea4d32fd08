"""Horns that reach each other: the turns that they get, and what their plans say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Announcement, Klass, Resume
from schedules.conflict import Kind
from schedules.hours import Hours, Window, every_day
from schedules.neighbours import ALONE, Turn, turns
from schedules.objections import objections
from schedules.plan import plan, replan
from schedules.planned import Basis, Device, Plan
from tests.schedules.schedules_making import DAYTIME, HANOI, NOW, ZONE, announcement, at, busy, device, modest

PAUSE = timedelta(seconds=2)
SINCE, UNTIL = at("2026-11-22T00:00"), at("2026-11-25T00:00")


def given_turns(pairs: list[tuple[str, str]], names: str = "abcdefgh") -> dict[str, int]:
    """Horns named by letters, the earlier in the alphabet the older."""
    found = turns(dict.fromkeys(names, PAUSE), {name: ord(name) for name in names}, pairs)
    return {name: turn.number for name, turn in found.items()}


# ------------------------------------------------------------------ turns


def test_neighbours_have_different_turns_and_strangers_wait_for_nobody() -> None:
    assert given_turns([("a", "b")]) == {"a": 0, "b": 1}
    assert given_turns([]) == {}
    assert given_turns([("a", "a")]) == {}


def test_a_road_needs_two_turns_whatever_order_its_horns_came_in() -> None:
    assert given_turns([("a", "d"), ("d", "b"), ("b", "c"), ("c", "e")]) == {"a": 0, "d": 1, "b": 0, "c": 1, "e": 0}


def test_three_that_all_reach_each_other_need_three() -> None:
    found = turns(dict.fromkeys("abc", PAUSE), {"a": 1, "b": 1, "c": 1}, [("a", "b"), ("b", "c"), ("c", "a")])
    assert [found[name] for name in "abc"] == [Turn(0, 3, PAUSE), Turn(1, 3, PAUSE), Turn(2, 3, PAUSE)]


def test_who_speaks_together_with_all_counts_for_nobody_and_a_neighbourhood_waits_its_longest_pause() -> None:
    pauses = {"a": PAUSE, "b": timedelta(seconds=9)}
    found = turns(pauses, {"a": 0, "b": 1, "c": 2}, [("a", "b"), ("b", "c")])
    assert found == {"a": Turn(0, 2, timedelta(seconds=9)), "b": Turn(1, 2, timedelta(seconds=9))}


graphs = st.sets(st.sampled_from(sorted(combinations("abcdefgh", 2))), max_size=14).map(sorted)


@given(graphs)
@modest(200)
def test_no_pair_shares_a_turn_and_no_turn_is_wasted(pairs) -> None:
    found = given_turns(pairs)
    assert all(found[one] != found[other] for one, other in pairs)
    for name, number in found.items():
        beside = {found[b if a == name else a] for a, b in pairs if name in (a, b)}
        assert set(range(number)) <= beside


@given(graphs, st.sets(st.sampled_from("abcdefgh")))
@modest(200)
def test_a_new_horn_changes_nobody_it_does_not_bring_together(pairs, beside) -> None:
    before = given_turns(pairs, "abcdefghz")
    after = given_turns([*pairs, *((name, "z") for name in sorted(beside))], "abcdefghz")
    oldest = {name: _oldest(pairs, name) for name in before}
    joined = {oldest[name] for name in beside if name in before}
    kept = {name: number for name, number in before.items() if oldest[name] not in joined - {min(joined, default="")}}
    # A stranger that had no turn is in none of the neighbourhoods; an older one may now lead.
    if not any(name not in before and name < min(joined, default="~") for name in beside):
        assert {name: after[name] for name in kept} == kept


def _oldest(pairs, name: str) -> str:
    found, more = set[str](), {name}
    while more:
        found |= more
        more = {b for a, b in pairs if a in found} | {a for a, b in pairs if b in found}
        more -= found
    return min(found)


@given(graphs, st.randoms())
@modest(50)
def test_the_order_in_which_pairs_come_does_not_matter(pairs, chance) -> None:
    mixed = [pair if chance.random() < 0.5 else pair[::-1] for pair in pairs]
    chance.shuffle(mixed)
    assert given_turns(mixed) == given_turns(pairs)


# ------------------------------------------------------------------ plans


def horns(of: int = 2, count: int = 3) -> list[Device]:
    return [replace(device(f"loa-{n}"), turn=Turn(n % of, of, PAUSE)) for n in range(count)]


def made(*announcements: Announcement, devices=None, hours=DAYTIME, now=NOW) -> Plan:
    return plan(Basis.of(announcements, devices or horns(), {"xa-tan-hoa": hours}), SINCE, UNTIL, now)


def starts(one: Plan) -> dict[str, list[str]]:
    return {name: [f"{item.start.astimezone(HANOI):%H:%M:%S}" for item in found.items] for name, found in
            one.devices.items()}  # fmt: skip


def test_all_of_one_turn_start_together_and_the_next_when_they_have_ended() -> None:
    found = made(announcement())
    assert starts(found) == {"loa-0": ["05:30:00"], "loa-1": ["05:32:02"], "loa-2": ["05:30:00"]}
    assert found.devices["loa-0"] is found.devices["loa-2"]
    (account,) = found.devices["loa-1"].accounts
    assert [(one.code, dict(one.params)) for one in account.findings] == [
        ("in-turn", {"turn": 2, "of": 2, "seconds": 122})
    ]
    assert found.devices["loa-0"].accounts[0].findings == ()


def test_the_next_announcement_waits_until_every_turn_has_ended() -> None:
    found = made(announcement("a"), announcement("b", "2026-11-22T05:32"))
    assert starts(found)["loa-0"] == ["05:30:00", "05:34:02"]
    assert starts(found)["loa-1"] == ["05:32:02", "05:36:04"]


def test_an_emergency_waits_for_no_turn() -> None:
    found = made(announcement(klass=Klass.EMERGENCY))
    assert set(map(tuple, starts(found).values())) == {("05:30:00",)}


def test_a_block_that_the_hours_have_no_room_for_is_given_up_and_stands_against_the_announcement() -> None:
    found = made(announcement(start="2026-11-22T19:57"))
    assert set(map(tuple, starts(found).values())) == {("19:57:00",)}
    (against,) = objections(found, "a")
    assert (against.code, against.kind, dict(against.finding.params)) == (
        "turns-no-room", Kind.PLANNED, {"turns": 2, "seconds": 242},
    )  # fmt: skip
    assert against.finding.nearest == at("2026-11-22T19:55") + timedelta(seconds=58)
    assert len(against.devices) == 3


def test_hours_with_no_room_for_the_sound_alone_say_what_they_always_say() -> None:
    found = made(announcement(start="2026-11-22T21:00"))
    (against,) = objections(found, "a")
    assert (against.code, against.kind) == ("outside-hours", Kind.DROPPED)


def test_a_turn_after_an_interruption_goes_on_where_the_policy_lets_it() -> None:
    news = announcement("a", seconds=600, resume=Resume.PAUSE)
    drill = announcement("b", "2026-11-22T05:45", klass=Klass.EMERGENCY, seconds=60)
    found = made(news, drill)
    assert starts(found) == {
        "loa-0": ["05:30:00", "05:45:00"],
        "loa-1": ["05:40:02", "05:45:00"],
        "loa-2": ["05:30:00", "05:45:00"],
    }
    first, second = (found.devices[name].items[0] for name in ("loa-0", "loa-1"))
    assert (first.longest, second.longest) == (timedelta(minutes=10),) * 2
    assert second.spans[-1].end == at("2026-11-22T05:51:02")
    assert [one.code for one in found.devices["loa-0"].accounts[0].findings] == []
    assert [one.code for one in found.devices["loa-1"].accounts[0].findings] == ["paused-for-higher", "in-turn"]


def test_what_is_cut_before_its_turn_is_dropped_with_the_reason() -> None:
    news = announcement("a", seconds=600, resume=Resume.STOP)
    drill = announcement("b", "2026-11-22T05:35", klass=Klass.EMERGENCY, seconds=60)
    found = made(news, drill)
    assert found.devices["loa-0"].items[0].longest == timedelta(minutes=5)
    (account, _) = found.devices["loa-1"].accounts
    assert (account.kind, [one.code for one in account.findings]) == (Kind.DROPPED, ["lost-to-higher"])


def test_a_changed_turn_is_planned_anew_and_only_where_it_changed() -> None:
    before = made(announcement(), devices=horns())
    others = [replace(one, turn=ALONE) if one.id == "loa-1" else one for one in horns()]
    basis = Basis.of(before.basis.announcements.values(), others, before.basis.hours)
    after = replan(before, basis, NOW)
    assert starts(after)["loa-1"] == ["05:30:00"]
    assert after.devices["loa-0"] is before.devices["loa-0"]
    assert after.devices == plan(basis, SINCE, UNTIL, NOW).devices


@given(busy(), st.integers(2, 3))
@modest(60)
def test_neighbours_are_never_heard_over_each_other(announcements, of) -> None:
    wide = Hours(zone=ZONE, week=every_day(Window(0, 1440)))
    listed = [replace(one, audience=announcement().audience) for one in announcements]
    found = made(*listed, devices=horns(of, of), hours=wide)
    alone = {
        account.occurrence
        for one in found.devices.values()
        for account in one.accounts
        if any(finding.code == "turns-no-room" for finding in account.findings)
    }
    heard = [
        (span, item.occurrence, number)
        for number, one in enumerate(found.devices.values())
        for item in one.items
        if item.klass is not Klass.EMERGENCY and item.occurrence not in alone
        for span in item.spans
    ]
    for (span, what, number), (other, what_else, number_else) in combinations(heard, 2):
        if number != number_else:
            assert span.end <= other.start or other.end <= span.start, (what, what_else)


@given(busy(), st.integers(1, 4))
@modest(60)
def test_every_occurrence_still_ends_in_one_account_and_no_horn_speaks_twice_at_once(announcements, of) -> None:
    found = made(*announcements, devices=horns(of, 4))
    for one in found.devices.values():
        names = [account.occurrence for account in one.accounts]
        assert len(names) == len(set(names))
        spans = sorted(span for item in one.items for span in item.spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
