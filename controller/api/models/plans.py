"""A plan to read, and the addresses at which calendar programs read it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from controller.api.models.shapes import Code, Given, Text, Told, example

State = Literal["planned", "moved", "cut", "dropped", "asks", "cancelled", "past"]


class Fate(Told):
    """What becomes of one time on some devices."""

    state: State
    start_ms: int
    end_ms: int
    words: list[str] = Field(description="why, in the reader's language")
    devices: list[str]


class PlanEntry(Told):
    """One time of one announcement. ``state`` is that of most devices; ``fates`` where they differ."""

    occurrence: str = Field(examples=["a7k2m9qrt.20261122t0530"])
    announcement: str
    title: str
    klass: str = Field(serialization_alias="class")
    sound: bool
    page: bool
    state: State
    programme: str | None = Field(description="the programme in whose running list it stands at that time")
    due_ms: int = Field(description="its own time by its rule")
    start_ms: int
    end_ms: int
    start: str = Field(description="wall time in the zone of the plan", examples=["2026-11-22T05:30"])
    words: list[str] = Field(
        description="what happens to it, in the reader's language",
        examples=[["Phát muộn 5 phút, sau bản tin ưu tiên hơn: “Bão số 9”."]],
    )
    fates: list[Fate] = Field(description="one, or more where devices differ; none of what is behind or cancelled")


class Plan(Told):
    """What an area or a device has to do on whole local days, in order."""

    kind: Literal["area", "device"]
    code: str
    name: str
    zone: str
    first: str = Field(examples=["2026-11-23"])
    last: str = Field(examples=["2026-11-29"])
    entries: list[PlanEntry]


class FeedGiven(Given):
    model_config = example({"kind": "area", "target": "xa-tan-hoa", "name": "Điện thoại của anh Bình"})

    kind: Literal["area", "device"]
    target: Code
    name: Text = Field(max_length=160)


class Feed(Told):
    id: str
    kind: str
    target: str
    name: str
    created_ms: int
    revoked_ms: int | None


class NewFeed(Told):
    """``url`` holds the secret: it is shown this once and kept nowhere."""

    id: str
    url: str
