"""Running lists: the lay-out of a slot, what is offered when it is too long, and what a plan makes of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Announcement, Audience, Klass, Origin, PageWindow, Resume, Sound, Variant
from schedules.conflict import Kind
from schedules.errors import Refused
from schedules.fingerprint import list_fingerprint, slot_fingerprint
from schedules.hours import Hours, every_day
from schedules.neighbours import Turn
from schedules.plan import plan, plan_device, replan
from schedules.planned import Basis, Plan
from schedules.programme import Entry, Programme, lay_out
from schedules.programme_check import closed, collision, complaints, meets, slots
from schedules.programme_offers import Offer, Way, offers, taken
from schedules.walltime import parse_local, to_instant
from tests.schedules.schedules_making import (
    BOARD,
    BOTH,
    DAYTIME,
    HANOI,
    NOW,
    announcement,
    at,
    busy,
    device,
    modest,
    numbers,
    rule,
    window,
)

SINCE, UNTIL = at("2026-11-22T00:00"), at("2026-11-25T00:00")
EVENING = "2026-11-22T17:05"
DEVICES = [device("loa-1"), device("loa-2"), device("loa-3", "thon-doai"), device("bang-1", faces=BOARD)]
DEVICES.append(device("ca-hai", faces=BOTH))
HOURS = {"xa-tan-hoa": DAYTIME}


def programme(*entries: Entry, minutes: int = 30, start: str = EVENING, **changes) -> Programme:
    own = changes.pop("rule", rule(start, "FREQ=DAILY"))
    return Programme(changes.pop("id", "p"), "xa-tan-hoa", "Buổi chiều", own, minutes, entries)


def member(name: str, seconds: int = 120, **changes) -> Announcement:
    own = changes.pop("rule", rule(changes.pop("start", EVENING), "FREQ=DAILY"))
    return announcement(name, rule=own, sound=Sound("0" * 64, seconds * 1000, changes.pop("lead_ms", 0)), **changes)


def made(announcements, *programmes: Programme, since=SINCE, until=UNTIL, devices=DEVICES, hours=HOURS) -> Plan:
    return plan(Basis.of(announcements, devices, hours, programmes=programmes), since, until, NOW)


def told(found: Plan, name: str, day: str = "1122") -> list[tuple[str, str, str, float]]:
    """Items of one day on one device: announcement, kind, wall time of the start, seconds."""
    kinds = {one.occurrence: one.kind for one in found.devices[name].accounts}
    return [
        (one.announcement, kinds[one.occurrence].value, f"{begin:%H:%M:%S}", one.longest.total_seconds())
        for one in found.devices[name].items
        if f"{(begin := one.start.astimezone(HANOI)):%m%d}" == day
    ]  # fmt: skip


# ------------------------------------------------------------------ one slot


def test_entries_follow_each_other_with_gaps_and_repetitions() -> None:
    mine = programme(Entry("nhac", 30), Entry("tin", 5, repeats=3, pause_s=4), Entry("ket"))
    sounds = {"nhac": member("nhac", 20), "tin": member("tin", 62, lead_ms=2_400), "ket": member("ket", 10)}
    start = at(EVENING)
    layout = lay_out(mine, start, sounds)
    # The first begins with the slot, whatever its gap; the chime sounds once.
    assert [(one.number, (one.start - start).total_seconds(), one.length.total_seconds()) for one in layout.places] == [
        (1, 0, 20),
        (2, 25, 62 + 2 * (59.6 + 4)),
        (3, 25 + 62 + 2 * 63.6, 10),
    ]
    assert (layout.total.total_seconds(), layout.overrun) == (25 + 62 + 127.2 + 10, timedelta())


def test_who_does_not_take_part_leaves_no_hole() -> None:
    mine = programme(Entry("a", 60), Entry("b", 60), Entry("chu"), Entry("bao"))
    page_only, storm = announcement("chu", sound=None, page=PageWindow(5)), member("bao", klass=Klass.EMERGENCY)
    layout = lay_out(mine, at(EVENING), {"b": member("b"), "chu": page_only, "bao": storm})
    assert [(one.number, one.start) for one in layout.places] == [(2, at(EVENING))]
    assert lay_out(mine, at(EVENING), {}).total == timedelta()


@pytest.mark.parametrize(
    ("build", "code", "field"),
    [
        (lambda: Entry("a", gap_s=86_400), "gap-out-of-range", "gap_s"),
        (lambda: Entry("a", gap_s=-1), "gap-out-of-range", "gap_s"),
        (lambda: Entry("a", repeats=10_000), "repeats-out-of-range", "repeats"),
        (lambda: Entry("a", repeats=0), "repeats-out-of-range", "repeats"),
        (lambda: Entry("a", pause_s=601), "pause-out-of-range", "pause_s"),
        (programme, "programme-empty", "entries"),
        (lambda: programme(*(Entry(f"a{number}") for number in range(61))), "programme-too-many", "entries"),
        (lambda: programme(Entry("a"), Entry("b"), Entry("a")), "entry-twice", "entries.2.announcement"),
        (lambda: programme(Entry("a"), minutes=0), "slot-length-out-of-range", "minutes"),
        (lambda: programme(Entry("a"), minutes=1000), "slot-length-out-of-range", "minutes"),
    ],
)
def test_what_cannot_be_is_not_built(build, code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        build()
    assert (refused.value.code, refused.value.field) == (code, field)


# ------------------------------------------------------------------ offers


def test_the_offers_of_a_list_that_is_too_long() -> None:
    mine = programme(Entry("a"), Entry("b", 60, repeats=3), Entry("c", 130), Entry("d", 20))
    sounds = {"a": member("a", 600), "b": member("b", 150), "c": member("c", 250), "d": member("d", 480)}
    layout = lay_out(mine, at(EVENING), sounds)
    assert layout.overrun == timedelta(minutes=3, seconds=10)
    assert offers(mine, layout, sounds, DAYTIME) == [
        Offer(Way.FEWER, 2, count=1),
        Offer(Way.LEAVE_OUT, 3, 3),
        Offer(Way.LEAVE_OUT, 2, 2),
        Offer(Way.LEAVE_OUT, 4, 4),
        Offer(Way.LEAVE_OUT, 1, 1),
        Offer(Way.CLOSER, count=210),
        Offer(Way.LONGER, count=34),
        Offer(Way.START, count=35, start=parse_local("2026-11-22T17:00")),
    ]


def test_a_slot_against_the_end_of_the_hours_can_only_begin_earlier_or_at_the_next_window() -> None:
    mine, sounds = programme(Entry("a"), minutes=25), {"a": member("a", 1600)}
    layout = lay_out(mine, at(EVENING), sounds)
    narrow = Hours(zone=DAYTIME.zone, week=every_day(window("16:55", "17:30"), window("19:00", "19:40")))
    (earlier,) = offers(mine, layout, sounds, narrow)
    assert earlier == Offer(Way.START, count=30, start=parse_local("2026-11-22T17:00"))
    tight = replace(narrow, week=every_day(window("17:05", "17:30"), window("19:00", "19:40")))
    assert offers(mine, layout, sounds, tight) == [
        Offer(Way.START, count=27, start=parse_local("2026-11-22T19:00")),
    ]
    assert offers(mine, layout, sounds, Hours(zone=DAYTIME.zone)) == []


def test_where_no_single_entry_is_enough_the_shortest_tail_is() -> None:
    mine = programme(*(Entry(name) for name in "abcd"), minutes=10)
    sounds = {name: member(name, 290) for name in "abcd"}
    found = offers(mine, lay_out(mine, at(EVENING), sounds), sounds, Hours())
    assert found == [Offer(Way.LEAVE_OUT, 3, 4)]


entries = st.lists(
    st.tuples(numbers(0, 240), numbers(1, 5), numbers(0, 60), numbers(3, 900), st.booleans()), min_size=1, max_size=7
)


@given(
    entries,
    numbers(1, 90),
    st.sampled_from([DAYTIME, Hours(), replace(DAYTIME, week=every_day(window("16:40", "17:40")))]),
)
@modest(300)
def test_a_lay_out_is_in_order_and_an_offer_that_is_taken_fits(rows, minutes: int, hours: Hours) -> None:
    mine = programme(
        *(Entry(f"a{n}", gap, repeats, pause) for n, (gap, repeats, pause, _, _) in enumerate(rows)), minutes=minutes
    )
    sounds = {f"a{n}": member(f"a{n}", seconds) for n, (*_, seconds, there) in enumerate(rows) if there}
    layout = lay_out(mine, at(EVENING), sounds)
    spans = [one.span for one in layout.places]
    assert len(spans) == len(sounds)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(one.start >= layout.slot.start for one in spans)
    assert (spans[-1].end if spans else layout.slot.start) == layout.slot.start + layout.total
    assert layout.overrun == max(layout.total - timedelta(minutes=minutes), timedelta())
    found = offers(mine, layout, sounds, hours)
    assert not (found and not layout.overrun)
    for offer in found:
        changed = taken(mine, offer)
        there = {name: one for name, one in sounds.items() if any(it.announcement == name for it in changed.entries)}
        start = to_instant(changed.rule.start, HANOI)
        assert not lay_out(changed, start, there).overrun, offer


# ------------------------------------------------------------------ in a plan


def test_all_devices_keep_step_and_who_is_not_meant_is_silent() -> None:
    mine = programme(Entry("nhac"), Entry("dong", 10), Entry("chung", 10, repeats=2, pause_s=5))
    everywhere = Audience(frozenset({"xa-tan-hoa"}))
    parts = [
        member("nhac", 20, audience=everywhere),
        member("dong", 60, audience=Audience(frozenset({"thon-dong"})), page=PageWindow(10)),
        member("chung", 30, audience=everywhere),
    ]
    found = made(parts, mine)
    assert told(found, "loa-1") == [
        ("nhac", "planned", "17:05:00", 20),
        ("dong", "planned", "17:05:30", 60),
        ("chung", "planned", "17:06:40", 65),
    ]
    assert told(found, "loa-3") == [("nhac", "planned", "17:05:00", 20), ("chung", "planned", "17:06:40", 65)]
    repeated = found.devices["loa-3"].items[1]
    assert (repeated.repeats, repeated.pause_s, repeated.occurrence) == (2, 5, "chung.20261122t1705")
    (page,) = [one for one in found.devices["bang-1"].items if f"{one.start.astimezone(HANOI):%d}" == "22"]
    assert f"{page.start.astimezone(HANOI):%H:%M:%S}" == "17:05:30"


def test_an_entry_stands_only_in_slots_of_its_own_days_and_elsewhere_by_itself() -> None:
    mine = programme(Entry("a"), Entry("b"))
    sunday = member("b", rule=rule("2026-11-22T06:00", "FREQ=DAILY;BYHOUR=6,17;BYMINUTE=5;COUNT=2"))
    found = made([member("a"), sunday], mine)
    assert told(found, "loa-1") == [
        ("b", "planned", "06:05:00", 120),
        ("a", "planned", "17:05:00", 120),
        ("b", "planned", "17:07:00", 120),
    ]
    assert told(found, "loa-1", "1123") == [("a", "planned", "17:05:00", 120)]


@pytest.mark.parametrize(
    ("resume", "wanted"),
    [
        (Resume.STOP, [("a", "planned", "17:05:00", 240), ("b", "planned", "17:09:00", 60)]),
        (Resume.NEVER, [("a", "planned", "17:05:00", 240), ("b", "planned", "17:09:00", 60)]),
        (
            Resume.DEFER,
            [
                ("a", "planned", "17:05:00", 240),
                ("b", "planned", "17:09:00", 240),
                ("c", "planned", "17:13:00", 240),
            ],
        ),
    ],
)
def test_a_tail_that_is_too_long_gives_way_by_its_policy_and_says_so(resume: Resume, wanted) -> None:
    mine = programme(Entry("a"), Entry("b"), Entry("c"), minutes=5)
    found = made([member(name, 240, resume=resume) for name in "abc"], mine)
    assert told(found, "loa-1") == wanted
    accounts = {one.announcement: one for one in found.devices["loa-1"].accounts if one.due < at("2026-11-23T00:00")}
    codes = {name: [(it.code, it.params.get("seconds")) for it in one.findings] for name, one in accounts.items()}
    if resume is Resume.DEFER:
        assert codes == {"a": [], "b": [("over-slot", 180)], "c": [("over-slot", 420)]}
    else:
        assert codes == {"a": [], "b": [("cut-by-slot", 180)], "c": [("no-room-in-slot", None)]}
        assert accounts["c"].kind is Kind.DROPPED


def test_the_tail_goes_behind_what_is_punctual_after_the_slot() -> None:
    mine = programme(Entry("a"), Entry("b"), minutes=5)
    after = announcement("sau", start="2026-11-22T17:10")
    found = made([member("a", 240, resume=Resume.DEFER), member("b", 240, resume=Resume.DEFER), after], mine)
    assert told(found, "loa-1") == [
        ("a", "planned", "17:05:00", 240),
        ("sau", "planned", "17:10:00", 120),
        ("b", "moved", "17:12:00", 240),
    ]


def test_outside_its_list_the_usual_law_holds() -> None:
    mine = programme(Entry("a"), Entry("b"), Entry("c"))
    urgent = announcement(
        "gap", start="2026-11-22T17:07", klass=Klass.PRIORITY, audience=Audience(frozenset({"thon-dong"}))
    )
    everywhere = Audience(frozenset({"xa-tan-hoa"}))
    found = made([*(member(name, audience=everywhere, resume=Resume.DEFER) for name in "abc"), urgent], mine)
    assert told(found, "loa-1") == [
        ("a", "planned", "17:05:00", 120),
        ("gap", "planned", "17:07:00", 120),
        ("c", "planned", "17:09:00", 120),
        ("b", "moved", "17:11:00", 120),
    ]
    assert [one[2] for one in told(found, "loa-3")] == ["17:05:00", "17:07:00", "17:09:00"]


def test_priority_announcements_of_a_list_ask_nobody_for_their_order() -> None:
    both = [member(name, klass=Klass.PRIORITY) for name in ("a", "b")]
    assert made(both).devices["loa-1"].asked
    assert [one[0] for one in told(made(both, programme(Entry("b"), Entry("a"))), "loa-1")] == ["b", "a"]


def test_a_list_whose_rule_cannot_be_followed_keeps_nothing_from_sounding() -> None:
    broken = programme(Entry("a"), rule=rule(EVENING, "FREQ=NEVER"))
    assert told(made([member("a")], broken), "loa-1") == [("a", "planned", "17:05:00", 120)]


# ------------------------------------------------------------------ properties of plans


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[Announcement], list[Programme]]:
    """Announcements that get into each other's way, some of them in running lists of the morning and the evening."""
    many, programmes = draw(busy(3)), []
    for name, start in (("sang", "2026-11-22T05:10"), ("chieu", "2026-11-22T17:05")):
        parts = [
            member(
                f"{name}-{index}",
                draw(numbers(10, 900)),
                start=start,
                resume=draw(st.sampled_from(Resume)),
                klass=draw(st.sampled_from([Klass.NORMAL, Klass.NORMAL, Klass.PRIORITY])),
                origin=draw(st.sampled_from([Origin.COMMUNE, Origin.PROVINCE])),
                audience=Audience(frozenset({draw(st.sampled_from(["xa-tan-hoa", "thon-dong", "thon-doai"]))})),
            )
            for index in range(draw(numbers(0, 4)))
        ]
        many += parts
        names = draw(st.permutations([one.id for one in (*parts, many[0])]))
        listed = [Entry(one, draw(numbers(0, 60)), draw(numbers(1, 3)), draw(numbers(0, 10))) for one in names]
        programmes.append(programme(*listed, start=start, minutes=draw(numbers(1, 60)), id=name))
    return many, programmes


