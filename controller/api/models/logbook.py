"""The station's book, for programs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from controller.api.models.shapes import Code, Given, Told, example


class Tally(Told):
    """How many devices of a kind came how far."""

    good: int
    bad: int
    open: int = Field(description="on the way, or silent so far")
    reasons: dict[str, int] = Field(examples=[{"dark": 1}], description="why it was bad")


class MendGiven(Given):
    """What to do about what failed."""

    model_config = example({"kind": "again", "devices": ["loa-dong-1"]})

    kind: Literal["again", "report", "selftest"]
    devices: list[Code] = Field(default=[], max_length=60, description="all that failed, if left out")


class Mended(Told):
    ordered: int = Field(description="devices that were asked")


class BookLine(Told):
    """What was due or given at an instant; the words are in the reader's language."""

    id: str = Field(description="of the occurrence, talk, alarm or order", examples=["a7k2m9qrt.20261122t0530"])
    kind: Literal["notice", "talk", "alert", "play"]
    announcement: str
    at_ms: int
    until_ms: int | None
    title: str
    klass: str = Field(serialization_alias="class")
    state: str
    drill: bool
    source: str
    maker: str
    approver: str
    result: str = Field(examples=["5/6 loa, 2/2 bảng"])
    look: Literal["good", "some", "bad", "calm", "struck"]
    note: str
    speakers: Tally
    boards: Tally


class BookPage(Told):
    """Some lines, the newest first; ``next`` asks for those behind them."""

    lines: list[BookLine]
    next: str | None = Field(examples=["1795300200000-a7k2m9qrt.20261122t0530"])
