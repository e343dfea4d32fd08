"""What a sound is made of, in words: each part with its place in the sound."""

from __future__ import annotations

from dataclasses import dataclass

from controller.store.compositions import Composition
from controller.words import say


@dataclass(frozen=True, slots=True)
class Line:
    """``at`` is empty where nobody noted it."""

    at: str
    said: str


def lines(made: Composition | None, lang: str) -> list[Line]:
    """One for each part; nothing where nothing is around the words."""
    if made is None:
        return []
    if not made.parts:  # an older program's
        rest = {"repeats": made.around["repeats"], "seconds": made.around["between_s"]}
        closing = [Line("", _part("closing", made.around["closing"], lang))] if made.around["closing"] else []
        return [Line("", say("made-repeats", lang, **rest)), *closing]
    found, turn = [], 0
    for part in made.parts:
        turn += part["name"] == "words"
        said = (
            say("made-words", lang, turn=turn) if part["name"] == "words" else _part(part["name"], part["tune"], lang)
        )
        if part["name"] == "bed":
            said = f"{said} ({say('bed-' + made.around['bed_level'], lang)})"
        found.append(Line(_clock(part["from_ms"]), said))
    return found


def _part(name: str, tune: str, lang: str) -> str:
    return say(f"made-{name}", lang, tune=say(f"tune-{tune}", lang))


def _clock(milliseconds: int) -> str:
    """``0:07``."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02}"
