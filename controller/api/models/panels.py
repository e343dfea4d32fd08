"""Boards: when they are lit, and what is wrong with their panels."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from controller.api.models.shapes import Given, Told, example


class ScreenGiven(Given):
    """When the boards of an area are lit, and how brightly; null inherits."""

    model_config = example(
        {
            "screen": {
                "off": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "22:00", "end": "05:00"}],
                "glows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "18:00", "end": "22:00", "bright": 30}],
                "light": [[10, 5], [1000, 40], [20000, 100]],
            }
        }
    )

    screen: dict[str, Any] | None


class BoardFault(Told):
    """A panel that is not as it should be; one entry for each fault."""

    device: str
    name: str
    fault: Literal["stuck", "foreign", "wrong-size", "dead-module", "dim"]
    since_ms: int
    until_ms: int | None = Field(description="null while it lasts")
    detail: str
    detail_en: str


class Film(Told):
    """A film that is kept for boards. Its bytes are at `/media/{hash}`."""

    hash: str
    name: str
    bytes: int
    length_ms: int
    area: str
    created_ms: int
