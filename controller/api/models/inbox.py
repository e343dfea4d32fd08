"""What waits for one's own word."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from controller.api.models.shapes import Told


class Difference(Told):
    """One thing that is otherwise than when somebody decided last."""

    what: str = Field(examples=["when"], description="title, text, when, where, klass, sound, …")
    before: Any
    after: Any


class LastDecision(Told):
    """What was decided last about this announcement, and what is otherwise since."""

    outcome: Literal["approved", "returned"]
    who: str = Field(description="the person's id")
    at_ms: int
    reason: str
    changes: list[Difference]


class Waiting(Told):
    """One thing that one could agree to now: an announcement, or what is proposed for one occurrence of it."""

    announcement: str
    original: str | None = Field(
        description="the occurrence, as `/occurrences` names it", examples=["2026-11-22T05:30"]
    )
    title: str
    klass: str = Field(serialization_alias="class")
    maker: str
    due_ms: int | None = Field(description="when it would sound or show next; null: never any more")
    fingerprint: str = Field(description="what the approval has to name")
    last: LastDecision | None
