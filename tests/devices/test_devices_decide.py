"""The law by which a box plays: tables of single cases, then properties over random plans and memories."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.decide import GRACE_MS, Decision, Due, Progress, Source, Why, decide, of_item
from devices.messages import Item, Klass, Late, Resume, Rung
from tests.devices.devices_examples import (
    DAY,
    MINUTE,
    MORNING,
    PICTURE,
    PICTURE_2,
    SAFE,
    SOUND,
    SOUND_2,
    item,
    timetable,
)

RAN = Progress(started=MORNING, heard=20_000)


def sounding(decision: Decision) -> tuple[str, int] | None:
    return None if decision.sound is None else (decision.sound.due.id, decision.sound.skip)


def why(decision: Decision, name: str) -> list[Why]:
    return [reason.why for reason in decision.reasons if reason.id == name]


def urgent(name: str, klass: Klass = Klass.EMERGENCY, start: int = MORNING, source: Source = Source.COMMAND) -> Due:
    return Due(name, source, start, MINUTE, klass, SOUND_2, late=Late.START, late_ms=10 * MINUTE)


def test_it_sounds_at_its_start_and_not_before():
    plan = timetable(item("a"))
    before = decide(plan, MORNING - 1)
    assert sounding(before) is None
    assert before.next_ms == MORNING
    at = decide(plan, MORNING)
    assert sounding(at) == ("a", 0)
    assert at.sound is not None
    assert at.sound.fresh


def test_a_horn_has_its_own_delay():
    plan = timetable(item("a"), offset=40)
    assert sounding(decide(plan, MORNING + 39)) is None
    assert sounding(decide(plan, MORNING + 40)) == ("a", 0)


@pytest.mark.parametrize(
    ("late", "late_ms", "after", "skip", "account"),
    [
        (Late.SKIP, 0, GRACE_MS, 0, None),
        (Late.SKIP, 0, GRACE_MS + 1, None, Rung.MISSED),
        (Late.START, 10 * MINUTE, 9 * MINUTE, 0, None),
        (Late.START, 10 * MINUTE, 11 * MINUTE, None, Rung.MISSED),
        (Late.JOIN, 0, 20_000, 20_000, None),
        (Late.JOIN, 0, MINUTE, None, Rung.MISSED),
        (Late.AGAIN, 30 * MINUTE, 20 * MINUTE, 0, None),
        (Late.AGAIN, 30 * MINUTE, 31 * MINUTE, None, Rung.MISSED),
    ],
)
def test_a_missed_start_follows_the_items_own_policy(late, late_ms, after, skip, account):
    decision = decide(timetable(item("a", late=late, late_ms=late_ms)), MORNING + after)
    assert sounding(decision) == (None if skip is None else ("a", skip))
    assert [one.rung for one in decision.accounts] == ([] if account is None else [account])


def test_again_waits_for_the_next_allowed_hour():
    plan = timetable(item("a", late=Late.AGAIN, late_ms=DAY))
    noon = MORNING + 6 * 60 * MINUTE
    waiting = decide(plan, noon)
    assert sounding(waiting) is None
    evening = MORNING + (11 * 60 + 30) * MINUTE
    assert waiting.next_ms == evening
    assert sounding(decide(plan, evening)) == ("a", 0)


def test_a_late_start_never_runs_out_of_the_allowed_hours():
    plan = timetable(item("a", late=Late.START, late_ms=DAY))
    decision = decide(plan, MORNING + 60 * MINUTE - 30_000)
    assert sounding(decision) is None
    assert decision.accounts[0].why is Why.CLOSED


def test_the_higher_class_goes_first_and_interrupts():
    plan = timetable(item("a"))
    playing = {"a": Progress(started=MORNING, sounding=True)}
    decision = decide(plan, MORNING + 10_000, [urgent("storm", start=MORNING + 10_000)], playing)
    assert sounding(decision) == ("storm", 0)
    assert why(decision, "a") == [Why.INTERRUPTED]
    assert [(one.id, one.rung) for one in decision.accounts] == [("a", Rung.SKIPPED)]


def test_what_sounds_yields_only_to_a_higher_class():
    plan = timetable(item("a"), item("b", start=MORNING - 1_000, sound=SOUND_2))
    playing = {"a": Progress(started=MORNING, sounding=True)}
    decision = decide(plan, MORNING + 500, progress=playing)
    assert sounding(decision) == ("a", 0)
    assert why(decision, "b") == [Why.WAITS]


@pytest.mark.parametrize(
    ("resume", "after", "expected", "ends"),
    [
        (Resume.STOP, 30_000, None, True),
        (Resume.PAUSE, 30_000, ("a", 20_000), False),
        (Resume.DEFER, 30_000, ("a", 0), False),
        (Resume.DEFER, 11 * MINUTE, None, True),
        (Resume.NEVER, 30_000, ("a", 30_000), False),
        (Resume.NEVER, MINUTE, None, True),
    ],
)
def test_what_was_interrupted_follows_its_own_policy(resume, after, expected, ends):
    plan = timetable(item("a", resume=resume, late=Late.START, late_ms=10 * MINUTE))
    decision = decide(plan, MORNING + after, progress={"a": RAN})
    assert sounding(decision) == expected
    assert bool(decision.accounts) is ends


def test_an_ended_item_never_sounds_again():
    decision = decide(timetable(item("a")), MORNING, progress={"a": Progress(started=MORNING, ended=True)})
    assert sounding(decision) is None
    assert why(decision, "a") == [Why.OVER]


def test_missing_media_is_waited_for_and_then_accounted():
    plan = timetable(item("a", late=Late.START, late_ms=5 * MINUTE))
    gone = frozenset({SOUND.hash})
    waiting = decide(plan, MORNING + MINUTE, missing=gone)
    assert sounding(waiting) is None
    assert why(waiting, "a") == [Why.NO_MEDIA]
    assert not waiting.accounts
    over = decide(plan, MORNING + 5 * MINUTE, missing=gone)
    assert [(one.rung, one.why) for one in over.accounts] == [(Rung.FAILED, Why.NO_MEDIA)]


def test_nothing_timed_plays_without_a_trusted_clock_but_an_alert_does():
    plan = timetable(item("a"), item("b", sound=None, pages=(PICTURE,), until=MORNING + DAY))
    silent = decide(plan, None)
    assert sounding(silent) is None
    assert silent.page is not None
    assert silent.page.page == SAFE
    assert why(silent, "a") == [Why.CLOCK_UNTRUSTED]
    assert sounding(decide(plan, None, [urgent("storm")])) == ("storm", 0)


def test_nothing_plays_from_an_expired_plan_and_the_board_falls_back_to_the_safe_page():
    plan = timetable(item("a"), item("b", sound=None, pages=(PICTURE,), until=MORNING + DAY), exp=MORNING)
    decision = decide(plan, MORNING)
    assert sounding(decision) is None
    assert decision.page is not None
    assert decision.page.page == SAFE
    assert why(decision, "a") == [Why.PLAN_EXPIRED]


def board(name: str, picture=PICTURE, klass: Klass = Klass.NORMAL, until: int = MORNING + DAY) -> Item:
    return item(name, sound=None, pages=(picture,), until=until, klass=klass)


def test_pages_take_turns_by_true_time():
    plan = timetable(board("a"), board("b", PICTURE_2))
    seen = []
    now = MORNING
    for _ in range(4):
        decision = decide(plan, now)
        assert decision.page is not None
        assert decision.next_ms is not None
        seen.append(decision.page.page)
        now = decision.next_ms
    assert seen in ([PICTURE, PICTURE_2] * 2, [PICTURE_2, PICTURE] * 2)


def test_a_higher_class_covers_the_others_and_goes_when_its_window_ends():
    plan = timetable(board("a"), board("storm", PICTURE_2, Klass.EMERGENCY, MORNING + MINUTE))
    covered = decide(plan, MORNING)
    assert covered.page is not None
    assert covered.page.page == PICTURE_2
    assert why(covered, "a") == [Why.COVERED]
    after = decide(plan, MORNING + MINUTE)
    assert after.page is not None
    assert after.page.page == PICTURE


def test_a_page_that_was_stopped_is_hidden():
    decision = decide(timetable(board("a")), MORNING, progress={"a": Progress(hidden=True)})
    assert decision.page is not None
    assert decision.page.page == SAFE


# ------------------------------------------------------------------ properties

KLASSES = st.sampled_from(list(Klass))
items = st.builds(
    lambda n, start, length, klass, late, late_ms, resume: item(
        f"i{n}",
        MORNING + start,
        longest=length,
        klass=klass,
        late=late,
        late_ms=late_ms,
        resume=resume,
        sound=msgspec.structs.replace(SOUND, length=length),
    ),
    st.integers(0, 10_000),
    st.integers(0, 50 * MINUTE),
    st.integers(1_000, 5 * MINUTE),
    KLASSES,
    st.sampled_from(list(Late)),
    st.integers(0, 20 * MINUTE),
    st.sampled_from(list(Resume)),
)
plans = st.lists(items, max_size=8, unique_by=lambda one: one.id).map(lambda some: timetable(*some))
instants = st.integers(MORNING - MINUTE, MORNING + 70 * MINUTE)
memories = st.dictionaries(
    st.integers(0, 10_000).map("i{}".format),
    st.builds(Progress, st.sampled_from([0, MORNING]), st.integers(0, MINUTE), st.just(False), st.booleans()),
)


@given(plans, instants, memories)
def test_decide_is_total_and_gives_the_same_answer_twice(plan, now, memory):
    first = decide(plan, now, progress=memory)
    assert first == decide(plan, now, progress=memory)
    assert {reason.id for reason in first.reasons} == {one.id for one in plan.items}
    assert first.next_ms is None or first.next_ms > now


@given(plans, instants, memories, st.randoms(use_true_random=False))
def test_decide_is_stable_under_re_sending(plan, now, memory, chance):
    """A newer version that says the same, in whatever order, changes nothing."""
    items = list(plan.items)
    chance.shuffle(items)
    again = msgspec.structs.replace(plan, v=plan.v + 1, iat=now - 1, items=tuple(items))
    first, second = decide(plan, now, progress=memory), decide(again, now, progress=memory)
    assert (second.sound, second.page, second.next_ms) == (first.sound, first.page, first.next_ms)
    assert set(second.accounts) == set(first.accounts)
    assert set(second.reasons) == set(first.reasons)


@given(plans, instants)
def test_what_waits_is_never_of_a_higher_class_than_what_sounds(plan, now):
    decision = decide(plan, now)
    rank = {Klass.NORMAL: 0, Klass.PRIORITY: 1, Klass.EMERGENCY: 2}
    for reason in decision.reasons:
        if reason.why is Why.WAITS:
            waiting = next(one for one in plan.items if one.id == reason.id)
            assert decision.sound is not None
            assert rank[waiting.klass] <= rank[decision.sound.due.klass]


@settings(deadline=None)
@given(plans)
def test_played_to_the_end_each_item_has_exactly_one_account_and_no_two_sound_at_once(plan):
    """Play a plan by `decide` alone, as a box would, and look at what it did."""
    memory: dict[str, Progress] = {}
    ended: list[str] = []
    spans: list[tuple[int, int, Klass, str]] = []
    now = MORNING - 1_000
    current: tuple[str, int, int, Klass] | None = None  # id, began, ends, class
    for _ in range(400):
        decision = decide(plan, now, progress=memory)
        for account in decision.accounts:
            ended.append(account.id)
            memory[account.id] = Progress(started=1, ended=True)
        playing = decision.sound
        if current is not None and (playing is None or playing.due.id != current[0]):
            spans.append((current[1], now, current[3], current[0]))
            if not memory[current[0]].ended:
                memory[current[0]] = Progress(started=current[1], heard=now - current[1])
            current = None
        if playing is not None and playing.fresh:
            assert playing.due.sound is not None
            length = playing.due.sound.length - playing.skip
            current = (playing.due.id, now, now + max(length, 1), playing.due.klass)
            memory[playing.due.id] = Progress(started=now, sounding=True)
        waits = [at for at in (decision.next_ms, current[2] if current else None) if at is not None]
        ahead = [at for at in waits if at < plan.exp - DAY]
        if not ahead and current is None and len(ended) == len(plan.items):
            break
        now = min(ahead, default=now + 1_000)
        if current is not None and now >= current[2]:
            spans.append((current[1], now, current[3], current[0]))
            ended.append(current[0])
            memory[current[0]] = Progress(started=current[1], ended=True)
            current = None
    assert sorted(ended) == sorted(one.id for one in plan.items)
    spans.sort()
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_an_item_becomes_due_with_all_its_policies():
    one = item("a", late=Late.JOIN, late_ms=5, resume=Resume.PAUSE, volume=33, drill=True)
    due = of_item(one, 7)
    assert (due.start, due.late, due.late_ms, due.resume, due.volume, due.drill) == (
        MORNING + 7,
        Late.JOIN,
        5,
        Resume.PAUSE,
        33,
        True,
    )
