"""How long to wait after failed sign-ins: nothing for the first ones, then longer and longer."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from controller.store.throttles import Throttle

FREE = 5
"""So many failures cost nothing: people mistype."""
FIRST_WAIT_MS = 2_000
LONGEST_WAIT_MS = 15 * 60_000
FORGOTTEN_AFTER_MS = 60 * 60_000
"""Failures count together when less than this lies between them."""
PREFIX = 64
"""Bits of an IPv6 address that one customer has."""


def failed(now: Throttle | None, key: str, now_ms: int) -> Throttle:
    """The state of ``key`` after one more failure."""
    fresh = now is None or now_ms - now.last_ms >= FORGOTTEN_AFTER_MS
    failures = 1 if fresh or now is None else now.failures + 1
    return Throttle(key, failures, now_ms, now_ms + wait_ms(failures))


def wait_ms(failures: int) -> int:
    """How long to wait after so many failures: it doubles from one to the next."""
    if failures < FREE:
        return 0
    doublings = min(failures - FREE, 16)
    return min(FIRST_WAIT_MS << doublings, LONGEST_WAIT_MS)


def left_ms(now: Throttle | None, now_ms: int) -> int:
    """How long there is still to wait."""
    return 0 if now is None else max(0, now.wait_until_ms - now_ms)


def customer(address: str) -> str:
    """The part of an address that stands for one customer."""
    try:
        known = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return f"{IPv6Address(int(known) >> (128 - PREFIX) << (128 - PREFIX))}/{PREFIX}"
    return str(getattr(known, "ipv4_mapped", None) or known)
