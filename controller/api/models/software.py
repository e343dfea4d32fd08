"""Software of boxes: releases of makers, and campaigns."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from controller.api.models.shapes import Code, Given, Text, Told, example


class Release(Told):
    """What a maker signed about one image."""

    id: str
    area: str
    model: str
    v: int = Field(description="rises with each release of the model: a box never goes back")
    version: str
    least: int = Field(description="it installs only over this release or a later one")
    image: str = Field(description="SHA-256; its bytes are at `/media/{hash}`")
    bytes: int
    kid: str = Field(description="the maker's key")
    created_ms: int
    ended_ms: int | None = Field(description="since when it is offered no more")


class CampaignGiven(Given):
    model_config = Given.model_config | example({"release": "r-5d2k8", "area": "xa-tan-hoa"})

    release: Code
    area: Code = Field(description="all boxes of the release's model there and below it")
    pilot: Annotated[Text, Field(max_length=64)] = Field(default="", description="the box that shall be the first")
    terms: dict[str, Any] = Field(
        default_factory=dict,
        description="waves ([{boxes: 1}, {percent: 5}, …]), hours, settle_s, margin_s, trial_s, patience_s, spread_s, "
        "at_once, at_once_place, most, most_percent, days; what is left out is as usual",
    )


State = Literal["running", "paused", "stopped", "aborted", "finished"]


class StateGiven(Given):
    state: Literal["running", "paused", "aborted"] = Field(description="go on, hold up, give up")


class Wave(Told):
    """One wave: how many boxes of it stand how."""

    wave: int = Field(description="from 1; 0: not drawn yet")
    boxes: dict[str, int]


class Campaign(Told):
    """One release on its way to many boxes."""

    id: str
    release: str
    version: str
    model: str
    area: str
    pilot: str
    state: State = Field(description="stopped: by itself, by too many failures")
    wave: int = Field(description="the open one, from 1")
    waves: list[Wave]
    terms: dict[str, Any]
    created_ms: int
    changed_ms: int = Field(description="since when the state is what it is")
    until_ms: int


class Box(Told):
    """One box of a campaign."""

    device: str
    wave: int = Field(description="from 1; 0: not drawn yet")
    state: Literal[
        "waiting", "drawn", "asked", "held", "ready", "trying", "settling", "well", "failed", "refused", "lost"
    ]
    since_ms: int
    reason: str
    tries: int
    runs: str = Field(description="SHA-256 of the image that it says it runs")


class Story(Campaign):
    """With each of its boxes."""

    boxes: list[Box]
