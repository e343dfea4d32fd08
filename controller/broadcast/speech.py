"""How a text is read aloud: voice, speed, pauses; for one announcement, and as a commune has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from sqlalchemy import Connection

from controller.errors import Refused
from controller.store import areas

MOST_READINGS = 200
LONGEST_READING = 200
RANGES: Mapping[str, tuple[int, int]] = {
    "speed": (60, 150),
    "pause": (50, 300),
}


@dataclass(frozen=True, slots=True)
class Speech:
    """Speed and pauses in percent of the natural ones; ``readings`` are what people chose for doubtful words."""

    voice: str = "north"
    speed: int = 90
    pause: int = 120
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """The same as somebody asks for it: what is None is as in his commune."""

    voice: str | None = None
    speed: int | None = None
    pause: int | None = None
    readings: Mapping[str, str] = field(default_factory=dict)


def settled(conn: Connection, area: str, wish: Wish) -> Speech:
    """A wish with what the nearest area says, and where none says anything with what suits old people outdoors."""
    chain = areas.chain(conn, area)[::-1]
    said: Mapping[str, Any] = next((one.speech for one in chain if one.speech is not None), {})
    asked = {one.name: getattr(wish, one.name) for one in fields(wish) if getattr(wish, one.name) is not None}
    return replace(of_document(said), **asked)


def mistakes(speech: Speech, voices: Iterable[str]) -> list[Refused]:
    """Everything in it that cannot be."""
    wrong = []
    known = sorted(voices)
    if speech.voice not in known:
        wrong.append(Refused("voice-unknown", "voice", known=", ".join(known)))
    for name, (low, high) in RANGES.items():
        number = getattr(speech, name)
        if not low <= number <= high:
            wrong.append(Refused("number-out-of-range", name, number=number, low=low, high=high))
    if len(speech.readings) > MOST_READINGS:
        wrong.append(Refused("readings-too-many", "readings", limit=MOST_READINGS))
    if any(len(text) > LONGEST_READING for pair in speech.readings.items() for text in pair):
        wrong.append(Refused("reading-too-long", "readings", limit=LONGEST_READING))
    return wrong


def document(speech: Speech) -> dict[str, Any]:
    """As a row keeps it."""
    return asdict(speech)


def of_document(said: Mapping[str, Any]) -> Speech:
    """What a row keeps. What an older program did not know is as it is by default."""
    names = {one.name for one in fields(Speech)}
    return Speech(**{name: value for name, value in said.items() if name in names})
