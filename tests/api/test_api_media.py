"""Files in and out: uploads with a hard limit, downloads in ranges."""

from __future__ import annotations

import hashlib
import http.client
import io
import json
import math
import struct
import wave
from pathlib import Path

import httpx
import pytest

from controller.store import media
from controller.store.media import Medium
from tests.serving import APPROVER, EDITOR, Served

API = "/api/v1"


def tone(seconds: float = 2.0, hz: float = 440.0) -> bytes:
    """A WAV of a sine, 16 kHz."""
    body = io.BytesIO()
    with wave.open(body, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        count = round(seconds * 16_000)
        file.writeframes(
            b"".join(struct.pack("<h", round(9000 * math.sin(i * hz * 6.2832 / 16_000))) for i in range(count))
        )
    return body.getvalue()


def shelved(service: Served, body: bytes, kind: str) -> str:
    digest = service.desk.shelf.put(body)
    with service.desk.store.write() as conn:
        media.add(conn, Medium(digest, kind, len(body), 0, service.desk.now_ms()))
    return digest


def leftovers(service: Served) -> list[Path]:
    return list((service.desk.shelf.folder / "making").iterdir())


def test_a_sound_becomes_a_master(service: Served):
    editor = service.client(EDITOR)
    answer = editor.post(f"{API}/media", files={"file": ("Thông báo.wav", tone(), "audio/wav")})
    assert answer.status_code == 201
    made = answer.json()
    assert (made["kind"], made["name"], made["area"]) == ("master", "Thông báo.wav", "xa-tan-hoa")
    assert abs(made["length_ms"] - 2_000) < 200
    assert made["hash"] in [one["hash"] for one in editor.get(f"{API}/media").json()]
    whole = editor.get(f"/media/{made['hash']}")
    assert hashlib.sha256(whole.content).hexdigest() == made["hash"]
    assert whole.headers["cache-control"].startswith("private")
    assert service.client().get(f"/media/{made['hash']}").status_code == 401
    assert leftovers(service) == []


@pytest.mark.parametrize(
    ("files", "data", "status", "code"),
    [
        ({"file": ("x.mp3", b"", "audio/mpeg")}, {}, 422, "sound-empty"),
        ({"file": ("x.mp3", b"not a sound at all" * 100, "audio/mpeg")}, {}, 422, "sound-not-sound"),
        ({"other": ("x.mp3", b"abc", "audio/mpeg")}, {}, 422, "upload-missing"),
        ({"file": ("", b"abc", "audio/mpeg")}, {}, 422, "upload-missing"),
        (None, {"file": "text"}, 415, "wrong-media-type"),
        ({"file": ("a.mp3", b"a"), "second": ("b.mp3", b"b")}, {}, 400, "malformed-form"),
    ],
)
def test_what_is_no_sound(service: Served, files: object, data: object, status: int, code: str):
    answer = service.client(EDITOR).post(f"{API}/media", files=files, data=data)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"] != answer.json()["detail_en"]
    assert leftovers(service) == []


def raw(service: Served, length: int) -> http.client.HTTPConnection:
    """An upload whose body is still to be sent."""
    cookie = "; ".join(f"{name}={value}" for name, value in service.client(EDITOR).cookies.items())
    connection = http.client.HTTPConnection(service.url.removeprefix("http://"), timeout=30)
    connection.putrequest("POST", f"{API}/media")
    for name, value in {
        "cookie": cookie,
        "content-type": "multipart/form-data; boundary=x",
        "content-length": str(length),
    }.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection


def test_two_gigabytes_are_refused_before_they_flow(service: Served):
    connection = raw(service, 2 * 10**9)
    answer = connection.getresponse()
    told = json.load(answer)
    connection.close()
    assert (answer.status, told["code"]) == (413, "upload-too-large")
    assert told["detail"] == "Tệp quá lớn: tối đa 200 MB."


def test_a_line_that_drops_in_the_middle_leaves_nothing_behind(service: Served):
    connection = raw(service, 1_000_000)
    connection.send(b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\nabc')
    connection.close()
    assert service.client().get("/healthz").status_code == 200
    assert leftovers(service) == []


def test_who_may_not_write_uploads_nothing(service: Served):
    files = {"file": ("a.wav", tone(), "audio/wav")}
    assert service.client(APPROVER).post(f"{API}/media", files=files).status_code == 403
    assert service.client().post(f"{API}/media", files=files).status_code == 401
    other = service.client(EDITOR).post(f"{API}/media", params={"area": "tinh-phu-tho"}, files=files)
    assert (other.status_code, other.json()["code"]) == (403, "area-not-reached")


@pytest.fixture
def file(service: Served) -> str:
    return shelved(service, bytes(range(256)) * 400, "opus")


def fetch(service: Served, digest: str, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return service.client().get(f"/media/{digest}", headers=named)


def test_a_whole_file(service: Served, file: str):
    answer = fetch(service, file)
    assert answer.status_code == 200
    assert hashlib.sha256(answer.content).hexdigest() == file
    assert answer.headers["content-type"] == "audio/ogg"
    assert answer.headers["etag"] == f'"{file}"'
    assert "immutable" in answer.headers["cache-control"]
    head = service.client().head(f"/media/{file}")
    assert (head.status_code, head.headers["content-length"], head.content) == (200, "102400", b"")


def test_a_resumed_download(service: Served, file: str):
    rest = fetch(service, file, range="bytes=102000-", if_range=f'"{file}"')
    assert rest.status_code == 206
    assert rest.headers["content-range"] == "bytes 102000-102399/102400"
    assert rest.content == (bytes(range(256)) * 400)[102000:]


@pytest.mark.parametrize(
    ("headers", "status", "length"),
    [
        ({"range": "bytes=0-0"}, 206, 1),
        ({"range": "bytes=-5"}, 206, 5),
        ({"range": "bytes=0-9", "if_range": '"other"'}, 200, 102_400),
        ({"range": "bytes=0-1,5-6"}, 200, 102_400),
        ({"range": "nonsense"}, 200, 102_400),
        ({"if_none_match": "OWN"}, 304, 0),
        ({"if_none_match": '"other"'}, 200, 102_400),
    ],
)
def test_headers_of_a_download(service: Served, file: str, headers: dict[str, str], status: int, length: int):
    own = {name: f'"{file}"' if value == "OWN" else value for name, value in headers.items()}
    answer = fetch(service, file, **own)
    assert (answer.status_code, len(answer.content)) == (status, length)


def test_outside_of_the_file(service: Served, file: str):
    answer = fetch(service, file, range="bytes=102400-")
    assert (answer.status_code, answer.json()["code"]) == (416, "range-outside")
    assert answer.headers["content-range"] == "bytes */102400"


@pytest.mark.parametrize("name", ["0" * 64, "x", "A" * 64, "..%2f..%2fetc%2fpasswd", "0" * 63 + "%00"])
def test_what_is_not_there(service: Served, name: str):
    answer = service.client().get(f"/media/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_large_timetable_is_fetched_like_media(service: Served):
    from controller.store import timetables

    body = b"e30.e30.c2ln" * 5000
    digest = hashlib.sha256(body).hexdigest()
    with service.desk.store.write() as conn:
        timetables.keep_document(conn, digest, body, service.desk.now_ms())
    assert fetch(service, digest).content == body
    part = fetch(service, digest, range="bytes=100-199")
    assert (part.status_code, part.content) == (206, body[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(body)}"
    assert fetch(service, digest, if_none_match=f'"{digest}"').status_code == 304
