"""All relays that are being sent in pieces: begun when they are due, ended when nobody waits for them any more.

A box stops waiting when it reports the end, whatever the reason: a stop, a cancelled announcement, its own hours. So
the rows that reports write are all that has to be looked at.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from controller.broadcast.desk import Desk
from controller.live.sender import Sender
from controller.ports import Sends
from controller.relay import books
from controller.relay.books import Session
from controller.relay.carrying import Carrying
from controller.relay.due import Due, due

LOOK_S = 1.0
TURN_S = 0.1
OVER, NOBODY, SERVICE = "over", "nobody", "service"
"""Why one ended: its time is over; no box waits for it any more; the service stops."""


@dataclass(frozen=True, slots=True)
class _Under:
    """One that is under way; ``invited`` grows."""

    session: Session
    carrying: Carrying
    invited: set[str]


class Carriers:
    """Any thread may call. ``spawn`` makes one carrying run by itself; a test turns it by hand."""

    def __init__(
        self, desk: Desk, link: Callable[[], Sends], spawn: Callable[[Desk, Carrying], object] | None = None
    ) -> None:
        self._desk, self._link, self._spawn = desk, link, spawn or _spawn
        self._under: dict[tuple[str, int], _Under] = {}
        self._lock = threading.Lock()

    def look(self) -> None:
        """Begin, invite, end: whatever the rows say now."""
        with self._lock:
            now_ms = self._desk.now_ms()
            with self._desk.store.read() as conn:
                found = due(conn, now_ms)
            for key, one in found.items():
                under = self._under.get(key)
                if under is None:
                    self._begin(one, now_ms)
                elif one.boxes.keys() - under.invited:
                    self._invite(under, one)
            for key in self._under.keys() - found.keys():
                self._end(key, OVER if now_ms >= self._under[key].session.due.end_ms else NOBODY)

    def turn(self) -> None:
        """Send what has to leave now, of all."""
        for under in tuple(self._under.values()):
            under.carrying.turn(self._desk.now_ms())

    def close(self) -> None:
        """The service stops. Boxes are told nothing: it may be back in a moment, and they have the filler."""
        with self._lock:
            for key in tuple(self._under):
                self._end(key, SERVICE)

    def sends(self) -> list[Session]:
        """What is under way."""
        return [one.session for one in self._under.values()]

    def _begin(self, one: Due, now_ms: int) -> None:
        session = books.begin(self._desk, one)
        sender = Sender(session.id, (session.area,), session.key, self._link())
        quiet_ms = self._desk.settings.relay.quiet_s * 1000
        carrying = Carrying(one, self._desk.ears, sender, now_ms, quiet_ms)
        self._under[one.key] = _Under(session, carrying, set(one.boxes))
        self._spawn(self._desk, carrying)

    def _invite(self, under: _Under, one: Due) -> None:
        new = {name: root for name, root in one.boxes.items() if name not in under.invited}
        books.invite(self._desk, under.session, new)
        under.invited.update(new)

    def _end(self, key: tuple[str, int], why: str) -> None:
        under = self._under.pop(key)
        under.carrying.close(say=why != SERVICE)
        books.end(self._desk, under.session, under.carrying.heard_ms, why)


def _spawn(desk: Desk, carrying: Carrying) -> None:
    def run() -> None:
        while not carrying.closed:
            carrying.turn(desk.now_ms())
            time.sleep(TURN_S)

    threading.Thread(target=run, name="relay", daemon=True).start()
