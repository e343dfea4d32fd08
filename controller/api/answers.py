"""Refusals and accidents of the API as problem+json answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response

from controller import errors
from controller.api.language import language_of
from controller.api.problems import MEDIA_TYPE, Problem, Refusal, as_refusal, problem_of, status_of
from controller.api.validation import refusal_of

# What the framework says by status alone.
FRAMEWORK: Mapping[int, str] = {
    400: "malformed-form",
    404: "no-such-page",
    405: "method-not-allowed",
    413: "body-too-large",
    415: "wrong-media-type",
}


def refusal_in(problem: Exception) -> Refusal:
    """What is behind an exception: also where the framework wrapped it, or speaks for itself."""
    if isinstance(problem, RequestValidationError):
        return refusal_of(problem.errors())
    if isinstance(problem, HTTPException):
        if isinstance(problem.__cause__, errors.Refused):
            return problem.__cause__
        if problem.__cause__ is not None:  # a body that broke the parser, nested without end
            return errors.Refused("malformed-json")
        code = FRAMEWORK.get(problem.status_code, "internal")
        return errors.NotFound(code) if code == "no-such-page" else errors.Refused(code)
    return as_refusal(problem)


def problem_answer(request: HTTPConnection, problem: Exception) -> Response:
    """The answer of the API."""
    refusal = refusal_in(problem)
    status, lang = status_of(refusal), language_of(request)
    body = problem_of(refusal, lang, getattr(request.state, "request_id", ""))
    headers = headers_of(refusal, status) | {"content-language": lang}
    return JSONResponse(body.model_dump(), status, headers, MEDIA_TYPE)


def headers_of(refusal: Refusal, status: int) -> dict[str, str]:
    """What a status must or may carry along."""
    match status:
        case 401:
            return {"www-authenticate": 'Bearer realm="tienglang"'}
        case 413:
            return {"connection": "close"}  # what is still being sent is not listened to
        case 416:
            return {"content-range": f"bytes */{refusal.params.get('size', '*')}"}
        case 429:
            return {"retry-after": str(refusal.params.get("seconds", 1))}
    return {}


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For OpenAPI: these statuses answer with a `Problem`."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"model": Problem, "content": content} for status in statuses}
