"""Speaking live: what is asked, what is on the air, what was said."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from controller.api.models.announcements import Delivery
from controller.api.models.shapes import Code, Given, Told, example


class LiveGiven(Given):
    """To speak live to some areas, and all below them."""

    model_config = example({"areas": ["thon-dong", "thon-doai"], "klass": "priority", "minutes": 10})

    areas: list[Code] = Field(min_length=1, max_length=200)
    klass: Literal["priority", "emergency"] = "priority"
    minutes: int = Field(default=10, ge=1, le=60, description="it ends by itself after this")
    volume: int = Field(default=70, ge=0, le=100)
    drill: bool = False


class Meanwhile(Told):
    """What is planned for the time of the talk, and what becomes of it (the word of its own policy)."""

    announcement: str
    title: str
    klass: str
    start_ms: int
    end_ms: int
    becomes: Literal["stop", "pause", "defer", "never", "goes-first"]


class LiveSeen(Told):
    """That it may be: how loud, and what it touches. ``exempt``: the rules that an emergency is exempt from."""

    volume: int
    exempt: list[str]
    meanwhile: list[Meanwhile]


class Place(Told):
    code: str
    name: str


class Talk(Told):
    """One talk. It sounds ``at_ms - mouth_ms`` after it was spoken."""

    id: str
    who: str
    areas: list[Place]
    klass: str
    drill: bool
    volume: int
    created_ms: int
    mouth_ms: int = Field(description="the first word: the end of the count-down")
    at_ms: int
    longest_ms: int
    ended_ms: int | None
    why: str
    recording: str | None = Field(description="hash of the recording: `GET /media/{hash}` gives its sound")


class TalkBegun(Talk):
    now_ms: int = Field(description="true time of this answer, for the count-down")
    microphone: str = Field(description="where the microphone's WebSocket is")


class TalkWithReceipts(Talk):
    losing: list[str] = Field(description="devices that lose many of its pieces now, by their own last word")
    deliveries: list[Delivery]
