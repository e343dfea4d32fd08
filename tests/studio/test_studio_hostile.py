"""Files that are made to harm: nothing foreign is opened, nobody is called, nothing is unpacked without end."""

from __future__ import annotations

import gzip
import io
import json
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from controller import confined
from controller.studio import Limits, frames
from controller.studio import ffmpeg as tool
from controller.studio.files import opened
from controller.studio.frames import STEPS, mpeg_frame, walk
from tests.studio.hostile.boxes import flac
from tests.studio.hostile.nested import alias_of, referring

TAG = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)

PLAYLISTS = {
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{where}\n#EXT-X-ENDLIST\n",
    "hls key": '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{where}"\n#EXTINF:9,\n{where}\n#EXT-X-ENDLIST\n',
    "m3u": "#EXTM3U\n{where}\n",
    "bare m3u": "{where}\n",
    "concat": "ffconcat version 1.0\nfile '{where}'\n",
    "pls": "[playlist]\nFile1={where}\nNumberOfEntries=1\n",
    "cue": 'REM x\nFILE "{where}" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n',
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {port} RTP/AVP 0\n",
    "dash": '<?xml version="1.0"?><MPD type="static"><Period><AdaptationSet mimeType="audio/mp4">'
    '<Representation id="1"><BaseURL>{where}</BaseURL></Representation></AdaptationSet></Period></MPD>',
    "asx": '<asx version="3.0"><entry><ref href="{where}"/></entry></asx>',
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{where}"/></svg>',
    "qtref": "RTSPtextRTSP://{where}",
}


@pytest.mark.parametrize("front", [b"", b"\xef\xbb\xbf", bytes(64), TAG], ids=["plain", "bom", "zeros", "tag"])
@pytest.mark.parametrize("text", PLAYLISTS.values(), ids=PLAYLISTS.keys())
def test_playlists_are_never_followed(text, front, refusal, opened_since, listener, tmp_path):
    port, knocked = listener
    secret = tmp_path / "secret.ts"
    secret.touch()
    seen = opened_since(secret)
    for where in (
        str(secret),
        f"file:{secret}",
        secret.name,
        f"http://127.0.0.1:{port}/a.mp3",
        f"tcp://127.0.0.1:{port}",
    ):
        evil = tmp_path / "evil.mp3"
        evil.write_bytes(front + text.format(where=where, port=port).encode())
        assert refusal(evil).code == "sound-not-sound"
    assert not seen()
    assert not knocked()


def test_such_a_playlist_would_be_followed_without_guards(ffmpeg, make, opened_since, tmp_path):
    secret = make("secret.ts", "-c:a", "mp2", seconds=1)
    seen = opened_since(secret)
    evil = tmp_path / "evil.mp3"
    evil.write_text(PLAYLISTS["concat"].format(where=secret.name))
    subprocess.run([ffmpeg, "-v", "error", "-i", str(evil), "-f", "null", "-"], check=False, capture_output=True)
    assert seen()


def test_even_as_a_playlist_nothing_could_be_opened(make, opened_since, listener, tmp_path):
    """Behind the first guard (only sounds go in) the second holds by itself: no protocol but the open file."""
    port, knocked = listener
    secret = make("secret.ts", "-c:a", "mp2", seconds=1)
    seen = opened_since(secret)
    for where in (str(secret), f"http://127.0.0.1:{port}/a.ts"):
        evil = tmp_path / "evil.m3u8"
        evil.write_text(PLAYLISTS["hls"].format(where=where))
        with opened(evil) as handle:
            assert tool.run(handle, "hls", [], Limits(), None, 0).code != 0
        evil.write_text(PLAYLISTS["concat"].format(where=where))
        with opened(evil) as handle:
            assert tool.run(handle, "concat", [], Limits(), None, 0).code != 0
    assert not seen()
    assert not knocked()


def test_a_movie_that_keeps_its_sound_in_another_file(ffmpeg, make, refusal, opened_since, tmp_path):
    movie = make("a.mov", "-c:a", "pcm_s16le", seconds=2)
    secret = make("secret.mov", "-c:a", "pcm_s16le", wave="0.4*sin(2*PI*3000*t)", seconds=2)
    evil = tmp_path / "evil.m4a"
    evil.write_bytes(referring(movie.read_bytes(), alias_of(secret)))
    seen = opened_since(secret)
    assert refusal(evil).code == "sound-broken"
    assert not seen()
    trap = [ffmpeg, "-v", "error", "-enable_drefs", "1", "-use_absolute_path", "1", "-i", str(evil), "-f", "null", "-"]
    subprocess.run(trap, check=False, capture_output=True)
    assert seen()


