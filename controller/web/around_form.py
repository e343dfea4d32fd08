"""The part of forms that says what is put around a sound.

People choose one chime; whether the device plays it or it becomes part of the sound is not theirs to know. The common
one at the very beginning is the device's own.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from starlette.datastructures import FormData

from controller.broadcast.composition import LEVELS, PLACES, Composition, Wish
from controller.errors import Refused
from controller.ports import TUNES
from controller.web.visitors import word
from controller.words import say

COMMON = "doorbell"
NUMBERS = ("repeats", "between_s")
FIELDS = (*PLACES, *NUMBERS, "bed_level")


@dataclass(frozen=True, slots=True)
class Around:
    """As it was typed; ``again``: the chime sounds before each repeat, too."""

    opening: str = ""
    chime: str = COMMON
    repeats: str = "1"
    between_s: str = "3"
    again: bool = False
    closing: str = ""
    bed: str = ""
    bed_level: str = "middle"

    @property
    def by_device(self) -> bool:
        """The chime is the device's own."""
        return self.chime == COMMON and not self.opening


USUAL = Around()


def of_typed(typed: FormData) -> Around:
    """What was typed."""
    return Around(
        opening=word(typed, "opening"),
        chime=word(typed, "chime"),
        repeats=word(typed, "repeats", "1").strip(),
        between_s=word(typed, "between_s", "3").strip(),
        again=bool(word(typed, "again")),
        closing=word(typed, "closing"),
        bed=word(typed, "bed"),
        bed_level=word(typed, "bed_level", "middle"),
    )


def of_composition(how: Composition, *, by_device: bool) -> Around:
    """What is kept, or what the commune has settled; ``by_device``: the device plays its own chime first."""
    return Around(
        opening=how.opening,
        chime=how.chime or (COMMON if by_device and not how.opening else ""),
        repeats=str(how.repeats),
        between_s=str(how.between_s),
        again=bool(how.between),
        closing=how.closing,
        bed=how.bed,
        bed_level=how.bed_level,
    )


def wish_of(around: Around, wrong: list[Refused]) -> Wish:
    """What is wanted. What is not even a number goes to ``wrong``."""
    numbers: dict[str, int] = {}
    for name in NUMBERS:
        typed = getattr(around, name)
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 6):
            wrong.append(Refused("number-wanted", name))
        elif typed:
            numbers[name] = int(typed)
    return Wish(
        opening=around.opening,
        chime="" if around.by_device else around.chime,
        repeats=numbers.get("repeats", 1),
        between_s=numbers.get("between_s", 3),
        between=around.chime if around.again else "",
        closing=around.closing,
        bed=around.bed,
        bed_level=around.bed_level,
    )


def is_settled(around: Around, how: Composition) -> bool:
    """Whether the form only says what the commune has: then nobody asked for it here."""
    return asdict(around) | {"chime": ""} == asdict(of_composition(how, by_device=True)) | {"chime": ""}


def choices(lang: str) -> dict[str, list[tuple[str, str]]]:
    """The tunes of each place, and the loudnesses of a bed, to choose from."""
    named = {
        place: [(name, say(f"tune-{name}", lang)) for name, kind in TUNES.items() if kind in kinds]
        for place, kinds in PLACES.items()
    }
    return named | {
        "bed_level": [(name, say(f"bed-{name}", lang)) for name in LEVELS],
        "all": [(name, say(f"tune-{name}", lang)) for name in TUNES],
    }
