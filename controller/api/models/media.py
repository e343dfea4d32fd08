"""Sounds, and what was measured of them."""

from __future__ import annotations

from pydantic import Field, field_validator

from controller.api.models.shapes import Told
from controller.words import say


class Doubtful(Told):
    """Something about a recording that people should listen for."""

    code: str
    label: str
    label_en: str


class Facts(Told):
    """What was measured of a sound."""

    container: str = Field(description="of the file that came")
    codec: str
    sample_rate: int
    channels: int
    loudness_lufs: float = Field(description="of the master, by EBU R 128")
    peak_dbtp: float = Field(description="the master's true peak")
    level_dbfs: float
    came_lufs: float | None = Field(default=None, description="the loudness that it came with")
    cut_start_ms: int = Field(default=0, description="silence that was cut off")
    cut_end_ms: int = 0
    warnings: list[Doubtful] = Field(default_factory=list)
    waveform: list[int] = Field(
        default_factory=list, description="the highest peaks of equal parts, in hundredths of full scale"
    )

    @field_validator("warnings", mode="before")
    @classmethod
    def with_sentences(cls, codes: list[str]) -> list[Doubtful]:
        """Kept are the codes alone."""
        names = {code: f"sound-doubt-{code}" for code in codes}
        return [Doubtful(code=code, label=say(name, "vi"), label_en=say(name, "en")) for code, name in names.items()]


class Medium(Told):
    hash: str
    kind: str
    bytes: int
    length_ms: int
    name: str
    area: str | None
    created_ms: int
    facts: Facts | None = None
