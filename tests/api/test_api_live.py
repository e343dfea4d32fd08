"""The doors of speaking live: over HTTP, and the microphone's own, on a real socket with a real client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from controller.api.door import COOKIE
from controller.live.opus import Encoder
from controller.live.shape import BATCH, BYTES, LEAD_MS
from controller.store import areas, reports
from controller.store.reports import Report
from tests.path.test_path_orders import COMMUNE
from tests.path.test_path_orders_hours import OPEN
from tests.serving import APPROVER, EDITOR, Served

GIVEN = {"areas": [COMMUNE], "minutes": 5}
SPOKEN = (np.sin(np.arange(BYTES // 2) * 0.2) * 8_000).astype("<i2").tobytes()


@pytest.fixture(autouse=True)
def open_hours(service: Served) -> Iterator[None]:
    with service.desk.store.write() as conn:
        areas.change(
            conn, COMMUNE, hours={"windows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "24:00"}]}
        )
    yield
    service.system.live.close()
    service.system.live.tick()


@pytest.fixture
def begun(service: Served) -> dict[str, Any]:
    """A talk whose count-down is over."""
    answer = service.client(APPROVER).post("/api/v1/live", json=GIVEN)
    assert answer.status_code == 201, answer.text
    service.commune.run(LEAD_MS + 500, 500)
    told: dict[str, Any] = answer.json()
    return told


@contextmanager
def speaking(
    service: Served, talk: dict[str, Any], login: str = APPROVER, origin: str | None = "", codec: str = "pcm"
) -> Iterator[ClientConnection]:
    with opened(service, talk, login, origin) as socket:
        socket.send(json.dumps({"codec": codec}))
        assert told(socket)["is"] == "ready"
        yield socket


def opened(service: Served, talk: dict[str, Any], login: str | None, origin: str | None = "") -> ClientConnection:
    headers = {"cookie": f"{COOKIE}={service.session(login)}"} if login else {}
    address = service.url.replace("http", "ws") + talk["microphone"]
    said = service.url if origin == "" else origin
    return connect(address, origin=said, additional_headers=headers, proxy=None)  # type: ignore[arg-type]


def told(socket: ClientConnection) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(socket.recv(timeout=10))
    return found


def until(socket: ClientConnection, what: str) -> dict[str, Any]:
    while (found := told(socket))["is"] != what:
        pass
    return found


def frames(number: int, count: int = BATCH) -> bytes:
    message: bytes = number.to_bytes(4, "big") + SPOKEN * count
    return message


@pytest.mark.parametrize("codec", ["pcm", "opus"])
def test_what_the_microphone_says_goes_on_the_air_and_its_level_comes_back(service, begun, codec):
    encode = Encoder()
    with speaking(service, begun, codec=codec) as socket:
        for number in range(0, 20, BATCH):
            if codec == "pcm":
                socket.send(frames(number))
            else:
                packets = [encode(SPOKEN) for _ in range(BATCH)]
                socket.send(number.to_bytes(4, "big") + b"".join(len(p).to_bytes(2, "big") + p for p in packets))
        said = until(socket, "level")
        while said["level"] is None:
            said = until(socket, "level")
        assert -20 < said["level"] < -10
        assert said["late"] == 0
        socket.send(json.dumps({"do": "end"}))
        assert until(socket, "ended")["why"] == "said"
    sent = [topic for topic, _ in service.commune.wire.sent if topic.endswith(f"/live/{begun['id']}")]
    assert len(sent) >= 20 // BATCH + 2
    one = service.client(APPROVER).get(f"/api/v1/live/{begun['id']}").json()
    assert one["why"] == "said"
    recording = service.client(APPROVER).get(f"/media/{one['recording']}")
    assert (recording.status_code, recording.headers["content-type"]) == (200, "audio/ogg")


def test_who_speaks_is_told_which_horns_lose_pieces_and_when_none_does_any_more(service, begun):
    def says(seq: int, rung: str, reason: str = "") -> None:
        said = Report("loa-dong-1", "e-losing", seq, f"frames:{begun['id']}", rung, 0, seq, reason)
        with service.desk.store.write() as conn:
            reports.take(conn, [said])

    with speaking(service, begun) as socket:
        says(1, "failed", "pieces-lost")
        assert until(socket, "horns")["losing"] == ["Loa nhà văn hóa thôn Đông"]
        assert service.client(EDITOR).get(f"/api/v1/live/{begun['id']}").json()["losing"] == ["loa-dong-1"]
        says(2, "done")
        assert until(socket, "horns")["losing"] == []
    assert service.client(EDITOR).get(f"/api/v1/live/{begun['id']}").json()["losing"] == []


def test_everybody_who_is_concerned_sees_who_is_on_the_air(service, begun):
    (seen,) = service.client(EDITOR).get("/api/v1/live").json()
    assert (seen["id"], seen["areas"][0]["code"], seen["ended_ms"]) == (begun["id"], COMMUNE, None)
    ended = service.client(EDITOR).delete(f"/api/v1/live/{begun['id']}")
    assert ended.status_code == 204, "silence is never refused to anybody who works here"
    assert service.client(EDITOR).get("/api/v1/live").json() == []
    assert service.client(EDITOR).get("/api/v1/live/history").json()[0]["id"] == begun["id"]
    again = service.client(APPROVER).delete(f"/api/v1/live/{begun['id']}")
    assert (again.status_code, again.json()["code"]) == (409, "talk-over")


def test_a_second_microphone_reads_who_speaks_where_and_since_when(service, begun):
    answer = service.client(APPROVER).post("/api/v1/live", json=GIVEN | {"areas": ["thon-dong"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "air-held")
    assert begun["who"] in answer.json()["detail"]
    assert "03:3" in answer.json()["detail"], "since when, by the clock on the wall"


def test_the_check_tells_what_would_be_and_begins_nothing(service):
    answer = service.client(APPROVER).post("/api/v1/live/check", json=GIVEN)
    assert answer.status_code == 200, answer.text
    assert answer.json()["volume"] == 70
    assert service.client(APPROVER).get("/api/v1/live").json() == []


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"areas": []}, 422, "field-too-few"),
        ({"areas": ["khong-co"]}, 404, "scope-unknown"),
        ({"areas": [COMMUNE], "klass": "normal"}, 422, None),
        ({"areas": [COMMUNE], "minutes": 61}, 422, "field-too-large"),
        ({"areas": [COMMUNE], "volume": -1}, 422, "field-too-small"),
        ({"areas": [COMMUNE], "key": "mine"}, 422, None),
        ({"areas": COMMUNE}, 422, None),
        ({}, 422, None),
    ],
)
def test_bad_wishes_are_refused(service, given, status, code):
    answer = service.client(APPROVER).post("/api/v1/live", json=given)
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]
    assert code is None or answer.json()["code"] == code


def test_an_editor_may_not_and_outside_the_hours_nobody_may(service):
    assert service.client(EDITOR).post("/api/v1/live", json=GIVEN).status_code == 403
    with service.desk.store.write() as conn:
        areas.change(conn, COMMUNE, hours=OPEN)
    answer = service.client(APPROVER).post("/api/v1/live", json=GIVEN)
    assert (answer.status_code, answer.json()["code"]) == (422, "play-outside-hours")


@pytest.mark.parametrize(
    ("login", "origin", "status", "code"),
    [
        (APPROVER, "http://elsewhere.example", 403, "foreign-origin"),
        (APPROVER, None, 403, "foreign-origin"),
        (APPROVER, "null", 403, "foreign-origin"),
        (None, "", 401, "sign-in-first"),
        (EDITOR, "", 404, "talk-unknown"),
    ],
)
def test_the_door_lets_in_nobody_else(service, begun, login, origin, status, code):
    with pytest.raises(InvalidStatus) as found, opened(service, begun, login, origin):
        pass
    assert found.value.response.status_code == status
    assert json.loads(found.value.response.body)["code"] == code


def test_nobody_speaks_into_a_talk_that_is_over_or_never_was(service, begun):
    service.client(APPROVER).delete(f"/api/v1/live/{begun['id']}")
    for talk in (begun, {"microphone": "/api/v1/live/c-0/microphone"}):
        with pytest.raises(InvalidStatus) as found, opened(service, talk, APPROVER):
            pass
        assert found.value.response.status_code == 404


@pytest.mark.parametrize("first", ["", "{}", '{"codec": "mp3"}', "[", '{"do": "end"}', b"\x00\x00\x00\x00"])
def test_the_first_word_says_the_form_or_the_line_is_closed(service, begun, first):
    with opened(service, begun, APPROVER) as socket:
        socket.send(first)
        said = until(socket, "refused")
        assert said["code"] == "microphone-hello"
        assert said["detail"]


@pytest.mark.parametrize(
    ("codec", "message", "code"),
    [
        ("pcm", b"\x00\x00", "microphone-frames"),
        ("pcm", b"\x00\x00\x00\x00", "microphone-frames"),
        ("pcm", b"\x00\x00\x00\x00" + b"\x00" * 639, "microphone-frames"),
        ("pcm", b"\x00\x00\x00\x00" + b"\x00" * (640 * 60), "microphone-frames"),
        ("pcm", '{"do": "sing"}', "microphone-word"),
        ("pcm", "{" * 5_000, "microphone-word"),
        ("opus", b"\x00\x00\x00\x00\x00\x05abc", "microphone-frames"),
        ("opus", b"\x00\x00\x00\x00\x00\x00", "microphone-frames"),
        ("opus", b"\x00\x00\x00\x00\x00\x04\xff\xff\xff\xff", "microphone-not-sound"),
    ],
)
def test_what_is_no_sound_closes_the_line_and_not_the_talk(service, begun, codec, message, code):
    with speaking(service, begun, codec=codec) as socket:
        socket.send(message)
        assert until(socket, "refused")["code"] == code
    assert service.client(APPROVER).get("/api/v1/live").json()[0]["id"] == begun["id"]
    with speaking(service, begun) as socket:
        socket.send(frames(0))
        assert until(socket, "level")["is"] == "level"


def test_a_message_beyond_every_bound_is_cut_off_by_the_server(service, begun):
    with speaking(service, begun) as socket:
        socket.send(b"\x00" * 200_000)
        with pytest.raises(ConnectionClosedError, match="1009"):
            until(socket, "nothing")


def test_a_new_connection_takes_the_place_of_the_old(service, begun):
    with speaking(service, begun) as old, speaking(service, begun) as new:
        assert until(old, "ended")["why"] == "replaced"
        new.send(frames(0))
        assert until(new, "level")["is"] == "level"


def test_what_was_said_in_the_count_down_is_not_on_the_air(service):
    talk = service.client(APPROVER).post("/api/v1/live", json=GIVEN).json()
    with speaking(service, talk) as socket:
        socket.send(frames(0))
        until(socket, "level")
        assert service.system.live.of(talk["id"])._recording.pieces == 0
