"""In the process: the numbers that Word puts before the items of its lists, which stand nowhere in the text."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "-"
DEEPEST = 9
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LARGEST = 5_000


class Numbers:
    """Counts as Word does: each list by its levels, a level begins anew behind one above it."""

    def __init__(self, numbering: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Any) -> None:
        abstract = {
            one.get(f"{W}abstractNumId"): {_whole(level, "ilvl"): _level(level) for level in one.iter(f"{W}lvl")}
            for one in numbering.iter(f"{W}abstractNum")
        }
        for one in numbering.iter(f"{W}num"):
            kind = one.find(f"{W}abstractNumId")
            known = None if kind is None else abstract.get(kind.get(f"{W}val"))
            if known:
                self._levels[str(one.get(f"{W}numId"))] = known

    def mark(self, paragraph: Any) -> str:
        """What stands before this paragraph: "1.", "a)", "-", or nothing."""
        said = paragraph.find(f"{W}pPr/{W}numPr")
        number = None if said is None else said.find(f"{W}numId")
        if said is None or number is None or number.get(f"{W}val") in {None, "0"}:
            return ""
        list_id, depth = str(number.get(f"{W}val")), said.find(f"{W}ilvl")
        level = min(DEEPEST, 0 if depth is None else _whole(depth, "val"))
        form, text, start = self._levels.get(list_id, {}).get(level, ("bullet", "", 1))
        if form in {"bullet", "none"}:
            return BULLET if form == "bullet" else ""
        counts = self._counts[list_id]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return self._filled(list_id, text, counts)

    def _filled(self, list_id: str, text: str, counts: dict[int, int]) -> str:
        """ "%1.%2)" → "2.3)"."""
        for level in range(DEEPEST):
            if f"%{level + 1}" in text:
                form, _, start = self._levels[list_id].get(level, ("decimal", "", 1))
                text = text.replace(f"%{level + 1}", _written(counts.get(level, start), form))
        return text


def _level(node: Any) -> tuple[str, str, int]:
    form, text, start = (node.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start"))
    return (
        "decimal" if form is None else str(form.get(f"{W}val")),
        "" if text is None else str(text.get(f"{W}val") or "")[:40],
        1 if start is None else _whole(start, "val"),
    )


def _whole(node: Any, name: str) -> int:
    said = str(node.get(f"{W}{name}") or "0")
    return min(LARGEST, int(said)) if said.isascii() and said.isdigit() else 0


def _written(count: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (count - 1) % 26)
        case "lowerRoman" | "upperRoman":
            letter = _roman(count)
        case _:
            return str(count)
    return letter.upper() if form.startswith("upper") else letter


def _roman(count: int) -> str:
    said = ""
    for value, sign in ROMAN:
        while count >= value and len(said) < 20:
            said, count = said + sign, count - value
    return said
