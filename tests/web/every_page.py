"""Every page of the console, and who looks at it: one table for tests and for the screenshots of the docs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from controller.demo import sample
from tests.serving import APPROVER, CHIEF, EDITOR, TECHNICIAN


class Look(NamedTuple):
    """A page as one person opens it. ``name`` is that of its picture; ``login`` is empty for a stranger."""

    name: str
    login: str
    path: str


LOOKS = (
    Look("sign-in", "", "/sign-in"),
    Look("announcements", EDITOR, "/announcements"),
    Look("inbox", APPROVER, "/inbox"),
    Look("compose", EDITOR, "/announcements/new"),
    Look("programmes", EDITOR, "/programmes"),
    Look("programme-new", EDITOR, "/programmes/new"),
    Look("history", EDITOR, "/history"),
    Look("statistics", APPROVER, "/statistics"),
    Look("more", CHIEF, "/more"),
    Look("plan", EDITOR, f"/areas/{sample.COMMUNE}/plan"),
    Look("words", EDITOR, f"/areas/{sample.COMMUNE}/words"),
    Look("live", APPROVER, "/live"),
    Look("alerts", APPROVER, "/alerts"),
    Look("stop", APPROVER, "/stop"),
    Look("relays", TECHNICIAN, "/relays"),
    Look("devices", TECHNICIAN, "/devices"),
    Look("map", CHIEF, "/devices/map"),
    Look("device", TECHNICIAN, "/devices/loa-dong-1"),
    Look("device-plan", TECHNICIAN, "/devices/loa-dong-1/plan"),
    Look("device-new", TECHNICIAN, "/devices/new"),
    Look("device-list", TECHNICIAN, "/devices/list"),
    Look("wall", TECHNICIAN, "/boards"),
    Look("incidents", TECHNICIAN, "/incidents"),
    Look("failures", TECHNICIAN, "/devices/failures"),
    Look("readiness", TECHNICIAN, "/readiness"),
    Look("commands", TECHNICIAN, "/commands"),
    Look("command-new", TECHNICIAN, "/commands/new"),
    Look("software", TECHNICIAN, "/software"),
    Look("notices", TECHNICIAN, "/notices"),
    Look("feedback", EDITOR, "/feedback"),
    Look("residents", EDITOR, "/residents"),
    Look("me", CHIEF, "/me"),
    Look("people", CHIEF, "/people"),
    Look("start", CHIEF, "/start"),
    Look("start-voice", CHIEF, "/start/xa-tan-hoa/voice"),
    Look("people-log", CHIEF, "/people/log"),
    Look("invite", CHIEF, "/people/invite"),
    Look("holidays", CHIEF, "/holidays"),
    Look("area-changes", CHIEF, "/area-changes"),
    Look("area-change-new", CHIEF, "/area-changes/new"),
)
"""Pages that are there in a commune in which nobody has done anything yet. One line for each new page."""


def missing(paths: Iterator[str]) -> set[str]:
    """Those addresses of pages, as routes write them, that no line of the table opens."""
    seen = {look.path for look in LOOKS}
    return {path for path in paths if not any(re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", path), one) for one in seen)}
