"""What is put around a sound, opening, chime, repeats, closing, bed: for one announcement, and as a commune has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection

from controller.errors import Refused
from controller.ports import TUNES, Around
from controller.store import areas

PLACES: Mapping[str, frozenset[str]] = {
    "opening": frozenset({"signature"}),
    "chime": frozenset({"chime"}),
    "between": frozenset({"chime"}),
    "closing": frozenset({"chime", "signature"}),
    "bed": frozenset({"bed"}),
}
"""Which kinds of tunes may stand where."""
LEVELS: Mapping[str, int] = {"soft": 28, "middle": 24, "clear": 20}
"""How many dB under the words a bed is: under 20 old people would not follow."""
RANGES: Mapping[str, tuple[int, int]] = {"repeats": (1, 5), "between_s": (1, 60)}


@dataclass(frozen=True, slots=True)
class Composition:
    """By the names of ``ports.TUNES``; "" is nothing. ``between`` sounds before each repeat."""

    opening: str = ""
    chime: str = ""
    repeats: int = 1
    between_s: int = 3
    between: str = ""
    closing: str = ""
    bed: str = ""
    bed_level: str = "middle"

    @property
    def begins(self) -> bool:
        """It has a beginning of its own: then the device plays no chime before it."""
        return bool(self.opening or self.chime)


@dataclass(frozen=True, slots=True)
class Wish:
    """The same as somebody asks for it: what is None is as in his commune."""

    opening: str | None = None
    chime: str | None = None
    repeats: int | None = None
    between_s: int | None = None
    between: str | None = None
    closing: str | None = None
    bed: str | None = None
    bed_level: str | None = None


PLAIN = Composition()


def settled(conn: Connection, area: str, wish: Wish | None) -> Composition:
    """A wish with what the nearest area says; where none says anything, nothing is put around."""
    chain = areas.chain(conn, area)[::-1]
    said: Mapping[str, Any] = next((one.composition for one in chain if one.composition is not None), {})
    return replace(of_document(said), **asked(wish))


def asked(wish: Wish | None) -> dict[str, Any]:
    """What a wish says itself."""
    named = fields(Wish) if wish is not None else ()
    return {one.name: getattr(wish, one.name) for one in named if getattr(wish, one.name) is not None}


def wish_of(how: Composition) -> Wish:
    """Exactly this, whatever the commune has."""
    return Wish(**asdict(how))


def mistakes(how: Composition) -> list[Refused]:
    """Everything in it that cannot be."""
    wrong = []
    for place, kinds in PLACES.items():
        known = [name for name, kind in TUNES.items() if kind in kinds]
        if (name := getattr(how, place)) and name not in known:
            wrong.append(Refused("tune-unknown", place, tune=name[:40], known=", ".join(known)))
    if how.bed_level not in LEVELS:
        known = list(LEVELS)
        wrong.append(Refused("unknown-word", "bed_level", word=how.bed_level[:40], known=", ".join(known)))
    for name, (low, high) in RANGES.items():
        if not low <= (number := getattr(how, name)) <= high:
            wrong.append(Refused("number-out-of-range", name, number=number, low=low, high=high))
    return wrong


def hurried(wish: Wish | None) -> tuple[Wish, list[Refused]]:
    """What is put around an emergency: its words do not wait for a tune, and nothing is under them, whatever the
    commune has; and why not, where somebody asked for it."""
    named = asked(wish)
    wrong = [Refused("emergency-has-no-music", place) for place in ("opening", "bed") if named.get(place)]
    return replace(wish or Wish(), opening="", bed=""), wrong


def without_words(wish: Wish | None) -> list[Refused]:
    """Why nothing can be put around an announcement that has no sound."""
    named = asked(wish)
    wrong = [Refused("composition-without-sound", place) for place in PLACES if place != "bed" and named.get(place)]
    if named.get("repeats", 1) != 1:
        wrong.append(Refused("composition-without-sound", "repeats"))
    if named.get("bed"):
        wrong.append(Refused("bed-without-words", "bed"))
    return wrong


def heard(how: Composition) -> Composition:
    """The same without what nobody would hear: equal sounds have equal names."""
    if how.repeats == 1:
        how = replace(how, between="", between_s=PLAIN.between_s)
    return how if how.bed else replace(how, bed_level=PLAIN.bed_level)


def around(how: Composition) -> Around:
    """For the studio."""
    return Around(
        opening=how.opening,
        chime=how.chime,
        repeats=how.repeats,
        between_ms=how.between_s * 1000,
        between=how.between,
        closing=how.closing,
        bed=how.bed,
        under_db=LEVELS[how.bed_level],
    )


def document(how: Composition) -> dict[str, Any]:
    """As a row keeps it."""
    return asdict(how)


def of_document(said: Mapping[str, Any]) -> Composition:
    """What a row keeps. What an older program did not know is as it is by default."""
    names = {one.name for one in fields(Composition)}
    return Composition(**{name: value for name, value in said.items() if name in names})
