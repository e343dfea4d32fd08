"""Drafts: forms that nobody has sent yet."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from controller.api.models.shapes import Code, Given, Text, Told, example


class DraftKept(Given):
    """A form as it was typed: pairs of a field's name and its value, however unfinished."""

    model_config = example(
        {
            "area": "xa-tan-hoa",
            "version": 0,
            "hand": "k3v9s0q1x",
            "fields": [["title", "Lịch cắt điện"], ["areas", "thon-dong"], ["areas", "thon-doai"]],
        }
    )

    area: Code = Field(description="whose notice it will be")
    announcement: Code | None = Field(default=None, description="what it would change; null: a new one")
    version: int = Field(ge=0, description="the version that this was written from; 0 for a new one")
    hand: Annotated[Text, Field(max_length=64)] = Field(
        default="",
        description="a word of the open page's own: it may go on although the answer to its last save was lost",
    )
    beside: bool = Field(
        default=False, description="what somebody else wrote there meanwhile stays as a draft of its own"
    )
    fields: list[tuple[Text, Text]] = Field(max_length=5_000)


class Draft(Told):
    id: str
    area: str
    announcement: str | None
    title: str
    version: int
    maker: str
    writer: str
    made_ms: int
    changed_ms: int
    gone_ms: int | None = Field(description="when it was thrown away; it can be taken back for thirty days")
    became: str | None = Field(description="the announcement that was made of it")
    fields: list[tuple[str, str]]


class DraftSaved(Told):
    id: str
    version: int = Field(description="to be named by the next save")
    changed_ms: int
    said: str = Field(description="when that was, in words", examples=["Đã lưu lúc 17:03."])
