"""Blanks: notices that communes send again and again, with gaps to fill in."""

from __future__ import annotations

from fastapi import APIRouter

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.blanks import Blank, Filled, Gap, GapsGiven
from controller.blanks import blank as blanks
from controller.errors import ManyRefused, NotFound, Refused

router = APIRouter(prefix="/blanks", tags=["announcements"])


@router.get("", responses=responses(401))
def every(_who: Asking) -> list[Blank]:
    """All of them, in the order in which the console shows them."""
    return [_told(one) for one in blanks.every()]


@router.post("/{id}/fill", responses=responses(401, 404, 422))
def fill(id: str, given: GapsGiven, _who: Asking) -> Filled:
    """The words with these gaps, for a form (`POST /announcements`). Every gap that is still empty is named."""
    one = blanks.get(id)
    if one is None:
        raise NotFound("blank-unknown", "id")
    known = {gap.name for gap in one.gaps}
    wrong = [Refused("gap-unknown", "gaps", name=name[:40]) for name in given.gaps if name not in known]
    wrong += [
        Refused("gap-missing", f"gap-{gap.name}", gap=f"{id}/{gap.name}") for gap in blanks.missing(one, given.gaps)
    ]
    if wrong:
        raise ManyRefused(wrong)
    title, text = blanks.filled(one, given.gaps)
    return Filled(title=title, text=text, klass=one.klass)


def _told(one: blanks.Blank) -> Blank:
    gaps = [
        Gap(name=gap.name, label=gap.vi, label_en=gap.en, kind=gap.kind, example=gap.example, optional=gap.optional)
        for gap in one.gaps
    ]
    return Blank(id=one.id, name=one.vi, name_en=one.en, klass=one.klass, title=one.title, text=one.text, gaps=gaps)
