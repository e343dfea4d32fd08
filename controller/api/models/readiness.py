"""Whether the boxes of a broadcast can sound, before it begins."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from controller.api.models.shapes import Told

Cause = Literal["unseen", "dark", "unsure", "clock", "timetable", "media", "selftest", "deaf", "panel"]


class Lacking(Told):
    """A device that cannot be counted on."""

    device: str
    name: str
    area: str
    due_ms: int = Field(description="when its part begins")
    causes: list[Cause] = Field(description="the cause before its symptoms; of a device that is not there only that")
    because: str = Field(examples=["mất liên lạc"])
    because_en: str


class Mended(Told):
    """A device that was not ready at the first look, and was before the broadcast began."""

    device: str
    name: str
    first: list[Cause]
    since_ms: int


class Broadcast(Told):
    """Devices that begin together, or one after the other without a pause."""

    begin_ms: int
    devices: int
    ready: int
    lacking: list[Lacking]
    mended: list[Mended]


class Readiness(Told):
    """The next broadcast as it stands now, and what was found before those that were looked at."""

    next: Broadcast | None
    taken: list[Broadcast] = Field(description="the newest first")
