"""A place's own words, and how they are said."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.speech import Word, WordGiven
from controller.api.system import AtDesk
from controller.broadcast import lexicon as words
from controller.people.who import require
from controller.store import areas, lexicon

router = APIRouter(prefix="/areas/{code}/lexicon", tags=["speech"])


@router.get("", responses=responses(401, 403, 404))
def holding(code: str, who: Asking, desk: AtDesk) -> list[Word]:
    """The words that hold in an area: its own, and those of the areas above it."""
    with desk.store.read() as conn:
        require(who, "read", areas.known(conn, code).path)
        return [Word.model_validate(one) for one in lexicon.holding(conn, code)]


@router.put("", responses=responses(401, 403, 404, 422))
def put(code: str, given: WordGiven, who: Asking, desk: AtDesk) -> Word:
    """Say a word so from the next notice on, instead of how it was said."""
    return Word.model_validate(words.put(desk, who, code, given.written, given.spoken, given.exact))


@router.delete("", responses=responses(401, 403, 404), status_code=204)
def remove(
    code: str,
    who: Asking,
    desk: AtDesk,
    written: Annotated[str, Query(max_length=1_000)],
    exact: bool = False,
) -> None:
    """Say a word as the reader would again."""
    words.remove(desk, who, code, written, exact)
