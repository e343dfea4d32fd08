"""Templates, their fields and pictures over the API: from the choice to what stands on the boards."""

from __future__ import annotations

import io
from typing import Any

import httpx
import pytest
from PIL import Image

from controller.press.samples import landscape
from controller.store import deliveries, frames
from tests.api.test_api_path import DRAFT, codes
from tests.path.joined import HOUR, MINUTE
from tests.serving import APPROVER, CHIEF, EDITOR, TECHNICIAN, Served

API = "/api/v1"
TABLE = {"template": "table", "words": {"table": "Hàng | Giá\nGạo | 15.000 đ/kg"}}
WHERE = {"areas": ["xa-tan-hoa"]}


@pytest.fixture(scope="module")
def editor(service: Served) -> httpx.Client:
    return service.client(EDITOR)


def compose(editor: httpx.Client, **changes: Any) -> httpx.Response:
    return editor.post(f"{API}/announcements", json=DRAFT | WHERE | changes)


def photo(service: Served, editor: httpx.Client) -> str:
    body = io.BytesIO()
    landscape().save(body, "JPEG")
    answer = editor.post(f"{API}/pictures", files={"file": ("Lễ hội.jpg", body.getvalue(), "image/jpeg")})
    assert answer.status_code == 201
    return str(answer.json()["hash"])


def test_templates_say_what_they_take_in_both_languages(editor: httpx.Client):
    known = {one["id"]: one for one in editor.get(f"{API}/templates").json()}
    assert set(known) == {"notice", "urgent", "emergency", "agenda", "table", "poster", "code", "bilingual", "paper"}
    assert (known["table"]["name"], known["table"]["name_en"]) == ("Bảng số liệu", "Table")
    fields = {one["name"]: one for one in known["poster"]["fields"]}
    assert {name for name, one in fields.items() if one["needed"]} == {"picture", "caption"}
    assert (fields["caption"]["label"], fields["caption"]["label_en"]) == ("chú thích ảnh", "caption")
    assert known["emergency"]["class"] == "emergency"


def test_an_edit_of_what_boards_show_takes_an_approval_back(service: Served, editor: httpx.Client):
    one = compose(editor, board=TABLE).json()
    here = f"{API}/announcements/{one['id']}"
    assert one["board"] == TABLE | {"picture": None, "focus": [0.5, 0.5], "pages": [], "film": None, "share": 1}
    editor.post(f"{here}/submit")
    agreed = service.client(APPROVER).post(f"{here}/approve", json={"fingerprint": one["fingerprint"]}).json()
    assert agreed["state"] == "approved"
    words = {"table": TABLE["words"]["table"] + "\nMuối | 5.000 đ/kg"}  # type: ignore[index]
    change = DRAFT | WHERE | {"board": {"template": "table", "words": words}, "edition": one["edition"]}
    edited = editor.put(here, json=change).json()
    assert edited["state"] == "draft"
    assert edited["fingerprint"] != one["fingerprint"]
    plain = editor.put(here, json=change | {"board": None, "edition": edited["edition"]}).json()
    assert plain["board"] is None
    assert plain["fingerprint"] == compose(editor).json()["fingerprint"]
    empty = {"template": None, "words": {"ticker": "  "}}
    assert compose(editor, board=empty).json()["fingerprint"] == plain["fingerprint"]


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"board": {"template": "menu"}}, {"template-unknown": "board.template"}),
        ({"board": {"template": "table"}}, {"template-needs": "board.words.table"}),
        ({"board": {"words": {"table": "x"}}}, {"template-field": "board.words.table"}),
        ({"board": {"words": {"màu": "x"}}}, {"template-field": "board.words.màu"}),
        ({"board": {"words": {"ticker": "🙂"}}}, {"text-letters": "board.words.ticker"}),
        ({"board": {"words": {"ticker": "x" * 301}}}, {"text-too-long": "board.words.ticker"}),
        ({"board": {"template": "code", "words": {"link": "ftp://x.vn"}}}, {"link-not-web": "board.words.link"}),
        ({"class": "emergency", "board": TABLE}, {"template-emergency": "board.template"}),
        ({"board": {"template": "emergency"}}, {"template-class": "board.template"}),
        ({"title": "Họp 🙂"}, {"text-letters": "title"}),
        ({"text": "x " * 2100}, {"text-too-long": "text"}),
        (
            {"board": {"template": "poster", "words": {"caption": "x"}, "picture": "0" * 64}},
            {"picture-unknown": "board.picture"},
        ),
        ({"board": {"template": "poster", "picture": "x"}}, {"field-too-short": "board.picture"}),
        ({"board": {"template": "table", "focus": [0.5, 1.5]}}, {"field-too-large": "board.focus.1"}),
        ({"board": {"colour": "red"}}, {"field-unknown": "board.colour"}),
    ],
)
def test_what_boards_cannot_show_is_refused_by_its_field(
    editor: httpx.Client, changes: dict[str, Any], wanted: dict[str, str]
):
    answer = compose(editor, **changes)
    assert codes(answer) == wanted
    assert answer.status_code in (404, 422)


