"""A paper that came with the compose form: its text goes into the form's fields, or its pages onto the boards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from controller.broadcast.papers import PAPER, OnBoard, Opened
from controller.errors import Refused
from controller.web.compose_form import Form
from controller.words import say

AS_PAGES = "pages"
LONGEST_TITLE = 150
"""Characters of a first line that may be a title."""


def filled(form: Form, opened: Opened, name: str, way: str) -> Form:
    """The form with what was taken of the paper. Raises `paper-no-text` where text is wanted and there is none."""
    text = opened.document.text
    first, _, rest = text.partition("\n")
    titled = form.title.strip() or (first if 0 < len(first) <= LONGEST_TITLE else Path(name).stem[:LONGEST_TITLE])
    if way == AS_PAGES and opened.pages:
        board = replace(form.board, template=PAPER, pages=tuple(one.hash for one in opened.pages))
        return replace(form, title=titled, page=True, board=board)
    if not text:
        raise Refused("paper-no-text", "paper")
    return replace(form, title=titled, text=rest.strip() if titled == first and rest.strip() else text)


def told(opened: Opened, way: str, lang: str) -> dict[str, Any]:
    """What became of it, in words."""
    small = [one for one in opened.boards if one.dots is not None and one.dots < one.needed]
    said = [say(f"told-{one.code}", lang, **one.params) for one in opened.document.told]
    if way == AS_PAGES and not opened.pages:
        said.append(say("told-paper-no-pages", lang))
    pages = way == AS_PAGES and bool(opened.pages)
    return {
        "done": say("web-paper-pages-taken" if pages else "web-paper-text-taken", lang, count=len(opened.pages)),
        "said": said,
        "small": _small(small, lang) if pages else [],
        "offer": pages and bool(small) and bool(opened.document.text),
    }


def _small(boards: Sequence[OnBoard], lang: str) -> list[str]:
    found = []
    for one in boards:
        assert one.model.panel is not None
        board = say("web-board", lang, width=one.model.panel.width, height=one.model.panel.height)
        code = "web-paper-small" if one.shown else "web-paper-not-shown"
        found.append(say(code, lang, board=board, dots=one.dots or 0, needed=one.needed))
    return found
