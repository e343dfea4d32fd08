"""The order in which colliding priority announcements go, and what became of occurrences."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from controller.api.models.shapes import Code, Given, Told, example


class OrderGiven(Given):
    """Which goes first: all that collide, each once. The latest word counts."""

    model_config = example({"announcements": ["a7k2m9qrt", "a3f8w2xyz"]})

    announcements: tuple[Code, ...] = Field(max_length=50, description="ids, first to sound first")


class Order(Told):
    id: int
    announcements: list[str]
    area: str
    maker: str
    given_ms: int


class Rival(Told):
    """One of those that are due at the same time."""

    id: str
    title: str
    area: str
    start: str = Field(description="first start, wall time of the area")
    zone: str
    length_ms: int
    state: str


class Place(Told):
    """A device, where it stands."""

    device: str
    name: str
    area: str
    area_name: str


class OpenQuestion(Told):
    """Priority announcements of the commune that are due at the same time: none of them sounds until it is answered."""

    announcements: list[Rival]
    devices: list[Place]
    first_ms: int = Field(description="when the first of them is due: an answer before it comes in time for all")
    until_ms: int = Field(description="then the first of them is given up, and that is on record (`order-missed`)")
    may_answer: bool = Field(description="whether this person may")


class Account(Told):
    """What became of one time of an announcement: one line for each outcome that devices have in common."""

    occurrence: str
    kind: Literal["planned", "moved", "dropped", "asks"]
    due_ms: int
    start_ms: int | None = Field(description="null where it does not happen")
    devices: list[str] | None = Field(description="null: all that it addresses")
    codes: list[str]
    detail: str = Field(examples=["dời 2 phút, vì nhường “Lịch cắt điện”"])
    detail_en: str
