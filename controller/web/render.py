"""From a template and values to a page, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse

from controller.api.language import language_of
from controller.api.problems import sentence
from controller.web.files import address
from controller.web.sections import TABS
from controller.web.styles import Styles
from controller.words import say

HERE = Path(__file__).parent


@cache
def environment() -> jinja2.Environment:
    """The templates. A name that a template uses and nobody gave is a mistake, never an empty space."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def words(lang: str) -> Callable[..., str]:
    """``t("web-sign-in")`` in templates."""

    def t(code: str, **params: Any) -> str:
        return say(code, lang, **params)

    return t


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page, with what every page needs: language, person, address, words."""
    lang = language_of(request)
    person = getattr(request.state, "person", None)
    styles = Styles(request)
    body = (
        environment()
        .get_template(template)
        .render(
            t=words(lang),
            refusal=lambda one: sentence(one, lang),
            lang=lang,
            person=person,
            here=request.url.path,
            tabs=TABS,
            file=address,
            style=styles.tag,
            waiting=getattr(request.state, "waiting", 0),
            alarms=getattr(request.state, "alarms", ()),
            undo=getattr(request.state, "undo", None),
            practice=getattr(request.state, "practice", ()),
            **values,
        )
    )
    answer = HTMLResponse(body, status, {"content-language": lang, "vary": "cookie"})
    styles.tell(answer)
    return answer
