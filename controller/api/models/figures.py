"""A month's figures, for programs."""

from __future__ import annotations

from pydantic import Field

from controller.api.models.logbook import Tally
from controller.api.models.shapes import Told


class ClassSum(Told):
    """Of one class."""

    due: int
    gone: int = Field(description="cancelled or dropped")
    air_ms: int
    speakers: Tally
    boards: Tally


class SpokenSum(Told):
    talks: int
    air_ms: int
    alerts: int


class MonthSum(Told):
    """All that began in a month, up to now, in one's own area."""

    month: str = Field(examples=["2026-11"])
    classes: dict[str, ClassSum]
    places: dict[str, Tally] = Field(description="loudspeakers, by the code of the place where they hang")
    reasons: dict[str, int] = Field(examples=[{"dark": 12}])
    spoken: SpokenSum
    residents: dict[str, int] = Field(description="what residents told, by kind")
