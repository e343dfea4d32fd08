"""What pages load: packed on the way, fetched once."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from controller.web.files import FOLDER
from controller.web.styles import COOKIE
from tests.serving import APPROVER, EDITOR, Served

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


def test_styles_stand_in_the_first_page_and_are_fetched_once(service: Served):
    client = service.client(APPROVER)
    first = client.get("/inbox")
    policy = first.headers["content-security-policy"]
    written = re.findall(r"<style>(.*?)</style>", first.text, re.DOTALL)
    assert len(written) == policy.count("'sha256-") == 2
    for one in written:
        assert base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() in policy
    assert first.text.count('media="print"') == 2
    second = client.get("/inbox")
    assert "<style>" not in second.text
    assert "set-cookie" not in second.headers
    assert "sha256" not in second.headers["content-security-policy"]
    assert len(re.findall(r'<link rel="stylesheet" href="/static/', second.text)) == 2


@pytest.mark.parametrize("kept", ["", "x", "an-older-one.<script>", ".".join("abcdefgh") + "." + "z" * 3_000])
def test_whatever_a_browser_says_of_its_styles_it_gets_them(service: Served, kept: str):
    answer = service.client().get("/sign-in", headers={"cookie": f"{COOKIE}={kept}"})
    assert "<style>" in answer.text
    assert "<script>" not in answer.headers["set-cookie"]
    assert len(answer.headers["set-cookie"]) < 400


def test_what_devices_fetch_is_never_packed(service: Served):
    answer = service.client(EDITOR).get("/media/" + "0" * 64, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    piece = service.client(EDITOR).get("/static/look.css", headers={"range": "bytes=0-99"})
    assert (piece.status_code, len(piece.content)) == (206, 100)
    assert "content-encoding" not in piece.headers


def test_templates_name_files_by_their_content():
    bare = [path.name for path in FOLDER.parent.glob("templates/**/*.html") if '"/static/' in path.read_text()]
    assert bare == []


def test_each_part_that_stays_new_waits_for_something_that_is_said():
    program = FOLDER.parents[1]
    wishes = [
        wish.partition(":")[0]
        for page in (program / "web" / "templates").rglob("*.html")
        for part in re.findall(r'data-live="([^"]+)"', re.sub(r"{{.*?}}", "x", page.read_text()))
        for wish in part.split()
    ]
    said = {kind for file in program.rglob("*.py") for kind in re.findall(r'bus\.say\("([a-z-]+)"', file.read_text())}
    assert len(wishes) > 30
    assert set(wishes) <= said
