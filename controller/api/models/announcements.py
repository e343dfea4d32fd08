"""Announcements, what stands against them, and how far they came."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from controller.api.models.boards import Board, BoardGiven
from controller.api.models.compositions import Arrangement, CompositionGiven
from controller.api.models.relays import Carried, CarriedGiven
from controller.api.models.shapes import Code, Given, Sentence, Text, Told, example
from controller.api.models.speech import Speech, SpeechGiven
from controller.broadcast.form import Draft
from controller.store import proofs

Class = Literal["normal", "priority", "emergency"]


class DraftGiven(Given):
    """A form. Everything that is wrong in it is named at once."""

    model_config = example(
        {
            "area": "xa-tan-hoa",
            "title": "Lịch cắt điện ngày 22/11",
            "text": "Điện lực thông báo cắt điện Thôn Đông từ 8 giờ đến 11 giờ.",
            "areas": ["thon-dong", "thon-doai"],
            "start": "2026-11-22T17:00",
            "page": True,
        }
    )

    area: Code = Field(description="whose notice it is")
    title: Annotated[Text, Field(max_length=2_000)]
    text: Annotated[Text, Field(max_length=200_000)] = ""
    klass: Class = Field(default="normal", alias="class")
    origin: Literal["commune", "province", "central"] = "commune"
    areas: tuple[Code, ...] = Field(default=(), max_length=1000)
    devices: tuple[Code, ...] = Field(default=(), max_length=1000)
    start: str = Field(max_length=32, description="wall time of the area, YYYY-MM-DDTHH:MM")
    rrule: Annotated[Text, Field(max_length=500)] | None = Field(
        default=None,
        description="RFC 5545, in the area's wall time; not every part: SECONDLY and BYEASTER are refused",
        examples=["FREQ=WEEKLY;BYDAY=MO,WE,FR"],
    )
    lunar: Annotated[Text, Field(max_length=500)] | None = Field(
        default=None,
        description=(
            "instead of rrule, a rule on the lunar calendar of Việt Nam: FREQ=MONTHLY or YEARLY with lunar BYMONTH "
            "(4L is the leap fourth) and BYMONTHDAY; a day that a month has not is kept on the last one, SKIP=OMIT "
            "leaves it out"
        ),
        examples=["FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10"],
    )
    holidays: Literal["play", "skip", "only"] = Field(
        default="play", description="on public holidays (GET /holidays): as on any day, not at all, or on them alone"
    )
    sound: str | None = Field(default=None, max_length=64, description="hash of an uploaded sound")
    page: bool = True
    show_minutes: int = 60
    volume: int = 70
    chime: bool = Field(
        default=True,
        description=(
            "the device's own chime first, which is no part of the sound; where the composition begins with a tune of "
            "its own, no other sounds before it and this is false"
        ),
    )
    late: Literal["skip", "start", "join", "again"] = "start"
    late_s: int = 600
    resume: Literal["stop", "pause", "defer", "never"] = "defer"
    speech: SpeechGiven | None = Field(
        default=None, description="read the text aloud: the sound is made of it, and ``sound`` is not looked at"
    )
    composition: CompositionGiven | None = Field(
        default=None,
        description=(
            "what is put around the text that is read, or around ``sound``; the sound is made anew with it. Null: as "
            "the commune has it, and a sound that was composed before stays as it is"
        ),
    )
    board: BoardGiven | None = Field(default=None, description="how it stands on boards; null: as its class looks")
    relay: CarriedGiven | None = Field(
        default=None,
        description=(
            "carry a stream for so many minutes instead of a sound of one's own; it is tied to its clock, so "
            "``chime``, ``late`` and ``resume`` are not looked at"
        ),
    )

    def draft(self) -> Draft:
        """For the path."""
        names = set(DraftGiven.model_fields) - {"speech", "composition", "relay", "board"}
        return Draft(
            **{name: getattr(self, name) for name in names},
            speech=self.speech.wish() if self.speech else None,
            composition=self.composition.wish() if self.composition else None,
            relay=self.relay.wish() if self.relay else None,
            board=self.board.choice() if self.board else None,
        )


class DraftChange(DraftGiven):
    """A form with the edition that its editor saw, so that two cannot overwrite each other."""

    edition: int = Field(ge=1)


class Making(Told):
    """How far the making of its files is."""

    done: int
    all: int
    percent: int


class Announcement(Told):
    id: str
    area: str
    title: str
    text: str
    klass: Class = Field(serialization_alias="class")
    origin: str
    areas: list[str]
    devices: list[str]
    start: str
    zone: str
    rrule: str | None
    lunar: str | None
    holidays: Literal["play", "skip", "only"]
    when: str = Field(description="the rule in words", examples=["05:30 thứ Hai đến thứ Sáu, trừ ngày lễ"])
    when_en: str = Field(examples=["05:30 Monday to Friday, except public holidays"])
    sound: str | None
    page: bool
    show_minutes: int
    volume: int
    chime: bool
    late: str
    late_s: int
    resume: str
    speech: Speech | None = Field(description="how its text is read aloud; null: the sound is a recording, or none")
    board: Board | None = Field(description="how it stands on boards; null: as its class looks")
    composition: Arrangement | None = Field(
        default=None, description="what its sound is made of; null: nothing is around the words"
    )
    relay: Carried | None = Field(
        default=None, description="the stream that it carries; null: it has a sound of its own, or none"
    )
    state: Literal["draft", "submitted", "approved", "ready", "planned", "ended", "rejected", "cancelled", "failed"]
    fingerprint: str = Field(description="of content, audience and time: what an approval is bound to")
    edition: int
    maker: str
    approver: str | None
    reason: str
    created_ms: int
    changed_ms: int
    submitted_ms: int | None
    approved_ms: int | None
    steps: list[str] = Field(description="what this person could do with it now")
    making: Making | None = Field(default=None, description="while its files are made; the event `making` tells more")


class Announcements(Told):
    announcements: list[Announcement]
    next_offset: int | None


class Approval(Given):
    """The fingerprint of what the approver saw; if it is another one by now, nothing is approved."""

    fingerprint: str = Field(min_length=64, max_length=64)


class Reason(Given):
    reason: Sentence = ""


class Remark(Told):
    code: str
    field: str | None = Field(default=None, description="the input to mend, if there is one")
    detail: str
    detail_en: str
    blocks: bool


class Offer(Told):
    """One thing that would help. Each was planned: with it, the announcement goes as wished and moves nobody else."""

    way: Literal["earlier", "later", "shorter", "fewer"]
    start: str | None = Field(default=None, description="another start, as in the form", examples=["2026-11-22T17:45"])
    seconds: int | None = Field(default=None, description="the most that the recording may last, without the chime")
    areas: list[str] | None = Field(default=None, description="the audience that is left")
    devices: list[str] | None = None
    without: list[str] = Field(default=[], description="the areas and devices that are not")
    detail: str = Field(examples=["Phát muộn hơn: 17:45 ngày 22/11/2026"])
    detail_en: str = Field(examples=["Later: 17:45 on 22/11/2026"])


class Outlook(Told):
    """What stands against an announcement (``blocks``), what is only worth knowing, and what would help."""

    remarks: list[Remark]
    offers: list[Offer] = Field(default=[])


Verdict = Literal["", "turned-down", "silent", "unheard", "broken-up", "cut-short", "too-quiet", "played", "sounded"]


class Proof(Told):
    """What a device measured, against the very file that it played and against what its model's sensors must feel of
    it. ``played``: all as it should be, but this model cannot feel whether its horn sounds."""

    verdict: Verdict
    heard_ms: int | None
    whole_ms: int | None
    lost_ms: int | None = Field(description="of a talk, or a relay in pieces: how much did not come in time")
    lacks_db: float | None = Field(description="how much softer than expected")
    volume: int | None
    current_ma: int | None
    microphone_dbfs: float | None


class Delivery(Told):
    """How far one thing came on one device: planned → sent → held → ready → started → sounded/shown → an end."""

    subject: str
    device: str
    kind: str
    rung: str
    due_ms: int
    sent_ms: int | None
    held_ms: int | None
    ready_ms: int | None
    started_ms: int | None
    sounded_ms: int | None
    shown_ms: int | None
    ended_ms: int | None
    reason: str
    frames: int | None
    level_dbfs: float | None
    skew_ms: int | None
    picture: str
    proof: Annotated[Proof, BeforeValidator(proofs.read)] = Field(
        description="what the controller found of the sound; the rung follows it"
    )
    late: str = Field(default="", description="how late it began, or why it did not, in the reader's language")
    outcome: str = Field(default="", description="whether it was heard and what to do, in the reader's language")
    gone_ms: int | None = Field(default=None, description="when a board said that the page is taken off it")
