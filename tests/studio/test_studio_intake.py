"""Uploads of every kind become masters; masters become what devices play."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from controller.studio import CHIME_MS, AudioFormat, Limits, Studio
from controller.studio.files import opened
from controller.studio.measure import ALL_FIGURES, Heard, hear

UPLOADS = [
    ("a.mp3", "mp3", "mp3", ()),
    ("a.wav", "wav", "pcm_s16le", ()),
    ("a.m4a", "mov", "aac", ()),
    ("a.ogg", "ogg", "vorbis", ()),
    ("a.opus", "ogg", "opus", ()),
    ("a.flac", "flac", "flac", ()),
    ("a.webm", "matroska", "opus", ("-c:a", "libopus")),
    ("a.wma", "asf", "wmav2", ()),
    ("a.aac", "aac", "aac", ()),
    ("a.aiff", "aiff", "pcm_s16be", ()),
    ("a.caf", "caf", "pcm_s16le", ("-c:a", "pcm_s16le")),
    ("a.3gp", "mov", "aac", ("-c:a", "aac")),
    ("float.wav", "wav", "pcm_f32le", ("-c:a", "pcm_f32le", "-ar", "96000", "-ac", "6")),
    ("bare.mp3", "mp3", "mp3", ("-write_xing", "0", "-id3v2_version", "0", "-ac", "2")),
]
FORMS = [
    (AudioFormat("opus", 16_000, 24), "ogg"),
    (AudioFormat("opus", 48_000, 64), "ogg"),
    (AudioFormat("mp3", 24_000, 48), "mp3"),
    (AudioFormat("mp3", 44_100, 128), "mp3"),
    (AudioFormat("wav", 16_000, 256), "wav"),
    (AudioFormat("wav", 8_000, 0), "wav"),
]


def heard(file: Path, demuxer: str) -> Heard:
    with opened(file) as handle:
        return hear(handle, demuxer, Limits(), ALL_FIGURES)


@pytest.mark.parametrize(("name", "container", "codec", "options"), UPLOADS, ids=[row[0] for row in UPLOADS])
def test_every_common_kind_becomes_a_master(name, container, codec, options, make, studio, out):
    master = studio.intake(make(name, *options), out)
    assert abs(master.duration_ms - 4_000) <= 60
    assert (master.facts.container, master.facts.codec) == (container, codec)
    assert abs(master.facts.loudness_lufs + 16) <= 1
    assert master.facts.peak_dbtp <= -1.5
    assert master.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert master.bytes == out.stat().st_size
    again = heard(out, "flac")
    assert (again.codec, again.sample_rate, again.channels) == ("flac", 48_000, 1)
    assert again.duration_ms == master.duration_ms == master.facts.duration_ms
    assert [file.name for file in out.parent.iterdir()] == [out.name]


@pytest.mark.parametrize(("form", "demuxer"), FORMS, ids=lambda value: str(getattr(value, "codec", value)))
def test_variants_sound_as_long_and_as_loud_as_their_master(form, demuxer, make, studio, out):
    master = studio.intake(make("a.wav"), out)
    played = out.parent / "played"
    variant = studio.variants(out, {form: played})[form]
    again = heard(played, demuxer)
    assert again.duration_ms == variant.duration_ms
    assert abs(variant.duration_ms - master.duration_ms) <= 60
    assert abs(again.loudness + 16) <= 1
    assert again.peak <= -0.5
    assert again.channels == 1
    assert again.sample_rate == (48_000 if form.codec == "opus" else form.sample_rate)  # Opus always says 48 kHz
    assert (variant.sha256, variant.bytes) == (hashlib.sha256(played.read_bytes()).hexdigest(), played.stat().st_size)
    if form.codec != "wav":
        assert variant.bytes < form.kbit_s * 125 * 4 * 1.25 + 2_000
    assert studio.variants(out, {form: played}) == {form: variant}


@pytest.mark.parametrize(
    "form",
    [AudioFormat("opus", 22_050, 24), AudioFormat("mp3", 24_000, 0), AudioFormat("aac", 48_000, 64)],
    ids=lambda form: form.codec,
)
def test_formats_that_cannot_be_are_mistakes_of_the_caller(form, make, studio, out):
    studio.intake(make("a.wav", seconds=1), out)
    with pytest.raises(ValueError, match=form.codec):
        studio.variants(out, {form: out.parent / "played"})


HARD = {
    "a voice with one knock": "0.02*sin(2*PI*300*t)+0.95*lt(mod(t,7),0.01)*sin(2*PI*900*t)",
    "knocks all the time": "0.003*sin(2*PI*300*t)+0.9*lt(mod(t,2),0.0005)",
    "syllables of noise": "0.2*random(0)*lt(mod(t,0.4),0.25)*(0.5+0.5*sin(2*PI*3*t))",
    "clipped": "0.99*sgn(sin(2*PI*200*t))",
    "very soft": "0.004*sin(2*PI*500*t)",
    "silent in between": "0.3*sin(2*PI*500*t)*(lt(t,0.3)+gt(t,0.7))*(lt(t,3)+gt(t,7))",
    "soft, then loud": "(0.01+0.6*gt(t,4))*sin(2*PI*500*t)",
}


@pytest.mark.parametrize("wave", HARD.values(), ids=HARD.keys())
@pytest.mark.parametrize("seconds", [1.0, 8.0])
def test_uneven_sounds_come_out_even(wave, seconds, make, studio, out):
    master = studio.intake(make("a.wav", wave=wave, seconds=seconds, rate=48_000), out)
    assert master.duration_ms == seconds * 1000
    assert abs(master.facts.loudness_lufs + 16) <= 1.5
    assert master.facts.peak_dbtp <= -1.5


def test_channels_that_cancel_out_are_heard_all_the_same(make, studio, out):
    wave = "0.3*sin(2*PI*300*t)|-0.3*sin(2*PI*300*t)"
    master = studio.intake(make("a.wav", wave=wave), out)
    assert master.facts.loudness_lufs == pytest.approx(-16, abs=1)


def test_the_same_upload_gives_the_same_bytes_in_many_threads(make, studio, out):
    file = make("a.mp3")
    places = [out.parent / str(number) for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        masters = list(pool.map(lambda place: studio.intake(file, place), places))
    assert len({master.sha256 for master in masters}) == 1
    assert len({place.read_bytes() for place in places}) == 1


def test_names_say_nothing_and_break_nothing(make, studio, out):
    odd = make("a.mp3").rename(out.parent.parent / "-i http:%03d|pipe:0 'x'.txt")
    assert studio.intake(odd, out).duration_ms == pytest.approx(4_000, abs=60)


def test_a_film_gives_its_sound(ffmpeg, make, studio, out, tmp_path):
    film = make("a.mp4", "-f", "lavfi", "-i", "testsrc=s=64x64:d=9", "-c:v", "mpeg4", "-map", "0", "-map", "1")
    assert studio.intake(film, out).duration_ms == pytest.approx(4_000, abs=60)


def test_the_chime_is_exactly_as_long_as_it_says_and_always_the_same(studio, out):
    first = studio.chime(out)
    assert first.duration_ms == CHIME_MS == heard(out, "flac").duration_ms
    assert first.facts.peak_dbtp <= -1.5
    assert Studio().chime(out.parent / "again").sha256 == first.sha256


def test_a_clip_is_the_beginning_and_is_taken(make, studio, out, tmp_path):
    clip = tmp_path / "clip.flac"
    studio.clip(make("a.mp3", seconds=6), clip, 2.5)
    assert studio.intake(clip, out).duration_ms == pytest.approx(2_500, abs=60)
    studio.clip(make("b.mp3", seconds=1), clip, 2.5)
    assert studio.intake(clip, out).duration_ms == pytest.approx(1_000, abs=60)