@given(lists())
@modest(40)
def test_every_occurrence_has_one_account_and_no_two_sound_at_once(drawn) -> None:
    many, programmes = drawn
    found, alone = made(many, *programmes), made(many)
    for one in DEVICES:
        accounts = found.devices[one.id].accounts
        # A list changes when things sound, never what there is to account for.
        assert Counter(it.occurrence for it in accounts) == Counter(
            it.occurrence for it in alone.devices[one.id].accounts
        )
        spans = sorted(span for item in found.devices[one.id].items for span in item.spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))
        assert all(it.findings for it in accounts if it.kind is not Kind.PLANNED)
        own = plan_device(many, one, DAYTIME, SINCE, UNTIL, NOW, programmes=programmes)
        assert own == found.devices[one.id]


@given(lists(), numbers(0, 72 * 60) | numbers(300, 345) | numbers(1020, 1065), st.randoms(use_true_random=False))
@modest(40)
def test_the_same_however_the_horizon_is_cut_and_whatever_the_order(drawn, minute: int, shuffle) -> None:
    many, programmes = drawn
    many = [replace(one, page=None) for one in many]
    found = made(many, *programmes)
    shuffle.shuffle(many)
    shuffle.shuffle(programmes)
    cut = SINCE + timedelta(minutes=minute)
    left, right = made(many, *programmes, until=cut), made(many, *programmes, since=cut)
    for name, one in found.devices.items():
        assert left.devices[name].accounts + right.devices[name].accounts == one.accounts
        assert {*left.devices[name].items, *right.devices[name].items} == set(one.items)


