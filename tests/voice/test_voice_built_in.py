"""The voices that are always there: three regions, any text, and a process that cannot harm the service."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from controller.confined import Bounds
from controller.errors import Refused
from controller.settings import Speech
from controller.voice import espeak
from controller.voice.conversation import Program, converse, started
from controller.voice.espeak import BOUNDS, REGIONS, SECONDS, Espeak, command
from controller.voice.known import known

NOTICE = "Ủy ban nhân dân xã thông báo lịch cắt điện ngày mười lăm tháng ba."


def seconds(voice: str, *texts: str, speed: int = 100) -> list[float]:
    said = known(Speech())[voice].say(texts, speed)
    return [len(one.samples) / 2 / one.rate for one in said]


def test_three_regions_are_built_in_and_each_sounds_its_own_way():
    assert list(known(Speech())) == ["north", "central", "south"]
    said = {name: next(iter(voice.say([NOTICE], 100))) for name, voice in known(Speech()).items()}
    assert {one.rate for one in said.values()} == {22_050}
    assert len({one.samples for one in said.values()}) == 3
    assert all(3.0 < len(one.samples) / 44_100 < 5.0 for one in said.values())


def test_the_same_words_are_the_same_sound():
    assert [*Espeak("north").say([NOTICE], 90)] == [*Espeak("north").say([NOTICE], 90)]


def test_speed_is_percent_of_the_natural_speed():
    (slow,), (natural,), (fast,) = (seconds("north", NOTICE, speed=speed) for speed in (70, 100, 140))
    assert slow / natural == pytest.approx(100 / 70, rel=0.1)
    assert fast / natural == pytest.approx(100 / 140, rel=0.1)


def test_portions_are_said_one_after_the_other_as_they_are_asked_for():
    asked: list[int] = []

    def portions():
        for number in range(100):
            asked.append(number)
            yield f"Câu số {number}"

    said = Espeak("north").say(portions(), 100)
    next(said)
    next(said)
    said.close()
    assert asked == [0, 1]


@pytest.mark.parametrize(
    "text",
    [
        "a\u0300 a\u0301 e\u0302\u0301 và ế",
        "<speak><audio src='/etc/passwd'/></speak>",
        "[[h@l'oU]] một hai",
        "xin chào 👋🏽 🇻🇳",
        "日本語 русский العربية",
        "một\x00hai",
        "a" * 20_000,
        "1" * 5_000,
        "\udcff lẻ loi",
    ],
)
def test_any_text_is_said_or_refused(text: str):
    with suppress(Refused):
        (said,) = seconds("north", text)
        assert said > 0.02
    assert seconds("north", NOTICE)  # and the next one is well


def test_marks_of_speech_languages_are_text():
    """With SSML or phonemes understood, a notice could leave words out, or open a file."""
    (marked,) = seconds("north", "<audio src='x'>một hai ba bốn năm</audio>")
    (plain,) = seconds("north", "một hai ba bốn năm")
    assert marked > plain + 0.3


def test_a_voice_that_espeak_lacks_is_not_replaced_by_the_last_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(REGIONS, "north", "vi-vn-x-nowhere")
    with pytest.raises(Refused) as caught:
        seconds("north", NOTICE)
    assert caught.value.code == "voice-missing"


def test_data_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    broken = [*command()[:-2], str(tmp_path / "libespeak-ng.so"), str(tmp_path)]
    monkeypatch.setattr(espeak, "command", lambda: broken)
    with pytest.raises(Refused) as caught:
        seconds("north", NOTICE)
    assert caught.value.code == "voice-missing"


def test_the_process_is_bound_and_ends_with_the_text():
    with started(Program(command(), BOUNDS, SECONDS)) as child:
        limits = Path(f"/proc/{child.pid}/limits").read_text()
        assert os.getsid(child.pid) == child.pid
        shown = " ".join(limits.split())
        assert f"Max address space {BOUNDS.memory_bytes}" in shown
        assert f"Max cpu time {BOUNDS.cpu_seconds}" in shown
        assert "Max file size 0 0" in shown
    assert child.returncode is not None


SCRIPTS = {
    "voice-died": "pass",
    "voice-slow": "import time; time.sleep(60)",
    "voice-wrong": "print('no head'); input()",
    "voice-model": 'print(\'{"wrong": "voice-model"}\')',
}


@pytest.mark.parametrize(("code", "script"), [*SCRIPTS.items()], ids=[*SCRIPTS])
def test_whatever_the_process_does_it_is_a_sentence(code: str, script: str):
    program = Program([sys.executable, "-I", "-c", script], BOUNDS, 1.0 if code == "voice-slow" else 60.0)
    with pytest.raises(Refused) as caught:
        list(converse(program, ["một"]))
    assert caught.value.code == code  # and not that of what has slept to its end


@pytest.mark.parametrize(
    "head",
    [
        '{"rate": 22050, "bytes": 99999999999}',
        '{"rate": 1, "bytes": 4}',
        '{"rate": 22050, "bytes": -2}',
        "[]",
        "x" * 5_000,
    ],
)
def test_a_head_that_cannot_be_is_refused(head: str):
    script = f"import sys; sys.stdout.write({head!r} + chr(10) + 'abcd'); sys.stdout.flush(); sys.stdin.read()"
    with pytest.raises(Refused) as caught:
        list(converse(Program([sys.executable, "-I", "-c", script], BOUNDS, 60.0), ["một"]))
    assert caught.value.code == "voice-wrong"


def test_a_program_that_is_not_there_is_told(tmp_path: Path):
    program = Program([str(tmp_path / "nothing")], Bounds(10**8, 1), 60.0)
    with pytest.raises(Refused) as caught:
        list(converse(program, ["một"]))
    assert caught.value.code == "voice-missing"


def test_too_much_memory_ends_the_process_and_not_us():
    greedy = "x = bytearray(400_000_000); print('{}')"
    bounds = replace(BOUNDS, memory_bytes=200_000_000)
    with pytest.raises(Refused) as caught:
        list(converse(Program([sys.executable, "-I", "-c", greedy], bounds, 10.0), ["một"]))
    assert caught.value.code == "voice-died"
