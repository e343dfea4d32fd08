"""When a board is lit, how brightly, whose turn it is, and where what moves is: the laws of a panel."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest

from devices.decide import Due, Showing, Source, Why, decide
from devices.messages import Clip, Glow, Item, Klass, Media, PanelState, Screen, Strip, Timetable, Window
from devices.motion import frame_of, ran
from devices.profiles import Panel, Profile, _same_recipe_same_motion, profile
from devices.screen import by_light, is_off, setting, turns_at
from devices.turns import in_turn
from devices.visible import by_figures
from tests.devices.devices_examples import DAY, MINUTE, MORNING, PICTURE, PICTURE_2, SAFE, ZONE, item, timetable

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
NIGHT = (Window(days=EVERY_DAY, start="22:00", end="24:00"), Window(days=EVERY_DAY, start="00:00", end="05:00"))
SCREEN = Screen(
    off=NIGHT,
    glows=(Glow(days=EVERY_DAY, start="18:00", end="22:00", bright=30, gamma=1.8),),
    light=((10, 5), (1_000, 40), (20_000, 100)),
)
EVENING = MORNING + 14 * 60 * MINUTE  # 19:30
MIDNIGHT = MORNING + 18 * 60 * MINUTE + 30 * MINUTE
LENGTH = 60 * DAY


def page_item(name: str, klass: Klass = Klass.NORMAL, **more: object) -> Item:
    page = PICTURE_2 if klass is Klass.EMERGENCY else PICTURE
    return item(name, sound=None, pages=(page,), start=MORNING, until=MORNING + LENGTH, klass=klass, **more)


def plan_of(*items: Item) -> Timetable:
    return timetable(*items, safe=(SAFE,), screen=SCREEN, until=MORNING + LENGTH, exp=MORNING + LENGTH)


def shown(plan: Timetable, now_ms: int | None, *urgent: Due) -> Showing:
    """What is on the panel, which is not dark."""
    showing = decide(plan, now_ms, urgent).page
    assert showing is not None
    return showing


def test_a_board_is_dark_in_its_hours_and_wakes_by_itself():
    plan = plan_of(page_item("a"))
    by_day = decide(plan, EVENING)
    assert by_day.page is not None
    assert by_day.next_ms == EVENING + 150 * MINUTE, "at ten it goes dark"
    by_night = decide(plan, MIDNIGHT)
    assert by_night.page is None
    assert [one.why for one in by_night.reasons] == [Why.SCREEN_OFF]
    assert by_night.next_ms == MIDNIGHT + 5 * 60 * MINUTE, "over midnight, at five it is lit again"
    assert decide(plan, MIDNIGHT + 5 * 60 * MINUTE).page is not None


def test_an_emergency_lights_a_dark_board_from_the_timetable_and_from_an_alert():
    assert shown(plan_of(page_item("a"), page_item("e", Klass.EMERGENCY)), MIDNIGHT).page == PICTURE_2
    alert = Due("e-1", Source.ALERT, MIDNIGHT, 0, Klass.EMERGENCY, pages=(PICTURE_2,), until=MIDNIGHT + MINUTE)
    assert shown(plan_of(page_item("a")), MIDNIGHT, alert).page == PICTURE_2
    assert decide(plan_of(page_item("a")), MIDNIGHT + MINUTE, [alert]).page is None, "ended, it goes dark again"


def test_without_a_trusted_clock_nobody_knows_the_hour_and_the_safe_page_stays():
    assert shown(plan_of(), None).page == SAFE


@pytest.mark.parametrize(
    ("at", "lux", "wanted"),
    [
        (EVENING, None, (30, 1.8)),
        (MORNING, None, (100, 2.2)),
        (MORNING, 20_000, (100, 2.2)),
        (MORNING, 1_000, (40, 2.2)),
        (MORNING, 505, (22, 2.2)),
        (MORNING, 0, (5, 2.2)),
        (EVENING, 20_000, (30, 1.8)),
        (None, 10, (5, 2.2)),
        (None, None, (100, 2.2)),
    ],
)
def test_brightness_is_the_hours_and_the_sensor_only_takes_away(at, lux, wanted):
    assert setting(SCREEN, at, ZONE, lux) == wanted
    assert setting(None, at, ZONE, lux) == (100, 2.2)


def test_a_table_of_light_that_does_not_rise_still_gives_a_number():
    assert by_light(((100, 50), (100, 70), (10, 3)), 100) in range(101)
    assert by_light(((100, 50),), 5_000_000) == 50


def test_no_hours_are_never_off():
    assert turns_at(Screen(), MORNING, ZONE) is None
    assert not is_off(Screen(), MORNING, ZONE)


def test_share_of_time_is_spread_over_the_round():
    assert in_turn((1, 1, 1)) == (0, 1, 2)
    assert in_turn((3, 1)) == (0, 0, 1, 0)
    assert in_turn((2, 1, 1)) == (0, 1, 2, 0)
    assert in_turn(()) == ()


def test_a_page_with_three_shares_is_seen_three_times_as_long():
    other = msgspec.structs.replace(page_item("b"), pages=(PICTURE_2,))
    plan = plan_of(page_item("a", share=3), other)
    seen = Counter(due.id for second in range(400) if (due := shown(plan, MORNING + second * 1_000).due) is not None)
    assert seen == {"a": 300, "b": 100}
    first = shown(plan, MORNING + 3_000)
    assert first.since <= MORNING + 3_000 < first.since + PICTURE.dwell


STRIP = Strip(media=Media(hash="a" * 64, bytes=9, kind="png"), left=0, top=0, width=64, height=16, speed=40)


def test_what_runs_begins_with_its_page_and_a_ticker_runs_on():
    assert [ran(STRIP, 500, 10_000, at) for at in (10_000, 10_025, 11_000, 22_500, 9_000)] == [0, 1, 40, 0, 0]
    steady = msgspec.structs.replace(STRIP, steady=True)
    assert {ran(steady, 500, begun, 11_000) for begun in (0, 5_000, 11_000)} == {11_000 * 40 // 1_000 % 500}
    clip = Clip(media=STRIP.media, fps=12, frames=24)
    assert [frame_of(clip, 1_000, at) for at in (1_000, 1_084, 2_999, 3_000)] == [0, 1, 23, 0]


LED = profile("led-192x64-rg").panel
assert LED is not None
GOOD = PanelState(width=192, height=64, bright=100, given=500, current=25_000)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, ()),
        ({"current": None}, ()),
        ({"given": 10, "current": 0}, ()),
        ({"width": 96}, ("wrong-size",)),
        ({"moves": False}, ("stuck",)),
        ({"moves": True}, ()),
        ({"dead": 2, "current": 9_000}, ("dead-module",)),
        ({"current": 10_000}, ("dim",)),
        ({"width": 96, "dead": 1}, ("wrong-size", "dead-module")),
    ],
)
def test_a_panel_is_judged_by_its_own_figures(said, found):
    assert LED is not None
    assert by_figures(LED, msgspec.structs.replace(GOOD, **said)) == found


@pytest.mark.parametrize(
    "wrong", [{"moves": ("hop",)}, {"moves": ("apng",)}, {"module": (30, 16)}, {"moves": ("mp4",), "fps": 90}]
)
def test_a_profile_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"panel|moves"):
        Panel(width=64, height=32, colours="red1", pitch_mm=10, **wrong)


def test_two_models_of_one_recipe_move_alike():
    one = Profile("board", "one", 1, "one", panel=Panel(64, 32, "red1", 10.0))
    other = Profile("board", "other", 1, "other", panel=Panel(64, 32, "red1", 10.0, moves=("strip",)))
    _same_recipe_same_motion([one, one])
    with pytest.raises(ValueError, match="one and other"):
        _same_recipe_same_motion([one, other])
