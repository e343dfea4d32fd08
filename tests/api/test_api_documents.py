"""Papers over the API: opened, kept as pages, told; from the text or the pages to what stands on the boards."""

from __future__ import annotations

import os
import zlib
from typing import Any

import httpx
import pytest

from controller.broadcast.cleanup import tidy
from controller.broadcast.room import free
from controller.store import media
from tests.api.test_api_path import DRAFT, codes
from tests.papers.hostile.pdfs import image, locked
from tests.papers.papers_made import corners, drawn, paragraph, saved, table, typed, word, words
from tests.path.joined import HOUR
from tests.serving import APPROVER, EDITOR, TECHNICIAN, Served
from tests.waiting import until

API = "/api/v1"
WHERE = {"areas": ["xa-tan-hoa"]}
BIG = typed([(50, 80, 40, "THÔNG BÁO CẮT ĐIỆN"), (50, 150, 40, "Ngày 25/11/2026"), (50, 220, 40, "Thôn Đông")])


@pytest.fixture(scope="module")
def editor(service: Served) -> httpx.Client:
    return service.client(EDITOR)


def bring(editor: httpx.Client, body: bytes, name: str = "Thông báo.pdf") -> httpx.Response:
    return editor.post(f"{API}/documents", files={"file": (name, body, "application/octet-stream")})


def lying(service: Served) -> set[str]:
    """Every file of the shelf; what was sent goes when its answer is out."""
    until(lambda: not any((service.desk.shelf.folder / "making").iterdir()), "what was sent to go")
    return {one.name for one in service.desk.shelf.folder.rglob("*") if one.is_file()}


def compose(editor: httpx.Client, **changes: Any) -> httpx.Response:
    return editor.post(f"{API}/announcements", json=DRAFT | WHERE | changes)


def test_a_paper_tells_its_text_its_pages_and_how_its_letters_stand_on_each_board(
    service: Served, editor: httpx.Client
):
    answer = bring(editor, BIG)
    assert answer.status_code == 201
    made = answer.json()
    assert made["text"].splitlines() == ["THÔNG BÁO CẮT ĐIỆN", "Ngày 25/11/2026", "Thôn Đông"]
    (page,) = made["pages"]
    picture = editor.get(f"/media/{page['picture']}")
    assert picture.headers["content-type"] == "image/png"
    assert service.client().get(f"/media/{page['picture']}").status_code == 401
    on = {one["width"]: one for one in made["boards"]}
    assert on[1920]["shown"]
    assert on[1920]["dots"] >= on[1920]["needed"]
    assert 0 < on[192]["dots"] < on[1920]["dots"]


@pytest.mark.parametrize(
    ("board", "wanted"),
    [
        ({"template": "paper"}, {"template-needs": "board.pages"}),
        ({"template": "paper", "pages": ["0" * 64]}, {"picture-unknown": "board.pages"}),
        ({"template": "paper", "pages": ["x"]}, {"field-too-short": "board.pages.0"}),
        ({"template": "paper", "pages": ["0" * 64] * 21}, {"field-too-many": "board.pages"}),
        (
            {"template": "notice", "pages": ["0" * 64]},
            {"template-field": "board.pages", "picture-unknown": "board.pages"},
        ),
    ],
)
def test_what_is_wrong_with_pages_is_told_by_field(editor: httpx.Client, board: dict[str, Any], wanted: dict[str, str]):
    assert codes(compose(editor, board=board)) == wanted


def test_a_word_file_gives_its_text_and_its_pictures(editor: httpx.Client):
    made = bring(editor, word(paragraph("Giá chợ") + table(["Gạo", "15.000"])), "a.docx").json()
    assert (made["kind"], made["text"], made["pages"], made["boards"]) == ("word", "Giá chợ\nGạo | 15.000", [], [])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (locked(), "paper-locked"),
        (b"%PDF-1.7\n", "paper-broken"),
        (saved(corners(), "JPEG"), "paper-is-picture"),
        (b"", "paper-unknown-kind"),
        (drawn(b""), "paper-empty"),
    ],
)
def test_what_cannot_be_opened_is_refused_in_both_languages_and_leaves_nothing(
    service: Served, editor: httpx.Client, body: bytes, code: str
):
    before = lying(service)
    answer = bring(editor, body)
    told = answer.json()
    assert (answer.status_code, told["code"], told["field"]) == (422, code, "paper")
    assert told["detail"] != told["detail_en"]
    assert lying(service) == before
    assert editor.get("/healthz").status_code == 200


def test_what_is_odd_about_it_is_told(editor: httpx.Client):
    scan = bring(editor, image(200, 200, zlib.compress(bytes(40_000)))).json()
    assert [one["code"] for one in scan["told"]] == ["paper-no-text"]
    assert "bản quét" in scan["told"][0]["detail"]
    assert all(one["dots"] is None and one["shown"] for one in scan["boards"])


def test_who_may_bring_papers(service: Served):
    assert bring(service.client(TECHNICIAN), drawn(words())).status_code == 403
    assert bring(service.client(), drawn(words())).status_code == 401
    text = service.client(EDITOR).post(f"{API}/documents", content=b"x", headers={"content-type": "text/plain"})
    assert text.status_code == 415


def test_pages_go_to_the_boards_and_are_kept_for_as_long_as_something_names_them(service: Served, editor: httpx.Client):
    (page,) = bring(editor, BIG).json()["pages"]
    lonely = bring(editor, typed([(50, 80, 40, "Không ai dùng")])).json()["pages"][0]["picture"]
    board = {"template": "paper", "pages": [page["picture"]]}
    one = compose(editor, board=board, start="2026-11-22T06:30").json()
    assert one["board"]["pages"] == [page["picture"]]
    here = f"{API}/announcements/{one['id']}"
    editor.post(f"{here}/submit")
    service.client(APPROVER).post(f"{here}/approve", json={"fingerprint": one["fingerprint"]})
    service.commune.work()
    assert editor.get(here).json()["state"] == "planned"
    service.commune.run(48 * HOUR, 6 * HOUR)
    for hash in (page["picture"], lonely):
        os.utime(service.desk.shelf.path(hash), (0, 0))
    tidy(service.desk)
    free(service.desk, 1 << 40)
    with service.desk.store.read() as conn:
        assert media.get(conn, page["picture"])
        assert media.get(conn, lonely) is None
