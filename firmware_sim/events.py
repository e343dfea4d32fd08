"""What the shells tell a brain, each with nothing but facts."""

from __future__ import annotations

from msgspec import Struct

from devices.messages import Evidence, PanelState


class Started(Struct, frozen=True, gc=False):
    """The first frame is out. ``late_ms``: after the instant that was asked for."""

    id: str
    late_ms: int = 0


class Sounding(Struct, frozen=True, gc=False):
    """Enough was heard to swear that it sounds; evidence so far."""

    id: str
    evidence: Evidence


class Ended(Struct, frozen=True, gc=False):
    """The last frame is out (or `Silence` was obeyed)."""

    id: str
    evidence: Evidence


class Broken(Struct, frozen=True, gc=False):
    """It cannot be played, or not further."""

    id: str
    reason: str
    evidence: Evidence | None = None


class Shown(Struct, frozen=True, gc=False):
    """The panel shows it. ``picture`` is SHA-256 of the raw RGB frame."""

    id: str
    picture: str


class NotShown(Struct, frozen=True, gc=False):
    """The panel shows what it showed before."""

    id: str
    reason: str


class Sensed(Struct, frozen=True, gc=False):
    """What the panel says of itself, and the frame that was read back from it, whenever either has changed."""

    frame: str
    panel: PanelState


class Fetched(Struct, frozen=True, gc=False):
    """A fetch has ended. Without a reason the file is on the shelf, verified and test-decoded."""

    hash: str
    reason: str = ""


class Checked(Struct, frozen=True, gc=False):
    """The self-test has ended; without a reason all is well."""

    id: str
    reason: str = ""
    level: float | None = None


class Sent(Struct, frozen=True, gc=False):
    """A text was sent, or not, and why."""

    id: str
    reason: str = ""


class Received(Struct, frozen=True, gc=False):
    """The stream of a relay, named by its description's hash, can be heard; or not, and why."""

    hash: str
    reason: str = ""


class Losing(Struct, frozen=True, gc=False):
    """Many pieces of a talk are lost, or none any more."""

    id: str
    many: bool


Event = Started | Sounding | Ended | Broken | Shown | NotShown | Sensed | Fetched | Checked | Sent | Received | Losing
