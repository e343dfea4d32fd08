"""Hours of boards, faults of their panels and films: over the API and on the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from controller.store import areas, board_faults, timetables
from devices.gate import read
from devices.messages import Timetable
from devices.signing import take_apart
from tests.api.test_api_path import DRAFT, codes
from tests.press.press_films import made_film
from tests.serving import APPROVER, EDITOR, TECHNICIAN, Served
from tests.web.test_web_forms import browser

API = "/api/v1"
SCREEN = f"{API}/areas/xom-cho/screen"
DARK = {"off": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "22:00", "end": "05:00"}]}


def test_a_technician_says_when_boards_are_lit(service: Served):
    client = service.client(TECHNICIAN)
    assert client.put(SCREEN, json={"screen": DARK}).json()["screen"] == DARK
    wrong = client.put(SCREEN, json={"screen": {"off": [{"days": [9]}]}})
    assert (wrong.status_code, codes(wrong)) == (422, {"screen-broken": "screen"})
    assert client.put(SCREEN, json={"screen": None}).json()["screen"] is None
    assert service.client(EDITOR).put(SCREEN, json={"screen": None}).status_code == 403
    assert client.put(f"{API}/areas/xom-la/screen", json={"screen": None}).status_code == 404


def test_the_page_of_a_board_says_when_it_is_lit_and_lets_a_technician_set_it(service: Served):
    page = browser(service, TECHNICIAN)
    assert "sáng suốt ngày đêm" in page.get("/devices/bang-ubnd").text
    assert "Giờ sáng của bảng" not in page.get("/devices/loa-dong-1").text
    service.client(TECHNICIAN).put(SCREEN, json={"screen": {"light": [[10, 5], [1000, 90]]}})
    there = "/devices/bang-ubnd/screen"
    night = {"off_start": "22:00", "off_end": "05:00", "dim_start": "18:00", "dim_end": "22:00", "dim": "30"}
    shown = page.post(there, data=night).text
    with service.desk.store.read() as conn:
        kept = areas.known(conn, "xom-cho").screen
    assert (kept["off"], kept["light"]) == (DARK["off"], [[10, 5], [1000, 90]]), "what the form does not tell stays"
    assert 'value="22:00"' in shown
    assert "Đã ghi giờ sáng" in shown
    for wrong in ({"dim": "0"}, {"off_end": ""}, {"dim_end": "18:00"}):
        assert page.post(there, data=night | wrong).status_code == 422, wrong
    reader = browser(service, EDITOR)
    assert "Tắt từ 22:00 đến 05:00" in reader.get("/devices/bang-ubnd").text
    assert reader.post(there, data=night).status_code == 403
    nothing = dict.fromkeys(night, "")
    page.post(there, data=nothing)
    service.client(TECHNICIAN).put(SCREEN, json={"screen": {"off": DARK["off"] * 2}})
    assert "khác nhau theo ngày" in page.get("/devices/bang-ubnd").text
    service.client(TECHNICIAN).put(SCREEN, json={"screen": None})


def film_file(tmp_path: Path, seconds: int = 1) -> bytes:
    path = tmp_path / "film.mp4"
    made_film(path, seconds)
    return path.read_bytes()


def test_a_film_is_played_where_boards_can_and_others_are_named(service: Served, tmp_path: Path):
    editor = service.client(EDITOR)
    sent = {"file": ("lễ hội.mp4", film_file(tmp_path), "video/mp4")}
    answer = editor.post(f"{API}/films", files=sent)
    assert answer.status_code == 201
    kept = answer.json()
    assert 900 <= kept["length_ms"] <= 1_100
    assert editor.get(f"/media/{kept['hash']}").headers["content-type"] == "video/mp4"
    assert service.client().get(f"/media/{kept['hash']}").status_code in (401, 404)
    board = {"film": kept["hash"], "share": 3}
    refused = editor.post(f"{API}/announcements", json=DRAFT | {"areas": ["xa-tan-hoa"], "board": board})
    assert codes(refused) == {"film-unable": "board.film"}
    assert "Bảng LED cổng UBND" in refused.text
    unknown = {"board": {"film": "0" * 64}, "areas": ["thon-dong"]}
    assert codes(editor.post(f"{API}/announcements", json=DRAFT | unknown)) == {"film-unknown": "board.film"}
    here = {"areas": ["thon-dong"], "board": board, "page": True}
    one = editor.post(f"{API}/announcements", json=DRAFT | here).json()
    assert (one["board"]["film"], one["board"]["share"]) == (kept["hash"], 3)
    submitted = editor.post(f"{API}/announcements/{one['id']}/submit").json()
    agreed = {"fingerprint": submitted["fingerprint"]}
    service.client(APPROVER).post(f"{API}/announcements/{one['id']}/approve", json=agreed)
    service.commune.work()
    with service.desk.store.read() as conn:
        plan = timetables.get(conn, "bang-nha-van-hoa")
    assert plan is not None
    message = read("timetable", take_apart(plan.document).payload)
    assert isinstance(message, Timetable)
    (item,) = [item for item in message.items if item.id.startswith(one["id"])]
    assert item.share == 3
    assert item.pages[-1].clip is not None
    assert (item.pages[-1].clip.media.kind, item.pages[-1].clip.fps) == ("mp4", 30)
    assert all(page.clip is None for page in item.pages[:-1])


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(900), "film-broken"),
        ("a.avi", b"RIFF" + bytes(900), "film-format"),
    ],
)
def test_what_is_no_film_is_refused(service: Served, name: str, body: bytes, code: str):
    answer = service.client(EDITOR).post(f"{API}/films", files={"file": (name, body, "video/mp4")})
    assert (answer.status_code, codes(answer)) == (422, {code: "file"})


def test_a_panel_that_is_broken_is_told_until_it_has_healed(service: Served):
    now_ms = service.desk.now_ms()
    with service.desk.store.write() as conn:
        board_faults.begin(conn, "bang-ubnd", ["stuck", "dead-module"], now_ms - 60_000)
    client = service.client(APPROVER)
    told = client.get(f"{API}/board-faults").json()
    assert [(one["device"], one["fault"], one["until_ms"]) for one in told] == [
        ("bang-ubnd", "dead-module", None),
        ("bang-ubnd", "stuck", None),
    ]
    assert "có mô-đun không sáng" in told[0]["detail"]
    for path in ("/devices", "/devices/bang-ubnd", "/history"):
        assert "màn hình đứng" in client.get(path).text, path
    with service.desk.store.write() as conn:
        board_faults.end(conn, "bang-ubnd", {"stuck", "dead-module"}, now_ms)
    assert client.get(f"{API}/board-faults?since_ms={now_ms + 1}").json() == []
    assert len(client.get(f"{API}/board-faults").json()) == 2
    assert "màn hình đứng" not in client.get("/devices").text
    assert service.client().get(f"{API}/board-faults").status_code == 401
