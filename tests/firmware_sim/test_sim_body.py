"""What a box's sensors show of its power and of its SIM card."""

from __future__ import annotations

from random import Random

from firmware_sim.body import HOUR_MS, Body

MARCH_ENDS = 1_774_998_000_000  # 23:00 on the last of the month, UTC


def test_a_battery_says_how_long_it_lasts() -> None:
    now = [float(MARCH_ENDS)]
    body = Body("loa-1", lambda: now[0])
    assert (body.felt(Random(1)).battery, body.felt(Random(1)).hours) == (None, None)
    body.battery_h = 8.0
    body.switch(mains=False)
    now[0] += 2 * HOUR_MS
    assert (body.felt(Random(1)).battery, body.felt(Random(1)).hours) == (75, 6.0)


def test_data_are_counted_by_the_month() -> None:
    now = [float(MARCH_ENDS)]
    body = Body("loa-1", lambda: now[0])
    body.spend(5_000_000)
    body.spend(600)
    assert body.felt(Random(1)).data == 5_000_600
    now[0] += 2 * HOUR_MS
    body.spend(600)
    assert body.felt(Random(1)).data == 600, "another month"
