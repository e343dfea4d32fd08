"""The law of campaigns, without a service: who is asked when, what stops it, and what does not hold it up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.campaign import box as states
from controller.campaign.box import Box, Seen
from controller.campaign.law import FINISHED, PAUSED, RUNNING, STOPPED, Campaign, Step, go_on, lot, step
from controller.campaign.terms import Terms, Wave, read

MINUTE = 60_000
HOUR = 60 * MINUTE
NOON = 1_795_323_600_000
"""Sunday 2026-11-22, 12:00 in Việt Nam."""
ZONE = "Asia/Ho_Chi_Minh"
NEW, OLD = "n" * 64, "o" * 64
TERMS = Terms(at_once=1_000, at_once_place=1_000)


class Play:
    """A campaign and its boxes, moved by hand. Boxes do what ``word`` says of them."""

    def __init__(self, count: int = 100, terms: Terms = TERMS, pilot: str = "", places: int = 1) -> None:
        self.now = NOON
        self.campaign = Campaign("u", NEW, terms, until_ms=NOON + 14 * 24 * HOUR, pilot=pilot)
        names = [f"b{number:03}" for number in range(count)]
        self.boxes = {name: Box(name, since_ms=NOON) for name in names}
        self.seen = {
            name: Seen(True, 0, NOON, OLD, place=f"p{number % places}", zone=ZONE) for number, name in enumerate(names)
        }
        self.rests: dict[str, int] = {}
        self.asked: list[str] = []
        self.called: dict[str, str] = {}

    def look(self, after: int = 10_000) -> Step:
        self.now += after
        for name, one in self.seen.items():
            if one.online:
                self.seen[name] = replace(one, beat_ms=self.now)
        made = step(self.campaign, self.boxes, self.seen, lambda name: self.rests.get(name, self.now), self.now)
        self.campaign = made.campaign
        self.boxes |= made.changed
        for name, closes_ms in made.asks.items():
            told = replace(self.boxes[name], state=states.ASKED, since_ms=self.now, command=f"c-{name}", tries=1)
            self.boxes[name] = replace(told, expires_ms=closes_ms)
            self.seen[name] = replace(self.seen[name], rung="", reason="")
            self.asked.append(name)
        self.called |= made.calls_off
        return made

    def word(self, name: str, rung: str, reason: str = "", image: str = "") -> None:
        """What a box says of its command."""
        self.seen[name] = replace(self.seen[name], rung=rung, reason=reason, image=image or self.seen[name].image)

    def all_well(self, names: list[str]) -> None:
        """These boxes take it, and stay well."""
        for name in names:
            self.word(name, "started")
        self.look()
        for name in names:
            self.word(name, "done", image=NEW)
            self.seen[name] = replace(self.seen[name], since_ms=self.now)
        self.look()
        self.look(TERMS.settle_s * 1000 + 10_000)

    def of(self, state: str) -> list[str]:
        return sorted(name for name, box in self.boxes.items() if box.state == state)


def test_waves_follow_one_another_when_the_former_is_well():
    play = Play()
    play.look()
    while play.campaign.state == RUNNING:
        play.all_well(play.of(states.ASKED))
    sizes = Counter(box.wave for box in play.boxes.values())
    assert sizes == {0: 1, 1: 5, 2: 25, 3: 69}
    assert play.campaign.state == FINISHED
    assert len(play.of(states.WELL)) == 100
    assert play.asked == sorted(play.boxes, key=lambda name: lot("u", name))


def test_somebody_may_choose_the_first_box():
    play = Play(pilot="b042")
    play.look()
    assert play.asked == ["b042"]


def test_a_box_is_well_only_after_it_was_steady_for_the_whole_time():
    play = Play(count=1)
    play.look()
    play.word("b000", "done", image=NEW)
    play.look()
    play.look(10 * MINUTE)
    play.seen["b000"] = replace(play.seen["b000"], since_ms=play.now)  # it was away for a moment
    play.look(10 * MINUTE)
    assert play.of(states.SETTLING) == ["b000"]
    play.look(5 * MINUTE)
    assert play.of(states.WELL) == ["b000"]


ENDS = {
    "refused": (("refused", "rollback"), states.REFUSED, "rollback"),
    "has old keys": (("refused", "unknown-key"), states.WAITING, "unknown-key"),
    "failed": (("failed", "boot-failed"), states.FAILED, "boot-failed"),
    "left it": (("skipped", "no-gap"), states.WAITING, "no-gap"),
}


@pytest.mark.parametrize("what", ENDS)
def test_what_a_box_says_is_how_it_stands(what):
    (rung, reason), state, why = ENDS[what]
    play = Play(count=1)
    play.look()
    play.word("b000", rung, reason)
    play.look()
    assert (play.boxes["b000"].state, play.boxes["b000"].reason) == (state, why)


def test_the_first_box_that_fails_stops_it():
    play = Play()
    play.look()
    play.word(play.asked[0], "failed", "boot-failed")
    play.look()
    assert (play.campaign.state, play.campaign.wave) == (STOPPED, 0)
    play.look(10 * HOUR)
    assert len(play.asked) == 1


@pytest.mark.parametrize(("bad", "stops"), [(2, False), (3, True)])
def test_a_wave_bears_few_failures_and_not_more(bad, stops):
    """Of 50 boxes the third is more than five in a hundred."""
    play = Play(count=1_000)
    play.look()
    play.all_well(play.asked)
    play.look()
    wave = play.asked[1:]
    assert len(wave) == 50
    for name in wave[:bad]:
        play.word(name, "failed", "boot-failed")
    play.look()
    assert (play.campaign.state == STOPPED) is stops


def test_a_box_that_does_not_return_counts_as_failed():
    play = Play(count=2)
    play.look()
    name = play.asked[0]
    play.word(name, "started")
    play.look()
    play.seen[name] = replace(play.seen[name], online=False, since_ms=play.now)
    play.look(50 * MINUTE)
    assert play.campaign.state == RUNNING
    play.look(HOUR)
    assert (play.boxes[name].state, play.boxes[name].reason) == (states.LOST, states.NOT_BACK)
    assert play.campaign.state == STOPPED


def test_a_box_that_says_another_image_than_it_confirmed_has_failed():
    play = Play(count=1)
    play.look()
    play.word("b000", "done")
    play.look()
    play.look()
    assert (play.boxes["b000"].state, play.boxes["b000"].reason) == (states.FAILED, states.OTHER_IMAGE)


def test_who_is_off_line_is_left_for_later_and_holds_nobody_up():
    play = Play(count=4, terms=Terms(waves=(Wave(boxes=2), Wave(percent=100)), at_once_place=100))
    away = min(play.boxes, key=lambda name: lot("u", name))
    play.seen[away] = replace(play.seen[away], online=False, since_ms=NOON)
    play.look()
    assert away not in play.asked
    play.all_well(list(play.asked))
    play.look()
    play.all_well(play.asked[2:])
    assert play.campaign.state == RUNNING  # one is left, and the last wave waits for it
    play.seen[away] = replace(play.seen[away], online=True, since_ms=play.now)
    play.look()
    assert play.asked[-1] == away
    play.all_well([away])
    play.look()
    assert play.campaign.state == FINISHED


def test_who_never_answers_is_asked_again_later_and_the_wave_takes_another():
    play = Play(count=3, terms=Terms(waves=(Wave(boxes=1), Wave(percent=100))))
    play.look()
    mute = play.asked[0]
    play.seen[mute] = replace(play.seen[mute], online=False, since_ms=play.now)
    play.look(HOUR + 4 * MINUTE)
    assert (play.boxes[mute].state, play.boxes[mute].reason) == (states.WAITING, states.AWAY)
    assert play.asked[-1] != mute
    assert play.campaign.wave == 0


def test_it_ends_in_time_whoever_was_not_reached():
    play = Play(count=2)
    for name, one in play.seen.items():
        play.seen[name] = replace(one, online=False)
    play.look(13 * 24 * HOUR)
    assert play.campaign.state == RUNNING
    play.look(24 * HOUR)
    assert (play.campaign.state, play.asked) == (FINISHED, [])


def test_a_pause_calls_off_who_has_not_begun_and_follows_who_has():
    play = Play(count=10, terms=Terms(waves=(Wave(percent=100),), at_once_place=4))
    play.look()
    begun, told = play.asked[0], play.asked[1:]
    play.word(begun, "started")
    play.look()
    play.campaign = replace(play.campaign, state=PAUSED)
    play.look()
    assert sorted(play.called) == sorted(told)
    assert play.of(states.TRYING) == [begun]
    play.word(begun, "failed", "boot-failed")
    play.look()
    assert play.of(states.FAILED) == [begun]
    assert play.campaign.state == PAUSED


def test_a_late_word_of_a_box_that_was_called_off_is_heard():
    play = Play(count=1)
    play.look()
    play.campaign = replace(play.campaign, state=PAUSED)
    play.look()
    play.word("b000", "started")  # it had begun before it heard of that
    play.look()
    assert play.of(states.TRYING) == ["b000"]


def test_going_on_forgives_what_has_failed_and_no_more():
    play = Play(count=100, terms=Terms(waves=(Wave(boxes=10), Wave(percent=100)), at_once_place=100))
    play.look()
    first, second, *_ = play.asked
    for name in (first, second):
        play.word(name, "failed", "boot-failed")
    play.look()
    assert play.campaign.state == STOPPED
    play.campaign = go_on(play.campaign, play.boxes.values())
    play.look()
    assert play.campaign.state == RUNNING
    play.look()
    for name in play.asked[-2:]:
        play.word(name, "failed", "boot-failed")
    play.look()
    assert play.campaign.state == STOPPED


# ------------------------------------------------------------------ hours and lines


def test_no_box_is_asked_outside_the_hours_of_its_place():
    play = Play(count=1, terms=Terms(hours=("13:00-16:00",)))
    play.look(50 * MINUTE)
    assert not play.asked
    play.look(15 * MINUTE)
    assert play.asked == ["b000"]
    assert play.boxes["b000"].expires_ms <= NOON + 4 * HOUR
    late = Play(count=1, terms=Terms(hours=("13:00-16:00",)))
    late.look(3 * HOUR + 55 * MINUTE)
    assert not late.asked  # five minutes before they end it is too late


def test_a_box_that_is_heard_when_it_starts_sleeps_at_night():
    play = Play(count=1)
    play.seen["b000"] = replace(play.seen["b000"], chirps=True)
    play.look(10 * HOUR)  # 22:00
    assert not play.asked
    play.look(8 * HOUR)  # 06:00
    assert play.asked == ["b000"]


def test_a_box_with_a_programme_ahead_waits_for_the_others_end():
    play = Play(count=1)
    play.rests["b000"] = NOON + 2 * HOUR
    play.look()
    assert not play.asked
    play.look(HOUR + 10 * MINUTE)
    assert play.asked == ["b000"]  # it will find its gap within the hour that it is given


def test_so_many_at_once_in_a_place_and_everywhere():
    play = Play(count=100, places=10, terms=Terms(waves=(Wave(percent=100),), at_once=12, at_once_place=2))
    play.look()
    assert len(play.asked) == 12
    assert max(sum(play.seen[name].place == f"p{n}" for name in play.asked) for n in range(10)) == 2
    play.look()
    assert len(play.asked) == 12
    play.word(play.asked[0], "done", image=NEW)
    play.look()
    assert len(play.asked) == 13


@pytest.mark.parametrize(
    "given",
    [
        {"waves": []},
        {"waves": [{"boxes": 1, "percent": 5}]},
        {"waves": [{}]},
        {"waves": [{"percent": 101}]},
        {"hours": ["25:00-26:00"]},
        {"settle_s": 1},
        {"at_once": 0},
        {"unknown": 1},
        "text",
    ],
)
def test_terms_that_make_no_sense_are_refused(given):
    with pytest.raises(ValueError, match=r"."):
        read(given)


WORDS = st.sampled_from(["held", "ready", "started", "done", "failed", "refused", "skipped"])


@given(st.lists(st.tuples(st.integers(0, 19), WORDS, st.booleans()), max_size=60))
def test_whatever_boxes_say_nobody_is_asked_while_it_is_not_running_and_ends_stay_ends(words):
    play = Play(count=20, terms=Terms(waves=(Wave(boxes=1), Wave(percent=25), Wave(percent=100)), at_once_place=9))
    for number, rung, online in words:
        name = f"b{number:03}"
        play.seen[name] = replace(play.seen[name], online=online)
        play.word(name, rung)
        ended = {name for name, box in play.boxes.items() if box.state in states.BAD | {states.WELL}}
        running, before = play.campaign.state == RUNNING, len(play.asked)
        play.look(5 * MINUTE)
        assert running or len(play.asked) == before
        assert all(play.boxes[name].state in states.BAD | {states.WELL} for name in ended)
        assert sum(box.state in states.LOADING for box in play.boxes.values()) <= 9
