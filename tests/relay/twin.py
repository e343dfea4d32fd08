"""A radio station of the tests: a small HTTP server that sends what real ones do, and what they should not.

Each path is one manner (`MANNERS`). The sound is an MP3 made once, sent in real time after a burst, as Icecast does.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.relay.relay_sounds import RATE_BYTES, SILENCE, STATION, TWIN

BURST_S = 4
STEP_S = 0.1
Handler = BaseHTTPRequestHandler


class Twin:
    """The station. `asked` are the paths that somebody opened, in order; `dead` ones answer no more."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.broken: set[str] = set()
        self.started: dict[str, float] = {}
        self.late_ms = 0.0
        """How late something was sent, at worst."""
        twin = self

        class Door(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                twin.asked.append(self.path)
                MANNERS.get(self.path.split("?")[0], _missing)(twin, self)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self.over = False

    def close(self) -> None:
        self.over = True
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


@contextmanager
def twin() -> Iterator[Twin]:
    """A station on a free port."""
    station = Twin()
    station._thread.start()
    try:
        yield station
    finally:
        station.close()


def _head(door: Handler, kind: str = "audio/mpeg", status: int = 200, **more: str) -> None:
    door.send_response(status)
    door.send_header("content-type", kind)
    for name, value in more.items():
        door.send_header(name.replace("_", "-"), value)
    door.end_headers()


def _stream(station: Twin, door: Handler, pieces: Callable[[int], bytes], burst_s: float = BURST_S) -> None:
    """A tenth of a second at a time, in step with the clock, until the listener goes or `pieces` gives nothing."""
    began = time.monotonic() - burst_s
    number = 0
    try:
        while not station.over:
            if number * STEP_S > burst_s:
                station.late_ms = max(station.late_ms, 1000 * (time.monotonic() - began - (number + 1) * STEP_S))
            while number * STEP_S < time.monotonic() - began:
                piece = pieces(number)
                if not piece:
                    return
                door.wfile.write(piece)
                number += 1
            door.wfile.flush()
            time.sleep(STEP_S / 2)
    except OSError:
        return


def _step(data: bytes, number: int) -> bytes:
    step = int(RATE_BYTES * STEP_S)
    at = number * step % (len(data) - step)
    return data[at : at + step]


def _good(station: Twin, door: Handler) -> None:
    _head(door, icy_name="Dai thu nghiem", icy_br="64")
    _stream(station, door, lambda number: b"" if door.path in station.broken else _step(STATION(), number))


def _dies(station: Twin, door: Handler) -> None:
    """For a second and a half, then the connection is gone; from then on nobody is there."""
    first = station.started.setdefault(door.path, time.monotonic())
    if time.monotonic() - first > 1.0:
        door.connection.close()
        return
    _head(door)
    _stream(station, door, lambda number: _step(STATION(), number) if number < 15 else b"", burst_s=0.5)


def _comes_back(station: Twin, door: Handler) -> None:
    """Nobody is there for the first seconds."""
    first = station.started.setdefault(door.path, time.monotonic())
    if time.monotonic() - first < 2.5:
        _head(door, status=503)
        return
    _good(station, door)


def _falls_silent(station: Twin, door: Handler) -> None:
    _head(door)
    _stream(station, door, lambda number: _step(STATION(), number) if number < 105 else _step(SILENCE(), number), 1.5)


def _garbage(station: Twin, door: Handler) -> None:
    _head(door)
    _stream(station, door, lambda number: bytes((number * 7 + i * i) % 251 for i in range(2_000)))


def _page(_: Twin, door: Handler) -> None:
    _head(door, "text/html")
    door.wfile.write(b"<html>Dai tam nghi</html>")


def _playlist(_: Twin, door: Handler) -> None:
    _head(door, "application/octet-stream")
    door.wfile.write(b"#EXTM3U\n#EXTINF:-1,x\nfile:///etc/passwd\nhttp://127.0.0.1:1/secret\n" * 40)


def _elsewhere(station: Twin, door: Handler) -> None:
    _head(door, status=302, location=f"http://localhost:{station.url.rsplit(':', 1)[1]}/good")


def _playlist_elsewhere(_: Twin, door: Handler) -> None:
    """A list whose pieces lie in another place."""
    _head(door, "application/vnd.apple.mpegurl")
    door.wfile.write(
        b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://localhost:9/a.ts\n#EXTINF:2,\nhttp://localhost:9/b.ts\n"
    )


def _moved(_: Twin, door: Handler) -> None:
    _head(door, status=302, location="/good")


def _round(_: Twin, door: Handler) -> None:
    _head(door, status=302, location="/round")


def _other_codec(station: Twin, door: Handler) -> None:
    """Says MP3, sends Opus."""
    _head(door)
    _stream(station, door, lambda number: _step(TWIN(), number))


def _flood(station: Twin, door: Handler) -> None:
    """As fast as it can, for ever."""
    _head(door)
    try:
        while not station.over:
            door.wfile.write(STATION())
    except OSError:
        return


def _drip(station: Twin, door: Handler) -> None:
    """A byte now and then: the connection lives, the sound does not."""
    _head(door)
    try:
        while not station.over:
            door.wfile.write(b"\xff")
            door.wfile.flush()
            time.sleep(0.5)
    except OSError:
        return


def _missing(_: Twin, door: Handler) -> None:
    _head(door, "text/plain", 404)


MANNERS: dict[str, Callable[[Twin, Handler], None]] = {
    "/good": _good,
    "/dies": _dies,
    "/comes-back": _comes_back,
    "/falls-silent": _falls_silent,
    "/garbage": _garbage,
    "/page": _page,
    "/playlist": _playlist,
    "/elsewhere": _elsewhere,
    "/moved": _moved,
    "/round": _round,
    "/list-elsewhere": _playlist_elsewhere,
    "/other-codec": _other_codec,
    "/flood": _flood,
    "/drip": _drip,
}
