"""Who looks at a page, and what was typed into its form."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from sqlalchemy import func, select
from starlette.datastructures import FormData
from starlette.requests import Request

from controller.api.door import person_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.people.who import Who, may
from controller.store import areas as stored
from controller.store import exceptions
from controller.store.areas import within
from controller.store.tables import announcements, areas
from controller.web import undoing
from controller.web.alert_view import banners
from controller.words.instants import wall
from schedules.lifecycle import State

FILES = ("sound_file", "picture_file", "film_file", "paper_file", "emblem_file", "list_file", "outline_file")
"""Fields of files that a form may have: a browser sends those too in which nothing was chosen."""
MOST_FIELDS = 2_000
"""Of a form: a province has as many hamlets."""


def today(desk: Desk) -> str:
    """The beginning of this day, as names of occurrences have it: what is proposed for the past waits for nobody."""
    return f"{wall(desk.now_ms(), desk.settings.zone):%Y-%m-%d}"


def visitor(request: Request, desk: AtDesk) -> Who:
    """The person, the alarms where they work, and for those who approve how much waits for them."""
    who = person_of(request)
    with desk.store.read() as conn:
        request.state.alarms = banners(conn, who, desk.now_ms())
        request.state.practice = [
            one.name
            for one in (stored.practising(conn) if desk.practice.codes else ())
            if one.path.startswith(who.path) or who.path.startswith(one.path)
        ]
        request.state.undo = undoing.offered(conn, who, request.query_params.get("undo", ""), desk.now_ms())
        if may(who, "approve", who.path):
            waiting = (announcements.c.state == State.SUBMITTED.value, within(areas.c.path, who.path))
            join = announcements.join(areas, announcements.c.area == areas.c.code)
            submitted = conn.scalar(select(func.count()).select_from(join).where(*waiting)) or 0
            request.state.waiting = submitted + len(exceptions.waiting(conn, who.path, today(desk)))
    return who


Visitor = Annotated[Who, Depends(visitor)]


async def typed(request: Request) -> FormData:
    """What was typed into a form without files."""
    return await request.form(max_files=0, max_fields=MOST_FIELDS)


async def typed_by_visitor(request: Request, _who: Visitor) -> FormData:
    """The same, once it is known who asks: nobody else's form is read."""
    return await typed(request)


async def form_with_file(request: Request, _who: Visitor) -> AsyncIterator[FormData]:
    """The same with files, which are closed at the end of the request."""
    async with request.form(max_files=len(FILES), max_fields=MOST_FIELDS) as form:
        yield form


Typed = Annotated[FormData, Depends(typed)]
TypedByVisitor = Annotated[FormData, Depends(typed_by_visitor)]
WithFile = Annotated[FormData, Depends(form_with_file)]


def word(form: FormData, name: str, default: str = "") -> str:
    """One text field; a file in its place counts as nothing, and the letter NUL as none."""
    value = form.get(name, default)
    return value.replace("\x00", "") if isinstance(value, str) else default


def several(form: FormData, name: str) -> tuple[str, ...]:
    """Every ticked value of a name."""
    return tuple(value for value in form.getlist(name) if isinstance(value, str))
