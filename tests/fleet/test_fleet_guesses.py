"""Wrong codes: who guesses waits, longer and longer; who does not, never notices; memory does not grow with them."""

from __future__ import annotations

import pytest

from controller.fleet.guesses import MOST_ADDRESSES, STORM, Guesses, Other, Tally
from controller.people.throttle import FREE, LONGEST_WAIT_MS, customer

SECOND, MINUTE = 1_000, 60_000


def tries(guesses: Guesses, address: str, times: int, now_ms: int = 0) -> int:
    """How many of so many tries were looked at."""
    looked = 0
    for _ in range(times):
        if not guesses.wait_ms(address, now_ms):
            guesses.wrong(address, now_ms)
            looked += 1
    return looked


def test_a_thousand_tries_are_looked_at_five_times_and_all_counted() -> None:
    guesses = Guesses()
    assert tries(guesses, "203.0.113.9", 1000) == FREE
    assert guesses.wait_ms("203.0.113.10", 0) == 0
    assert guesses.take() == (Tally(1000, 1, "203.0.113.9"), [])
    assert guesses.take() == (None, [])


def test_a_day_of_guessing_comes_to_about_a_hundred_looks() -> None:
    guesses, looked = Guesses(), 0
    for now_ms in range(0, 24 * 60 * MINUTE, 10 * SECOND):
        looked += tries(guesses, "203.0.113.9", 1, now_ms)
    assert looked < FREE + 11 + 24 * 60 * MINUTE // LONGEST_WAIT_MS


def test_while_thousands_guess_nobody_has_free_tries_but_a_good_code_passes() -> None:
    guesses = Guesses()
    for number in range(STORM):
        assert tries(guesses, f"198.51.{number // 250}.{number % 250}", 1) == 1
    assert tries(guesses, "192.0.2.1", 10) == 1
    assert guesses.wait_ms("192.0.2.2", 0) == 0
    assert tries(guesses, "192.0.2.3", 10, 11 * MINUTE) == FREE


def test_a_few_slips_are_nothing_to_tell_and_other_boxes_are() -> None:
    guesses = Guesses()
    tries(guesses, "192.0.2.1", FREE - 1)
    other = Other("a" * 64, "SN-2", 7)
    guesses.another(other)
    assert guesses.take() == (None, [other])


def test_memory_is_bounded() -> None:
    guesses = Guesses()
    for number in range(MOST_ADDRESSES + 50):
        guesses.wrong(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", number)
    tally, _ = guesses.take()
    assert tally is not None
    assert tally.addresses == MOST_ADDRESSES
    assert len(guesses._known) == MOST_ADDRESSES


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.1"),
        ("", ""),
        ("x" * 200, "x" * 64),
    ],
)
def test_a_customer_is_an_address_or_the_half_of_a_long_one(address: str, wanted: str) -> None:
    assert customer(address) == wanted
