"""From a refusal to an HTTP answer: one table of statuses, one shape (RFC 9457 problem+json), both languages."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy.exc import OperationalError

import devices.errors
import schedules.errors
from controller import errors
from controller.blanks import blank
from controller.errors import Value
from controller.words import lengths, say
from controller.words.instants import moment

ZONE = "Asia/Ho_Chi_Minh"
"""Where instants in sentences are told, if nobody knows better."""
MEDIA_TYPE = "application/problem+json"

# The most particular class comes first.
CLASS_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (errors.Unauthenticated, 401),
    (errors.Forbidden, 403),
    (errors.NotFound, 404),
    (errors.Clash, 409),
    (schedules.errors.NotAllowed, 403),
    (schedules.errors.WrongMoment, 409),
    (errors.Refused, 422),
    (schedules.errors.Refused, 422),
)

# Codes whose class does not tell the status.
CODE_STATUS: Mapping[str, int] = {
    "malformed-json": 400,
    "malformed-form": 400,
    "foreign-origin": 403,
    "method-not-allowed": 405,
    "body-too-large": 413,
    "upload-too-large": 413,
    "log-too-large": 413,
    "wrong-media-type": 415,
    "range-outside": 416,
    "signin-wait": 429,
    "claim-wait": 429,
    "residents-wait": 429,
    "feedback-wait": 429,
    "link-wait": 429,
    "internal": 500,
    "not-ready": 503,
    "server-full": 507,
    "sound-no-room": 507,
    "upload-no-room": 507,
}

TITLES: Mapping[int, str] = {
    400: "malformed",
    401: "unauthenticated",
    403: "forbidden",
    404: "not-found",
    405: "method",
    409: "clash",
    413: "too-large",
    415: "media-type",
    416: "range",
    422: "refused",
    429: "throttled",
    500: "internal",
    503: "not-ready",
}


class Mistake(BaseModel):
    """One thing to mend."""

    code: str = Field(examples=["title-blank"])
    field: str | None = Field(default=None, examples=["title"])
    detail: str = Field(examples=["Bản tin chưa có tiêu đề."])
    detail_en: str = Field(examples=["The announcement has no title yet."])
    params: dict[str, str | int | float] = Field(default_factory=dict)


class Problem(BaseModel):
    """Why a request was refused (RFC 9457). ``detail`` is in the reader's language, ``detail_en`` in English."""

    type: str = Field(examples=["urn:tienglang:problem:title-blank"])
    title: str = Field(examples=["Yêu cầu không được chấp nhận"])
    status: int = Field(examples=[422])
    code: str = Field(examples=["title-blank"])
    detail: str = Field(examples=["Bản tin chưa có tiêu đề."])
    detail_en: str = Field(examples=["The announcement has no title yet."])
    field: str | None = Field(default=None, examples=["title"])
    errors: list[Mistake] = Field(default_factory=list, description="every mistake, when there are several")
    request_id: str = Field(default="", examples=["k3v9s0q1"])


Refusal = errors.Refused | schedules.errors.Refused
REFUSALS = (errors.Refused, schedules.errors.Refused)
"""The same for ``except``."""


def status_of(refusal: Exception) -> int:
    """The HTTP status of a refusal: by its code, else by its class."""
    code = getattr(refusal, "code", "")
    if code in CODE_STATUS:
        return CODE_STATUS[code]
    return next((status for kind, status in CLASS_STATUS if isinstance(refusal, kind)), 500)


def as_refusal(problem: Exception) -> Refusal:
    """Any exception as a refusal with a code; what nobody expected becomes ``internal`` and says nothing of itself."""
    match problem:
        case errors.Refused() | schedules.errors.Refused():
            return problem
        case devices.errors.DocumentRefused():
            return errors.Refused(f"document-{problem.reason}")
        case devices.errors.UnknownProfile():
            return errors.Refused("profile-unknown", "profile")
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return errors.Refused("server-full")
        case OperationalError() if "disk is full" in str(problem.orig) or "No space left" in str(problem.orig):
            return errors.Refused("server-full")
    return errors.Refused("internal")


def sentence(refusal: Refusal, lang: str, zone: str = ZONE) -> str:
    """The sentence of a refusal; what is a word or an instant among its parameters is said in the same language."""
    params = worded(refusal.params, lang, zone)
    if refusal.code.startswith("finding-") and "seconds" in params:
        params["length"] = lengths.length(int(params["seconds"]), lang)
    said = say(f"refused-{refusal.code}", lang, **params)
    if "nearest" in params:
        said += " " + say("refused-nearest", lang, nearest=params["nearest"])
    return said


# Parameters that carry a word of the program, and under which family the catalogue has it.
_WORDS = {
    "holiday": "holiday",
    "role": "role",
    "action": "action",
    "state": "state",
    "blank": "board-field",
    "only": "class",
}
_INSTANTS = frozenset({"first", "nearest", "since"})
_LOCALS = frozenset({"original", "other"})
"""Wall times of the place that the sentence speaks of."""
_DAYS = frozenset({"effect"})
_SAID: Mapping[str, Callable[[Any, str], str]] = {"over": lengths.length, "offers": lengths.offered, "gap": blank.label}


def worded(params: Mapping[str, Value], lang: str, zone: str) -> dict[str, Value]:
    """The parameters as a reader of this language in this zone knows them."""
    return {name: _worded(name, value, lang, zone) for name, value in params.items()}


def _worded(name: str, value: Value, lang: str, zone: str) -> Value:
    if name in _WORDS and isinstance(value, str):
        return say(f"{_WORDS[name]}-{value}", lang)
    if name in _DAYS and isinstance(value, str):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if name in _SAID:
        return _SAID[name](value, lang)
    if name in _INSTANTS and isinstance(value, str):
        return moment(datetime.fromisoformat(value), zone)
    if name in _LOCALS and isinstance(value, str):
        return f"{datetime.fromisoformat(value):%H:%M %d/%m/%Y}"
    return value


def mistakes(refusal: Refusal, lang: str) -> list[Mistake]:
    """Each mistake of a refusal."""
    several = refusal.refusals if isinstance(refusal, errors.ManyRefused) else (refusal,)
    return [
        Mistake(
            code=one.code,
            field=one.field,
            detail=sentence(one, lang),
            detail_en=sentence(one, "en"),
            params=dict(one.params),
        )
        for one in several
    ]


def problem_of(refusal: Refusal, lang: str, request_id: str = "") -> Problem:
    """The answer's body."""
    all_of_them = mistakes(refusal, lang)
    first, status = all_of_them[0], status_of(refusal)
    return Problem(
        type=f"urn:tienglang:problem:{first.code}",
        title=title_of(status, lang),
        status=status,
        code=first.code,
        detail=first.detail,
        detail_en=first.detail_en,
        field=first.field,
        errors=all_of_them,
        request_id=request_id,
    )


def title_of(status: int, lang: str) -> str:
    """What kind of answer this status is, in a few words."""
    known = TITLES.get(status) or TITLES[500 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 400]
    return say(f"problem-{known}", lang)
