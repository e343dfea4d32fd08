"""The console's pages, joined to the application."""

from __future__ import annotations

import re

from fastapi import APIRouter

from controller.web.files import Files
from controller.web.routes import (
    actions,
    adding,
    alerts,
    announcements,
    area_changes,
    compose,
    device_list,
    devices,
    drafts,
    errands,
    failures,
    feedback,
    history,
    holidays,
    inbox,
    incidents,
    joining,
    lexicon,
    live,
    looks,
    maps,
    me,
    more,
    moving,
    notices,
    orders,
    people,
    people_log,
    plans,
    preview,
    programmes,
    readiness,
    relays,
    residents,
    sign_in,
    singles,
    software,
    sounded,
    speech,
    start,
    statistics,
    undo,
    wall,
)

MODULES = (
    sign_in,
    start,
    undo,
    joining,
    me,
    people_log,  # before what takes any word for a person's id
    people,
    more,
    compose,
    drafts,
    speech,
    looks,
    wall,
    announcements,
    actions,
    inbox,
    orders,
    preview,
    singles,
    moving,
    programmes,
    relays,
    area_changes,
    live,
    errands,
    device_list,
    maps,
    failures,
    adding,  # before what takes any word for a device's id
    devices,
    incidents,
    readiness,
    software,
    notices,
    alerts,
    history,
    sounded,
    statistics,
    holidays,
    lexicon,
    plans,
    residents,
    feedback,
)
_FILES = re.compile(
    r"/announcements/(?:new|sound|[a-z0-9-]{1,64}/(?:edit|times/[0-9T:-]{16,19}/change))"
    r"|/areas/[a-z0-9-]{1,64}/words/emblem|/software/releases|/devices/list|/devices/map/outlines"
)


def join(doors: APIRouter) -> None:
    """Add the pages and what they load."""
    for module in MODULES:
        doors.include_router(module.router, include_in_schema=False)
    doors.mount("/static", Files(), name="static")


def takes_files(path: str) -> bool:
    """Whether a form with a file is sent there."""
    return _FILES.fullmatch(path) is not None
