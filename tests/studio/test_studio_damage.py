"""Sounds that were cut off or spoilt on the way: never half-played in silence."""

from __future__ import annotations

import random

import pytest

from controller.studio.frames import adts_frame, mpeg_frame, walk

NOISE = "0.5*random(0)-0.25"
KINDS = {
    "xing.mp3": (),
    "bare.mp3": ("-write_xing", "0", "-id3v2_version", "0"),
    "a.wav": (),
    "a.m4a": (),
    "front.m4a": ("-movflags", "+faststart"),
    "a.ogg": (),
    "a.opus": (),
    "a.flac": (),
    "a.aac": (),
    "a.webm": ("-c:a", "libopus"),
    "a.wma": (),
    "a.aiff": (),
    "a.caf": ("-c:a", "pcm_s16le"),
}
UNCOMPRESSED = {"a.wav", "a.aiff", "a.caf"}


@pytest.mark.parametrize(("name", "options"), KINDS.items(), ids=KINDS.keys())
def test_cut_off_half_way(name, options, make, refusal):
    file = make(name, *options, wave=NOISE)
    whole = file.read_bytes()
    for share in (0.5, 0.9):
        file.write_bytes(whole[: int(len(whole) * share) + 3])
        assert refusal(file).code == "sound-broken"


@pytest.mark.parametrize("name", sorted(KINDS.keys() - UNCOMPRESSED))
@pytest.mark.parametrize("how", ["zeros", "noise"])
def test_spoilt_in_the_middle(name, how, make, refusal):
    file = make(name, *KINDS[name], wave=NOISE)
    whole = file.read_bytes()
    third, fifth = len(whole) // 3, len(whole) // 5
    filling = bytes(fifth) if how == "zeros" else random.Random(7).randbytes(fifth)
    file.write_bytes(whole[:third] + filling + whole[third + fifth :])
    assert refusal(file).code == "sound-broken"


def test_cut_exactly_between_two_frames_is_told_by_the_table_at_the_front(make, refusal):
    file = make("a.mp3", wave=NOISE)
    whole = file.read_bytes()
    middle = whole.index(b"\xff\xfb", len(whole) // 2)
    file.write_bytes(whole[:middle])
    assert refusal(file).code == "sound-broken"


@pytest.mark.parametrize(
    "tag", [b"TAG" + bytes(125), b"APETAGEX" + bytes(64), bytes(500)], ids=["ID3v1", "APE", "zeros"]
)
@pytest.mark.parametrize("name", ["xing.mp3", "bare.mp3"])
def test_tags_behind_the_sound_are_no_damage(name, tag, make, studio, out):
    file = make(name, *KINDS[name])
    file.write_bytes(file.read_bytes() + tag)
    assert studio.intake(file, out).duration_ms == pytest.approx(4_000, abs=60)


def test_a_recording_of_a_stream_may_begin_inside_a_frame(make, studio, out):
    file = make("bare.mp3", *KINDS["bare.mp3"], wave=NOISE)
    file.write_bytes(file.read_bytes()[150:])
    assert studio.intake(file, out).duration_ms == pytest.approx(4_000, abs=60)


def test_a_browser_recording_without_lengths_is_taken(ffmpeg, make, studio, out):
    file = make("live.webm", "-c:a", "libopus", "-live", "1")
    assert studio.intake(file, out).duration_ms == pytest.approx(4_000, abs=60)


@pytest.mark.parametrize(("name", "size_of"), [("a.mp3", mpeg_frame), ("a.aac", adts_frame)])
def test_frames_are_counted_as_they_are(name, size_of, make):
    file = make(name, wave=NOISE)
    with file.open("rb") as handle:
        gone = walk(handle.fileno(), size_of)
    assert (gone.lost, gone.rest) == (0, b"")
