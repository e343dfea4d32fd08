"""Refusals and accidents as pages that say what happened and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller import errors
from controller.api.answers import headers_of, refusal_in
from controller.api.door import somebody
from controller.api.language import language_of
from controller.api.problems import Refusal, mistakes, status_of, title_of
from controller.web.render import page


def page_answer(request: Request, problem: Exception) -> Response:
    """A page for people. Who is not signed in is led to the sign-in and back."""
    refusal = refusal_in(problem)
    there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if isinstance(refusal, errors.Unauthenticated) and request.method in ("GET", "HEAD"):
        return RedirectResponse(f"/sign-in?next={quote(there, safe='')}", 303)
    status, lang = status_of(refusal), language_of(request)
    if status < 500:
        somebody(request)  # so that the frame shows who is signed in
    response = page(
        request,
        "trouble.html",
        status,
        title=title_of(status, lang),
        sentences=[one.detail for one in mistakes(refusal, lang)],
        sign_in=isinstance(refusal, errors.Unauthenticated),
        # A form that is kept as a draft stands at an address of its own.
        back=f"?next={quote(there)}" if "draft" in request.query_params else "",
        request_id=getattr(request.state, "request_id", ""),
    )
    response.headers.update(headers_of(refusal, status))
    return response


def beside(refusal: Refusal, lang: str, fields: Mapping[str, str]) -> dict[str, list[str]]:
    """Sentences by the form's field that they belong to; ``fields`` is our name, or its first part, → the form's; "" is
    the form itself."""
    found: dict[str, list[str]] = {}
    for one in mistakes(refusal, lang):
        name = fields.get(one.field or "", fields.get((one.field or "").split(".")[0], ""))
        found.setdefault(name, []).append(one.detail)
    return found
