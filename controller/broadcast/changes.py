"""What is otherwise in an announcement than when it was decided about before: two contents in, differences out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

WHEN = ("start_local", "rrule", "lunar", "holidays")
LATE = ("late", "late_ms", "resume")
CONTENT = (
    "title",
    "text",
    "klass",
    "origin",
    *WHEN,
    "sound",
    "speech",
    "chime",
    "volume",
    "page",
    "board",
    "show_minutes",
    *LATE,
)
"""What is kept of a row."""
AROUND = 6
"""So many words beside a change show where it is."""
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise. ``what`` is a word of `PARTS`."""

    what: str
    before: Any
    after: Any


# What people think of as one thing, the most important first, and the columns that it stands in.
PARTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "text": ("text",),
    "when": WHEN,
    "where": ("areas", "devices"),
    "klass": ("klass",),
    "sound": ("sound",),
    "voice": ("speech",),
    "volume": ("volume",),
    "chime": ("chime",),
    "page": ("page",),
    "board": ("board",),
    "show": ("show_minutes",),
    "late": LATE,
    "origin": ("origin",),
}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What is otherwise, the most important first. A column that was not kept then is not compared."""
    found = []
    for what, columns in PARTS.items():
        known = [name for name in columns if name in before]
        if any(before[name] != after[name] for name in known):
            then, now = ({name: side[name] for name in known} for side in (before, after))
            single = len(columns) == 1
            found.append(Change(what, then[columns[0]] if single else then, now[columns[0]] if single else now))
    return [one for one in found if not _follows(one, found)]


def _follows(one: Change, found: list[Change]) -> bool:
    """The sound of a notice that is read aloud changes with its words, which are told themselves."""
    return one.what == "sound" and any(each.what in ("title", "text", "voice") for each in found)


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """A text against another one, by words: what stayed (only a little of it around each change), went and came."""
    old, new = _words(before), _words(after)
    raw: list[tuple[str, str]] = []
    for kind, start, end, since, until in SequenceMatcher(None, _bare(old), _bare(new), autojunk=False).get_opcodes():
        if kind == "equal":
            raw.append((SAME, "".join(new[since:until])))
            continue
        if end > start:
            raw.append((GONE, "".join(old[start:end])))
        if until > since:
            raw.append((NEW, "".join(new[since:until])))
    last = len(raw) - 1
    return [
        (kind, _shortened(text, first=place == 0, last=place == last) if kind == SAME else text)
        for place, (kind, text) in enumerate(raw)
    ]


def _shortened(text: str, *, first: bool, last: bool) -> str:
    words = _words(text.rstrip())
    if first and last:
        return text
    if len(words) <= (AROUND if first or last else 2 * AROUND):
        return text
    ahead = "" if first else "".join(words[:AROUND])
    behind = "" if last else "".join(words[-AROUND:])
    return f"{ahead}… {behind}"


def _words(text: str) -> list[str]:
    """Each word with the space behind it, the last one too: any two of them may come to stand side by side."""
    return re.findall(r"\S+\s+|^\s+", f"{text} ")


def _bare(words: list[str]) -> list[str]:
    return [word.strip() for word in words]