def _first(**changed):
    return lambda many, lists, other: (many, [replace(lists[0], **changed), *lists[1:]])


def _gap(many, lists, other):
    first, *rest = lists
    return many, [replace(first, entries=(*first.entries[:-1], replace(first.entries[-1], gap_s=33))), *rest]


def _longer(many, lists, other):
    return [replace(many[0], sound=Sound("1" * 64, 1_000_000)), *many[1:]], lists


CHANGES = {
    "one gone": lambda many, lists, other: (many, lists[1:]),
    "all gone": lambda many, lists, other: (many, []),
    "order": lambda many, lists, other: (many, [replace(lists[0], entries=lists[0].entries[::-1]), *lists[1:]]),
    "gap": _gap,
    "name": _first(name="Khác"),
    "minutes": _first(minutes=2),
    "member longer": _longer,
    "member gone": lambda many, lists, other: (many[1:], lists),
    "new": lambda many, lists, other: (many, [*lists, replace(other, id="moi")]),
}


@given(lists(), lists(), st.sampled_from(sorted(CHANGES)))
@modest(30)
def test_replanning_with_lists_is_planning_anew(drawn, others, change: str) -> None:
    before = made(drawn[0], *drawn[1])
    many, programmes = CHANGES[change](*drawn, others[1][0])
    basis = Basis.of(many, DEVICES, HOURS, programmes=programmes)
    whole, quick = plan(basis, SINCE, UNTIL, NOW), replan(before, basis, NOW)
    assert quick.devices == whole.devices
    if change == "name":
        assert quick.devices == before.devices


