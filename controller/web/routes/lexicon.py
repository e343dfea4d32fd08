"""A place's own things: how names and abbreviations are said there, how its notices are read, what is around them, and
the emblem on its boards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from fastapi import APIRouter
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import status_of
from controller.api.system import AtDesk
from controller.api.uploads import keep
from controller.broadcast import composition
from controller.broadcast import lexicon as words
from controller.broadcast.desk import Desk
from controller.broadcast.manner import set_composition, set_manner
from controller.broadcast.pictures import set_emblem, take_picture
from controller.broadcast.speech import Wish, settled
from controller.errors import Forbidden, ManyRefused, Refused
from controller.people.who import Who, may, require
from controller.store import areas, lexicon, plates
from controller.web import around_form, speech_form, speech_view, undoing
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, WithFile, word

Made = TypeVar("Made")
router = APIRouter(prefix="/areas/{code}/words")
FIELDS = {name: name for name in ("written", "spoken", "voice", *speech_form.NUMBERS, *around_form.FIELDS)} | {
    "between": "again",
    "picture": "emblem_file",
    "file": "emblem_file",
}


@router.get("")
def list_(code: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """What holds here, its own words and those from above."""
    return _page(request, desk, who, code)


@router.post("/add")
def add(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Say a word so from now on."""
    written, spoken, exact = word(form, "written"), word(form, "spoken"), bool(word(form, "exact"))
    typed = {"written": written, "spoken": spoken, "exact": exact}
    return _do(request, desk, who, code, lambda: words.put(desk, who, code, written, spoken, exact), typed)


@router.post("/remove")
def remove(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Say it as the reader would again."""
    written, exact = word(form, "written"), bool(word(form, "exact"))

    def take_away() -> str:
        gone = words.remove(desk, who, code, written, exact)
        detail = {"area": code, "written": gone.written, "spoken": gone.spoken, "exact": gone.exact}
        return undoing.note(desk, who, "word", gone.written, detail)

    return _do(request, desk, who, code, take_away, {})


@router.post("/manner")
def manner(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Settle how notices are read aloud here, unless one of them says otherwise; or leave it to the area above."""
    typed = replace(speech_form.of_typed(form), speak=True)

    def settle() -> None:
        set_manner(desk, who, code, _wished(form, partial(speech_form.wish_of, typed)))

    return _do(request, desk, who, code, settle, {"manner": typed})


@router.post("/around")
def around(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """The same for what is put around sounds."""
    typed = around_form.of_typed(form)

    def settle() -> None:
        set_composition(desk, who, code, _wished(form, partial(around_form.wish_of, typed)))

    return _do(request, desk, who, code, settle, {"around": typed})


@router.post("/emblem")
def emblem(code: str, request: Request, who: Visitor, desk: AtDesk, form: WithFile) -> Response:
    """Another emblem for the boards here, or none of one's own."""
    if word(form, "do") == "remove":
        return _do(request, desk, who, code, lambda: set_emblem(desk, who, code, None), {})
    return _do(request, desk, who, code, lambda: _bring(desk, who, code, form), {})


def _bring(desk: Desk, who: Who, code: str, form: FormData) -> None:
    with desk.store.read() as conn:
        require(who, "areas", areas.known(conn, code).path)
    given = form.get("emblem_file")
    if not isinstance(given, UploadFile) or not given.filename:
        raise Refused("upload-missing", "file")
    kept = keep(desk, given.file)
    try:
        picture = take_picture(desk, who, code, kept, given.filename).hash
    except Forbidden:
        raise
    except Refused as refused:
        raise Refused(refused.code, "picture", **refused.params) from refused
    finally:
        desk.shelf.drop(kept)
    set_emblem(desk, who, code, picture)


def _wished(form: FormData, read: Callable[[list[Refused]], Made | None]) -> Made | None:
    """What somebody settles for a place; None leaves it to the area above. Raises `ManyRefused`."""
    if word(form, "do") == "inherit":
        return None
    wrong: list[Refused] = []
    wish = read(wrong)
    if wrong:
        raise ManyRefused(wrong)
    return wish


def _do(
    request: Request, desk: Desk, who: Who, code: str, action: Callable[[], object], typed: dict[str, object]
) -> Response:
    try:
        undo = action()
    except Refused as refused:
        errors = beside(refused, language_of(request), FIELDS)
        return _page(request, desk, who, code, typed, errors, status_of(refused))
    return RedirectResponse(f"/areas/{code}/words" + (f"?undo={undo}" if isinstance(undo, str) else ""), 303)


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    code: str,
    typed: dict[str, object] | None = None,
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> Response:
    with desk.store.read() as conn:
        area = areas.known(conn, code)
        require(who, "read", area.path)
        own, plate = plates.entered(conn), plates.of(conn, code)
        names = {one.code: one.name for one in areas.chain(conn, code)}
        found = lexicon.holding(conn, code)
        manner = speech_form.of_speech(settled(conn, code, Wish()), speak=True)
        around = around_form.of_composition(composition.settled(conn, code, None), by_device=True)
    return page(
        request,
        "words.html",
        status,
        area=area,
        found=found,
        names=names,
        manner=(typed or {}).get("manner", manner),
        own_manner=area.speech is not None,
        around=(typed or {}).get("around", around),
        own_around=area.composition is not None,
        tunes=around_form.choices(language_of(request)),
        voices=speech_view.voices(desk.voices, language_of(request)),
        emblem=plate.emblem,
        own_emblem=code in own,
        picture_megabytes=desk.settings.limits.picture_bytes // 1_000_000,
        may_areas=may(who, "areas", area.path),
        may_write=may(who, "write", area.path),
        typed=typed or {},
        errors=errors or {},
    )
