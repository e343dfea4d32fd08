"""What the service tells a broker that may have forgotten everything: its keys, its alerts, all timetables, that it is
there.

Sent again after each connection: a broker that was killed with an empty memory, or replaced by another, is whole again
within seconds, and a device that hears what it already has does nothing.
"""

from __future__ import annotations

from controller.broadcast.desk import Desk
from controller.fleet import keys, lasting
from controller.ports import Sends
from controller.store import outbox, timetables
from devices.messages import Alive
from devices.topics import TABLE, Kind

PAGE = 500
ALIVE_LIFE_MS = 30 * 86_400_000


def welcome(desk: Desk, link: Sends, boot: str) -> int:
    """Publish everything that is retained; how many timetables."""
    with desk.store.read() as conn:
        listed = keys.document(conn)
    if listed is not None:
        _retain(link, Kind.KEYS, "", listed)
    lasting.renew(desk, link)  # before the timetables: thousands of them take a while
    sent = _timetables(desk, link)
    now_ms = desk.now_ms()
    signer = desk.signer()
    with desk.store.read() as conn:
        spread = _spread(len(timetables.marks(conn)))
    alive = Alive(iat=now_ms, exp=now_ms + ALIVE_LIFE_MS, boot=boot, spread=spread)
    # Last: devices answer it with what they hold, and should hold the newest by then.
    _retain(link, Kind.ALIVE, "", signer.seal(alive, "alive", signer.root_area))
    with desk.store.write() as conn:
        outbox.hurry(conn, now_ms, outbox.CMD)
    return sent


def _timetables(desk: Desk, link: Sends) -> int:
    sent, after = 0, ""
    while True:
        with desk.store.read() as conn:
            page = timetables.every(conn, after, PAGE)
        for one in page:
            _retain(link, Kind.WANT, one.device, one.document)
        sent += len(page)
        if len(page) < PAGE:
            return sent
        after = page[-1].device


def _retain(link: Sends, kind: Kind, name: str, document: bytes) -> None:
    row = TABLE[kind]
    link.publish(row.of(name), document, row.qos, row.retained)


def _spread(devices: int) -> int:
    """How far apart devices answer, in ms: about 500 a second, so that an old PC keeps up."""
    return max(1_000, devices * 2)
