"""What can be ordered of many boxes: one table. A row says who may, how long a box's own copy is good, how many boxes
get theirs at once where nobody says, and how the command for one box is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from devices.gate import CHIRP_MS
from devices.messages import (
    Command,
    Identify,
    Media,
    Network,
    QuietTone,
    Reboot,
    ReportAgain,
    SelfTest,
    SendLog,
    Tone,
    Volume,
)

LEAD_MS = 4_000
"""What sounds begins so long after it was signed."""
LOG_BYTES = 262_144
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Making:
    """One box's copy. ``url`` is the address that it alone was given, ``document`` what lies there."""

    id: str
    now_ms: int
    exp_ms: int
    nonce: str
    body: Mapping[str, Any]
    url: str = ""
    document: Media | None = None
    keys: int = 0
    plan: str = ""
    """What it is to hold now: the version of the list of keys, the hash of its timetable."""

    @property
    def head(self) -> dict[str, Any]:
        """What every command has."""
        return {"id": self.id, "iat": self.now_ms, "exp": self.exp_ms, "nonce": self.nonce}

    @property
    def at_ms(self) -> int:
        """When it sounds."""
        return self.now_ms + LEAD_MS


@dataclass(frozen=True, slots=True)
class Kind:
    """One row."""

    right: str
    make: Callable[[Making], Command]
    life_ms: int = 60 * MINUTE_MS
    """A box's copy is good so long, and the box may answer so long."""
    patience_ms: int = 10 * MINUTE_MS
    """And so long after that it may take from its first word to its last."""
    percent: int = 100
    waits_ms: int = 60 * MINUTE_MS
    """So long boxes that are away are waited for, where nobody says."""
    fragile: bool = False
    """It may cost a box its connection: where boxes do not come back, the rest is left alone."""
    door: str = ""
    """What its one-time address is for."""


def _network(making: Making) -> Network:
    assert making.document is not None
    return Network(**making.head, document=making.document, url=making.url, trial=making.body["minutes"] * MINUTE_MS)


def _selftest(making: Making) -> SelfTest:
    body = making.body
    chain: dict[str, Any] = {"keys": making.keys, "plan": making.plan} if body["chain"] else {}
    tone = QuietTone() if body["tone"] else None
    return SelfTest(**making.head, **chain, tone=tone, calibrate=body["calibrate"])


KINDS: Mapping[str, Kind] = {
    "volume": Kind("tune", lambda one: Volume(**one.head, volume=one.body["volume"])),
    "reboot": Kind("repair", lambda one: Reboot(**one.head), 5 * MINUTE_MS, percent=5, fragile=True),
    "report": Kind("repair", lambda one: ReportAgain(**one.head)),
    "selftest": Kind("repair", _selftest, 5 * MINUTE_MS),
    "identify": Kind(
        "repair",
        lambda one: Identify(
            **one.head,
            at=one.at_ms,
            blink=one.body["blink_s"] * 1000,
            chirp=one.body["chirp"],
            volume=one.body["volume"],
        ),
        MINUTE_MS,
        waits_ms=MINUTE_MS,
    ),
    "tone": Kind(
        "repair",
        lambda one: Tone(
            **one.head,
            at=one.at_ms,
            length=one.body["seconds"] * 1000,
            hertz=one.body["hertz"],
            volume=one.body["volume"],
        ),
        MINUTE_MS,
        waits_ms=MINUTE_MS,
    ),
    "log": Kind(
        "repair",
        lambda one: SendLog(**one.head, url=one.url, most=LOG_BYTES),
        10 * MINUTE_MS,
        percent=10,
        door="log",
    ),
    "network": Kind("devices", _network, 10 * MINUTE_MS, percent=5, fragile=True, door="network"),
}


def sounds_ms(kind: str, body: Mapping[str, Any]) -> int:
    """How long a horn is heard of it; 0: not at all."""
    if kind == "tone":
        return int(body["seconds"]) * 1000
    return CHIRP_MS if kind == "identify" and body["chirp"] else 0
