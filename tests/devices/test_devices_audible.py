"""What sensors must feel of a level, and what it means where they do not."""

from __future__ import annotations

import math

import pytest

from devices.audible import MOST_DB, expected_dbfs, expected_ma, lacks, silent, unheard, volume_db
from devices.messages import Evidence
from devices.profiles import profile

TWO_HORNS = profile("horn-opus-60w")
ONE_HORN = profile("horn-mp3-30w")
NO_SENSORS = profile("column-wav-15w")


def told(model=TWO_HORNS, level: float | None = -18.0, part: float = 1.0, air: float = 1.0, ambient: float = -52.0):
    """What a box of this model tells of ``level``, where so much of the current and of the sound in the air is left."""
    if level is None:
        return Evidence(frames=48_000, rate=48_000)
    sounding = 10 ** (ambient / 10) + air**2 * 10 ** (expected_dbfs(model, level) / 10)
    return Evidence(
        frames=48_000,
        rate=48_000,
        level=level,
        current=round(expected_ma(model, level) * part) if model.current_sense else None,
        microphone=round(10 * math.log10(sounding), 1) if model.microphone else None,
        ambient=ambient if model.microphone else None,
    )


def test_the_volume_curve_of_the_contract() -> None:
    assert [volume_db(one) for one in (100, 75, 50, 1, 0)] == [0.0, -10.0, -20.0, -39.6, None]


@pytest.mark.parametrize(("level", "is_silent"), [(None, True), (-70.1, True), (-70.0, False), (-18.0, False)])
def test_silence(level: float | None, is_silent: bool) -> None:
    assert silent(level) is is_silent


@pytest.mark.parametrize("level", [-12.0, -18.0, -30.0])
@pytest.mark.parametrize("model", [TWO_HORNS, ONE_HORN])
def test_a_horn_that_is_well_lacks_nothing(model, level: float) -> None:
    assert lacks(model, told(model, level)) == 0.0


@pytest.mark.parametrize("model", [TWO_HORNS, ONE_HORN])
def test_no_current_and_no_sound_is_unheard(model) -> None:
    assert unheard(model, told(model, part=0, air=0))
    assert lacks(model, told(model, part=0, air=0)) == MOST_DB


def test_one_horn_of_two_is_six_decibels() -> None:
    assert lacks(TWO_HORNS, told(part=0.5, air=0.5)) == pytest.approx(6.0, abs=0.1)
    assert not unheard(TWO_HORNS, told(part=0.5, air=0.5))


def test_a_current_that_makes_no_sound_is_unheard_where_a_microphone_listens() -> None:
    assert unheard(TWO_HORNS, told(part=1, air=0))


def test_a_noisy_market_is_no_reason_to_doubt_a_horn_whose_current_is_right() -> None:
    assert lacks(TWO_HORNS, told(level=-30.0, ambient=-26.0)) == 0.0


def test_wind_makes_no_dead_horn_good() -> None:
    assert unheard(TWO_HORNS, told(part=0, air=0, ambient=-30.0))


@pytest.mark.parametrize(
    "said", [told(NO_SENSORS), told(ONE_HORN, level=-60.0), told(level=None), Evidence(level=-18.0, current=None)]
)
def test_what_no_sensor_can_feel_is_not_claimed_either_way(said: Evidence) -> None:
    model = NO_SENSORS if said == told(NO_SENSORS) else ONE_HORN
    assert lacks(model, said) is None
    assert not unheard(model, said)
