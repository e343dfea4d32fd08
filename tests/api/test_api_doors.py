"""What people do on pages, programs do over the API: every page that changes something names its operation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType

from fastapi.routing import APIRoute

from controller.api.app import ROUTERS
from controller.api.layers import SAFE_METHODS
from controller.web import console

PEOPLE_ONLY = "for people alone: "
OPERATIONS: Mapping[str, str] = {
    "/alerts": "POST /alerts",
    "/alerts/{id}/end": "POST /alerts/{id}/end",
    "/announcements/boards": "POST /announcements/check",
    "/announcements/drafts/{id}/away": "DELETE /drafts/{id}",
    "/announcements/drafts/{id}/back": "POST /drafts/{id}/restore",
    "/announcements/filled": "POST /blanks/{id}/fill",
    "/announcements/new": "POST /announcements",
    "/announcements/sound": "POST /media",
    "/announcements/speech": "POST /speeches",
    "/announcements/when": "POST /announcements/check",
    "/announcements/{id}/approve": "POST /announcements/{id}/approve",
    "/announcements/{id}/cancel": "POST /announcements/{id}/cancel",
    "/announcements/{id}/edit": "PUT /announcements/{id}",
    "/announcements/{id}/heard": "POST /announcements/{id}/heard",
    "/announcements/{id}/reject": "POST /announcements/{id}/reject",
    "/announcements/{id}/submit": "POST /announcements/{id}/submit",
    "/announcements/{id}/times/{original}/approve": "POST /announcements/{id}/occurrences/{original}/approve",
    "/announcements/{id}/times/{original}/change": "PUT /announcements/{id}/occurrences/{original}",
    "/announcements/{id}/times/{original}/leave-out": "PUT /announcements/{id}/occurrences/{original}",
    "/announcements/{id}/times/{original}/move": "PUT /announcements/{id}/occurrences/{original}",
    "/announcements/{id}/times/{original}/moving": "PUT /announcements/{id}/occurrences/{original}",
    "/announcements/{id}/times/{original}/moving/undo": "DELETE /announcements/{id}/occurrences/{original}",
    "/announcements/{id}/times/{original}/reject": "POST /announcements/{id}/occurrences/{original}/reject",
    "/announcements/{id}/times/{original}/take-back": "DELETE /announcements/{id}/occurrences/{original}",
    "/area-changes/new": "POST /area-changes",
    "/area-changes/{id}/agree": "POST /area-changes/{id}/agree",
    "/area-changes/{id}/cancel": "POST /area-changes/{id}/cancel",
    "/areas/{code}/words/add": "PUT /areas/{code}/lexicon",
    "/areas/{code}/words/around": "PUT /areas/{code}/composition",
    "/areas/{code}/words/emblem": "PUT /areas/{code}/emblem",
    "/areas/{code}/words/manner": "PUT /areas/{code}/speech",
    "/areas/{code}/words/remove": "DELETE /areas/{code}/lexicon",
    "/commands/new": "POST /errands",
    "/commands/{id}/cancel": "POST /errands/{id}/cancel",
    "/devices/labels": "POST /devices/labels",
    "/devices/list": "POST /devices/list",
    "/devices/list/make": "POST /devices/list",
    "/devices/map/outlines": "PUT /areas/{code}/outlines",
    "/devices/new": "POST /devices/awaited",
    "/devices/{id}/box": "POST /devices/{id}/out",
    "/devices/{id}/code": "POST /devices/codes",
    "/devices/{id}/code/revoke": "DELETE /devices/{id}/code",
    "/devices/{id}/neighbours": "PUT /neighbours/{one}/{other}",
    "/devices/{id}/order": "POST /commands",
    "/devices/{id}/position": "PUT /devices/{id}/position",
    "/devices/{id}/screen": "PUT /areas/{code}/screen",
    "/feedback/{id}": "POST /feedback/{id}/answer",
    "/first/{secret}": PEOPLE_ONLY + "the first administrator has a link and nothing else",
    "/holidays/{year}/add": "POST /holidays/days",
    "/holidays/{year}/decide": "PUT /holidays/years/{year}",
    "/holidays/{year}/remove": "DELETE /holidays/days/{day}",
    "/inbox/{id}/approve": "POST /announcements/{id}/approve",
    "/inbox/{id}/return": "POST /announcements/{id}/reject",
    "/inbox/{id}/times/{original}/approve": "POST /announcements/{id}/occurrences/{original}/approve",
    "/inbox/{id}/times/{original}/return": "POST /announcements/{id}/occurrences/{original}/reject",
    "/incidents/{id}": "POST /incidents/{id}/notes",
    "/join/{secret}": "POST /invitations/join",
    "/language": PEOPLE_ONLY + "a program says Accept-Language",
    "/live": "POST /live",
    "/live/{id}/end": "DELETE /live/{id}",
    "/me/factor/begin": "POST /me/factor",
    "/me/factor/codes": "POST /me/factor/codes",
    "/me/factor/confirm": "POST /me/factor/confirm",
    "/me/factor/off": "POST /me/factor/off",
    "/me/password": "PUT /me/password",
    "/me/sessions/others/end": "DELETE /me/sessions",
    "/me/sessions/{name}/end": "DELETE /me/sessions/{id}",
    "/notices/add": "POST /notices",
    "/notices/{id}/edit": "PUT /notices/{id}",
    "/notices/{id}/remove": "DELETE /notices/{id}",
    "/notices/{id}/trial": "POST /notices/{id}/trial",
    "/orders": "POST /orders",
    "/people/invitations/{id}/revoke": "DELETE /invitations/{id}",
    "/people/invite": "POST /invitations",
    "/people/{id}/change": "PATCH /users/{id}",
    "/people/{id}/end": "POST /users/{id}/end",
    "/people/{id}/factor": "DELETE /users/{id}/factor",
    "/people/{id}/reset": "POST /users/{id}/reset",
    "/people/{id}/resume": "PATCH /users/{id}",
    "/people/{id}/suspend": "PATCH /users/{id}",
    "/programmes/new": "POST /programmes",
    "/programmes/{id}/agree": "POST /programmes/{id}/agree",
    "/programmes/{id}/edit": "PUT /programmes/{id}",
    "/programmes/{id}/remove": "DELETE /programmes/{id}",
    "/programmes/{id}/return": "POST /programmes/{id}/return",
    "/relays/add": "POST /areas/{code}/relay-sources",
    "/relays/{id}/edit": "PUT /relay-sources/{id}",
    "/relays/{id}/end": "DELETE /relay-sources/{id}",
    "/relays/{id}/listen": "POST /relay-sources/{id}/listen",
    "/reset/{secret}": PEOPLE_ONLY + "whoever has the link chooses a password",
    "/residents/{code}": "PUT /areas/{code}/residents",
    "/sign-in": "POST /session",
    "/sign-in/code": "POST /session",
    "/sign-out": "DELETE /session",
    "/software/campaigns": "POST /software/campaigns",
    "/software/releases": "POST /software/releases",
    "/software/releases/{id}/end": "DELETE /software/releases/{id}",
    "/software/{id}": "PUT /software/campaigns/{id}/state",
    "/sounded/{subject}/mend": "POST /logbook/{subject}/mend",
    "/start/{code}/hamlets": "POST /areas",
    "/start/{code}/hours": "PUT /areas/{code}/hours",
    "/start/{code}/practice": "PUT /areas/{code}/practice",
    "/start/{code}/test": "POST /announcements",
    "/start/{code}/voice": "PUT /areas/{code}/speech",
    "/stop": "POST /commands",
    "/undo/{id}": "POST /announcements/{id}/restore",
    "/xa/{code}/y-kien": "POST /communes/{code}/feedback",
    "/{kind}s/{target}/plan/key": "POST /feeds",
    "/{kind}s/{target}/plan/key/{id}/end": "DELETE /feeds/{id}",
}
"""By the page's address; what a page does with several buttons is named by the first of its operations."""


def changing(modules: Iterable[ModuleType]) -> Iterator[tuple[str, str]]:
    """Method and address of every door of these that changes something."""
    for module in modules:
        for route in module.router.routes:
            if isinstance(route, APIRoute):
                yield from ((method, route.path) for method in set(route.methods or ()) - SAFE_METHODS)


def test_what_a_page_does_a_program_can_do():
    operations = {f"{method} {path}" for method, path in changing(ROUTERS)}
    assert {path for _, path in changing(console.MODULES)} == set(OPERATIONS)
    named = {one for one in OPERATIONS.values() if not one.startswith(PEOPLE_ONLY)}
    assert named <= operations, sorted(named - operations)
