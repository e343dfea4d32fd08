"""Notices read aloud: voices, readings, doubts, and a place's own words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from controller.api.models.compositions import Composition, CompositionGiven
from controller.api.models.shapes import Code, Given, Text, Told, example
from controller.broadcast.speech import Wish

Reading = Annotated[Text, Field(min_length=1, max_length=1_000)]


class SpeechGiven(Given):
    """How a text is read aloud; what is null is as its commune has it."""

    model_config = example({"voice": "north", "speed": 90, "pause": 150})

    voice: Annotated[Text, Field(max_length=40)] | None = Field(default=None, description="see GET /voices")
    speed: int | None = Field(default=None, description="percent of the natural speed, 60 to 150")
    pause: int | None = Field(default=None, description="percent of the natural pauses, 50 to 300")
    readings: dict[Reading, Reading] = Field(
        default={}, max_length=1_000, description="what is said for doubtful words, by the word as it is written"
    )

    def wish(self) -> Wish:
        """For the path."""
        return Wish(**{name: getattr(self, name) for name in SpeechGiven.model_fields})


class Speech(Told):
    """How a text is read aloud, every part of it settled."""

    voice: str
    speed: int
    pause: int
    readings: dict[str, str] = Field(default_factory=dict)


class Voice(Told):
    name: str
    region: str = Field(description="north, central, south: how numbers are said")
    label: str
    label_en: str


class TextGiven(Given):
    """A text to read, for an area whose own words count."""

    model_config = example({"area": "xa-tan-hoa", "text": "UBND xã họp lúc 7h30 ngày 5/3.", "speech": {"speed": 90}})

    area: Code
    text: Annotated[Text, Field(max_length=200_000)]
    speech: SpeechGiven = SpeechGiven()
    composition: CompositionGiven | None = Field(
        default=None, description="what is put around the reading; null: as the commune has it"
    )


class Doubt(Told):
    """A word that the reader is not sure of."""

    start: int = Field(description="place in the text, in characters")
    end: int
    written: str
    said: str = Field(description="what is said for it; empty where it is left out")
    offered: list[str] = Field(description="readings to choose from, the reader's own first")


class HeardDoubt(Doubt):
    """A doubt in a finished sound, and whether this person has heard it."""

    from_ms: int
    to_ms: int
    heard: bool


class ReadText(Told):
    """A text as it would be said."""

    spoken: str
    doubts: list[Doubt]


class Part(Told):
    """One portion: where it begins in the text, what is said, and where it stands in the sound."""

    start: int
    said: str
    from_ms: int
    to_ms: int


class SpokenText(Told):
    """A text read aloud: a sound as if it had been uploaded, and what is said in it where."""

    sound: str = Field(description="hash; GET /media/{hash}")
    length_ms: int
    loudness_lufs: float
    speech: Speech
    composition: Composition
    parts: list[Part]
    doubts: list[HeardDoubt]


class HeardGiven(Given):
    """Which stretches of an announcement's sound this person has listened to."""

    model_config = example({"sound": "0" * 64, "spans": [[0, 4200]]})

    sound: str = Field(min_length=64, max_length=64, description="what was played; another one by now is refused")
    spans: list[tuple[int, int]] = Field(max_length=500, description="from, to in milliseconds")


class WordGiven(Given):
    """A word and how it is said."""

    model_config = example({"written": "NVH thôn Đoài", "spoken": "nhà văn hóa thôn Đoài"})

    written: Annotated[Text, Field(max_length=1_000)]
    spoken: Annotated[Text, Field(max_length=1_000)]
    exact: bool = Field(default=False, description="only with the very same capital letters")


class Word(Told):
    area: str = Field(description="whose entry it is: the area itself, or one above it")
    written: str
    spoken: str
    exact: bool
