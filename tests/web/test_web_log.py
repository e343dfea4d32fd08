"""The log: every request that changes something leaves a line with who and from where; people search it."""

from __future__ import annotations

import ast
import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

import controller
from controller.api import create_app
from controller.api.app import API, ROUTERS
from controller.api.layers import SAFE_METHODS
from controller.api.noted import EXCUSED, Noted
from controller.people.who import Who
from controller.store import audit
from controller.web import console
from controller.web.log_view import GROUPS
from controller.words import LANGUAGES, codes
from tests.serving import APPROVER, CHIEF, EDITOR, Served
from tests.web.test_web_forms import browser, text


def routes() -> Iterator[tuple[str, str]]:
    """Every door that may change something, of pages and API."""
    for prefix, modules in (("", console.MODULES), (API, ROUTERS)):
        for module in modules:
            for route in module.router.routes:
                if isinstance(route, APIRoute):
                    yield from (
                        (method, f"{prefix}{route.path}") for method in sorted(set(route.methods or ()) - SAFE_METHODS)
                    )


def last(service: Served) -> audit.Line:
    with service.desk.store.read() as conn:
        return audit.recent(conn, 1)[0]


def test_every_unsafe_route_leaves_a_line_or_is_excused(service: Served) -> None:
    """Each real route of the application, with its work taken out: what is left is what holds for all of them."""
    app = FastAPI()

    def nothing(request: Request) -> Response:
        request.state.person = Who("u1", CHIEF, "Chung", "administrator", "xa", "/tinh/xa/", "vi")
        return Response(status_code=204)

    doors = list(routes())
    assert len(doors) > 180
    for method, path in doors:
        app.add_api_route(path, nothing, methods=[method])
    app.state.system = service.system
    app.add_middleware(Noted)
    with ThreadPoolExecutor(1) as own:  # the browser of other files has its event loop in this thread
        assert own.submit(asyncio.run, silent(service, app, doors)).result() == set(EXCUSED)


async def silent(service: Served, app: FastAPI, doors: list[tuple[str, str]]) -> set[str]:
    """Those that leave no line; all others say who and from where."""
    found = set()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://loa.xa.vn") as client:
        for method, path in doors:
            before = last(service).id
            answer = await client.request(method, re.sub(r"\{[^}]+\}", "x", path))
            assert answer.status_code == 204, path
            line = last(service)
            if line.id == before:
                found.add(path)
            else:
                assert (line.who, line.action, line.address) == (CHIEF, "request", "127.0.0.1")
    return found


def test_the_layer_stands_before_every_route(service: Served) -> None:
    assert "Noted" in [str(getattr(one.cls, "__name__", "")) for one in create_app(service.system).user_middleware]


def test_a_refused_request_leaves_no_line(service: Served) -> None:
    before = last(service).id
    assert browser(service, EDITOR).post("/holidays/2027/decide", data={}).status_code == 403
    assert service.client(CHIEF).delete("/api/v1/tokens/nothing").status_code == 404
    assert last(service).id == before


def test_what_a_step_writes_is_enough(service: Served) -> None:
    page = browser(service, CHIEF)
    before = last(service).id
    page.post("/people/invite", data={"name": "Vũ Thị Hoa", "role": "editor", "area": "thon-dong"})
    line = last(service)
    assert (line.id, line.action, line.address) == (before + 1, "user-invite", "127.0.0.1")


def test_who_did_what_is_read_as_sentences(service: Served) -> None:
    chief = browser(service, CHIEF)
    chief.post("/people/invite", data={"name": "<b>Lò</b> & Pành", "role": "editor", "area": "thon-dong"})
    seen = chief.get("/people/log")
    assert "Phạm Thị Chung mời <b>Lò</b> & Pành. " in text(seen)
    assert "<b>Lò" not in seen.text
    assert "từ 127.0.0.1" in text(seen)
    assert "Không có dòng nào." in text(chief.get("/people/log?kind=live&by=bientap"))
    assert "mời" in text(chief.get("/people/log", params={"kind": "people", "by": CHIEF, "since": "2026-11-22"}))
    assert "Không có dòng nào." in text(chief.get("/people/log?since=2026-12-24"))
    assert "Ngày cuối phải sau ngày đầu." in text(chief.get("/people/log?since=2026-11-24&until=2026-11-20"))
    english = service.client(CHIEF, cookies={"tl_language": "en"})
    english.cookies.update(chief.cookies)
    assert "invited" in text(english.get("/people/log"))


def test_leaders_read_what_concerns_their_area_and_nobody_else_reads(service: Served) -> None:
    assert browser(service, APPROVER).get("/people/log").status_code == 200
    assert browser(service, EDITOR).get("/people/log").status_code == 403
    assert service.client(EDITOR).get("/api/v1/audit").status_code == 403
    lines = service.client(APPROVER).get("/api/v1/audit", params={"limit": 500}).json()
    assert "system" not in {one["who"] for one in lines if one["action"] == "plan"}
    assert service.client(APPROVER).get("/api/v1/audit?area=tinh-phu-tho").status_code == 403
    oldest = lines[-1]["id"]
    assert service.client(APPROVER).get(f"/api/v1/audit?before={oldest}").json() == []
    only = service.client(APPROVER).get("/api/v1/audit?action=user-invite").json()
    assert {one["action"] for one in only} <= {"user-invite"}


def written() -> set[str]:
    """Each action that the program names where it writes a line."""
    found = set()
    for file in Path(controller.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.append" and len(node.args) > 3:
                named = node.args[3]
                if isinstance(named, ast.Constant) and isinstance(named.value, str):
                    found.add(named.value)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_action_is_a_sentence(lang: str) -> None:
    actions = written()
    assert len(actions) > 55
    assert {f"log-{one}" for one in actions} - codes(lang) == set()
    assert {
        one
        for group in GROUPS.values()
        for one in group
        if not any(done.startswith(f"log-{one}") for done in codes(lang))
    } == set()
