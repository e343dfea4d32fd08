"""Areas merged and split: steps, what they will do, how far a change has come."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from controller.api.models.places import Level
from controller.api.models.shapes import Code, Given, Name, Sentence, Told, example


class Make(Given):
    """A new area."""

    do: Literal["make"]
    code: Code
    parent: Code
    level: Level
    name: Name
    hours: dict[str, Any] | None = None
    volume_cap: int | None = Field(default=None, ge=0, le=100)


class Hang(Given):
    """An area with all below it comes under another one."""

    do: Literal["hang"]
    area: Code
    under: Code


class Rename(Given):
    """An area gets another name."""

    do: Literal["rename"]
    area: Code
    name: Name


class End(Given):
    """An area is no more: what is still in it goes to its only successor, people and notices to the first."""

    do: Literal["end"]
    area: Code
    into: list[Code] = Field(max_length=20)


class Rehome(Given):
    """One device belongs to another area."""

    do: Literal["rehome"]
    device: Code
    area: Code


Step = Annotated[Make | Hang | Rename | End | Rehome, Field(discriminator="do")]


class AreaChangeGiven(Given):
    model_config = example(
        {"effect": "2027-01-01", "steps": [{"do": "end", "area": "xa-tan-lap", "into": ["xa-tan-hoa"]}], "note": ""}
    )

    effect: Code = Field(description="the local day, YYYY-MM-DD, from 00:00")
    steps: list[Step] = Field(max_length=500)
    note: Sentence = ""


class Agreed(Given):
    anyway: bool = Field(default=False, description="also where something falls silent by it")


class Cancelled(Given):
    reason: Sentence = ""


class Moves(Told):
    id: str
    name: str
    before: list[str]
    after: list[str]


class Reworded(Told):
    id: str
    title: str
    before: list[str]
    after: list[str]


class Reaches(Told):
    id: str
    name: str
    gained: list[str]
    lost: list[str]


class OtherHours(Told):
    devices: list[str]
    before: str
    after: str


class Silent(Told):
    id: str
    title: str
    code: str
    devices: list[str]


class Preview(Told):
    """What the change will do."""

    moves: list[Moves]
    reworded: list[Reworded] = Field(description="audiences that name an area that ends")
    reaches: list[Reaches] = Field(description="announcements of areas that go on and have others in them")
    people: list[Reaches] = Field(description="who comes to reach other devices")
    hours: list[OtherHours]
    silent: list[Silent] = Field(description="what could be broadcast before and can not afterwards")
    sentences: list[str]


class AreaChange(Told):
    id: str
    effect: str
    effect_ms: int
    steps: list[dict[str, Any]]
    state: Literal["proposed", "agreed", "done", "cancelled", "failed"]
    note: str
    reason: str
    maker: str
    approver: str | None
    created_ms: int
    agreed_ms: int | None
    done_ms: int | None
