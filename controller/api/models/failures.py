"""What fails month by month, and what again and again."""

from __future__ import annotations

from pydantic import Field

from controller.api.models.shapes import Told


class Month(Told):
    """What was at a place in a month, whichever box hung there."""

    since_ms: int = Field(description="midnight of its first day, by the clock on the wall there")
    until_ms: int
    times: dict[str, int] = Field(description="how many incidents it was under, by rule", examples=[{"dark": 3}])
    dark_ms: int = Field(description="how long it was dark, by its incidents")
    due: int = Field(description="broadcasts that it had")
    missed: int = Field(description="of these, those that it did not sound or show")
    hung: int = Field(description="boxes that were hung up")


class Repeat(Told):
    """The same, at least three times and in more than one month."""

    rule: str
    times: int
    months: int = Field(description="in how many months")
    last_ms: int
    changed: bool = Field(description="it went on after another box was hung up: look at the place, not at the box")


class Months(Told):
    """The history of a place."""

    months: list[Month] = Field(description="this one first")
    again: list[Repeat]


class Failing(Told):
    """A place where something is wrong again and again."""

    area: str
    device: str | None = Field(description="null: it is the whole area")
    name: str
    again: list[Repeat]
