"""What everybody may read and tell, without a sign-in and without a cookie."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from controller.api.problems import REFUSALS, Refusal, mistakes, sentence, status_of
from controller.api.routes.downloads import FOR_EVER
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.people.throttle import customer
from controller.residents import at_once, feedback, page
from controller.residents.crowd import ASKING, READING
from controller.residents.feedback import Given
from controller.residents.opening import heir_of, opened
from controller.web import residents_view
from controller.web.open_render import TYPES, Body, address, file, language, render, sent
from controller.web.residents_app import manifest, worker
from controller.web.trouble import beside
from controller.web.visitors import Typed, word
from controller.words import say

router = APIRouter(prefix="/xa")
Lang = Annotated[str, Query(max_length=2)]
FIELDS = {"once": "once", "kind": "kind", "words": "words", "phone": "phone", "place": "place"}
NEVER = "no-store"
WHOLE = 100_000
SHELL = ("residents.css", "residents.js", "mark.svg")
"""What every page needs."""
MANIFEST_S = 3_600


@router.get("/files/{tag}/{name}")
def files(tag: str, name: str) -> Response:
    """Looks, scripts and marks of these pages."""
    try:
        body, known, kind = file(name)
    except KeyError:
        raise NotFound("no-such-page") from None
    return Response(body, headers={"cache-control": FOR_EVER if tag == known else "no-cache"}, media_type=kind)


@router.get("/worker.js")
def keeper() -> Response:
    """The worker that keeps what was read."""
    source = file("worker.js")[0].decode()
    body = worker(source, [address(name) for name in SHELL])
    return Response(body, headers={"cache-control": "no-cache"}, media_type=TYPES["js"])


@router.get("/offline")
def offline(request: Request, lang: Lang = "") -> Response:
    """What stands where nothing was kept and there is no line."""
    said = language(lang)
    return sent(request, Body.of(render("trouble.html", said, here="/xa", sentence=say("residents-offline", said))))


@router.get("/{code}/app.webmanifest")
def app(code: str, desk: AtDesk, lang: Lang = "") -> Response:
    """What a telephone installs."""
    with desk.store.read() as conn:
        told = manifest(opened(conn, code), language(lang), address)
    headers = {"cache-control": f"public, max-age={MANIFEST_S}"}
    return JSONResponse(told, headers=headers, media_type=TYPES["webmanifest"])


@router.get("/{code}")
def commune(code: str, request: Request, desk: AtDesk, lang: Lang = "") -> Response:
    """Today, what comes, what was, what boards show."""
    said = language(lang)
    try:
        _let_in(desk)
        with desk.store.read() as conn:
            opened(conn, code)
        return sent(request, desk.kept.get((code, said), desk.now_ms(), lambda: _made(desk, code, said)))
    except Refused as refused:
        with desk.store.read() as conn:
            heir = heir_of(conn, code)
        return RedirectResponse(f"/xa/{heir}", 307) if heir else _trouble(request, refused, said)


@router.get("/{code}/dang-phat")
def on_air(code: str, request: Request, desk: AtDesk, lang: Lang = "") -> Response:
    """What sounds now without a time of its own: a piece of the page, small enough to be asked for again and again."""
    said, now_ms = language(lang), desk.now_ms()
    try:
        if wait := desk.crowd.wait_ms(f"air:{customer(desk.address)}", ASKING, now_ms):
            raise Refused("residents-wait", seconds=-(-wait // 1000))
        with desk.store.read() as conn:
            opened(conn, code)
        made = desk.kept.get((code, said, "on-air"), now_ms, lambda: _on_air(desk, code, said))
        return sent(request, made, cache="no-cache")
    except Refused as refused:
        return _trouble(request, refused, said)


@router.get("/{code}/tin/{id}")
def notice(code: str, id: str, request: Request, desk: AtDesk, lang: Lang = "") -> Response:
    """One notice, whole."""
    said = language(lang)
    try:
        _let_in(desk)
        with desk.store.read() as conn:
            area = opened(conn, code)
            found = page.notices(conn, desk, area, id)
        if not found:
            raise NotFound("residents-notice")
        cards = [residents_view.card(one, area.zone, said, most=WHOLE) for one in found]
        return sent(request, Body.of(render("notice.html", said, area=area, cards=cards, here=request.url.path)))
    except Refused as refused:
        return _trouble(request, refused, said)


@router.get("/{code}/y-kien")
def form(
    code: str, request: Request, desk: AtDesk, lang: Lang = "", luot: Annotated[str, Query(max_length=96)] = ""
) -> Response:
    """Where a resident tells how it sounds."""
    try:
        _let_in(desk)
        return _form(request, desk, code, luot, language(lang), {})
    except Refused as refused:
        return _trouble(request, refused, language(lang))


@router.post("/{code}/y-kien")
def tell(code: str, request: Request, desk: AtDesk, typed: Typed) -> Response:
    """Keep it, once; a program of ours that waits for an answer gets JSON."""
    said = language(word(typed, "lang"))
    names = ("once", "kind", "words", "phone", "place", "occurrence")
    given = Given(**{name: word(typed, name) for name in names}, trap=word(typed, "website"))
    program = "application/json" in request.headers.get("accept", "")
    try:
        kept = feedback.take(desk, code, given)
    except REFUSALS as refused:
        return _refused(request, desk, code, given, refused, said, program=program)
    there = f"/xa/{code}/y-kien/{kept.once}{'?lang=en' if said == 'en' else ''}"
    return JSONResponse({"receipt": there}) if program else RedirectResponse(there, 303)


@router.get("/{code}/y-kien/{once}")
def told(code: str, once: str, request: Request, desk: AtDesk, lang: Lang = "") -> Response:
    """What was sent, and the answer to it: for who knows its word."""
    said = language(lang)
    try:
        _let_in(desk)
        with desk.store.read() as conn:
            area = opened(conn, code)
            one = feedback.receipt(conn, code, once)
    except Refused as refused:
        return _trouble(request, refused, said)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"state": one.state, "answer": one.answer})
    values = residents_view.receipt(one, area, said)
    return sent(request, Body.of(render("told.html", said, here=request.url.path, **values)), cache=NEVER)


def _let_in(desk: Desk) -> None:
    if wait := desk.crowd.wait_ms(f"read:{customer(desk.address)}", READING, desk.now_ms()):
        raise Refused("residents-wait", seconds=-(-wait // 1000))


def _made(desk: Desk, code: str, lang: str) -> Body:
    with desk.store.read() as conn:
        found = page.page(conn, desk, opened(conn, code))
    return Body.of(render("commune.html", lang, here=f"/xa/{code}", **residents_view.shown(found, lang)))


def _on_air(desk: Desk, code: str, lang: str) -> Body:
    with desk.store.read() as conn:
        area = opened(conn, code)
        found = residents_view.on_air(at_once.on_air(conn, desk, area), area.zone)
    return Body.of(render("on_air.html", lang, on_air=found))


def _form(
    request: Request,
    desk: Desk,
    code: str,
    about: str,
    lang: str,
    errors: dict[str, list[str]],
    given: Given | None = None,
    status: int = 200,
) -> Response:
    with desk.store.read() as conn:
        values = residents_view.form(conn, desk, opened(conn, code), about, lang)
    given = given or Given(str(uuid.uuid4()), "")
    body = Body.of(render("tell.html", lang, here=f"/xa/{code}/y-kien", given=given, errors=errors, **values))
    return sent(request, body, status, cache=NEVER)


def _refused(
    request: Request, desk: Desk, code: str, given: Given, refused: Refusal, lang: str, *, program: bool
) -> Response:
    """The same form with what was typed and what is to be mended; or the same for a program."""
    status = status_of(refused)
    headers = {"retry-after": str(refused.params["seconds"])} if "seconds" in refused.params else {}
    if program:
        wrong = {one.field or "": one.detail for one in mistakes(refused, lang)}
        return JSONResponse({"errors": wrong}, status, headers)
    if isinstance(refused, NotFound):
        return _trouble(request, refused, lang)
    errors = beside(refused, lang, FIELDS)
    answer = _form(request, desk, code, given.occurrence, lang, errors, given, status)
    answer.headers.update(headers)
    return answer


def _trouble(request: Request, refused: Refused, lang: str) -> Response:
    body = Body.of(render("trouble.html", lang, here=request.url.path, sentence=sentence(refused, lang)))
    answer = sent(request, body, status_of(refused), cache=NEVER)
    if "seconds" in refused.params:
        answer.headers["retry-after"] = str(refused.params["seconds"])
    return answer
