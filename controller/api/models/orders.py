"""Commands and the logbook."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from controller.api.models.announcements import Delivery
from controller.api.models.shapes import Code, Given, Told, example

Kind = Literal["play", "stop", "volume", "reboot", "report", "selftest"]


class OrderGiven(Given):
    """Something to do at once, for one device or a whole area."""

    model_config = example({"kind": "stop", "scope": "xa-tan-hoa"})

    kind: Kind
    scope: Code = Field(description="device id or area code")
    announcement: Code | None = Field(default=None, description="play: what")
    volume: int | None = Field(default=None, ge=0, le=100, description="volume: percent")
    lead_ms: int = Field(default=3_000, ge=0, le=60_000, description="play: all start together after this")
    drill: bool = False


class Command(Told):
    id: str
    kind: str = Field(description="also of orders for many, and of sessions that nobody ordered: relay")
    scope: str
    scope_kind: Literal["device", "area", "many"]
    maker: str | None
    created_ms: int
    expires_ms: int
    body: Any


class CommandWithReceipts(Command):
    deliveries: list[Delivery]


class Line(Told):
    """One line of the logbook; ``chain`` covers it and everything before it."""

    id: int
    at_ms: int
    who: str
    action: str
    subject: str
    detail: Any
    chain: str
