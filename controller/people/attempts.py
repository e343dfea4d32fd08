"""Attempts that may fail, counted before anybody looks at them: many at once get no free tries.

One table of keys for everything that can be guessed: ``login:`` and ``address:`` at sign-in, ``code:`` for the second
factor of a person, ``link:`` for the address that tries one-time links. Success takes the count back.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sqlalchemy import Connection

from controller.errors import Unauthenticated
from controller.people import throttle
from controller.store import Store, audit, throttles
from controller.store.throttles import Throttle

TOLD_FROM = 2 * throttle.FREE
"""So many failures in a row are no mistyping any more: the log says so, once."""


def count(store: Store, keys: Sequence[str], now_ms: int) -> None:
    """Count one failure for each key. Raises ``Unauthenticated("signin-wait")`` while one of them has to wait."""
    with store.read() as conn:
        _refuse_early(conn, keys, now_ms)  # a storm of guesses takes no turn at writing
    with store.write() as conn:
        for key, one in _refuse_early(conn, keys, now_ms).items():
            failed = throttle.failed(one, key, now_ms)
            throttles.put(conn, failed)
            if failed.failures == TOLD_FROM:
                audit.append(conn, now_ms, "system", "guessed", key[:96], {"failures": failed.failures})


def _refuse_early(conn: Connection, keys: Sequence[str], now_ms: int) -> dict[str, Throttle | None]:
    known = {key: throttles.get(conn, key) for key in keys}
    wait_ms = max((throttle.left_ms(one, now_ms) for one in known.values()), default=0)
    if wait_ms > 0:
        raise Unauthenticated("signin-wait", seconds=math.ceil(wait_ms / 1000))
    return known


def forgive(conn: Connection, address: str) -> None:
    """This address was right: what was counted for it beforehand is taken back."""
    for key in (*at(address), *linking(address)):
        throttles.forgive(conn, key)


def at(address: str) -> list[str]:
    """The key of an address at sign-in; none for what comes from no address."""
    return [f"address:{throttle.customer(address)}"] if address else []


def linking(address: str) -> list[str]:
    """The key of an address that opens one-time links."""
    return [f"link:{throttle.customer(address)}"] if address else []
