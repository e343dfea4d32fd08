"""A speech service by address and key, against a local one: well, down, slow, oversized, wrong."""

from __future__ import annotations

import socket
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from controller.errors import Refused
from controller.settings import Speech
from controller.studio import Limits, Studio
from controller.voice.known import known
from controller.voice.portion import LARGEST
from controller.voice.remote import Remote
from tests.voice.conftest import KEY, Twin, send, wav

Answer = Callable[[BaseHTTPRequestHandler], None]


def remote(url: str, key: str = KEY, seconds: float = 60.0) -> Remote:
    return Remote(url, key, "tts-1", "mai", seconds=seconds)


def refusal(voice: Remote) -> Refused:
    with pytest.raises(Refused) as caught:
        list(voice.say(["Xin chào bà con"], 90))
    return caught.value


def test_each_portion_is_asked_for_and_answered(service: Twin):
    said = list(remote(service.url).say(["Xin chào bà con", "Hết"], 90))
    assert [len(one.samples) / 2 / one.rate for one in said] == pytest.approx([1.5, 0.3])
    assert service.asked[0] == {
        "model": "tts-1",
        "voice": "mai",
        "input": "Xin chào bà con",
        "speed": 0.9,
        "response_format": "wav",
    }


def test_settings_make_it_a_voice_to_choose(service: Twin):
    voices = known(Speech.model_validate({"url": service.url, "key": KEY, "region": "south"}))
    assert voices["remote"].region == "south"
    assert len(list(voices["remote"].say(["một hai ba bốn"], 100))) == 1
    assert KEY not in repr(voices["remote"])


def test_a_wrong_key_is_told_with_the_status(service: Twin):
    refused = refusal(remote(service.url, key="sai"))
    assert (refused.code, refused.params) == ("voice-refuses", {"status": "401"})


@pytest.mark.parametrize("status", [500, 503])
def test_a_service_that_fails_is_told_with_the_status(service: Twin, status: int):
    service.answer = lambda asked: send(asked, wav(), status)
    refused = refusal(remote(service.url))
    assert (refused.code, refused.params) == ("voice-refuses", {"status": str(status)})


@pytest.mark.parametrize(
    "where", ["{url}/elsewhere", "file:///etc/hostname", "http://127.0.0.1:{trap}/", "//[::1]:{trap}/"]
)
def test_the_key_does_not_follow_a_redirect(service: Twin, where: str):
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.setblocking(False)
        where = where.format(url=service.url, trap=trap.getsockname()[1])
        service.answer = lambda asked: send(asked, b"", 307, location=where)
        refused = refusal(remote(service.url))
        assert (refused.code, refused.params) == ("voice-refuses", {"status": "307"})
        assert len(service.asked) == 1
        with pytest.raises(BlockingIOError):
            trap.accept()


def test_a_service_that_fails_half_way_leaves_nothing(service: Twin, tmp_path: Path):
    well = service.answer
    service.answer = lambda asked: well(asked) if len(service.asked) < 3 else send(asked, b"", 500)
    said = ((spoken, 100) for spoken in remote(service.url).say(["một hai ba bốn"] * 4, 100))
    with pytest.raises(Refused, match="voice-refuses"):
        Studio(Limits()).speech(said, tmp_path / "master")
    assert len(service.asked) == 3
    assert list(tmp_path.iterdir()) == []


def test_a_service_that_is_down_is_told_at_once():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert refusal(remote(f"http://127.0.0.1:{port}/")).code == "voice-away"


def drip(twin: Twin) -> Answer:
    """A byte now and then: each one comes in time, all of them never do."""

    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        asked.end_headers()
        while not twin.ended.wait(0.05):
            try:
                asked.wfile.write(b"R")
            except OSError:
                return

    return answer


def endless(twin: Twin) -> Answer:
    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        asked.end_headers()
        try:
            while True:
                asked.wfile.write(bytes(1 << 20))
        except OSError:
            return

    return answer


def cut(twin: Twin) -> Answer:
    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        asked.send_header("content-length", "48044")
        asked.end_headers()
        asked.wfile.write(wav()[:2000])
        asked.close_connection = True

    return answer


@pytest.mark.parametrize(
    ("make", "code"),
    [(drip, "voice-slow"), (endless, "voice-wrong"), (cut, "voice-away")],
    ids=["drip", "endless", "cut"],
)
def test_an_answer_that_does_not_end_well(service: Twin, make: Callable[[Twin], Answer], code: str):
    service.answer = make(service)
    assert refusal(remote(service.url, seconds=0.5 if make is drip else 60.0)).code == code


def test_a_service_that_says_nothing_is_slow(service: Twin):
    def wait(_: BaseHTTPRequestHandler) -> None:
        service.ended.wait(60)

    service.answer = wait
    assert refusal(remote(service.url, seconds=0.4)).code == "voice-slow"  # and not of one that went away at last
    service.ended.set()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<html>Bad gateway</html>", id="page"),
        pytest.param(b"ID3\x04" + bytes(2000), id="mp3"),
        pytest.param(wav(channels=2), id="stereo"),
        pytest.param(wav(0.001), id="no-speech"),
        pytest.param(wav(high=0), id="silence"),
        pytest.param(wav(high=50), id="hum"),
        pytest.param(wav(rate=4_000), id="rate"),
        pytest.param(wav()[:40], id="cut-head"),
    ],
)
def test_an_answer_that_is_no_speech_is_refused(service: Twin, body: bytes):
    service.answer = lambda asked: send(asked, body)
    assert refusal(remote(service.url)).code == "voice-wrong"


def test_a_length_left_open_is_as_long_as_what_came(service: Twin):
    """Services that speak while they send write the largest number there."""
    file = bytearray(wav(2.0))
    file[40:44] = b"\xff\xff\xff\xff"
    service.answer = lambda asked: send(asked, bytes(file))
    (said,) = remote(service.url).say(["một"], 100)
    assert len(said.samples) / 2 / said.rate == pytest.approx(2.0)


def test_a_packed_answer_is_not_unpacked(service: Twin):
    service.answer = lambda asked: send(asked, b"\x1f\x8b" + bytes(100), content_encoding="gzip")
    assert refusal(remote(service.url)).code == "voice-wrong"
    assert LARGEST < 30_000_000
