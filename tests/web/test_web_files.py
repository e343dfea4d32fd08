"""What pages load: packed on the way, fetched once."""

from __future__ import annotations

import re

from controller.web.files import FOLDER
from tests.serving import EDITOR, Served

LOADED = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def test_a_page_and_its_files_come_packed_and_files_are_kept_for_ever(service: Served):
    client = service.client(EDITOR)
    page = client.get("/announcements/new")
    assert page.headers["content-encoding"] == "gzip"
    assert page.headers["cache-control"] == "no-store"
    loaded = LOADED.findall(page.text)
    assert len(loaded) > 3
    for path in loaded:
        assert client.get(path).headers["cache-control"] == "public, max-age=31536000, immutable"
    style = next(path for path in loaded if "look.css" in path)
    assert client.get(style).headers["content-encoding"] == "gzip"
    old = client.get("/static/look.css?an-older-one")
    assert old.headers["cache-control"] == "public, no-cache"
    assert client.get("/static/look.css", headers={"if-none-match": old.headers["etag"]}).status_code == 304


def test_what_devices_fetch_is_never_packed(service: Served):
    answer = service.client(EDITOR).get("/media/" + "0" * 64, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    piece = service.client(EDITOR).get("/static/look.css", headers={"range": "bytes=0-99"})
    assert (piece.status_code, len(piece.content)) == (206, 100)
    assert "content-encoding" not in piece.headers


def test_templates_name_files_by_their_content():
    bare = [path.name for path in FOLDER.parent.glob("templates/**/*.html") if '"/static/' in path.read_text()]
    assert bare == []
