"""The room with the microphone: who is on the air, from the count-down to the last word, and nobody else there.

Who holds the air stands in the database; what is being sent stands here. A service that dies takes every talk with
it: the boxes notice by themselves, and the books are closed at the next start (`books.close_left`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from controller.broadcast.desk import Desk
from controller.live import books, recording
from controller.live.air import Air
from controller.live.books import TAKEN, Wanted
from controller.live.recording import Recording
from controller.live.sender import Sender
from controller.people.who import Who
from controller.ports import Sends
from controller.store import areas, commands
from devices.live import SessionKey

TICK_S = 0.25
END_SAID = 8
"""The end is said again for two seconds: a message without a receipt may be lost."""
SAID, STOPPED, SERVICE, FAILED = "said", "stopped", "service", "failed"
STOPS_ASKED_MS = 1_000


class Room:
    """Everybody who speaks now. Any thread may call."""

    def __init__(self, desk: Desk, link: Callable[[], Sends]) -> None:
        self._desk, self._link = desk, link
        self._airs: dict[str, Air] = {}
        self._leaving: list[tuple[Air, int]] = []
        self._lock = threading.Lock()
        self._stops_asked_ms = 0

    def begin(self, desk: Desk, who: Who | None, name: str, wanted: Wanted) -> Air:
        """Somebody will speak after the count-down. Raises what `books.look` raises."""
        key = SessionKey()
        talk, taken = books.begin(desk, who, name, wanted, key)
        for one in taken:
            self.end(desk, one.id, who.login if who else "system", TAKEN)
        try:
            made = Recording(recording.place(desk.settings.data_dir, talk.id))
            air = Air(talk, Sender(talk.id, talk.areas, key, self._link()), made, desk.now_ms())
        except BaseException:
            # It stands in the books already, and nobody else could have the air. Boxes claim no horn for an order.
            books.end(desk, talk, "system", FAILED)
            raise
        with self._lock:
            self._airs[talk.id] = air
        desk.bus.say("live", id=talk.id, state="begins")
        return air

    def of(self, id: str) -> Air | None:
        """The talk that is on the air under this name."""
        return self._airs.get(id)

    def end(self, desk: Desk, id: str, login: str, why: str = SAID) -> bool:
        """End a talk; False where it is not on the air."""
        air = self._airs.get(id)
        if air is None or not air.end(why):
            return False
        with self._lock:
            del self._airs[id]
            self._leaving.append((air, END_SAID))
        try:
            books.end(desk, air.talk, login, why, air.slots.dropped)
        finally:
            air.is_closed = True
        return True

    def tick(self) -> None:
        """Signs of life, and the end of what is over."""
        now_ms = self._desk.now_ms()
        with self._lock:
            leaving, self._leaving = self._leaving, []
        for air, left in leaving:
            air.say_end()
            if left > 1:
                with self._lock:
                    self._leaving.append((air, left - 1))
        for air in tuple(self._airs.values()):
            if why := air.tick(now_ms):
                self.end(self._desk, air.talk.id, "system", why)
        if self._airs and now_ms - self._stops_asked_ms >= STOPS_ASKED_MS:
            self._stops_asked_ms = now_ms
            self._obey_stops()

    def close(self) -> None:
        """The service ends: so does every talk, in order."""
        for id in tuple(self._airs):
            self.end(self._desk, id, "system", SERVICE)

    def _obey_stops(self) -> None:
        """A stop silences the boxes by itself; who speaks on to nobody is told."""
        airs = tuple(self._airs.values())
        with self._desk.store.read() as conn:
            stops = commands.stops(conn, min(air.talk.created_ms for air in airs))
            paths = {one.scope: area.path for one in stops if (area := areas.get(conn, one.scope)) is not None}
            heard = {code: areas.known(conn, code).path for air in airs for code in air.talk.areas}
        for air in airs:
            over = [paths[one.scope] for one in stops if one.created_ms >= air.talk.created_ms and one.scope in paths]
            if all(any(heard[code].startswith(path) for path in over) for code in air.talk.areas):
                self.end(self._desk, air.talk.id, "system", STOPPED)
