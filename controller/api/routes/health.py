"""Is the service well? For those who watch over it: no secrets, no sign-in."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.system import Services, System
from controller.doctor_checks import disk_has_room, folder_writable
from controller.errors import Refused
from controller.words import say

router = APIRouter(tags=["health"])
LEAST_FREE_BYTES = 200_000_000
"""With less than this the next recording may fill the disk. The doctor asks for more, before anything is full."""


class Health(BaseModel):
    well: bool
    parts: dict[str, bool]


class Part(BaseModel):
    well: bool
    code: str = Field(description="what is wrong; empty where nothing is")
    said: str = Field(description="the same in a sentence")


class Ready(BaseModel):
    ready: bool
    parts: dict[str, Part]


class Live(BaseModel):
    live: bool


@router.get("/health/live")
def live() -> Live:
    """200 as long as the process answers at all. Who gets no answer starts it anew."""
    return Live(live=True)


@router.get("/health/ready")
def ready(services: Services, request: Request, response: Response) -> Ready:
    """200 where database, broker, alarm clock and disk are right, else 503; each part says what is wrong with it.

    A service that is not ready still keeps what it has: devices play on from their timetables.
    """
    lang = language_of(request)
    found = wrongs(services)
    parts = {
        name: Part(well=not code, code=code, said=say(f"health-{code}", lang) if code else "")
        for name, code in found.items()
    }
    well = not any(found.values())
    response.status_code = 200 if well else 503
    return Ready(ready=well, parts=parts)


@router.get("/healthz")
def health(services: Services, response: Response) -> Health:
    """In short: 200 where the service is joined to its broker and its database answers, else 503."""
    parts = {"database": not _database(services), "service": services.is_ready()}
    well = all(parts.values())
    response.status_code = 200 if well else 503
    return Health(well=well, parts=parts)


def wrongs(system: System) -> dict[str, str]:
    """Each part, and the code of what is wrong with it; empty where nothing is."""
    return {"database": _database(system), "disk": _disk(system), **system.condition()}


def _database(system: System) -> str:
    try:
        with system.desk.store.read() as conn:
            conn.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return "database-away"
    return ""


def _disk(system: System) -> str:
    folder = system.desk.settings.data_dir
    return _code(lambda: folder_writable(folder)) or _code(lambda: disk_has_room(folder, LEAST_FREE_BYTES))


def _code(check: Callable[[], None]) -> str:
    try:
        check()
    except Refused as refused:
        return refused.code
    return ""
