"""How devices stand, their connections and their readings over the API: from the bytes of a box to the answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from controller.ports import Incoming
from tests.api.test_api_path import API, codes
from tests.serving import TECHNICIAN, Served

BOX = "loa-dong-2"
HERE = f"{API}/devices/{BOX}"


def say(service: Served, kind: str, body: bytes | dict[str, Any], at_ms: int) -> None:
    payload = body if isinstance(body, bytes) else json.dumps(body).encode()
    message = Incoming(f"tl1/u/{BOX}/{kind}", payload, at_ms, 0, 0, False, 0)
    service.commune.collector.take([message])


def asked(service: Served, path: str = "", **params: Any) -> Any:
    answer = service.client(TECHNICIAN).get(HERE + path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_what_a_box_says_is_told_with_its_connections_and_readings(service: Served):
    now = service.desk.now_ms()
    state = {"state": "online", "session": "s-1", "boot": "b-1"}
    say(service, "state", state, now)
    for back in range(3, 0, -1):
        say(
            service,
            "beat",
            {"up": 900_000, "session": "s-1", "temperature": 40 - back, "battery": 90},
            now - back * 60_000,
        )
    say(service, "beat", {"up": 990_000, "session": "s-1", "temperature": 39, "battery": 90}, now)
    told = asked(service)
    assert (told["standing"], told["since_ms"], told["flapping"]) == ("online", now, False)
    (stands, *_) = asked(service, "/connections")
    assert (stands["since_ms"], stands["until_ms"], stands["reason"]) == (now, None, "")
    series = asked(service, "/health", since_ms=now - 600_000, until_ms=now + 1, step_s=600)["series"]
    assert [(one["low"], one["high"]) for one in series["temperature"]] == [(37, 39), (39, 39)]
    assert "microphone" not in series
    say(service, "state", state | {"state": "lost"}, now + 5)
    told = asked(service)
    assert (told["presence"], told["standing"], told["since_ms"]) == ("lost", "off", now + 5)
    (ended, *_) = asked(service, "/connections")
    assert (ended["until_ms"], ended["reason"]) == (now + 5, "will")


@pytest.mark.parametrize(
    "body",
    [
        b'{"up": 5, "session": "' + b"x" * 1_000_000 + b'"}',
        b'{"up": 5, "battery": 5000}',
        b'{"up": 5, "temperature": NaN}',
        b'{"up": -1}',
        b"\xff\xfe",
        b"[" * 30_000,
    ],
    ids=["a megabyte", "5000 %", "no number", "before its start", "no text", "no end"],
)
def test_beats_that_cannot_be_change_nothing(service: Served, body: bytes):
    before = service.desk.beats.counts.kept
    say(service, "beat", body, service.desk.now_ms() + 3_600_000)
    assert service.desk.beats.counts.kept == before


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"since_ms": 5, "until_ms": 5}, "window-length"),
        ({"since_ms": 0, "until_ms": 10**12}, "window-length"),
        ({"since_ms": 0, "until_ms": 86_400_000, "step_s": 1}, "step-too-small"),
        ({"since_ms": -1}, "field-too-small"),
        ({"step_s": 0}, "field-too-small"),
    ],
)
def test_windows_that_cannot_be_are_refused(service: Served, params: dict[str, int], code: str):
    answer = service.client(TECHNICIAN).get(f"{HERE}/health", params=params)
    assert answer.status_code == 422
    assert list(codes(answer)) == [code], answer.text


def test_who_may_not_see(service: Served):
    for path in ("health", "connections"):
        assert service.client().get(f"{HERE}/{path}").status_code == 401
        assert service.client(TECHNICIAN).get(f"{API}/devices/khong-co/{path}").status_code == 404
