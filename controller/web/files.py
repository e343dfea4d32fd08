"""Styles and scripts of the pages, each at an address that changes with its content: a phone fetches it once."""

from __future__ import annotations

import hashlib
from functools import cache
from os import PathLike, stat_result
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from controller.api.routes.downloads import FOR_EVER

FOLDER = Path(__file__).parent / "static"
ASK_FIRST = "public, no-cache"


def address(name: str) -> str:
    """Where pages fetch a file: ``/static/look.css?3f2a…``. Raises `FileNotFoundError`."""
    path = FOLDER / name
    return f"/static/{name}?{_mark(path, path.stat().st_mtime_ns)}"


@cache
def _mark(path: Path, _changed_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


class Files(StaticFiles):
    """Kept for ever under the address of their content; under their bare name browsers ask whether they changed."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        answer = super().file_response(full_path, stat_result, scope, status_code)
        asked = scope["query_string"].decode("ascii", "replace")
        known = asked == _mark(Path(full_path), stat_result.st_mtime_ns)
        answer.headers["cache-control"] = FOR_EVER if known else ASK_FIRST
        return answer
