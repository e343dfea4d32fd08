"""Two people changed one announcement: what each of them has, field by field, and the form with what was chosen of it.

A form carries what every part of the announcement was when it was opened (`marks`, a few letters each), so that what
only one of them touched is told apart from what both did, without any older edition being kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from controller.broadcast.form import Draft
from controller.web.compose_form import Form

Parts = Mapping[str, tuple[str, ...]]

# What people think of as one thing: the fields of the form that it stands in, and what of a draft these mean.
FORM: Parts = {
    "title": ("title",),
    "text": ("text",),
    "when": (
        *("date", "time", "repeat", "rrule_text", "lunar_text", "every", "days", "monthday", "nth", "weekday"),
        *("lunar_day", "lunar_month", "more_times", "end", "until", "count", "holidays"),
    ),
    "where": ("areas", "devices"),
    "klass": ("klass",),
    "sound": ("sound", "no_sound", "relay_source", "relay_minutes", "around"),
    "voice": ("speech",),
    "volume": ("volume",),
    "page": ("page",),
    "board": ("board",),
    "show": ("show_minutes",),
}
DRAFT: Mapping[str, Callable[[Draft], Any]] = {
    "title": lambda one: " ".join(one.title.split()),
    "text": lambda one: one.text.strip(),
    "when": lambda one: (one.start, one.rrule, one.lunar, one.holidays),
    "where": lambda one: (sorted(set(one.areas)), sorted(set(one.devices))),
    "klass": lambda one: one.klass,
    "sound": lambda one: (one.sound, one.relay, one.composition, one.chime),
    "voice": lambda one: one.speech,
    "volume": lambda one: one.volume,
    "page": lambda one: one.page,
    "board": lambda one: one.board,
    "show": lambda one: one.show_minutes,
}
KEEP = "keep-"
"""Of the fields that say whose part counts."""
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Part:
    """What stands differently in the two; ``whose`` is offered: theirs, where only they have touched it."""

    what: str
    whose: str


def marks(draft: Draft) -> str:
    """What every part is, in a few letters: ``title:3f2a90c1 text:…``."""
    return " ".join(f"{name}:{_mark(draft, name)}" for name in DRAFT)


def _mark(draft: Draft, name: str) -> str:
    return hashlib.sha256(repr(DRAFT[name](draft)).encode()).hexdigest()[:8]


def apart(mine: Draft, theirs: Draft, opened: str) -> list[Part]:
    """The parts in which they differ because of what the other one did; ``opened``: the marks that mine began from."""
    began = dict(word.split(":", 1) for word in opened.split() if ":" in word)
    found = []
    for name in DRAFT:
        ours, other, before = _mark(mine, name), _mark(theirs, name), began.get(name)
        if ours != other and other != before:
            found.append(Part(name, THEIRS if ours == before else MINE))
    return found


def chosen(typed: Sequence[tuple[str, Any]], whose: str) -> set[str]:
    """The parts of which this person wants mine, or theirs."""
    named = {name.removeprefix(KEEP) for name, value in typed if name.startswith(KEEP) and value == whose}
    return named & FORM.keys()


def taking(mine: Form, theirs: Form, parts: Collection[str]) -> Form:
    """My form with these parts of theirs. Words of theirs are no blank of mine any more."""
    values = {name: getattr(theirs, name) for part in parts for name in FORM[part]}
    if values.keys() & {"title", "text"} and mine.blank:
        values |= {"blank": "", "gaps": {}, "way": "type"}
    return replace(mine, **values)
