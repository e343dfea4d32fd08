"""How a campaign is run: its waves, its hours, how many at once, what is well, and what is too much."""

from __future__ import annotations

import math
from typing import Annotated

import msgspec
from msgspec import Meta

from controller.health.sleep import Window

NIGHT = Window.read("21:00-05:30")
"""No box that is heard when it starts is started then, whatever hours a campaign has."""


class Wave(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many boxes, or such a share of all."""

    boxes: Annotated[int, Meta(ge=0, le=100_000)] = 0
    percent: Annotated[int, Meta(ge=0, le=100)] = 0

    def __post_init__(self) -> None:
        if (self.boxes > 0) == (self.percent > 0):
            raise ValueError("a wave is either a number of boxes or a share of all")

    def size(self, all_: int) -> int:
        """Of so many."""
        return self.boxes or math.ceil(self.percent * all_ / 100)


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last wave takes all that are left."""

    waves: Annotated[tuple[Wave, ...], Meta(min_length=1, max_length=8)] = (
        Wave(boxes=1),
        Wave(percent=5),
        Wave(percent=25),
        Wave(percent=100),
    )
    hours: Annotated[tuple[str, ...], Meta(max_length=8)] = ()
    """Wall times of each box's place in which it may be asked; none: always."""
    settle_s: Annotated[int, Meta(ge=60, le=86_400)] = 900
    """Well is who ran the new software, reachable and with heartbeats, for so long."""
    margin_s: Annotated[int, Meta(ge=0, le=86_400)] = 1_200
    """Nothing is to sound for so long after a start."""
    trial_s: Annotated[int, Meta(ge=60, le=3_600)] = 600
    """What a box has to prove itself."""
    patience_s: Annotated[int, Meta(ge=300, le=86_400)] = 3_600
    """Who is not back by then is lost; who cannot be reached for so long is left for later."""
    spread_s: Annotated[int, Meta(ge=0, le=3_600)] = 300
    """Within this the boxes of a round begin to fetch."""
    at_once: Annotated[int, Meta(ge=1, le=1_000)] = 40
    """Under way everywhere: the service's line."""
    at_once_place: Annotated[int, Meta(ge=1, le=1_000)] = 4
    """Under way in one place: its cell."""
    most: Annotated[int, Meta(ge=1, le=100_000)] = 2
    """So many failures of a wave stop it (all of a smaller wave), ..."""
    most_percent: Annotated[int, Meta(ge=0, le=100)] = 5
    """... if they are also such a share of it."""
    days: Annotated[int, Meta(ge=1, le=90)] = 14
    """After so many it ends, whoever was not reached."""

    def __post_init__(self) -> None:
        for text in self.hours:
            Window.read(text)

    def closes_at(self, zone: str, now_ms: int, *, chirps: bool) -> int | None:
        """Until when a box may be started that may be now; None where it may not."""
        ends = [now_ms + self.patience_s * 1000]
        if self.hours:
            spans = [span for text in self.hours for span in Window.read(text).around(now_ms, zone)]
            ends.append(max((span.until_ms for span in spans if span.since_ms <= now_ms), default=0))
        if chirps:
            nights = sorted(span for span in NIGHT.around(now_ms, zone) if span.until_ms > now_ms)
            ends.append(nights[0].since_ms)
        return min(ends) if min(ends) > now_ms else None

    def too_many(self, bad: int, size: int) -> bool:
        """Whether a wave of this size stands so many failures no longer."""
        return bad >= min(self.most, max(size, 1)) and bad * 100 >= self.most_percent * size


def read(given: object) -> Terms:
    """From JSON that was decoded. Raises ``ValueError``."""
    try:
        return msgspec.convert(given, Terms)
    except msgspec.ValidationError as problem:
        raise ValueError(str(problem)) from problem
