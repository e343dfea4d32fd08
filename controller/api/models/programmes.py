"""Programmes: running lists inside a slot."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from controller.api.models.announcements import Remark
from controller.api.models.shapes import Code, Given, Text, Told, example
from controller.broadcast.programmes.form import Draft
from controller.store.programmes import Line


class EntryGiven(Given):
    """One line of the list."""

    announcement: Code
    gap_s: int = Field(default=0, description="silence before it, in seconds; none before the first that sounds")
    repeats: int = Field(default=1, description="how often in a row; its chime is heard once")
    pause_s: int = Field(default=0, description="silence between two repetitions, in seconds")


class ListGiven(Given):
    """What of a programme can be changed."""

    name: Annotated[Text, Field(max_length=2_000)]
    start: str = Field(max_length=32, description="wall time of the first slot in its area, YYYY-MM-DDTHH:MM")
    rrule: Annotated[Text, Field(max_length=500)] | None = Field(default=None, description="RFC 5545; null: one slot")
    lunar: Annotated[Text, Field(max_length=500)] | None = Field(default=None, description="a rule of lunar days")
    holidays: Literal["play", "skip", "only"] = "play"
    minutes: int = Field(description="length of a slot")
    entries: tuple[EntryGiven, ...] = Field(max_length=200)

    def drafted(self, area: str) -> Draft:
        """For the path."""
        lines = tuple(Line(one.announcement, one.gap_s, one.repeats, one.pause_s) for one in self.entries)
        return Draft(area, self.name, self.start, self.minutes, lines, self.rrule, self.lunar, self.holidays)


class ProgrammeGiven(ListGiven):
    model_config = example(
        {
            "area": "xa-tan-hoa",
            "name": "Chương trình buổi chiều",
            "start": "2026-11-22T17:00",
            "rrule": "FREQ=DAILY",
            "minutes": 30,
            "entries": [
                {"announcement": "a7k2m9qrt"},
                {"announcement": "ab3d5f7hj", "gap_s": 5, "repeats": 2, "pause_s": 10},
            ],
        }
    )

    area: Code = Field(description="whose programme it is; its announcements are of this area or below it")


class ProgrammeChange(ListGiven):
    """The whole list anew, with the edition that its editor saw."""

    edition: int = Field(ge=1)


class Return(Given):
    """What was seen, and what has to be changed."""

    model_config = example({"fingerprint": "5d0c…", "reason": "Xin bỏ mục 3, đã phát hôm qua."})

    fingerprint: str = Field(max_length=64)
    reason: Text = Field(max_length=2_000)


class Entry(Told):
    announcement: str
    title: str
    state: str = Field(description="of the announcement: drafts stand in a list too, and sound when they are agreed")
    gap_s: int
    repeats: int
    pause_s: int


class Programme(Told):
    id: str
    area: str
    name: str
    start: str
    zone: str
    rrule: str | None
    lunar: str | None
    holidays: str
    minutes: int
    entries: list[Entry]
    in_force: bool = Field(description="a leader agreed to its slots and repetitions; else entries sound by themselves")
    fingerprint: str = Field(description="of slots and list: what an approver has before his eyes")
    edition: int
    maker: str
    approver: str | None
    created_ms: int
    changed_ms: int
    agreed_ms: int | None
    reason: str = Field(description="why a leader returned it; nothing once somebody has changed it")
    steps: list[str] = Field(description="what this person could do with it now: edit, agree, return, remove")


class Programmes(Told):
    programmes: list[Programme]


class ProgrammeOutlook(Told):
    """What stands against a programme (``blocks``), and what is only worth knowing; ``field`` names the line."""

    remarks: list[Remark]


class Place(Told):
    """Where one entry stands in a slot; ``number`` is that of its line, counted from 1."""

    number: int
    announcement: str
    title: str
    state: str
    start_ms: int
    length_ms: int


class Offer(Told):
    """One step that alone makes the slot fit."""

    way: Literal["fewer", "leave-out", "closer", "longer", "start"]
    number: int | None = Field(default=None, description="of the entry")
    last: int | None = Field(default=None, description="of the last entry, where several have to go")
    count: int | None = Field(default=None, description="repetitions; seconds of gaps; minutes of the slot")
    start: str | None = Field(default=None, description="wall time")
    detail: str
    detail_en: str


class Slot(Told):
    start_ms: int
    end_ms: int
    total_ms: int = Field(description="from its start to the end of the last place")
    turns: int = Field(description="how many turns neighbouring horns take; places are those of who needs longest")
    over_ms: int = Field(description="by how much it is too long")
    places: list[Place]
    offers: list[Offer]


class Slots(Told):
    slots: list[Slot]
