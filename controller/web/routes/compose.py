"""Composing and editing: one form. Whatever is wrong, nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

import schedules.errors
from controller.api.language import language_of
from controller.api.problems import REFUSALS, sentence, status_of
from controller.api.system import AtDesk
from controller.api.telling import remarks
from controller.api.uploads import allowed_area, keep
from controller.broadcast import composition, relays
from controller.broadcast import form as path
from controller.broadcast.board import PICTURE
from controller.broadcast.check import check as check_form
from controller.broadcast.desk import Desk
from controller.broadcast.film_reach import FILM
from controller.broadcast.films import take_film
from controller.broadcast.form import Draft, of_law
from controller.broadcast.found import announcement_for
from controller.broadcast.papers import take_paper
from controller.broadcast.pictures import take_picture
from controller.broadcast.speech import Wish, settled
from controller.broadcast.submit import Outlook, outlook, submit
from controller.broadcast.upload import take_sound
from controller.errors import Forbidden, ManyRefused, NotFound, Refused
from controller.people.who import Who, require
from controller.store import announcements, areas, compositions, devices, media, relay_sources
from controller.store.announcements import Announcement
from controller.store.media import Medium
from controller.web import (
    around_form,
    board_form,
    hear_view,
    looks_view,
    paper_form,
    sound_view,
    speech_form,
    speech_view,
    when_view,
)
from controller.web.compose_form import FIELDS, WHEN_FIELDS, Form, draft_of, filled, of_row, of_typed
from controller.web.offer_view import checked
from controller.web.render import page
from controller.web.repeats import DAYS, KINDS, NTHS
from controller.web.tree import grown
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, WithFile, word
from controller.words.instants import wall

router = APIRouter(prefix="/announcements")

Take = Callable[[Desk, Who, str, Path, str], Medium]
"""Checks a file of an area, which its sender calls so, and keeps it."""
AGREED = ("submitted", "approved", "ready", "planned")


@router.get("/new")
def new(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """An empty form."""
    require(who, "write", who.path)
    with desk.store.read() as conn:
        now = wall(desk.now_ms(), areas.known(conn, who.area).zone)
        manner = speech_form.of_speech(settled(conn, who.area, Wish()), speak=False)
        around = around_form.of_composition(composition.settled(conn, who.area, None), by_device=True)
        form = Form(areas=_only(conn, who), date=_first_day(now), time="17:00", speech=manner, around=around)
        return _page(request, conn, desk, who, form)


@router.post("/new")
def compose(request: Request, who: Visitor, desk: AtDesk, typed: WithFile) -> Response:
    """A new draft; sent for approval too, if that button was pressed."""
    require(who, "write", who.path)
    return _take(request, desk, who, typed, None)


@router.post("/when")
def when(request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """The rule of a form in words, with its next times: what the page shows while somebody chooses."""
    draft, wrong = draft_of(of_typed(typed, sound="", lost_file=False), who, None, desk.press.kinds())
    with desk.store.read() as conn:
        said = _said(conn, desk, draft, wrong, language_of(request))
    return page(request, "parts/when.html", when=said)


@router.post("/sound")
def sound(
    request: Request, who: Visitor, desk: AtDesk, typed: WithFile, area: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    """A recording that was made in the page becomes a master: what the form keeps of it, or why it is no use."""
    lang, given = language_of(request), typed.get("sound_file")
    try:
        if not isinstance(given, UploadFile) or not given.filename:
            raise Refused("upload-missing", "sound_file")
        kept = _taken(desk, who, area or who.area, given, take_sound)
    except (Forbidden, NotFound):
        raise
    except Refused as refused:
        said = [sentence(one, lang) for one in each(refused)]
        return page(request, "parts/sound_kept.html", status_of(refused), refused=said)
    return page(request, "parts/sound_kept.html", sound=sound_view.told(kept, lang))


@router.get("/{id}/edit")
def edit(id: str, request: Request, who: Visitor, desk: AtDesk, check: Annotated[bool, Query()] = False) -> Response:
    """The form as it stands; with ``check`` what stands against it, beside its fields."""
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "write")
        facts = relays.facts_of(conn, row.sound)
        carried = relays.wish_of(facts) if facts else None
        made = compositions.of_sound(conn, row.sound)
        form = of_row(row, announcements.audience_of(conn, id), settled(conn, row.area, Wish()), made, carried)
        seen = outlook(conn, desk, row, offering=True) if check else None
        heard = hear_view.kept(conn, row, language_of(request))
        return _page(request, conn, desk, who, form, row, seen=seen, heard=heard)


@router.post("/{id}/edit")
def change(id: str, request: Request, who: Visitor, desk: AtDesk, typed: WithFile) -> Response:
    """The same for one that is there."""
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "write")
    return _take(request, desk, who, typed, row)


def _take(request: Request, desk: Desk, who: Who, typed: FormData, row: Announcement | None) -> Response:
    sound, wrong = _sent(desk, who, typed, row, "sound", take_sound)
    picture, no_picture = _sent(desk, who, typed, row, PICTURE, take_picture)
    film, no_film = _sent(desk, who, typed, row, FILM, take_film)
    form = of_typed(typed, sound=sound, picture=picture, film=film, lost_file=bool(wrong))
    form, paper, no_paper = _paper(desk, who, typed, row, form, language_of(request))
    try:
        form = filled(form, word(typed, "take"))
    except schedules.errors.Refused as refused:
        wrong.append(of_law(refused))
    draft, more = draft_of(form, who, row, desk.press.kinds())
    wrong += [*no_picture, *no_film, *no_paper, *more]
    draft = _unasked(desk, draft, form)
    # Also a recording that was made in the page before: it goes only where the person leaves it out.
    if draft.speech is not None and draft.sound is not None:
        wrong.append(Refused("sound-twice", "sound"))
    if draft.relay is not None and draft.sound is not None:
        wrong.append(Refused("relay-and-file", "relay_source"))
    if not wrong and (word(typed, "take") or word(typed, "do") == "check"):
        seen = check_form(desk, who, draft, row.id if row else None)
        with desk.store.read() as conn:
            return _page(request, conn, desk, who, form, row, seen=seen, taken=bool(word(typed, "take")))
    if (do := word(typed, "do")) in ("look", "check", "hear", "see", "paper"):
        wrong = no_paper if do == "paper" else wrong  # nobody has sent the rest yet
        lang = language_of(request)
        errors = beside(ManyRefused(wrong), lang, FIELDS) if wrong else {}
        heard = hear_view.heard(desk, who, draft.area, form, lang) if do == "hear" and not wrong else None
        with desk.store.read() as conn:
            see = do in ("see", "paper")
            return _page(request, conn, desk, who, form, row, errors, heard=heard, see=see, paper=paper)
    try:
        if wrong:
            raise ManyRefused(wrong)
        if row is None:
            saved = path.compose(desk, who, draft)
        else:
            saved = path.edit(desk, who, row.id, draft, int(form.edition) if form.edition.isdigit() else 0)
    except REFUSALS as refused:
        errors = beside(refused, language_of(request), FIELDS)
        with desk.store.read() as conn:
            return _page(request, conn, desk, who, form, row, errors, status_of(refused))
    return _after(desk, who, saved.id, word(typed, "do"))


def _unasked(desk: Desk, draft: Draft, form: Form) -> Draft:
    """Where there is nothing to put tunes around, or no time for them, what the commune puts around all sounds is no
    mistake."""
    sounds = draft.speech is not None or (draft.sound is not None and draft.relay is None)
    if sounds and draft.klass != "emergency":
        return draft
    with desk.store.read() as conn:
        common = composition.settled(conn, draft.area, None)
    return replace(draft, composition=None) if around_form.is_settled(form.around, common) else draft


def _after(desk: Desk, who: Who, id: str, do: str) -> Response:
    if do != "submit":
        return RedirectResponse(f"/announcements/{id}?done=saved", 303)
    try:
        submit(desk, who, id)
    except REFUSALS:
        return RedirectResponse(f"/announcements/{id}/edit?check=1", 303)
    return RedirectResponse(f"/announcements/{id}?done=submitted", 303)


def _sent(
    desk: Desk, who: Who, typed: FormData, row: Announcement | None, name: str, take: Take
) -> tuple[str, list[Refused]]:
    """The sound, picture or film that counts (a new file, else the one that is there), and what is against it."""
    given, before = typed.get(f"{name}_file"), word(typed, name)
    if not isinstance(given, UploadFile) or not given.filename:
        return before, []
    try:
        return _taken(desk, who, row.area if row else who.area, given, take).hash, []
    except (Forbidden, NotFound):
        raise
    except Refused as refused:
        return before, [Refused(one.code, name, **one.params) for one in each(refused)]


def _paper(
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


def _taken(desk: Desk, who: Who, area: str, given: UploadFile, take: Take) -> Medium:
    allowed_area(desk, who, area)
    kept = keep(desk, given.file)
    try:
        return take(desk, who, area, kept, given.filename or "")
    finally:
        desk.shelf.drop(kept)


def each(refused: Refused) -> Sequence[Refused]:
    """What is refused, one by one."""
    return refused.refusals if isinstance(refused, ManyRefused) else (refused,)


def _page(
    request: Request,
    conn: Connection,
    desk: Desk,
    who: Who,
    form: Form,
    row: Announcement | None = None,
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
    seen: Outlook | None = None,
    taken: bool = False,
    heard: dict[str, Any] | None = None,
    see: bool = False,
    paper: dict[str, Any] | None = None,
) -> Response:
    limits, lang = desk.settings.limits, language_of(request)
    kinds = desk.press.kinds()
    draft, wrong = draft_of(form, who, row, kinds)
    against = [one for one, blocks in remarks(seen) if blocks] if seen else []
    if against:
        errors = beside(ManyRefused(against), lang, FIELDS)
    return page(
        request,
        "compose.html",
        status,
        id=row.id if row else "",
        was_agreed=row is not None and row.state in AGREED,
        form=form,
        errors=errors or {},
        checked=checked(conn, seen, lang),
        taken=taken,
        sound=_kept(conn, form.sound, lang),
        when=_said(conn, desk, draft, wrong, lang),
        kinds=KINDS,
        nths=NTHS,
        tree=grown(areas.below(conn, who.path), devices.below(conn, who.path)),
        days=DAYS,
        area=row.area if row else who.area,
        voices=speech_view.voices(desk.voices, lang),
        tunes=around_form.choices(lang),
        around_wrong=any(name in (errors or {}) for name in (*around_form.FIELDS, "again")),
        heard=heard,
        templates=[
            {"id": one.id, "name": one.name, "takes": one.takes, "said": board_form.said(one, lang)}
            for one in board_form.offered(kinds, form.board.template)
        ],
        paper=paper,
        looks=looks_view.of_draft(conn, desk, who, draft, lang) if see else None,
        picture_megabytes=limits.picture_bytes // 1_000_000,
        stations=relay_sources.holding(conn, row.area if row else who.area),
        title_chars=limits.title_chars,
        text_chars=limits.text_chars,
        megabytes=limits.upload_bytes // 1_000_000,
        sound_seconds=limits.sound_seconds,
    )


def _said(conn: Connection, desk: Desk, draft: Draft, wrong: list[Refused], lang: str) -> dict[str, Any]:
    """The rule in words; where a field is not even a number, what is wrong with it."""
    said = when_view.said(conn, draft, desk.now_ms(), lang)
    about_time = [one for one in wrong if one.field in WHEN_FIELDS]
    return said | {"wrong": sentence(about_time[0], lang), "words": ""} if about_time and draft.start else said


def _kept(conn: Connection, hash: str, lang: str) -> dict[str, Any] | None:
    master = media.get(conn, hash) if hash else None
    return sound_view.told(master, lang) if master else None


def _only(conn: Connection, who: Who) -> tuple[str, ...]:
    """The person's own area, where it has nothing below it: there is nothing to choose."""
    return (who.area,) if len(areas.below(conn, who.path)) == 1 else ()


def _first_day(now: datetime) -> str:
    """Today; the form's hour is in the afternoon."""
    return f"{now:%Y-%m-%d}"
