"""Emergencies that last."""

from __future__ import annotations

from pydantic import Field

from controller.api.models.announcements import Delivery
from controller.api.models.shapes import Code, Given, Told, example


class AlertGiven(Given):
    """An emergency for an area and all below it."""

    model_config = example({"announcement": "a-5d2k8", "scope": "xa-tan-hoa", "again_s": 120, "lasts_s": 21_600})

    announcement: Code = Field(description="an approved announcement of the class emergency")
    scope: Code = Field(description="area code")
    again_s: int = Field(
        default=120, description="seconds from the beginning of a round to that of the next, 30 to 3600; 0 is once"
    )
    lasts_s: int = Field(default=21_600, description="seconds after which it expires by itself, 300 to 86400")
    drill: bool = Field(default=False, description="an exercise: devices and the log say so")


class Alert(Told):
    """``ender`` is null where it expired by itself; ``ended_ms`` is null while it lasts."""

    id: str
    scope: str
    announcement: str
    headline: str
    again_s: int
    drill: bool
    maker: str
    created_ms: int
    expires_ms: int
    ended_ms: int | None
    ender: str | None


class AlertWithReceipts(Alert):
    deliveries: list[Delivery]
