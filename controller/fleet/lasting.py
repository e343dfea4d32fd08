"""What the broker retains of alerts: said again to one that may have forgotten, taken away when its time is over."""

from __future__ import annotations

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.fleet import alert
from controller.ports import Sends
from controller.store import alerts
from devices.topics import TABLE, Kind

_ROW = TABLE[Kind.ALERT]
NOTHING = b""
"""How a broker is told to retain nothing."""


def renew(desk: Desk, link: Sends) -> int:
    """Publish every alert and end again that is not over yet; how many."""
    now_ms = desk.now_ms()
    with desk.store.read() as conn:
        kept = [one for one in alerts.retained(conn) if one.expires_ms > now_ms]
    for one in kept:
        _publish(link, one.scope, one.document)
    return len(kept)


def clear(desk: Desk, link: Sends) -> int:
    """Take from the broker what has expired, and note what ended so; of how many areas."""
    now_ms = desk.now_ms()
    with desk.store.read() as conn:
        over = {one.scope for one in alerts.retained(conn) if one.expires_ms <= now_ms}
    if not over:
        return 0
    cleared = 0
    with desk.store.write() as conn:
        lapsed = alerts.lapse(conn, now_ms)
        for scope in sorted(over):
            # published inside: nobody raises another alert of this area meanwhile, which would be taken away
            if _publish(link, scope, _left(conn, desk, scope, now_ms)):
                alerts.cleared(conn, scope, now_ms)
                cleared += 1
    for id in lapsed:
        desk.bus.say("alert", id=id)
    return cleared


def _left(conn: Connection, desk: Desk, scope: str, now_ms: int) -> bytes:
    """What an area's topic retains when its newest alert has expired: the end of an older one that would last longer,
    told anew, or nothing."""
    older = [one for id in alerts.ended_early(conn, scope, now_ms) if (one := alerts.get(conn, id)) is not None]
    if not older:
        return NOTHING
    document = alert.ending(conn, desk, older[-1])
    alerts.retain(conn, older[-1].id, document)
    return document


def _publish(link: Sends, scope: str, document: bytes) -> bool:
    return link.publish(_ROW.of(scope), document, _ROW.qos, _ROW.retained)
