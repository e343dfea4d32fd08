"""What a person is asked: one question for one set of announcements."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Announcement, Klass, Origin
from schedules.conflict import Kind
from schedules.plan import plan
from schedules.planned import Basis, Plan
from schedules.questions import Asking, asking, met, questions
from tests.schedules.schedules_making import DAYTIME, NOW, announcement, at, busy, device, modest

DEVICES = [device("loa-1"), device("loa-2"), device("loa-3", "thon-tay")]
SINCE, UNTIL = at("2026-11-22T00:00"), at("2026-11-29T00:00")


def made(many: list[Announcement], orders=(), now: datetime = NOW) -> Plan:
    return plan(Basis.of(many, DEVICES, {"xa-tan-hoa": DAYTIME}, orders), SINCE, UNTIL, now)


def priority(name: str, start: str, **changes) -> Announcement:
    return announcement(name, start, klass=Klass.PRIORITY, **changes)


def waits(occurrence: str, *rivals: str, due: str, minutes: int = 2, devices=("loa-1",)) -> Asking:
    return Asking(occurrence, frozenset(rivals), frozenset(devices), at(due), at(due) + timedelta(minutes=minutes))


def test_two_that_meet_each_day_are_one_question() -> None:
    both = [
        priority("a", "2026-11-22T05:31", rrule="FREQ=DAILY"),
        priority("b", "2026-11-22T05:30", rrule="FREQ=DAILY"),
    ]
    (one,) = questions(asking(made(both)))
    assert one.announcements == ("b", "a")
    assert one.devices == {"loa-1", "loa-2"}
    assert (one.first, one.until) == (at("2026-11-22T05:30"), at("2026-11-22T05:32"))
    assert questions(asking(made(both, orders=[("a", "b")]))) == ()


def test_a_question_whose_first_time_ran_out_goes_on_with_the_next() -> None:
    both = [priority(name, "2026-11-22T05:30", rrule="FREQ=DAILY") for name in "ab"]
    (one,) = questions(asking(made(both, now=at("2026-11-22T06:00"))))
    assert one.first == at("2026-11-23T05:30")


def test_a_set_that_is_part_of_a_larger_one_is_asked_with_it() -> None:
    two = (
        waits("a.20261122t0530", "b.20261122t0530", due="2026-11-22T05:30"),
        waits("b.20261122t0530", "a.20261122t0530", due="2026-11-22T05:30"),
    )
    three = tuple(
        waits(f"{one}.20261124t0530", *(f"{rival}.20261124t0530" for rival in "abc" if rival != one),
              due="2026-11-24T05:30", devices=("loa-3",))
        for one in "abc"
    )  # fmt: skip
    (one,) = questions((*two, *three))
    assert set(one.announcements) == {"a", "b", "c"}
    assert one.devices == {"loa-1", "loa-3"}
    assert (one.first, one.until) == (at("2026-11-22T05:30"), at("2026-11-22T05:32"))
    assert set(met((*two, *three))) == {frozenset("ab"), frozenset("abc")}


def test_different_pairs_are_different_questions_the_most_urgent_first() -> None:
    many = [priority(name, f"2026-11-2{day}T05:30") for name, day in (("a", 5), ("b", 5), ("c", 3), ("d", 3))]
    assert [set(one.announcements) for one in questions(asking(made(many)))] == [{"c", "d"}, {"a", "b"}]
    assert questions(()) == ()


@given(busy(), st.randoms(use_true_random=False))
@modest(60)
def test_whoever_answers_all_questions_is_asked_nothing_more(many: list[Announcement], dice) -> None:
    before = made(many)
    asked = questions(asking(before))
    waiting = {
        (name, account.announcement)
        for name, one in before.devices.items()
        for account in one.accounts
        if account.kind is Kind.ASKS
    }
    # everything that waits is in a question that names its device, and only what may be asked
    for name, id in waiting:
        assert any(id in one.announcements and name in one.devices for one in asked)
    for one in asked:
        assert len(set(one.announcements)) == len(one.announcements) > 1
        assert one.first < one.until
        for id in one.announcements:
            assert before.basis.announcements[id].klass is Klass.PRIORITY
            assert before.basis.announcements[id].origin is Origin.COMMUNE
    orders = []
    for one in asked:
        said = list(one.announcements)
        dice.shuffle(said)
        orders.append(said)
    after = made(many, orders)
    assert questions(asking(after)) == ()
    assert not any(account.kind is Kind.ASKS for one in after.devices.values() for account in one.accounts)
