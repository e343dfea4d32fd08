"""Composing and editing: one form. Whatever is wrong, nothing that was typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import sentence, status_of
from controller.api.system import AtDesk
from controller.blanks import blank as blanks
from controller.broadcast import again, composition, drafting
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.broadcast.speech import Wish, settled
from controller.broadcast.submit import TO_AGREE, outlook
from controller.broadcast.upload import take_sound
from controller.errors import Forbidden, NotFound, Refused
from controller.people.who import Who, require
from controller.store import areas, drafts
from controller.store.drafts import Written
from controller.web import (
    around_form,
    blank_form,
    compose_files,
    compose_meeting,
    draft_form,
    draft_view,
    hear_view,
    sound_view,
    speech_form,
)
from controller.web.compose_form import Form, draft_of, of_typed
from controller.web.compose_meeting import form_of
from controller.web.compose_page import Sheet, said, shown
from controller.web.compose_take import take
from controller.web.render import page
from controller.web.visitors import TypedByVisitor, Visitor, WithFile
from controller.words.instants import wall

router = APIRouter(prefix="/announcements")

Name = Annotated[str, Query(max_length=64)]


@router.get("/new")
def new(request: Request, who: Visitor, desk: AtDesk, draft: Name = "", like: Name = "", blank: Name = "") -> Response:
    """An empty form, one with a blank in it, a draft to go on with, or an announcement as last time."""
    require(who, "write", who.path)
    with desk.store.read() as conn:
        if (kept := drafts.get(conn, draft)) is not None:
            return _go_on(request, conn, desk, who, drafting.found(conn, who, kept.id))
        opened = drafting.Page(draft, 0, drafting.new_page().hand) if drafting.is_id(draft) else None
        if like:
            row = announcement_for(conn, who, like, "read")
            form = replace(form_of(conn, again.shifted(conn, desk, row)), edition="0")
            return shown(request, conn, desk, who, Sheet(form, opened=opened, like=row))
        form, chosen = _empty(conn, who), blanks.get(blank)
        if chosen is not None:
            form = blank_form.begun(form, chosen, areas.known(conn, who.area).name, who.area)
        form = replace(form, date=_first_day(conn, desk, who, form.time))
        return shown(request, conn, desk, who, Sheet(form, opened=opened, is_begun=chosen is not None))


def _empty(conn: Connection, who: Who) -> Form:
    manner = speech_form.of_speech(settled(conn, who.area, Wish()), speak=False)
    around = around_form.of_composition(composition.settled(conn, who.area, None), by_device=True)
    # The person's own area, where it has nothing below it: there is nothing to choose.
    only = (who.area,) if len(areas.below(conn, who.path)) == 1 else ()
    return Form(areas=only, time="17:00", speech=manner, around=around)


def _first_day(conn: Connection, desk: Desk, who: Who, clock: str) -> str:
    """Today, if somebody can still agree to it before that hour; else tomorrow."""
    then = wall(desk.now_ms(), areas.known(conn, who.area).zone) + TO_AGREE
    return f"{then + timedelta(days=f'{then:%H:%M}' > clock):%Y-%m-%d}"


def _go_on(request: Request, conn: Connection, desk: Desk, who: Who, kept: Written) -> Response:
    """A draft where it was left; one that was sent is an announcement by now."""
    if kept.became is not None:
        return RedirectResponse(f"/announcements/{kept.became}", 303)
    if kept.announcement is not None:
        return RedirectResponse(f"/announcements/{kept.announcement}/edit?draft={kept.id}", 303)
    sheet = Sheet(draft_form.of_pairs(kept.fields), opened=draft_form.opened(kept))
    return shown(request, conn, desk, who, sheet)


@router.post("/new")
def compose(request: Request, who: Visitor, desk: AtDesk, typed: WithFile) -> Response:
    """A new draft; sent for approval too, if that button was pressed."""
    require(who, "write", who.path)
    return take(request, desk, who, typed, None)


@router.post("/filled")
def filled(request: Request, _who: Visitor, typed: TypedByVisitor) -> Response:
    """The words of a blank with what was filled in so far: what the page shows while somebody types."""
    return page(request, "parts/filled.html", form=of_typed(typed, sound="", lost_file=False))


@router.post("/when")
def when(request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """The rule of a form in words, with its next times: what the page shows while somebody chooses."""
    draft, wrong = draft_of(of_typed(typed, sound="", lost_file=False), who, None, desk.press.kinds())
    with desk.store.read() as conn:
        told = said(conn, desk, draft, wrong, language_of(request))
    return page(request, "parts/when.html", when=told)


@router.post("/sound")
def sound(
    request: Request, who: Visitor, desk: AtDesk, typed: WithFile, area: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    """A recording that was made in the page becomes a master: what the form keeps of it, or why it is no use."""
    lang, given = language_of(request), typed.get("sound_file")
    try:
        if not isinstance(given, UploadFile) or not given.filename:
            raise Refused("upload-missing", "sound_file")
        kept = compose_files.taken(desk, who, area or who.area, given, take_sound)
    except (Forbidden, NotFound):
        raise
    except Refused as refused:
        said = [sentence(one, lang) for one in compose_files.each(refused)]
        return page(request, "parts/sound_kept.html", status_of(refused), refused=said)
    return page(request, "parts/sound_kept.html", sound=sound_view.told(kept, lang))


@router.get("/{id}/edit")
def edit(
    id: str, request: Request, who: Visitor, desk: AtDesk, check: Annotated[bool, Query()] = False, draft: Name = ""
) -> Response:
    """The form as it stands, or as a draft has it; with ``check`` what stands against it, beside its fields."""
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "write")
        form = compose_meeting.begun(conn, desk, who, row)
        unsent = drafts.of_announcement(conn, id)
        kept = next((one for one in unsent if one.id == draft), None)
        if kept is not None:
            # One that began from an older edition keeps to it: then what was saved meanwhile is told.
            written = draft_form.of_pairs(kept.fields)
            form = written if written.seen else replace(written, edition=form.edition, seen=form.seen)
        seen = outlook(conn, desk, row, offering=True) if check else None
        heard = hear_view.kept(conn, row, language_of(request)) if kept is None else None
        opened = draft_form.opened(kept) if kept is not None else None
        others = [] if kept is not None else draft_view.cards(conn, who, unsent, language_of(request))
        met = compose_meeting.met(conn, desk, who, row, form, language_of(request))
        sheet = Sheet(form, row, opened, seen=seen, heard=heard, unsent=others, meeting=met)
        return shown(request, conn, desk, who, sheet)


@router.post("/{id}/edit")
def change(id: str, request: Request, who: Visitor, desk: AtDesk, typed: WithFile) -> Response:
    """The same for one that is there."""
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "write")
    return take(request, desk, who, typed, row)
