"""Blanks: notices with gaps to fill in."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from controller.api.models.announcements import Class
from controller.api.models.shapes import Given, Text, Told, example


class Gap(Told):
    name: str = Field(examples=["ngay"])
    label: str = Field(examples=["Ngày cắt điện"])
    label_en: str = Field(examples=["Day of the cut"])
    kind: str = Field(description="text, long, date (YYYY-MM-DD), time (HH:MM), number, phone, commune")
    example: str
    optional: bool = Field(description="left empty, its line is left out")


class Blank(Told):
    id: str = Field(examples=["lich-cat-dien"])
    name: str
    name_en: str
    klass: Class = Field(serialization_alias="class")
    title: str = Field(description="with its gaps in braces", examples=["Lịch cắt điện {ngay}"])
    text: str
    gaps: list[Gap]


class GapsGiven(Given):
    """What stands in the gaps, by their names."""

    model_config = example({"gaps": {"ngay": "2026-11-25", "tu": "08:00", "den": "11:30", "noi": "thôn Đông"}})

    gaps: dict[str, Annotated[Text, Field(max_length=2_000)]] = Field(max_length=50)


class Filled(Told):
    title: str
    text: str
    klass: Class = Field(serialization_alias="class")
