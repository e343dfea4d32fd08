"""Every refusal of the studio, each with its sentence in both languages."""

from __future__ import annotations

import os
import re
import struct
from dataclasses import replace
from pathlib import Path

import pytest

import controller.studio
from controller.errors import Refused
from controller.studio import AudioFormat, Limits, Studio, ffmpeg
from controller.studio.files import opened
from controller.words import FOLDER, LANGUAGES, say

ROOM = Path(controller.studio.__file__).parent
OPUS, MP3 = AudioFormat("opus", 16_000, 24), AudioFormat("mp3", 24_000, 48)


def spoken(refused: Refused) -> str:
    """Its code, once both sentences could be said with its parameters."""
    for lang in LANGUAGES:
        assert say(f"refused-{refused.code}", lang, **refused.params)
    return refused.code


def test_every_code_of_the_room_has_its_sentences_and_no_sentence_is_left_over():
    raised = set()
    for file in ROOM.glob("*.py"):
        raised |= set(re.findall(r'"(sound-[a-z-]+)"', file.read_text()))
    for lang in LANGUAGES:
        kept = (FOLDER / lang / "studio.ftl").read_text()
        assert raised == set(re.findall(r"^refused-(\S+) =", kept, re.MULTILINE))


def test_empty(refusal, tmp_path):
    file = tmp_path / "a.mp3"
    file.touch()
    assert spoken(refusal(file)) == "sound-empty"


def test_a_head_without_any_sound(refusal, tmp_path):
    file = tmp_path / "a.wav"
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36, b"WAVE", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16, b"data", 0)
    file.write_bytes(head)
    assert spoken(refusal(file)) == "sound-empty"


def test_too_large_is_seen_before_anything_is_read(refusal, tmp_path):
    file = tmp_path / "a.wav"
    file.touch()
    os.truncate(file, 2_000_000_001)
    refused = refusal(file)
    assert spoken(refused) == "sound-too-large"
    assert refused.params == {"megabytes": 2001, "limit": 200}


def test_too_long(refusal, make):
    refused = refusal(make("a.mp3", seconds=70), Limits(sound_seconds=60))
    assert spoken(refused) == "sound-too-long"
    assert refused.params == {"minutes": 2, "limit": 1.0}


def test_just_long_enough(make, out):
    assert Studio(Limits(sound_seconds=4)).intake(make("a.wav"), out).duration_ms == 4_000


def test_too_short(refusal, make):
    assert spoken(refusal(make("a.wav", seconds=0.2))) == "sound-too-short"


@pytest.mark.parametrize("wave", ["0", "0.0003*sin(2*PI*300*t)"], ids=["nothing", "hum"])
def test_silent(wave, refusal, make):
    assert spoken(refusal(make("a.wav", wave=wave))) == "sound-silent"


def test_slow(refusal, make):
    before = children()
    assert spoken(refusal(make("a.mp3"), Limits(work_seconds=0))) == "sound-slow"
    assert children() <= before  # nobody is left running


def children() -> set[str]:
    """Processes that this one started and that still run: other tests may have theirs."""
    return {pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


def test_too_little_memory_is_a_refusal_too(refusal, make):
    """Where it runs out decides what it says of it."""
    assert spoken(refusal(make("a.mp3"), Limits(memory_bytes=40_000_000))) in {"sound-bomb", "sound-broken"}


def test_a_result_that_grows_beyond_its_bound(make, tmp_path):
    target = tmp_path / "out"
    with opened(make("a.wav")) as source, target.open("wb") as written, pytest.raises(Refused) as caught:
        ffmpeg.run(source, "wav", ["-f", "wav"], Limits(), written.fileno(), 10_000)
    assert spoken(caught.value) == "sound-bomb"
    assert target.stat().st_size <= 10_000


def test_no_room_on_the_disk(make):
    with opened(make("a.wav")) as source, Path("/dev/full").open("wb") as full, pytest.raises(Refused) as caught:
        ffmpeg.run(source, "wav", ["-f", "s16le"], Limits(), full.fileno(), 10_000_000)
    assert spoken(caught.value) == "sound-no-room"


@pytest.mark.parametrize("where", ["/nowhere/ffmpeg", __file__], ids=["missing", "no program"])
def test_tool_missing(where, make, refusal, monkeypatch):
    file = make("a.wav")
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", where)
    assert spoken(refusal(file)) == "sound-tool-missing"


def test_a_kind_that_is_not_read(refusal, make):
    assert spoken(refusal(make("a.mka", "-c:a", "tta"))) == "sound-unknown-kind"


def test_a_variant_of_something_broken(studio, out, tmp_path, make):
    master = tmp_path / "master"
    studio.intake(make("a.wav"), master)
    master.write_bytes(b"fLaC" + bytes(1000))
    made = studio.variants(master, {OPUS: out, MP3: out.parent / "other"})
    assert [spoken(one) for one in made.values() if isinstance(one, Refused)] == ["sound-broken"] * 2
    assert list(out.parent.iterdir()) == []


def test_one_that_cannot_be_made_costs_no_other_and_leaves_nothing(studio, out, tmp_path, make):
    """The WAV weighs more than this place lets it."""
    master = tmp_path / "master"
    studio.intake(make("a.wav", seconds=6), master)
    wav = AudioFormat("wav", 48_000, 0)
    wanted = {form: out.parent / form.codec for form in (OPUS, wav, MP3)}
    whole = studio.variants(master, wanted)
    for file in wanted.values():
        file.unlink()
    tight = Studio(replace(Limits(), sound_seconds=0))
    made = tight.variants(master, wanted)
    refused = made[wav]
    assert isinstance(refused, Refused)
    assert spoken(refused) == "sound-bomb"
    assert (made[OPUS], made[MP3]) == (whole[OPUS], whole[MP3])
    assert sorted(file.name for file in out.parent.iterdir()) == ["mp3", "opus"]


def test_what_is_no_file_at_all(refusal, tmp_path):
    pipe = tmp_path / "pipe.mp3"
    os.mkfifo(pipe)
    assert spoken(refusal(pipe)) == "sound-not-sound"
    assert spoken(refusal(tmp_path)) == "sound-not-sound"


def test_a_failed_intake_leaves_what_was_there(studio, out, tmp_path):
    out.write_text("older")
    bad = tmp_path / "a.mp3"
    bad.write_text("no sound")
    with pytest.raises(Refused):
        studio.intake(bad, out)
    assert out.read_text() == "older"