def test_what_only_horns_hear_may_have_any_letters(editor: httpx.Client):
    assert compose(editor, title="Họp 🙂", areas=[], devices=["loa-dong-1"]).status_code == 201
    assert compose(editor, title="Họp 🙂", page=False).status_code == 201


def test_a_poster_goes_from_the_phone_to_the_boards_which_report_it(service: Served, editor: httpx.Client):
    picture = photo(service, editor)
    assert service.client().get(f"/media/{picture}").status_code == 401
    kept = editor.get(f"/media/{picture}")
    assert kept.headers["content-type"] == "image/jpeg"
    board = {"template": "poster", "words": {"caption": "Lễ hội đình làng"}, "picture": picture, "focus": [0.5, 0.8]}
    one = compose(editor, board=board, start="2026-11-22T05:30").json()
    here = f"{API}/announcements/{one['id']}"
    editor.post(f"{here}/submit")
    service.client(APPROVER).post(f"{here}/approve", json={"fingerprint": one["fingerprint"]})
    service.commune.work()
    assert editor.get(here).json()["state"] == "planned"
    service.commune.run(2 * HOUR + MINUTE, HOUR)
    with service.desk.store.read() as conn:
        did = {one.device: one for one in deliveries.of_subject(conn, f"{one['id']}.20261122t0530")}
        for device in ("bang-ubnd", "bang-nha-van-hoa"):
            assert did[device].rung == "shown"
            assert frames.pictures(conn, [did[device].picture])


def test_what_is_no_picture_is_refused_and_leaves_nothing(service: Served, editor: httpx.Client):
    files = {"file": ("x.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "image/png")}
    answer = editor.post(f"{API}/pictures", files=files)
    assert codes(answer) == {"picture-broken": "picture"}
    assert not list((service.desk.shelf.folder / "making").iterdir())
    assert service.client(TECHNICIAN).post(f"{API}/pictures", files=files).status_code == 403
    assert service.client().post(f"{API}/pictures", files=files).status_code == 401


def test_an_emblem_is_the_administrators_and_stands_for_all_below(service: Served, editor: httpx.Client):
    body = io.BytesIO()
    Image.new("RGBA", (64, 64), (200, 30, 30, 255)).save(body, "PNG")
    chief = service.client(CHIEF)
    sent = chief.post(f"{API}/pictures", files={"file": ("Huy hiệu.png", body.getvalue(), "image/png")})
    given = {"picture": sent.json()["hash"]}
    here = f"{API}/areas/xa-tan-hoa/emblem"
    assert editor.put(here, json=given).status_code == 403
    assert codes(chief.put(here, json={"picture": "0" * 64})) == {"picture-unknown": "picture"}
    safe = editor.get(f"{API}/devices/bang-nha-van-hoa/timetable").json()["signed"]
    assert chief.put(here, json=given).json() == {"name": "Xã Tân Hòa", "emblem": given["picture"]}
    assert editor.get(f"{API}/areas/thon-dong/emblem").json() == {"name": "Thôn Đông", "emblem": given["picture"]}
    service.commune.work()
    assert editor.get(f"{API}/devices/bang-nha-van-hoa/timetable").json()["signed"] != safe
    assert chief.put(here, json={"picture": None}).json()["emblem"] == ""
