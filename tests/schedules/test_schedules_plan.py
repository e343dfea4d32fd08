"""Plans of a small commune: two hamlets, horns, a board, and one device that has both faces."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import (
    Announcement,
    Audience,
    Face,
    Klass,
    Late,
    LatePolicy,
    Origin,
    PageWindow,
    Resume,
    occurrence_id,
)
from schedules.conflict import Kind, Orders
from schedules.hours import Cap, Hours, Sessions, check, effective, every_day
from schedules.neighbours import Turn
from schedules.objections import objections
from schedules.plan import addresses, plan, plan_device, replan
from schedules.planned import Basis, DevicePlan, Plan
from schedules.recurrence import occurrences
from schedules.walltime import parse_local, to_local
from tests.schedules.schedules_making import (
    BOARD,
    DAYTIME,
    DEVICES,
    HANOI,
    HOURS,
    NOW,
    announcement,
    at,
    busy,
    device,
    modest,
    rule,
    window,
)

SINCE, UNTIL = at("2026-11-22T00:00"), at("2026-11-25T00:00")


def made(
    *announcements: Announcement, devices=DEVICES, since=SINCE, until=UNTIL, now=NOW, orders=(), hours=HOURS
) -> Plan:
    return plan(Basis.of(announcements, devices, hours, orders), since, until, now)


def brief(one: DevicePlan) -> list[tuple[str, Kind, list[str]]]:
    return [(a.occurrence, a.kind, [found.code for found in a.findings]) for a in one.accounts]


# ------------------------------------------------------------------ cases


def test_an_announcement_comes_to_its_audience_and_to_nobody_else() -> None:
    found = made(announcement(audience=Audience(frozenset({"thon-doai"}), frozenset({"loa-2"}))))
    assert {name for name, one in found.devices.items() if one.items} == {"loa-2", "loa-3"}
    (item,) = found.devices["loa-3"].items
    assert (item.occurrence, item.start, item.longest) == (
        "a.20261122t0530",
        at("2026-11-22T05:30"),
        timedelta(minutes=2),
    )
    assert (item.klass, item.volume, item.faces, item.page_until) == (Klass.NORMAL, 70, frozenset({Face.SOUND}), None)
    assert brief(found.devices["bang-1"]) == [("a.20261122t0530", Kind.DROPPED, ["device-has-no-face"])]
    assert found.devices["loa-1"] == DevicePlan()


def test_a_board_shows_at_night_what_a_horn_must_not_say() -> None:
    found = made(
        announcement(start="2026-11-22T22:00", page=PageWindow(90), audience=Audience(frozenset({"xa-tan-hoa"})))
    )
    assert brief(found.devices["loa-1"]) == [("a.20261122t2200", Kind.DROPPED, ["outside-hours"])]
    (page,) = found.devices["bang-1"].items
    assert (page.faces, page.page_until, page.longest) == (BOARD, at("2026-11-22T23:30"), timedelta())
    (silent,) = found.devices["ca-hai"].items
    assert (silent.faces, silent.spans) == (BOARD, ())
    assert brief(found.devices["ca-hai"]) == [("a.20261122t2200", Kind.PLANNED, ["outside-hours"])]


def test_hours_hold_by_area() -> None:
    found = made(announcement(start="2026-11-22T05:00", audience=Audience(frozenset({"xa-tan-hoa"}))))
    assert brief(found.devices["loa-1"]) == [("a.20261122t0500", Kind.PLANNED, [])]
    assert brief(found.devices["loa-3"]) == [("a.20261122t0500", Kind.DROPPED, ["outside-hours"])]
    assert found.devices["loa-3"].accounts[0].findings[0].nearest == at("2026-11-22T05:30")
    silent = made(announcement(), hours={})
    assert brief(silent.devices["loa-1"]) == [("a.20261122t0530", Kind.DROPPED, ["hours-not-set"])]


def test_volume_is_held_under_the_cap_and_that_is_told() -> None:
    capped = {"xa-tan-hoa": replace(DAYTIME, caps=(Cap(window("05:00", "06:00"), 40),))}
    found = made(announcement(), announcement("b", "2026-11-22T06:00"), hours=capped).devices["loa-1"]
    assert [item.volume for item in found.items] == [40, 70]
    assert brief(found)[0] == ("a.20261122t0530", Kind.PLANNED, ["volume-lowered"])
    (loud,) = made(announcement(klass=Klass.EMERGENCY, volume=100), hours=capped).devices["loa-1"].items
    assert loud.volume == 100


def test_a_page_goes_with_its_sound() -> None:
    first = announcement("a", seconds=600)
    second = announcement("b", "2026-11-22T05:32", page=PageWindow(60))
    moved = made(first, second).devices["ca-hai"].items[1]
    assert (moved.start, moved.page_until) == (at("2026-11-22T05:40"), at("2026-11-22T06:40"))


def test_a_question_waits_for_its_answer_and_ends_with_its_time() -> None:
    both = [announcement(name, klass=Klass.PRIORITY, page=PageWindow(60)) for name in ("a", "b")]
    asks = made(*both).devices["ca-hai"]
    assert (brief(asks)[0], asks.items, asks.asked) == (("a.20261122t0530", Kind.ASKS, ["order-needed"]), (), True)
    late = made(*both, now=at("2026-11-22T05:32")).devices["loa-1"]
    assert brief(late)[0] == ("a.20261122t0530", Kind.DROPPED, ["order-missed"])
    told = made(*both, orders=[("b", "a")]).devices["loa-1"]
    assert [(item.announcement, item.start) for item in told.items] == [
        ("b", at("2026-11-22T05:30")),
        ("a", at("2026-11-22T05:32")),
    ]


def test_one_bad_announcement_does_not_freeze_the_others() -> None:
    bad = announcement("bad", rule=rule("2026-11-22T05:30", "FREQ=NEVER"))
    lost = announcement("lost", audience=Audience(frozenset({"thon-xa"})))
    found = made(announcement(), bad, lost)
    assert len(found.devices["loa-1"].items) == 1
    assert {name: refused.code for name, refused in found.unplannable.items()} == {
        "bad": "bad-rule",
        "lost": "audience-nobody",
    }


def test_what_could_not_be_planned_stays_reported_when_something_else_changes() -> None:
    bad = announcement("bad", rule=rule("2026-11-22T05:30", "FREQ=NEVER"), audience=Audience(frozenset({"thon-doai"})))
    before = made(announcement(), bad)
    after = replan(before, Basis.of([announcement(volume=30), bad], DEVICES, HOURS), NOW)
    assert {name: refused.code for name, refused in after.unplannable.items()} == {"bad": "bad-rule"}
    mended = replace(bad, rule=rule("2026-11-22T05:30"))
    assert replan(after, Basis.of([announcement(volume=30), mended], DEVICES, HOURS), NOW).unplannable == {}


def test_what_runs_over_the_edge_of_the_horizon_is_still_an_item() -> None:
    page = announcement(
        "p", "2026-11-20T08:00", sound=None, page=PageWindow(5 * 1440), audience=Audience(frozenset({"thon-doai"}))
    )
    sound = announcement("s", "2026-11-22T05:30", seconds=600)
    found = made(page, sound, since=at("2026-11-22T05:35"))
    assert [item.occurrence for item in found.devices["bang-1"].items] == ["p.20261120t0800"]
    assert [item.occurrence for item in found.devices["loa-1"].items] == ["s.20261122t0530"]
    assert found.devices["loa-1"].accounts == ()


def test_policies_travel_with_the_item() -> None:
    one = announcement(late=Late(LatePolicy.START, 600), resume=Resume.PAUSE, origin=Origin.PROVINCE)
    (item,) = made(one).devices["loa-1"].items
    assert (item.late, item.resume, item.origin) == (one.late, one.resume, one.origin)


def test_objections_for_the_person_who_composes() -> None:
    mine = announcement(
        "mine", "2026-11-22T05:00", rrule="FREQ=DAILY;COUNT=3", audience=Audience(frozenset({"xa-tan-hoa"}))
    )
    found = {one.code: one for one in objections(made(mine), "mine")}
    assert found["outside-hours"].devices == ("loa-3",)
    assert (found["outside-hours"].occurrences, found["outside-hours"].first) == (3, at("2026-11-22T05:00"))
    assert found["device-has-no-face"].devices == ("bang-1",)
    first = announcement("first", "2026-11-22T05:00", klass=Klass.PRIORITY)
    assert "after-higher" not in {one.code for one in objections(made(mine, first), "mine")}
    assert "after-higher" in {one.code for one in objections(made(mine, first), "mine", notes=True)}
    assert objections(made(mine), "nobody") == ()


def test_devices_that_are_alike_share_one_result() -> None:
    many = [device(f"loa-{number}", f"thon-{number % 3}") for number in range(300)]
    found = made(announcement(audience=Audience(frozenset({"xa-tan-hoa"}))), devices=many)
    assert len({id(one) for one in found.devices.values()}) == 1
    assert len(made(announcement(audience=Audience(frozenset({"thon-1"}))), devices=many).devices) == 300


# ------------------------------------------------------------------ properties

edits = st.sampled_from(
    [
        lambda many, _: many[1:],
        lambda many, _: [replace(many[0], title="Khác"), *many[1:]],
        lambda many, _: [replace(many[0], klass=Klass.EMERGENCY), *many[1:]],
        lambda many, _: [replace(many[0], audience=Audience(frozenset({"thon-doai"}))), *many[1:]],
        lambda many, _: [replace(many[-1], rule=rule("2026-11-22T05:31", "FREQ=BAD")), *many[:-1]],
        lambda many, other: [*many, replace(other, id="new")],
    ]
)


@given(busy())
@modest(50)
def test_every_occurrence_on_every_device_is_in_exactly_one_account(many: list[Announcement]) -> None:
    found = made(*many)
    for one in DEVICES:
        expected = Counter(
            occurrence_id(it.id, occurrence.original_local)
            for it in many
            if addresses(it.audience, one)
            for occurrence in occurrences(it.rule, SINCE, UNTIL)
        )
        accounts = found.devices[one.id].accounts
        assert Counter(account.occurrence for account in accounts) == expected
        assert set(expected.values()) <= {1}
        planned = {account.occurrence for account in accounts if account.start is not None}
        assert planned == {item.occurrence for item in found.devices[one.id].items}
        assert all(account.findings for account in accounts if account.kind is not Kind.PLANNED)


@given(busy())
@modest(50)
def test_no_two_sounds_at_once_and_nothing_outside_hours_but_emergency(many: list[Announcement]) -> None:
    found = made(*many)
    for one in DEVICES:
        items = found.devices[one.id].items
        spans = sorted(span for item in items for span in item.spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))
        assert [item.start for item in items] == sorted(item.start for item in items)
        own = effective([HOURS[area] for area in one.path if area in HOURS])
        for item in items:
            if item.klass is not Klass.EMERGENCY:
                assert all(check(span.start, span.length, item.klass, own) == () for span in item.spans)
            elif Face.SOUND in one.faces:
                # an emergency sounds whole, and at once unless another emergency does
                (mine,) = (it for it in many if it.id == item.announcement)
                assert sum((span.length for span in item.spans), timedelta()) == timedelta(
                    milliseconds=mine.sound.length_ms if mine.sound else 0
                )


# In the middle of what happens, and anywhere.
cuts = st.integers(300, 345) | st.integers(1740, 1785) | st.integers(1020, 1065) | st.integers(0, 72 * 60)
LIMITED = {"xa-tan-hoa": replace(DAYTIME, sessions=(Sessions(10, 2, 30),), minutes_a_day=50)}


@given(busy(), st.randoms(use_true_random=False), cuts, st.sampled_from([HOURS, LIMITED]), st.booleans())
@modest(25)
def test_the_same_however_it_is_ordered_or_cut_and_whenever_it_is_made(many, shuffle, minute, hours, pages) -> None:
    if not pages:
        many = [replace(one, page=None) for one in many]
    make = partial(made, hours=hours)
    found = make(*many)
    mixed, devices = list(many), list(DEVICES)
    shuffle.shuffle(mixed)
    shuffle.shuffle(devices)
    again = make(*mixed, devices=devices)
    assert again.devices == found.devices
    cut = SINCE + timedelta(minutes=minute)
    left, right = make(*many, until=cut), make(*many, since=cut)
    for name, one in found.devices.items():
        assert left.devices[name].accounts + right.devices[name].accounts == one.accounts
        assert {*left.devices[name].items, *right.devices[name].items} == set(one.items)
    if not any(one.asked for one in found.devices.values()):
        assert make(*many, now=NOW + timedelta(days=30)).devices == found.devices


WEEKLY = {"xa-tan-hoa": replace(DAYTIME, days_a_week=5)}


def test_hanoi_sounds_on_five_days_a_week_and_the_others_are_accounted_for() -> None:
    daily = announcement(rule=rule("2026-11-16T05:30", "FREQ=DAILY"))
    special = announcement("b", klass=Klass.PRIORITY, rule=rule("2026-11-28T06:00"))
    found = made(daily, special, since=at("2026-11-16T00:00"), until=at("2026-11-30T00:00"), hours=WEEKLY)
    items = [one.occurrence for one in found.devices["loa-1"].items]
    assert [name for name in items if name.startswith("a")] == [
        f"a.202611{day}t0530" for day in (16, 17, 18, 19, 20, 23, 24, 25, 26, 28)
    ]
    dropped = [one for one in found.devices["loa-1"].accounts if one.kind is Kind.DROPPED]
    assert [(one.occurrence[-9:-5], one.findings[0].code) for one in dropped] == [
        (day, "too-many-days") for day in ("1121", "1122", "1127", "1129")
    ]


some_days = st.sampled_from(["MO,WE,SA", "TU,SU", ""])
rows = st.tuples(st.sampled_from(Klass), st.integers(0, 40), st.integers(2, 25), some_days)


@given(
    st.lists(rows, min_size=1, max_size=5),
    st.integers(1, 6),
    st.integers(0, 14 * 24 * 60),
)  # fmt: skip
@modest(40)
def test_a_week_is_counted_whole_wherever_the_horizon_is_cut(many, limit, minute) -> None:
    announcements = [
        announcement(
            f"a{index}",
            klass=klass,
            resume=Resume.NEVER,
            rule=rule(f"2026-10-01T05:{start:02}", f"FREQ=WEEKLY;BYDAY={days}" if days else "FREQ=DAILY"),
            seconds=length * 60,
        )
        for index, (klass, start, length, days) in enumerate(many)
    ]
    make = partial(made, *announcements, devices=DEVICES[:1], hours={"xa-tan-hoa": replace(DAYTIME, days_a_week=limit)})
    since, until = at("2026-11-18T09:00"), at("2026-12-02T09:00")
    cut = since + timedelta(minutes=minute)
    whole, left, right = make(since=since, until=until), make(since=since, until=cut), make(since=cut, until=until)
    one = whole.devices["loa-1"]
    assert left.devices["loa-1"].accounts + right.devices["loa-1"].accounts == one.accounts
    sounding = {at_home(span.start) for item in one.items if item.klass is not Klass.EMERGENCY for span in item.spans}
    per_week = Counter(day.isocalendar().week for day in sounding)
    assert max(per_week.values(), default=0) <= limit


def at_home(instant: datetime) -> date:
    return to_local(instant, HANOI).date()


@given(busy(), st.sampled_from(Klass), st.booleans())
@modest(50)
def test_the_higher_class_never_waits_for_the_lower(many: list[Announcement], klass: Klass, in_turn: bool) -> None:
    devices = [replace(one, turn=Turn(at % 3, 3)) if in_turn else one for at, one in enumerate(DEVICES)]
    higher = [one for one in many if one.klass >= klass]
    names = {one.id for one in higher}
    found, alone = made(*many, devices=devices), made(*higher, devices=devices)
    for name, one in alone.devices.items():
        among = found.devices[name]
        assert tuple(it for it in among.accounts if it.announcement in names) == one.accounts
        assert tuple(it for it in among.items if it.announcement in names) == one.items


@given(busy())
@modest(30)
def test_a_new_title_or_time_of_one_occurrence_changes_no_identity(many: list[Announcement]) -> None:
    names = {account.occurrence for one in made(*many).devices.values() for account in one.accounts}
    renamed = [replace(one, title="Tên mới", text="Chữ mới") for one in many]
    assert {account.occurrence for one in made(*renamed).devices.values() for account in one.accounts} == names
    moved = [
        replace(one, rule=replace(one.rule, moved={one.rule.start: parse_local("2026-11-22T09:00")})) for one in many
    ]
    assert {account.occurrence for one in made(*moved).devices.values() for account in one.accounts} == names


@given(busy(), busy(), edits, st.sampled_from(["", "hours", "device gone", "device moved", "orders", "later"]))
@modest(50)
def test_one_change_replans_to_the_same_as_planning_all(many, others, edit, also) -> None:
    before = made(*many)
    changed = edit(many, others[0])
    devices, hours, now = list(DEVICES), dict(HOURS), NOW
    orders: Orders = ()
    match also:
        case "hours":
            hours["thon-dong"] = Hours(week=every_day(window("17:00", "18:00")))
        case "device gone":
            devices = devices[1:]
        case "device moved":
            devices[0] = device("loa-1", "thon-doai")
        case "orders":
            orders = (tuple(f"a{index}" for index in range(8)),)
        case "later":
            now = NOW + timedelta(days=2)
    basis = Basis.of(changed, devices, hours, orders)
    whole, quick = plan(basis, SINCE, UNTIL, now), replan(before, basis, now)
    assert quick.devices == whole.devices
    assert {name: one.code for name, one in quick.unplannable.items()} == {
        name: one.code for name, one in whole.unplannable.items()
    }
    assert quick.basis == whole.basis


@given(busy())
@modest(20)
def test_planning_one_device_is_planning_it_among_all(many: list[Announcement]) -> None:
    found = made(*many)
    for one in DEVICES:
        own = effective([HOURS[area] for area in one.path if area in HOURS])
        assert plan_device(many, one, own, SINCE, UNTIL, NOW) == found.devices[one.id]


def test_what_one_change_does_not_concern_is_kept_as_it_is() -> None:
    here, there = announcement("a"), announcement("b", audience=Audience(frozenset({"thon-doai"})))
    before = made(here, there)
    after = replan(before, Basis.of([here, replace(there, volume=30)], DEVICES, HOURS), NOW)
    assert after.devices["loa-1"] is before.devices["loa-1"]
    assert after.devices["loa-3"] is not before.devices["loa-3"]
    assert after.devices["loa-3"].items[0].volume == 30


def test_times_of_plans_are_in_utc() -> None:
    (item,) = made(announcement()).devices["loa-1"].items
    assert item.start == datetime.fromisoformat("2026-11-21T22:30:00+00:00")
    assert str(item.start.tzinfo) == "UTC"