# ------------------------------------------------------------------ before it is kept


def test_what_stands_against_the_slots_themselves() -> None:
    late = programme(Entry("a"), start="2026-11-22T23:45", minutes=30)
    assert [(one.code, one.field, one.params) for one in complaints(late, NOW)] == [
        ("slot-crosses-midnight", "minutes", {"start": "23:45", "end": "00:15"})
    ]
    assert complaints(replace(late, minutes=15), NOW) == ()
    often = programme(Entry("a"), rule=rule(EVENING, "FREQ=HOURLY"), minutes=90)
    assert [one.code for one in complaints(often, NOW)] == ["rule-too-often"]
    over = programme(Entry("a"), rule=rule("2026-11-01T17:05"))
    assert [one.code for one in complaints(over, NOW)] == ["start-in-past"]


def test_the_coming_slots_are_filled_by_the_rules_of_their_entries() -> None:
    mine = programme(Entry("a"), Entry("b"), minutes=3)
    known = {"a": member("a"), "b": member("b", rule=rule(EVENING, "FREQ=WEEKLY;BYDAY=TU"))}
    filled = list(slots(mine, known, SINCE, UNTIL))
    assert [sorted(one.members) for one in filled] == [["a"], ["a"], ["a", "b"]]
    assert [one.layout.overrun.total_seconds() for one in filled] == [0, 0, 60]
    assert meets(mine, known["b"], NOW)
    assert not meets(mine, member("c", start="2026-11-22T17:00"), NOW)
    assert not meets(mine, member("c", rule=rule(EVENING, "FREQ=NEVER")), NOW)


