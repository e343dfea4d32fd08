"""Single occurrences of an announcement."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from controller.api.models.announcements import Remark
from controller.api.models.shapes import Given, Text, Told, example

Kind = Literal["left-out", "moved", "changed", "restored"]


class OccurrenceGiven(Given):
    """What is wanted of one occurrence. What is not said stays as it is.

    ``left-out`` takes effect at once; ``moved`` and ``changed`` are proposals, which somebody else has to approve.
    """

    model_config = example({"kind": "moved", "to": "2026-12-24T17:30"})

    kind: Literal["left-out", "moved", "changed"]
    to: str | None = Field(default=None, max_length=32, description="wall time of the area; for moved")
    text: Annotated[Text, Field(max_length=200_000)] | None = None
    sound: str | None = Field(default=None, max_length=64, description="hash of an uploaded sound")
    page: bool | None = None
    show_minutes: int | None = None
    volume: int | None = None


class ProposalGiven(OccurrenceGiven):
    """What would be proposed of one occurrence."""

    model_config = example({"kind": "moved", "to": "2026-12-24T17:30"})

    kind: Literal["moved", "changed"]  # silence is not proposed


class Foreseen(Told):
    words: str = Field(examples=["05:30 thứ Năm 24/12/2026: dời sang 17:30"])
    words_en: str
    remarks: list[Remark] = Field(description="what stands against it now, and what is only worth knowing")


class Exceptional(Told):
    """What holds, or is proposed, for one occurrence; null is as in the series."""

    kind: Kind
    new_local: str | None = Field(serialization_alias="to")
    text: str | None
    sound: str | None
    page: bool | None
    show_minutes: int | None
    volume: int | None
    maker: str
    made_ms: int
    approver: str | None
    agreed_ms: int | None
    reason: str = Field(description="why it was turned down, or could not be made")


class Proposal(Exceptional):
    fingerprint: str = Field(description="what an approval is bound to")
    may_approve: bool = Field(description="whether this person could agree to it")
    remarks: list[Remark] = Field(description="what stands against it now, and what is only worth knowing")


class Occurrence(Told):
    """One time of an announcement, also one that does not happen."""

    id: str = Field(examples=["a7k2m9qrt.20261224t0530"])
    original: str = Field(
        description="its original wall time: its name, whatever is moved or renamed", examples=["2026-12-24T05:30"]
    )
    start_ms: int = Field(description="when it happens, or would have")
    state: Literal["coming", "left-out", "moved", "changed", "holiday"]
    words: str = Field(examples=["05:30 thứ Năm 24/12/2026: không phát lượt này"])
    words_en: str = Field(examples=["05:30 Thursday 24/12/2026: not this time"])
    planned: Literal["planned", "cancelled", "dropped", "past"] | None = Field(description="null: not planned yet")
    planned_reason: str
    exception: Exceptional | None
    proposal: Proposal | None
    rejected: Exceptional | None = Field(description="the last proposal that was turned down")


class Occurrences(Told):
    occurrences: list[Occurrence]
    idle: list[str] = Field(
        description="agreed for times to come that the edited series does not have any more: DELETE forgets them"
    )
