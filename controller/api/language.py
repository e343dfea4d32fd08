"""In which language a reader is answered."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from controller.words import LANGUAGES

COOKIE = "tl_language"


def language_of(request: HTTPConnection) -> str:
    """What the reader chose on the page; else what a program asks for; else the person's own; else the service's.

    A browser's ``Accept-Language`` counts for nothing on pages: phones are sold with English set, and their owners
    read Vietnamese.
    """
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    if request.url.path.startswith(("/api/", "/health/")) and (
        asked := _asked(request.headers.get("accept-language", ""))
    ):
        return asked
    person = getattr(request.state, "person", None)
    return person.language if person is not None and person.language in LANGUAGES else _service(request)


def _asked(header: str) -> str | None:
    """The first language of the header that we speak; the weights of people who write them by hand are ignored."""
    for part in header.split(","):
        tag = part.split(";")[0].strip().lower().split("-")[0]
        if tag in LANGUAGES:
            return tag
    return None


def _service(request: HTTPConnection) -> str:
    language: str = request.app.state.system.desk.settings.language
    return language