def test_slots_outside_the_hours_and_over_each_other() -> None:
    mine = programme(Entry("a"))
    assert closed(mine, DAYTIME, SINCE, UNTIL) is None
    night = programme(Entry("a"), start="2026-11-22T19:45")
    found = closed(night, DAYTIME, SINCE, UNTIL)
    assert found is not None
    assert (found[0], found[1].code, found[1].nearest) == (
        at("2026-11-22T19:45"),
        "outside-hours",
        at("2026-11-22T19:30"),
    )
    tuesday = programme(Entry("b"), rule=rule("2026-11-22T17:30", "FREQ=WEEKLY;BYDAY=TU"), id="q")
    assert collision(mine, [tuesday], SINCE, UNTIL) == (at("2026-11-24T17:30"), tuesday)
    assert collision(mine, [replace(tuesday, rule=rule("2026-11-22T17:35", "FREQ=DAILY"))], SINCE, UNTIL) is None


def test_what_a_leader_agrees_to_are_the_slots_and_not_the_list() -> None:
    mine = programme(Entry("a"), Entry("b"))
    same = replace(mine, name="Khác", entries=mine.entries[::-1])
    assert slot_fingerprint(same) == slot_fingerprint(mine)
    assert list_fingerprint(same) != list_fingerprint(mine)
    assert list_fingerprint(replace(mine, name="Khác")) == list_fingerprint(mine)
    for other in (
        replace(mine, minutes=31),
        replace(mine, rule=rule(EVENING)),
        replace(mine, area="thon-dong"),
    ):
        assert slot_fingerprint(other) != slot_fingerprint(mine)


