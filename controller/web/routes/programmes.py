"""Programmes: all at a glance, one as a table of a day, and the form in which a list is put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, mistakes, sentence, status_of
from controller.api.system import AtDesk
from controller.broadcast import value
from controller.broadcast.desk import Desk
from controller.broadcast.form import of_law
from controller.broadcast.programmes import agree as agreeing
from controller.broadcast.programmes import form as path
from controller.broadcast.programmes import give_back as returning
from controller.broadcast.programmes.found import programme_for
from controller.broadcast.programmes.outlook import ALIVE, Outlook
from controller.errors import ManyRefused, NotFound, Refused
from controller.people.who import Who, may, require
from controller.store import announcements, areas, media
from controller.store.programmes import Listed
from controller.web.programme_form import EMPTY, FIELDS, Form, Typed, draft_of, moved, of_listed, of_typed
from controller.web.programme_view import cards, of_day, shown_day, whole
from controller.web.render import page
from controller.web.repeats import DAYS
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word
from controller.words.instants import wall
from controller.words.lengths import length

router = APIRouter(prefix="/programmes")

DONE = frozenset({"saved", "agreed", "returned", "removed"})
MOST = 500
Done = Annotated[str, Query(max_length=20)]
Day = Annotated[str, Query(max_length=20)]
Offer = Annotated[str, Query(max_length=40)]


@router.get("")
def some(request: Request, who: Visitor, desk: AtDesk, done: Done = "") -> Response:
    """By the hour that they begin at."""
    with desk.store.read() as conn:
        found = cards(conn, who, language_of(request))
    may_write = may(who, "write", who.path)
    return page(request, "programmes.html", cards=found, may_write=may_write, done=done if done in DONE else "")


@router.get("/new")
def new(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """An empty form."""
    require(who, "write", who.path)
    with desk.store.read() as conn:
        now = wall(desk.now_ms(), areas.known(conn, who.area).zone)
        return _page(request, conn, desk, who, Form(date=f"{now:%Y-%m-%d}", time="17:00"))


@router.post("/new")
def compose(request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """A new programme, or the same form with its lines moved and looked at."""
    require(who, "write", who.path)
    return _take(request, desk, who, of_typed(typed), word(typed, "do"), None)


@router.get("/{id}")
def one(id: str, request: Request, who: Visitor, desk: AtDesk, day: Day = "", done: Done = "") -> Response:
    """The running list of a day: what begins when, how long, and whether it fits."""
    values = whole(desk, who, id, day, language_of(request))
    return page(request, "programme.html", errors=[], typed_reason="", done=done if done in DONE else "", **values)


@router.get("/{id}/edit")
def edit(id: str, request: Request, who: Visitor, desk: AtDesk, take: Offer = "") -> Response:
    """The form as it stands; or with an offered step taken and looked at, to be saved or not."""
    with desk.store.read() as conn:
        listed = programme_for(conn, who, id, "write")
        if not take:
            return _page(request, conn, desk, who, of_listed(listed), listed)
    return _take(request, desk, who, of_listed(listed), f"take-{take}", listed)


@router.post("/{id}/edit")
def change(id: str, request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """The same for one that is there."""
    with desk.store.read() as conn:
        listed = programme_for(conn, who, id, "write")
    return _take(request, desk, who, of_typed(typed), word(typed, "do"), listed)


@router.post("/{id}/agree")
def agree(id: str, request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """Agree to what the page showed: the form carries its fingerprint."""
    seen = word(typed, "fingerprint")
    return _do(request, desk, who, id, f"/programmes/{id}?done=agreed", lambda: agreeing.agree(desk, who, id, seen))


@router.post("/{id}/return")
def give_back(id: str, request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """Return it with a reason."""
    seen, why = word(typed, "fingerprint"), word(typed, "reason")
    there = f"/programmes/{id}?done=returned"
    return _do(request, desk, who, id, there, lambda: returning.give_back(desk, who, id, seen, why), why)


@router.post("/{id}/remove")
def remove(id: str, request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """Take it away."""
    given = word(typed, "edition")
    edition = int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0
    return _do(request, desk, who, id, "/programmes?done=removed", lambda: path.remove(desk, who, id, edition))


def _do(
    request: Request, desk: Desk, who: Who, id: str, after: str, action: Callable[[], object], typed: str = ""
) -> Response:
    """Take the step; where it is refused, the page again with why."""
    try:
        action()
    except NotFound:
        raise
    except REFUSALS as refused:
        lang = language_of(request)
        said = [one.detail for one in mistakes(refused, lang)]
        values = whole(desk, who, id, "", lang)
        return page(request, "programme.html", status_of(refused), errors=said, done="", typed_reason=typed, **values)
    return RedirectResponse(after, 303)


def _take(request: Request, desk: Desk, who: Who, form: Form, do: str, listed: Listed | None) -> Response:
    """Save the form; or, for a button inside it, show it again with the list as it would sound."""
    form = moved(form, do)
    area = listed[0].area if listed else who.area
    draft, wrong = draft_of(form, area)
    id = listed[0].id if listed else path.UNSAVED
    try:
        if do != "save":
            seen = path.check(desk, who, draft, id)
            with desk.store.read() as conn:
                looked = Outlook((*wrong, *seen.refusals), seen.notes)
                return _page(request, conn, desk, who, form, listed, looked, look=True)
        if wrong:
            raise ManyRefused(wrong)
        if listed is None:
            id = path.compose(desk, who, draft)[0].id
        else:
            path.edit(desk, who, id, draft, int(form.edition) if form.edition.isdigit() else 0)
    except REFUSALS as refused:
        one = refused if isinstance(refused, Refused) else of_law(refused)
        several = one.refusals if isinstance(one, ManyRefused) else (one,)
        with desk.store.read() as conn:
            return _page(request, conn, desk, who, form, listed, Outlook(several), status=status_of(refused), look=True)
    return RedirectResponse(f"/programmes/{id}?done=saved", 303)


def _page(
    request: Request,
    conn: Connection,
    desk: Desk,
    who: Who,
    form: Form,
    listed: Listed | None = None,
    seen: Outlook | None = None,
    *,
    status: int = 200,
    look: bool = False,
) -> Response:
    lang, seen = language_of(request), seen or Outlook()
    area = areas.known(conn, listed[0].area if listed else who.area)
    return page(
        request,
        "programme_form.html",
        status,
        id=listed[0].id if listed else "",
        form=form,
        lines=(*form.lines, *[Typed()] * EMPTY),
        errors=beside(ManyRefused(seen.refusals), lang, FIELDS) if seen.refusals else {},
        notes=[sentence(one, lang, area.zone) for one in seen.notes],
        choices=_choices(conn, area.path, form, lang),
        slots=_looked(conn, desk, form, area, lang, seen.refusals) if look else [],
        days=DAYS,
    )


def _choices(conn: Connection, path: str, form: Form, lang: str) -> list[dict[str, Any]]:
    """What can stand in a list: announcements with a sound that are not over; and whatever is chosen already."""
    rows = [
        row
        for row in announcements.below(conn, path, ALIVE, limit=MOST)
        if row.sound is not None and row.klass != "emergency"
    ]
    known = {row.id for row in rows}
    rows += announcements.many(conn, [one.announcement for one in form.lines if one.announcement not in known])
    sounds = media.many(conn, {row.sound for row in rows if row.sound is not None})
    return [
        {
            "id": row.id,
            "title": row.title,
            "at": row.start_local.partition("T")[2],
            "length": length(-(-sounds[row.sound].length_ms // 1000), lang) if row.sound in sounds else "",
        }
        for row in rows
    ]


def _looked(
    conn: Connection, desk: Desk, form: Form, area: areas.Area, lang: str, refusals: Sequence[Refused]
) -> list[dict[str, Any]]:
    """The day that does not fit, or the next with a slot, as the form has it; nothing where it cannot be built."""
    draft, wrong = draft_of(form, area.code)
    try:
        wanted = path.wished(draft, area, path.UNSAVED)
        shown = shown_day(conn, wanted, value.instant(desk.now_ms()), refusals)
        return [] if wrong else of_day(conn, wanted, shown, lang)
    except REFUSALS:
        return []
