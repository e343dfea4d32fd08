"""The device's clock: exchanges of four stamps, drift, jumps, a week alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from devices.clock import DRIFT_PPM, TRUSTED_ERROR_MS, TrueTime, sample

TRUE = 1_795_300_200_000.0
DAY = 86_400_000.0


def exchange(mono: float, true: float, up: float = 20, down: float = 20, rate: float = 0.0):
    """One exchange whose ways took ``up`` and ``down`` ms, started at counter ``mono`` and instant ``true``."""
    return sample(mono, true + up, true + up + 1, mono + (up + 1 + down) * (1 - rate))


def test_an_even_exchange_gives_the_exact_offset():
    one = exchange(5_000, TRUE)
    assert one is not None
    assert one.offset == TRUE - 5_000
    assert one.error == 20


@given(st.floats(0, 3_000), st.floats(0, 3_000))
def test_the_error_bound_holds_however_uneven_the_ways(up, down):
    one = exchange(5_000, TRUE, up, down)
    assert one is not None
    assert abs(one.offset - (TRUE - 5_000)) <= one.error + 1e-3


def test_stamps_of_no_exchange_give_nothing():
    assert sample(10, 20, 15, 30) is None
    assert sample(30, 20, 20, 10) is None
    assert sample(0, 0, 100, 50) is None


def test_nothing_is_known_before_the_first_exchange():
    clock = TrueTime()
    assert clock.now(1_000) is None
    assert clock.mono_of(1, 1_000) is None


def test_the_shortest_round_trip_is_believed():
    clock = TrueTime()
    for mono, up in ((1_000, 400), (2_000, 5), (3_000, 900)):
        one = exchange(mono, TRUE + mono, up, 5)
        assert one is not None
        clock = clock.heard(one)
    assert clock.now(4_000) == TRUE + 4_000


def test_a_service_clock_that_jumps_is_followed_and_not_averaged():
    first, second = exchange(1_000, TRUE + 1_000), exchange(2_000, TRUE + 2_000 + 3_600_000)
    assert first is not None
    assert second is not None
    clock = TrueTime().heard(first).heard(second)
    assert clock.now(3_000) == TRUE + 3_000 + 3_600_000


def test_a_box_stays_within_the_bound_through_a_week_alone_and_knows_its_own_crystal():
    rate = 40e-6  # the counter runs fast by 40 ppm
    clock = TrueTime()
    for hour in range(13):
        mono = hour * 3_600_000.0 * (1 + rate)
        one = exchange(mono, TRUE + hour * 3_600_000.0, rate=-rate)
        assert one is not None
        clock = clock.heard(one)
    true = TRUE + 12 * 3_600_000.0 + 7 * DAY
    mono = (true - TRUE) * (1 + rate)
    said = clock.now(mono)
    assert said is not None
    assert abs(said - true) < 2_000
    assert abs(said - true) <= clock.error(mono)
    assert clock.error(mono) < 20_000


def test_trust_ends_when_the_error_could_be_too_large():
    one = exchange(0, TRUE)
    assert one is not None
    clock = TrueTime().heard(one)
    assert clock.now(13.9 * DAY) is not None
    assert clock.now(15 * DAY) is None
    assert clock.error(15 * DAY) > TRUSTED_ERROR_MS


@given(st.integers(-(10**9), 10**9))
def test_the_counter_of_an_instant_is_the_inverse_of_now(ahead):
    one = exchange(10_000, TRUE + 10_000)
    assert one is not None
    clock = TrueTime().heard(one)
    mono = clock.mono_of(round(TRUE) + ahead, 20_000.0)
    assert mono is not None
    assert abs(mono - ahead) < 1e-3


def test_a_battery_backed_clock_is_trusted_at_boot_and_replaced_by_an_exchange():
    clock = TrueTime.kept(0.0, TRUE)
    assert clock.now(1_000.0) == TRUE + 1_000
    one = exchange(2_000, TRUE + 2_300)
    assert one is not None
    assert clock.heard(one).source == "exchange"
    assert clock.heard(one).now(2_000) == TRUE + 2_300


def test_a_bad_first_exchange_does_not_replace_a_good_battery_backed_clock():
    one = exchange(2_000, TRUE + 2_000, up=2_400, down=10)
    assert one is not None
    clock = TrueTime.kept(0.0, TRUE).heard(one)
    assert clock.source == "exchange"
    assert clock.now(5_000) == TRUE + 5_000
    assert clock.error(5_000) <= 501


def test_a_battery_backed_clock_that_an_exchange_contradicts_is_not_believed():
    one = exchange(2_000, TRUE + 3_000)
    assert one is not None
    assert TrueTime.kept(0.0, TRUE).heard(one).now(2_000) == TRUE + 3_000


def test_the_best_of_the_exchanges_outlives_a_crowd_of_bad_ones():
    clock = TrueTime()
    for number, up in enumerate([5, *(900,) * 30]):
        one = exchange(number * 1_000.0, TRUE + number * 1_000, up, 5)
        assert one is not None
        clock = clock.heard(one)
    assert clock.now(40_000) == TRUE + 40_000
    assert clock.error(40_000) < 15


ways = st.lists(st.tuples(st.floats(0, 3_000), st.floats(0, 3_000), st.floats(0, 900_000)), min_size=1, max_size=30)


@given(ways, st.floats(-DRIFT_PPM, DRIFT_PPM), st.floats(-500, 500), st.booleans())
def test_no_exchange_makes_the_bound_worse_and_the_bound_holds(ways, ppm, claimed, rtc):
    """Ways of up to three seconds, pauses of up to a quarter of an hour, any crystal, a battery's clock or none."""
    rate = ppm / 1_000_000
    true, clock = 0.0, TrueTime.kept(0.0, TRUE + claimed) if rtc else TrueTime()
    for up, down, pause in ways:
        true += pause
        one = sample(true * (1 + rate), TRUE + true + up, TRUE + true + up, (true + up + down) * (1 + rate))
        true += up + down
        mono = true * (1 + rate)
        if one is None:  # a crystal that runs slow measures less than no way at all
            continue
        before = clock.error(mono) if clock.samples else None
        clock = clock.heard(one)
        said = clock.now(mono)
        assert said is not None
        assert abs(said - (TRUE + true)) <= clock.error(mono) + 1.5
        assert clock.error(mono) <= one.error + 1
        assert before is None or clock.error(mono) <= before
