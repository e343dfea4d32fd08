"""The part of the compose form that says how the text is read aloud."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from starlette.datastructures import FormData

from controller.broadcast.speech import Speech, Wish
from controller.errors import Refused
from controller.web.visitors import several, word

NUMBERS = ("speed", "pause")


@dataclass(frozen=True, slots=True)
class Reading:
    """As it was typed; ``speak``: whether the text is read aloud at all."""

    speak: bool = False
    voice: str = "north"
    speed: str = ""
    pause: str = ""
    readings: tuple[tuple[str, str], ...] = ()


SILENT = Reading()


def of_typed(typed: FormData) -> Reading:
    """What was typed. An empty reading is the reader's own."""
    pairs = zip(several(typed, "reading_of"), several(typed, "reading"), strict=False)
    return Reading(
        speak=bool(word(typed, "speak")),
        voice=word(typed, "voice", "north"),
        **{name: word(typed, name).strip() for name in NUMBERS},
        readings=tuple((of, said.strip()) for of, said in pairs if said.strip()),
    )


def of_speech(speech: Speech, *, speak: bool) -> Reading:
    """What is kept, or what the commune has settled."""
    numbers = {name: str(getattr(speech, name)) for name in NUMBERS}
    readings = tuple(speech.readings.items())
    return Reading(speak, speech.voice, **numbers, readings=readings)


def of_row(said: Mapping[str, Any] | None, settled: Speech) -> Reading:
    """An announcement's own manner, or that of its commune."""
    names = {one.name for one in fields(Speech)}
    kept = Speech(**{name: value for name, value in said.items() if name in names}) if said else settled
    return of_speech(kept, speak=said is not None)


def wish_of(reading: Reading, wrong: list[Refused]) -> Wish | None:
    """What is wanted; None where the text is not read aloud. What is not even a number goes to ``wrong``."""
    if not reading.speak:
        return None
    numbers: dict[str, int] = {}
    for name in NUMBERS:
        typed = getattr(reading, name)
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 6):
            wrong.append(Refused("number-wanted", name))
        elif typed:
            numbers[name] = int(typed)
    return Wish(
        voice=reading.voice or None,
        speed=numbers.get("speed"),
        pause=numbers.get("pause"),
        readings=dict(reading.readings),
    )
