"""Styles stand in the page itself for a browser that has not got them yet, so that its first letters are there a round
trip sooner; from then on it fetches nothing, neither with the page nor beside it.

Which styles a browser has it says in a cookie, by the marks of their content. One that lost them fetches them again.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import NamedTuple

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from controller.api.door import is_encrypted
from controller.api.layers import admit
from controller.web.files import FOLDER, address

COOKIE = "tl_styles"
YEAR_S = 365 * 86_400
MOST = 8
"""Marks that a browser is asked to keep."""
_MARK = re.compile(r"[0-9a-f]{12}")


class Style(NamedTuple):
    """A file of styles."""

    address: str
    text: str
    proof: str
    """By which the policy of a page knows that the text in it is ours."""

    @property
    def mark(self) -> str:
        """Of its content."""
        return self.address.rpartition("?")[2]


@cache
def _style(name: str, at: str) -> Style:
    text = (FOLDER / name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Style(at, text, f"'sha256-{digest}'")


class Styles:
    """Those of one page."""

    def __init__(self, request: Request) -> None:
        self._request = request
        told = request.cookies.get(COOKIE, "").split(".")
        self._known = [mark for mark in told if _MARK.fullmatch(mark)][:MOST]
        self._new: list[Style] = []

    def tag(self, name: str) -> Markup:
        """``{{ style("look.css") }}`` in templates."""
        one = _style(name, address(name))
        if one.mark in self._known:
            return Markup('<link rel="stylesheet" href="{}">').format(one.address)
        self._new.append(one)
        # The second is fetched last and for paper only: it says nothing new, and is there for the next page.
        kept = Markup('<link rel="stylesheet" media="print" href="{}">').format(one.address)
        return Markup("<style>{}</style>").format(Markup(one.text)) + kept  # noqa: S704  # a file of ours

    def tell(self, answer: Response) -> None:
        """Lets the page's own styles count, and the browser remember them."""
        if not self._new:
            return
        admit(answer, "style-src", " ".join(one.proof for one in self._new))
        marks = ".".join([*(one.mark for one in self._new), *self._known][:MOST])
        secure = is_encrypted(self._request)
        answer.set_cookie(COOKIE, marks, YEAR_S, path="/", httponly=True, samesite="lax", secure=secure)
