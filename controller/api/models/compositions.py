"""What is put around sounds: tunes, repeats, a bed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from controller.api.models.shapes import Code, Given, Text, Told, example
from controller.broadcast.composition import Wish

Tune = Annotated[Text, Field(max_length=40)]


class CompositionGiven(Given):
    """What is put around a sound, by the names of GET /tunes; "" is nothing, what is null is as its commune has it.

    In order: ``opening``, ``chime``, the words, for each repeat ``between`` and the words again, ``closing``. All of it
    becomes part of the one sound that is heard, approved and played.
    """

    model_config = example(
        {"opening": "rice-field", "chime": "gong", "repeats": 2, "between_s": 5, "between": "gong", "closing": "rising"}
    )

    opening: Tune | None = Field(default=None, description="a signature tune")
    chime: Tune | None = Field(default=None, description="a chime before the words")
    repeats: int | None = Field(default=None, description="how often the words are heard, 1 to 5")
    between_s: int | None = Field(default=None, description="seconds between repeats, 1 to 60")
    between: Tune | None = Field(default=None, description="a chime before each repeat")
    closing: Tune | None = Field(default=None, description="a chime or a signature tune at the end")
    bed: Tune | None = Field(default=None, description="music under the words, softer while they are heard")
    bed_level: Annotated[Text, Field(max_length=40)] | None = Field(
        default=None, description="how far it is under the words: soft (28 dB), middle (24 dB), clear (20 dB)"
    )

    def wish(self) -> Wish:
        """For the path."""
        return Wish(**{name: getattr(self, name) for name in CompositionGiven.model_fields})


class Composition(Told):
    """What is around a sound, every part of it settled."""

    opening: str
    chime: str
    repeats: int
    between_s: int
    between: str
    closing: str
    bed: str
    bed_level: str


class PartOfSound(Told):
    """A stretch of a sound: the words, or a tune. The bed goes on under others."""

    name: Literal["opening", "chime", "words", "between", "closing", "bed"]
    tune: str = Field(description="empty for the words")
    from_ms: int
    to_ms: int


class Arrangement(Composition):
    """What an announcement's sound is made of."""

    recording: str | None = Field(description="the hash of what it was made of, a recording or the text read aloud")
    parts: list[PartOfSound]


class TuneTold(Told):
    """One of the program's own tunes; it is heard at ``/tunes/{name}``."""

    name: str
    kind: Literal["chime", "signature", "bed"]
    label: str
    label_en: str


class SoundGiven(Given):
    """A recording to put something around."""

    model_config = example({"area": "xa-tan-hoa", "sound": "0" * 64, "composition": {"chime": "gong"}})

    area: Code
    sound: str = Field(min_length=64, max_length=64, description="hash of an uploaded sound")
    composition: CompositionGiven = CompositionGiven()


class SoundComposed(Told):
    """The very sound that an announcement of it would have."""

    sound: str = Field(description="hash; GET /media/{hash}")
    length_ms: int
    loudness_lufs: float
    composition: Arrangement | None
