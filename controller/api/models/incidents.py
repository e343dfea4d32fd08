"""What is broken, and what is done about it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from controller.api.models.shapes import Given, Text, Told, example


class Under(Told):
    """A device under an incident."""

    device: str
    since_ms: int
    until_ms: int | None = Field(description="null while it is not well again")


class Incident(Told):
    """One device, or many devices of a place with one cause."""

    id: str
    rule: str = Field(examples=["dark"])
    severity: Literal["grave", "warn", "note"]
    area: str
    device: str | None = Field(description="null: it is one of the whole place")
    devices: list[Under]
    since_ms: int = Field(description="when the trouble began")
    opened_ms: int = Field(description="when it had lasted long enough")
    ended_ms: int | None = Field(description="when it was well again")
    closed_ms: int | None = Field(description="when that had lasted long enough")
    end: Literal["", "recovered", "merged", "retired", "no-rule"]
    parent: str | None = Field(description="the incident that it was merged into, or was left over from")
    owner: str | None
    silent_until_ms: int | None
    times: int = Field(description="how often the same was there in 90 days, this time too")
    known: dict[str, Any] = Field(description="what was seen when it was opened")
    title: str
    title_en: str
    next_step: str = Field(description="what to do, from the book of repair")
    next_step_en: str


class Note(Told):
    at_ms: int
    who: str
    kind: Literal["own", "let-go", "silence", "speak", "note"]
    text: str


class Story(Incident):
    """With what people did about it."""

    notes: list[Note]


class OwnGiven(Given):
    mine: bool = Field(description="take it over, or let it go")


class SilenceGiven(Given):
    until_ms: int | None = Field(description="nobody is disturbed by it until then; null: from now on again")


class NoteGiven(Given):
    model_config = example({"text": "Cháy cầu chì, chiều thay"})

    text: Text = Field(max_length=20_000)