def test_a_changed_time_takes_its_own_length_and_the_next_follows_it() -> None:
    long = Variant("Tin dài", Sound("1" * 64, 300_000), None, 70)
    news = replace(member("tin"), variants={parse_local("2026-11-23T17:05"): long})
    both, one = [news, member("nhac")], programme(Entry("tin", repeats=2, pause_s=10), Entry("nhac"))
    found = made(both, one)
    assert [it[2] for it in told(found, "loa-1", "1122")] == ["17:05:00", "17:09:10"]
    assert [it[2] for it in told(found, "loa-1", "1123")] == ["17:05:00", "17:15:10"]
    filled = list(slots(one, {it.id: it for it in both}, SINCE, UNTIL))
    assert [it.layout.places[0].length.total_seconds() for it in filled] == [250, 610, 250]
    varied = [it for it in found.devices["loa-1"].items if it.varied]
    assert [(it.announcement, it.repeats, it.pause_s) for it in varied] == [("tin", 2, 10)]


# ------------------------------------------------------------------ horns that speak in turn

EAST, WEST = Turn(0, 2, timedelta(seconds=2)), Turn(1, 2, timedelta(seconds=2))
PAIR = [replace(device("d-1"), turn=EAST), replace(device("d-2"), turn=WEST)]


def test_in_a_list_every_entry_waits_for_all_turns_of_those_before_it() -> None:
    many = [member("a", 60), member("b", 30, klass=Klass.PRIORITY), member("c", 10)]
    whole = programme(Entry("a"), Entry("b", gap_s=5), Entry("c", gap_s=3))
    found = made(many, whole, devices=[*PAIR, device("d-3")])
    starts = {
        name: [round((item.start - at(EVENING)).total_seconds()) for item in one.items[:3]]
        for name, one in found.devices.items()
    }
    assert starts == {"d-1": [0, 127, 192], "d-2": [62, 159, 204], "d-3": [0, 65, 98]}
    assert not any(
        finding.code in ("turns-no-room", "after-equal", "cut-by-higher")
        for one in found.devices.values()
        for account in one.accounts
        for finding in account.findings
    )


