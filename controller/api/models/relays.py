"""Relays: where they come from, what carries them, and when they could not be heard."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from controller.api.models.shapes import Code, Given, Text, Told, example
from controller.broadcast.relay_sources import Given as SourceWish
from controller.broadcast.relays import Wish

Codec = Literal["mp3", "aac", "opus", "hls"]


class CarriedGiven(Given):
    """A source for so many minutes."""

    model_config = example({"source": "r7k2m9p4x", "minutes": 30})

    source: Code
    minutes: int = Field(description="1 to 240")

    def wish(self) -> Wish:
        """For the path."""
        return Wish(self.source, self.minutes)


class Carried(Told):
    """What was agreed to: the address as it was when the announcement was written."""

    source: str
    name: str
    address: str
    codec: Codec
    length: int = Field(description="milliseconds")
    filler: str | None = Field(description="hash of the sound that fills in while the stream does not sound")


class SourceGiven(Given):
    """A station, or a stream of a higher level."""

    model_config = example({"name": "Đài tỉnh, thời sự", "address": "https://radio.example.vn/ts.mp3", "codec": "mp3"})

    name: Annotated[Text, Field(max_length=2_000)]
    address: Annotated[Text, Field(max_length=4_000)] = Field(description="http or https, without a password")
    codec: Annotated[Text, Field(max_length=40)] = Field(description="mp3, aac, opus, hls")
    filler: str | None = Field(default=None, max_length=64, description="hash of an uploaded sound; null: silence")

    def wish(self) -> SourceWish:
        """For the path."""
        return SourceWish(self.name, self.address, self.codec, self.filler)


class Heard(Told):
    """What was heard of a stream when somebody listened."""

    fault: str = Field(description="empty, or relay-dead, relay-wrong, relay-silent")
    loudness_lufs: float | None
    title: str = Field(description="what the station calls itself")
    codec: str
    rate: int
    led: str = Field(description="where it would have gone on, if it leads to another host: enter that address instead")
    detail: str
    detail_en: str


class Source(Told):
    id: str
    area: str
    name: str
    address: str
    codec: str
    filler: str | None
    created_ms: int
    changed_ms: int


class Fault(Told):
    """A stream that could not be heard: one trouble, with the devices under it."""

    source: str
    name: str
    reasons: list[str]
    since_ms: int
    until_ms: int | None = Field(description="null while it lasts")
    devices: list[str]
    detail: str
    detail_en: str
