"""Boxes that claim their place, and the codes for it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from controller.api.models.places import DeviceGiven
from controller.api.models.shapes import Code, Given, Text, Told, example
from controller.api.problems import Mistake

Codes = Annotated[list[Annotated[Text, Field(max_length=40)]], Field(min_length=1, max_length=500)]


class ClaimGiven(Given):
    """What a box asks with: `devices/schemas/claim.schema.json`."""

    model_config = ConfigDict(
        extra="ignore",  # a newer box may say more
        json_schema_extra={
            "examples": [
                {"code": "7K2M-9QRT-0B4X-DNWA", "nonce": "xv0TtPFC1x1xSVi5tZ5a6w", "hardware": "SN-004211"},
            ]
        },
    )

    code: Text = Field(max_length=40)
    nonce: Text = Field(pattern=r"^[A-Za-z0-9_-]{22,64}$", description="made by the box before it first asks, and kept")
    hardware: Text = Field(pattern=r"^[!-~]{1,64}$", description="what its maker calls it")
    profile: Text = Field(default="", max_length=64)


class Awaited(Given):
    """Places whose boxes are to come: all of them, or none."""

    model_config = example(
        {"devices": [{"id": "loa-dong-7", "area": "thon-dong", "profile": "horn-opus-60w", "name": "Loa ngõ 7"}]}
    )

    devices: list[DeviceGiven] = Field(min_length=1, max_length=500)


class CodesWanted(Given):
    model_config = example({"devices": ["loa-dong-7"]})

    devices: list[Code] = Field(min_length=1, max_length=500)
    profile: Code | None = Field(default=None, description="the box that comes is this model; null: as before")
    days: int = Field(default=90, ge=1, le=366, description="so long the code is good")


class ToPrint(Given):
    """Codes that were just given out."""

    model_config = example({"codes": ["7K2M-9QRT-0B4X-DNWA"]})

    codes: Codes


class ClaimCode(Told):
    """A code for a box that is to come. It is in this answer and nowhere else."""

    device: str
    profile: str
    code: str = Field(examples=["7K2M-9QRT-0B4X-DNWA"])
    link: str = Field(description="what the label's picture says")
    expires_ms: int


class ListTold(Told):
    """What a list of devices comes to."""

    good: int = Field(description="lines that are right")
    bad: int = Field(description="lines with a fault")
    faults: list[Mistake] = Field(description="each with line and column; `field` is the cell, as `B7`")
    unused: list[str] = Field(description="headings of columns that nobody asks for")
    codes: list[ClaimCode] = Field(description="of what was made")


class Box(Told):
    """A box that hung here."""

    since_ms: int
    until_ms: int | None = Field(description="null while it hangs")
    hardware: str = Field(description="what its maker calls it; empty where nobody noted it")
    profile: str
    end: Literal["", "replaced", "out", "stolen"]
    tries: int = Field(description="how often a stolen one came to the broker since, until another took its place")
    tried_ms: int | None = Field(description="when it came last")
    tried_from: str = Field(description="from which address; empty where the broker does not say it")
