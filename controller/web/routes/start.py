"""The first hour: from nothing to the first test broadcast, step by step; and practising before it is real."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, Refusal, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.broadcast.manner import set_manner
from controller.broadcast.speak import speak
from controller.broadcast.speech import Wish, settled
from controller.errors import Forbidden, ManyRefused, NotFound, Refused
from controller.people.who import Who, require
from controller.places import founding, practising, trial
from controller.store import areas
from controller.web import speech_form, speech_view, start_view
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word
from controller.words import say

router = APIRouter(prefix="/start")
TYPED: dict[str, tuple[str, Callable[[Desk, Who, str, str], object]]] = {
    "hamlets": ("names", founding.add_hamlets),
    "hours": ("hours", founding.set_hours),
}
"""Steps with one field: its name, and what takes it."""
VOICE_FIELDS = {name: name for name in ("voice", "speed", "pause")} | {"text": "sentence"}
FIELDS = {"names": "names", "hours": "hours", "windows": "hours", "start": "hours", "end": "hours"}
TEST_FIELDS = dict.fromkeys(
    ("test", "device", "devices", "areas", "start", "title", "text", "voice", "announcement", "volume"), "device"
)


@router.get("")
def begin(request: Request, who: Visitor, desk: AtDesk, area: Annotated[str, Query(max_length=64)] = "") -> Response:
    """What is done, and what is next."""
    return _page(request, desk, who, area, {})


@router.post("/{code}/hamlets")
def hamlets(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Those of a pasted list."""
    return _step(request, desk, who, code, form, "hamlets")


@router.post("/{code}/hours")
def hours(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """When it may sound."""
    return _step(request, desk, who, code, form, "hours")


@router.post("/{code}/practice")
def practice(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Begin to practise, or let it be real."""
    what = word(form, "what")
    if what not in ("begin", "end"):
        raise NotFound("no-such-page")
    try:
        (practising.begin if what == "begin" else practising.end)(desk, who, code)
    except REFUSALS as refused:
        return _page(request, desk, who, code, {}, refused)
    return RedirectResponse(f"/start?area={code}#practice", 303)


@router.post("/{code}/test")
def test(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """The first test broadcast, for one box: written and sent for approval."""
    try:
        trial.make(desk, who, code, word(form, "device"))
    except REFUSALS as refused:
        return _page(request, desk, who, code, {}, refused, TEST_FIELDS)
    return RedirectResponse(f"/start?area={code}#step-test", 303)


@router.get("/{code}/voice")
def voice(code: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Choose a voice, hear it say the commune's name, keep it."""
    return _voice(request, desk, who, code)


@router.post("/{code}/voice")
def try_voice(code: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Hear it as it is chosen, or keep it for all notices of the commune."""
    typed, wrong = replace(speech_form.of_typed(form), speak=True), list[Refused]()
    sentence, heard = word(form, "sentence").strip(), ""
    wish = speech_form.wish_of(typed, wrong)
    try:
        if wrong:
            raise ManyRefused(wrong)
        if word(form, "do") == "save":
            set_manner(desk, who, code, wish)
            return RedirectResponse(f"/start?area={code}#step-voice", 303)
        heard = speak(desk, who, code, sentence, wish or Wish()).sound.hash
    except (Forbidden, NotFound):
        raise
    except REFUSALS as refused:
        return _voice(request, desk, who, code, typed, sentence, refused=refused)
    return _voice(request, desk, who, code, typed, sentence, heard)


def _voice(
    request: Request,
    desk: Desk,
    who: Who,
    code: str,
    typed: speech_form.Reading | None = None,
    sentence: str | None = None,
    heard: str = "",
    refused: Refusal | None = None,
) -> Response:
    lang = language_of(request)
    with desk.store.read() as conn:
        commune = areas.known(conn, code)
        require(who, "areas", commune.path)
        manner = typed or speech_form.of_speech(settled(conn, code, Wish()), speak=True)
    return page(
        request,
        "start_voice.html",
        status_of(refused) if refused is not None else 200,
        commune=commune,
        manner=manner,
        voices=speech_view.voices(desk.voices, lang),
        sentence=say("start-voice-says", "vi", area=commune.name) if sentence is None else sentence,
        heard=heard,
        errors=beside(refused, lang, VOICE_FIELDS) if refused is not None else {},
    )


def _step(request: Request, desk: Desk, who: Who, code: str, form: FormData, step: str) -> Response:
    """What was typed into the one field of a step is taken, or shown again with what is wrong with it."""
    field, take = TYPED[step]
    text = word(form, field)
    try:
        take(desk, who, code, text)
    except REFUSALS as refused:
        return _page(request, desk, who, code, {field: text}, refused)
    return RedirectResponse(f"/start?area={code}#step-{step}", 303)


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    code: str,
    typed: dict[str, str],
    refused: Refusal | None = None,
    fields: dict[str, str] = FIELDS,
) -> Response:
    require(who, "areas", who.path)
    with desk.store.read() as conn:
        communes = [one for one in areas.below(conn, who.path) if one.level == "commune"]
        commune = start_view.chosen(communes, code)
        if commune is None:
            raise NotFound("start-no-commune")
        now = start_view.standing(conn, commune, desk.now_ms())
        test = start_view.test(conn, now, start_view.leaders(conn, commune, who.user_id), language_of(request))
        above = any(one.practice_ms is not None for one in areas.chain(conn, commune.code)[:-1])
    return page(
        request,
        "start.html",
        status_of(refused) if refused is not None else 200,
        communes=communes,
        now=now,
        test=test,
        steps=start_view.told(now),
        above=above,
        typed={"names": "", "hours": ", ".join(now.hours).replace("–", "-") or "05:30-06:30, 17:00-18:00"} | typed,
        errors=beside(refused, language_of(request), fields) if refused is not None else {},
    )
