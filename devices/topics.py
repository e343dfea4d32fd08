"""The topic table: who may write what, with which quality of service, retained or not, signed as what.

Topic levels are ``a–z 0–9 -`` only; QoS 0 and 1 only; nobody reads retained messages through a wildcard, so that the
contract holds on every broker worth using.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple

ROOT = "tl1"


class Kind(enum.StrEnum):
    """What a topic carries."""

    WANT = "want"
    COMMAND = "cmd"
    GROUP_COMMAND = "group-cmd"
    ALERT = "alert"
    LIVE = "live"
    ALIVE = "alive"
    KEYS = "keys"
    TIME_ANSWER = "time-answer"
    STATE = "state"
    HAVE = "have"
    REPORT = "report"
    BEAT = "beat"
    TIME_QUESTION = "time-question"


@dataclass(frozen=True, slots=True)
class Topic:
    """One row of the table. ``pattern`` has ``{d}`` for a device, ``{g}`` for an area, ``{s}`` for a live session."""

    kind: Kind
    pattern: str
    qos: int
    retained: bool
    typ: str | None
    """The ``typ`` of the signed document it carries; None for what goes up, and for live sound (see `live`)."""

    def of(self, name: str = "", session: str = "") -> str:
        """The topic for one device or area."""
        return self.pattern.format(d=name, g=name, s=session)


TABLE: dict[Kind, Topic] = {
    row.kind: row
    for row in (
        Topic(Kind.WANT, "tl1/d/{d}/want", 1, True, "timetable"),
        Topic(Kind.COMMAND, "tl1/d/{d}/cmd", 1, False, "command"),
        Topic(Kind.GROUP_COMMAND, "tl1/g/{g}/cmd", 1, False, "command"),
        Topic(Kind.ALERT, "tl1/g/{g}/alert", 1, True, "alert"),
        Topic(Kind.LIVE, "tl1/g/{g}/live/{s}", 0, False, None),
        Topic(Kind.ALIVE, "tl1/svc/alive", 1, True, "alive"),
        Topic(Kind.KEYS, "tl1/svc/keys", 1, True, "keys"),
        Topic(Kind.TIME_ANSWER, "tl1/d/{d}/time", 0, False, "time"),
        Topic(Kind.STATE, "tl1/u/{d}/state", 1, True, None),
        Topic(Kind.HAVE, "tl1/u/{d}/have", 1, False, None),
        Topic(Kind.REPORT, "tl1/u/{d}/report", 1, False, None),
        Topic(Kind.BEAT, "tl1/u/{d}/beat", 0, False, None),
        Topic(Kind.TIME_QUESTION, "tl1/u/{d}/time", 0, False, None),
    )
}

_BY_SHAPE: dict[tuple[str, str, int], Kind] = {
    (level[1], level[3] if len(level) > 3 else level[-1], len(level)): kind
    for kind, row in TABLE.items()
    for level in [row.pattern.split("/")]
}


class Heard(NamedTuple):
    """A topic, read: its kind, the device or area that it names ('' for the service's own), the live session."""

    kind: Kind
    name: str
    session: str = ""


def read(topic: str) -> Heard | None:
    """What ``topic`` is, or None where it is none of the contract."""
    levels = topic.split("/")
    if levels[0] != ROOT or not 3 <= len(levels) <= 5:
        return None
    kind = _BY_SHAPE.get((levels[1], levels[3] if len(levels) > 3 else levels[-1], len(levels)))
    if kind is None:
        return None
    return Heard(kind, levels[2] if len(levels) > 3 else "", levels[4] if len(levels) == 5 else "")


def subscriptions(device: str, areas: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """What a device listens to: its own branch, the groups of its path, the service."""
    own = [(TABLE[kind].of(device), TABLE[kind].qos) for kind in (Kind.WANT, Kind.COMMAND, Kind.TIME_ANSWER)]
    groups = [(TABLE[kind].of(area), 1) for area in areas for kind in (Kind.GROUP_COMMAND, Kind.ALERT)]
    service = [(TABLE[kind].of(), 1) for kind in (Kind.ALIVE, Kind.KEYS)]
    return tuple(own + groups + service)
