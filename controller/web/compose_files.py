"""Files that come with the compose form: checked, kept, or told why they are no use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData, UploadFile

from controller.api.uploads import allowed_area, keep
from controller.broadcast.desk import Desk
from controller.broadcast.papers import take_paper
from controller.errors import Forbidden, ManyRefused, NotFound, Refused
from controller.people.who import Who
from controller.store.announcements import Announcement
from controller.store.media import Medium
from controller.web import paper_form
from controller.web.compose_form import Form
from controller.web.visitors import word

Take = Callable[[Desk, Who, str, Path, str], Medium]
"""Checks a file of an area, which its sender calls so, and keeps it."""


def sent(
    desk: Desk, who: Who, typed: FormData, row: Announcement | None, name: str, take: Take
) -> tuple[str, list[Refused]]:
    """The sound, picture or film that counts (a new file, else the one that is there), and what is against it."""
    given, before = typed.get(f"{name}_file"), word(typed, name)
    if not isinstance(given, UploadFile) or not given.filename:
        return before, []
    try:
        return taken(desk, who, row.area if row else who.area, given, take).hash, []
    except (Forbidden, NotFound):
        raise
    except Refused as refused:
        return before, [Refused(one.code, name, **one.params) for one in each(refused)]


def paper(
    desk: Desk, who: Who, typed: FormData, row: Announcement | None, form: Form, lang: str
) -> tuple[Form, dict[str, Any] | None, list[Refused]]:
    """The form with what was wanted of a PDF or Word file, what is to be known of it, and what stands against it."""
    given, way = typed.get("paper_file"), word(typed, "paper_as")
    if not isinstance(given, UploadFile) or not given.filename:
        return form, None, [Refused("upload-missing", "paper")] if word(typed, "do") == "paper" else []
    area = row.area if row else who.area
    allowed_area(desk, who, area)
    kept = keep(desk, given.file)
    try:
        opened = take_paper(desk, who, area, kept, given.filename)
        return paper_form.filled(form, opened, given.filename, way), paper_form.told(opened, way, lang), []
    except (Forbidden, NotFound):
        raise
    except Refused as refused:
        return form, None, [Refused(one.code, "paper", **one.params) for one in each(refused)]
    finally:
        desk.shelf.drop(kept)


def taken(desk: Desk, who: Who, area: str, given: UploadFile, take: Take) -> Medium:
    allowed_area(desk, who, area)
    kept = keep(desk, given.file)
    try:
        return take(desk, who, area, kept, given.filename or "")
    finally:
        desk.shelf.drop(kept)


def each(refused: Refused) -> Sequence[Refused]:
    """What is refused, one by one."""
    return refused.refusals if isinstance(refused, ManyRefused) else (refused,)
