"""Places in which people practise: all is written, agreed to and planned as ever, and nothing reaches a box.

Two gates, each enough by itself. What goes to the broker passes `Gate`, which lets nothing pass that a box there would
obey, and takes away what the broker retains. And the broker lets boxes of such a place hear no group (as
`enrol.accounts` has it), so that an order to the province above does not reach them either.
"""

from __future__ import annotations

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.ports import Sends
from controller.store import areas, devices
from devices.topics import Kind, read

HELD = frozenset({Kind.WANT, Kind.COMMAND, Kind.GROUP_COMMAND, Kind.ALERT, Kind.LIVE})
"""What makes a box sound, show or change. Keys, the time and that we are there pass: a box may be seen to work."""
_OWN = frozenset({Kind.WANT, Kind.COMMAND})
NOTHING = b""


def look(desk: Desk, conn: Connection) -> None:
    """Learn anew where people practise."""
    desk.practice.codes = frozenset(one.code for one in areas.practising(conn))


def holds(desk: Desk, topic: str) -> bool:
    """Whether what goes to this topic must reach nobody. What we know nothing about must not, either."""
    codes = desk.practice.codes
    heard = read(topic) if codes else None
    if heard is None or heard.kind not in HELD:
        return False
    with desk.store.read() as conn:
        place = devices.get(conn, heard.name) if heard.kind in _OWN else areas.get(conn, heard.name)
        if place is None:
            return True
        if not codes.isdisjoint(place.path.strip("/").split("/")):
            return True
        # A group above: real boxes hear it as long as there is a commune below that does not practise.
        below = [] if heard.kind in _OWN else areas.below(conn, place.path)
    communes = [one for one in below if one.level == "commune"]
    return bool(communes) and all(one.code in codes for one in communes)


def refuse(desk: Desk, path: str) -> None:
    """Raise ``Refused("practice-silent")`` where people practise: an order that goes nowhere helps nobody."""
    if not desk.practice.codes.isdisjoint(path.strip("/").split("/")):
        raise Refused("practice-silent")


class Gate:
    """The link to the broker, as everybody gets it."""

    def __init__(self, desk: Desk, link: Sends) -> None:
        self._desk, self._link = desk, link

    def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> bool:
        """As the link does; where people practise, the broker retains nothing instead, and gets nothing else."""
        if not holds(self._desk, topic):
            return self._link.publish(topic, payload, qos, retain)
        return self._link.publish(topic, NOTHING, qos, retain=True) if retain else True