def test_a_list_with_turns_is_too_long_by_its_turns_and_what_is_offered_helps() -> None:
    many: dict[str, Announcement] = {one.id: one for one in (member("a", 60), member("b", 30))}
    whole = programme(Entry("a", repeats=2), Entry("b"), minutes=4)
    assert lay_out(whole, at(EVENING), many).overrun == timedelta()
    found = lay_out(whole, at(EVENING), many, EAST)
    assert found.overrun == timedelta(seconds=2 * 120 + 2 + 2 * 30 + 2 - 240)
    offered = offers(whole, found, many, DAYTIME)
    assert {one.way for one in offered} >= {Way.FEWER, Way.LEAVE_OUT, Way.LONGER}
    for one in offered:
        if one.way is not Way.START:
            after = taken(whole, one)
            left = {name: one for name, one in many.items() if name in {entry.announcement for entry in after.entries}}
            assert not lay_out(after, at(EVENING), left, EAST).overrun


@pytest.mark.parametrize(("resume", "wanted"), [(Resume.STOP, "cut-by-slot"), (Resume.DEFER, "over-slot")])
def test_the_tail_of_the_last_turn_gives_way_by_its_policy(resume: Resume, wanted: str) -> None:
    many = [member("a", 60, resume=resume)]
    found = made(many, programme(Entry("a"), minutes=1), devices=PAIR)
    for one in found.devices.values():
        account = one.accounts[0]
        assert wanted in [finding.code for finding in account.findings]
    ends = max(item.end for one in found.devices.values() for item in one.items[:1])
    assert (ends <= at(EVENING) + timedelta(minutes=1)) == (resume is Resume.STOP)


@given(lists(), st.sampled_from([2, 3]))
@modest(25)
def test_neighbours_in_turn_are_never_heard_over_each_other_inside_a_list(drawn, of: int) -> None:
    many, programmes = drawn
    boxes = [replace(device(f"d-{n}"), turn=Turn(n, of, timedelta(seconds=1))) for n in range(of)]
    found = made(many, *programmes, devices=boxes)
    exempt = {
        account.occurrence
        for one in found.devices.values()
        for account in one.accounts
        for finding in account.findings
        if finding.code == "turns-no-room"
    }
    urgent = {one.id for one in many if one.klass is Klass.EMERGENCY}
    spans = sorted(
        (span, name)
        for name, one in found.devices.items()
        for item in one.items
        if item.occurrence not in exempt and item.announcement not in urgent
        for span in item.spans
    )
    assert all(one.end <= other.start for (one, _), (other, _) in pairwise(spans))
