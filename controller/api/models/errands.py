"""Orders for many boxes, and logs that boxes sent."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from controller.api.models.shapes import Code, Given, Text, Told, example

Kind = Literal["volume", "reboot", "report", "selftest", "identify", "tone", "log", "network"]
SHAPE = ("kind", "areas", "groups", "devices", "percent", "waits_s")


class ErrandGiven(Given):
    """Something to do for a set of boxes, areas, or both. What a kind has no use for is left out."""

    model_config = example({"kind": "reboot", "areas": ["xa-tan-hoa"], "percent": 5})

    kind: Kind
    areas: list[Code] = Field(default=[], max_length=500, description="all boxes there and below")
    groups: list[Code] = Field(default=[], max_length=50, description="saved groups of places of one's own area")
    devices: list[Code] = Field(default=[], max_length=2_000)
    percent: int | None = Field(default=None, ge=1, le=100, description="so many get it at once; null: as is usual")
    waits_s: int | None = Field(
        default=None, ge=60, le=604_800, description="so long boxes that are away are waited for"
    )
    volume: int | None = Field(default=None, ge=0, le=100, description="volume, tone, identify: percent")
    seconds: int | None = Field(default=None, ge=1, le=10, description="tone")
    hertz: int | None = Field(default=None, ge=100, le=8_000, description="tone")
    blink_s: int | None = Field(default=None, ge=5, le=600, description="identify")
    chirp: bool | None = Field(default=None, description="identify: by ear, too")
    chain: bool | None = Field(default=None, description="selftest: the whole chain of keys, without a sound")
    tone: bool | None = Field(default=None, description="selftest: a quiet tone, measured; at night by administrators")
    calibrate: bool | None = Field(default=None, description="selftest: what is measured is how the box is when well")
    minutes: int | None = Field(default=None, ge=2, le=60, description="network: back to the old one after that")
    broker_host: Text | None = Field(default=None, max_length=255)
    broker_port: int | None = Field(default=None, ge=1, le=65_535)
    broker_tls: bool | None = None
    apn: Text | None = Field(default=None, max_length=100)
    apn_user: Text | None = Field(default=None, max_length=64)
    apn_password: Text | None = Field(default=None, max_length=64, description="shown nowhere again")
    wifi: Text | None = Field(default=None, max_length=32)
    wifi_password: Text | None = Field(default=None, max_length=63, description="shown nowhere again")

    def details(self) -> dict[str, Any]:
        """What belongs to the kind."""
        return self.model_dump(exclude=set(SHAPE), exclude_none=True)


class Errand(Told):
    """An order, and how many of its boxes stand where."""

    id: str
    kind: str
    scope: str = Field(description="the area that holds all its boxes")
    maker: str | None
    created_ms: int
    expires_ms: int = Field(description="until then boxes that are away are waited for")
    step: int = Field(description="so many boxes at once")
    end: Literal["", "done", "cancelled", "halted"] = Field(description="why nothing more goes out")
    ended_ms: int | None = Field(description="since when no box is waited for")
    body: Any
    rungs: dict[str, int] = Field(description="boxes by rung: planned (waits for its turn), sent, held, …")


class Box(Told):
    device: str
    name: str
    rung: str
    reason: str
    sent_ms: int | None
    ended_ms: int | None
    level_dbfs: float | None


class ErrandWithBoxes(Errand):
    boxes: list[Box]


class BoxLog(Told):
    """A log that a box sent."""

    id: str
    command: str
    at_ms: int
    bytes: int


class SelfTested(Told):
    """What one self-test found. Levels in dBFS."""

    command: str
    at_ms: int
    kind: Literal["plain", "silent", "quiet"]
    passed: bool
    reason: str
    calibrates: bool
    level: float | None
    current: int | None = Field(description="mA")
    microphone: float | None
    ambient: float | None
    lacks: float | None = Field(description="dB less than when it was well")
