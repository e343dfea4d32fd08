"""The page for residents, and what they tell."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from controller.api.models.shapes import Given, Text, Told, example


class SwitchGiven(Given):
    model_config = example({"open": True})

    open: bool


class Switch(Told):
    """Whether a commune's page is open."""

    area: str
    open: bool
    since_ms: int | None
    address: str


class Time(Told):
    """One time of a notice."""

    occurrence: str = Field(description="of a play at once: the id of its order")
    start_ms: int
    state: Literal["coming", "now", "sounded", "over", "cancelled", "dropped"] = Field(
        description="sounded: a box reported it; over: it is past by the plan; dropped: it gave way to something else"
    )


class PublicNotice(Told):
    """One thing that is told."""

    announcement: str
    title: str
    text: str
    klass: Literal["normal", "priority", "emergency"]
    page: bool = Field(description="it is on electronic boards, too")
    where: list[str] = Field(description="names of places; empty: the whole commune")
    times: list[Time]
    mp3: str = Field(description="path of the sound, once it was due; empty: none")
    opus: str


class PublicBoard(Told):
    """A board, and the picture of what it reports to show."""

    name: str
    place: str
    title: str
    picture: str
    at_ms: int | None


class PublicEmergency(Told):
    """What is called out now."""

    headline: str
    text: str
    place: str
    since_ms: int
    drill: bool


class OnAir(Told):
    """What sounds now without a time of its own."""

    kind: Literal["talk", "play"] = Field(description="talk: somebody speaks live; play: let sound at once")
    title: str = Field(description="of the announcement; empty for a talk")
    where: list[str] = Field(description="names of places; empty: the whole commune")
    since_ms: int
    drill: bool


class PublicPage(Told):
    """Everything that a commune tells everybody."""

    area: str
    name: str
    made_ms: int
    emergencies: list[PublicEmergency]
    on_air: list[OnAir]
    today: list[PublicNotice]
    coming: list[PublicNotice]
    earlier: list[PublicNotice]
    boards: list[PublicBoard]


class FeedbackGiven(Given):
    model_config = example(
        {
            "once": "0d9c2f3e5b7a41c89be0f1d2a3c4b5e6",
            "kind": "unclear",
            "words": "Loa rè từ hôm qua.",
            "phone": "0912345678",
            "place": "thon-dong",
            "occurrence": "a7k2m9.20261122t0530",
        }
    )

    once: Text = Field(max_length=40, description="32 random hex digits; the same again is the same message")
    kind: Text = Field(max_length=20, description="unclear, loud, silent, other")
    words: Text = Field(default="", max_length=20_000)
    phone: Text = Field(default="", max_length=60)
    place: Text = Field(default="", max_length=64, description="a hamlet's code, or a horn's word from the page's form")
    occurrence: Text = Field(default="", max_length=96, description="the time that it is about")


class FeedbackTaken(Told):
    """It was taken; under this address who sent it reads the answer."""

    receipt: str


class AnswerGiven(Given):
    model_config = example({"answer": "Loa đã được thay sáng nay."})

    answer: Text = Field(max_length=20_000)


class Feedback(Told):
    """What a resident told."""

    id: str
    area: str
    hamlet: str | None
    device: str | None
    announcement: str | None
    occurrence: str
    kind: Literal["unclear", "loud", "silent", "other"]
    words: str
    phone: str = Field(description="only for who may answer; empty after a time")
    suspect: bool = Field(description="a field was filled that no person sees")
    state: Literal["new", "answered", "closed"]
    answer: str
    came_ms: int
    changed_ms: int
