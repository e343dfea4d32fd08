"""Hours of boards and faults of their panels over the API and on the pages."""

from __future__ import annotations

from controller.store import board_faults
from tests.api.test_api_path import codes
from tests.serving import APPROVER, EDITOR, TECHNICIAN, Served

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