def archive(sound: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as bundle:
        bundle.writestr("a.mp3", sound)
    return packed.getvalue()


def png(width: int, height: int) -> bytes:
    """A picture of nothing, small on disk and large in memory."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    packer = zlib.compressobj(9)
    row = bytes(1 + 4 * width)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


NO_SOUNDS = {
    "archive with a sound inside": archive,
    "packed": gzip.compress,
    "paper": lambda sound: b"%PDF-1.7\n" + sound,
    "picture": lambda sound: png(8, 8) + sound,
    "photo": lambda sound: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(5_000),
    "gif": lambda sound: b"GIF89a" + bytes(100) + sound,
    "program": lambda sound: b"\x7fELF" + sound,
    "text": lambda sound: "Kính thưa bà con, ngày mai có lịch tiêm phòng.\n".encode() * 50,
    "text in two bytes": lambda sound: "Kính thưa bà con".encode("utf-16") * 50,
    "page": lambda sound: b"<!doctype html><audio src=a.mp3>" + sound,
    "music without sound": lambda sound: b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x00\x60MTrk" + bytes(200),
    "zeros": lambda sound: bytes(10_000),
    "film of another kind": lambda sound: b"RIFF\xff\xff\x00\x00AVI LIST" + sound,
    "only a tag": lambda sound: TAG,
    "endless tag": lambda sound: b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + sound,
    "one byte": lambda sound: b"\xff",
    "noise": lambda sound: zlib.compress(sound)[2:40_000].translate(bytes(range(255, -1, -1))),
}


@pytest.mark.parametrize("disguise", NO_SOUNDS.values(), ids=NO_SOUNDS.keys())
def test_what_only_calls_itself_a_sound(disguise, make, refusal):
    file = make("a.mp3", "-id3v2_version", "0", seconds=2)
    file.write_bytes(disguise(file.read_bytes()))
    assert refusal(file).code == "sound-not-sound"


def test_a_film_without_sound(ffmpeg, refusal, tmp_path):
    film = tmp_path / "a.mp4"
    source = "testsrc=s=64x64:d=1"
    subprocess.run([ffmpeg, "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "mpeg4", str(film)], check=True)
    assert refusal(film).code == "sound-not-sound"


def test_a_file_of_places_that_look_like_frames_is_given_up(make, monkeypatch):
    steps = STEPS // 50
    monkeypatch.setattr(frames, "STEPS", steps)
    file = make("a.mp3", seconds=1)
    with file.open("ab") as more:
        more.write(b"\xff" * (steps + 1_000))
    with file.open("rb") as handle:
        assert walk(handle.fileno(), mpeg_frame).lost == file.stat().st_size


# --- what unpacks without end --------------------------------------------------------------------------

COST = """
import json, resource, sys
from pathlib import Path
from controller.errors import Refused
from controller.studio import Limits, Studio
try:
    code = str(Studio(Limits(sound_seconds=int(sys.argv[3]))).intake(Path(sys.argv[1]), Path(sys.argv[2])).duration_ms)
except Refused as refused:
    code = refused.code
# Of ourselves from /proc: ru_maxrss still counts the test runner that this process was forked from.
own = next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(json.dumps([code, own, child]))
"""


def cost(file: Path, out: Path, seconds: int = 60) -> tuple[str, int, int]:
    """How intake ended, and the most bytes of memory that we and ffmpeg had at any time."""
    command = [sys.executable, "-c", COST, str(file), str(out), str(seconds)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    code, own, child = json.loads(done.stdout)
    return code, own, child


OWN_BYTES = 100_000_000
CHILD_BYTES = 150_000_000
"""ffmpeg itself takes about 60 MB for any sound, its program text included."""


def test_a_small_file_that_unpacks_to_gigabytes_costs_nothing(out, tmp_path):
    bomb = tmp_path / "bomb.flac"
    bomb.write_bytes(flac(6_500))
    assert bomb.stat().st_size < 260_000  # 6.8 GB unpacked
    code, own, child = cost(bomb, out)
    assert code == "sound-bomb"
    assert own < OWN_BYTES
    assert child < CHILD_BYTES
    assert list(out.parent.iterdir()) == []


def test_long_silence_packed_small(make, out):
    opus = make("a.opus", "-b:a", "6k", wave="0", seconds=120, rate=8_000)
    code, own, child = cost(opus, out, seconds=20)
    assert code in {"sound-bomb", "sound-too-long"}
    assert own < OWN_BYTES
    assert child < CHILD_BYTES


def test_a_cover_picture_is_never_unpacked(make, out):
    picture = png(7_000, 7_000)
    assert len(picture) < 700_000  # 196 MB unpacked
    frame = b"\x00image/png\x00\x03\x00" + picture
    size = len(frame) + 10
    spread = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    tag = b"ID3\x03\x00\x00" + spread + b"APIC" + struct.pack(">I", len(frame)) + b"\x00\x00" + frame
    file = make("a.mp3", "-id3v2_version", "0")
    file.write_bytes(tag + file.read_bytes())
    code, own, child = cost(file, out)
    assert int(code) == pytest.approx(4_000, abs=60)
    assert own < OWN_BYTES
    assert child < CHILD_BYTES


def test_titles_cannot_speak_for_the_decoder(make, studio, out):
    lies = "x\n[in#0 @ 0x1] CRC mismatch!\n  Duration: 99:00:00.00, start\n  Stream #0:7: Audio: none, 1 Hz, 9 channels"
    file = make("a.mp3", "-metadata", f"title={lies}", "-metadata", "comment=Cannot allocate memory")
    assert studio.intake(file, out).facts.codec == "mp3"


def test_the_bounds_reach_the_process(tmp_path):
    small = tmp_path / "small"
    small.write_bytes(bytes(100_000))
    with subprocess.Popen(["sleep", "60"]) as child, small.open("rb") as file:
        confined.bind(child.pid, tool.bounds(file.fileno(), Limits(), 12_345))
        kinds = (resource.RLIMIT_DATA, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU, resource.RLIMIT_AS)
        held = [resource.prlimit(child.pid, kind)[0] for kind in kinds]
        child.kill()
    assert held == [300_000_000, 12_345, 13, 800_000_000]


def test_what_is_large_gets_the_time_it_needs_and_no_more_than_two_cores():
    assert [Limits().cpu_for(size) for size in (0, 1_000_000, 3_600_000, 200_000_000)] == [10, 40, 118, 600]
