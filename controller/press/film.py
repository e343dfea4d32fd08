"""Films: what somebody sends is checked and made ready, and then cut for one panel. By ffmpeg, locked up.

A film is hostile until it is decoded. ffmpeg gets it as an open descriptor and may speak no other protocol, read it by
no other demuxer and decode it by no other decoders than are named here; memory, processor, time and what it writes are
bounded (`controller.confined`). Sound is thrown away: a board has no horn.
"""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from controller.confined import Bounds, bind, kill
from controller.errors import Refused
from controller.press.ink import fingerprint, png
from controller.press.reading import LEAST_DWELL_MS
from controller.press.values import Clip, Film, Page, Panel

LONGEST_S = 60
LARGEST_BYTES = 200_000_000
"""Of what somebody sends."""
WIDEST, HIGHEST, FASTEST = 1920, 1920, 30
"""As a film is kept: a telephone's is larger and faster than any board shows."""
DEMUXER, ONE_THREAD = "mov,mp4,m4a,3gp,3g2,mj2", ("-threads", "1")
DECODERS = "h264,hevc,mpeg4,vp9,av1,libdav1d,mjpeg"
MEMORY_BYTES, SPARE_BYTES = 1_500_000_000, 1_000_000_000
WORK_S = 240
OUT_BYTES = 150_000_000
DURATION = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d)\.(\d\d)", re.MULTILINE)
KEPT = ("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-f", "mp4")


def take(file: Path, out: Path) -> Film:
    """Make what somebody sent the film ``out``.

    Refuses ``film-format``, ``film-too-large``, ``film-long``, ``film-broken``, ``film-slow``.
    """
    with file.open("rb") as source:
        if source.seek(0, io.SEEK_END) > LARGEST_BYTES:
            raise Refused("film-too-large", "file", limit=LARGEST_BYTES // 1_000_000)
        source.seek(4)
        if source.read(4) != b"ftyp":
            raise Refused("film-format", "file")
    size = f"scale=w='min({WIDEST},iw)':h='min({HIGHEST},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2"
    words = _run(file, out, ["-t", str(LONGEST_S + 1), "-vf", f"{size},fps={FASTEST}", "-crf", "20", *KEPT])
    length_ms = _length(words)
    if length_ms is None or not out.stat().st_size:
        raise Refused("film-broken", "file")
    if length_ms > LONGEST_S * 1000:
        raise Refused("film-long", "file", seconds=round(length_ms / 1000), limit=LONGEST_S)
    width, height = first(out, out.with_suffix(".still")).size
    return Film(hashlib.sha256(out.read_bytes()).hexdigest(), out.stat().st_size, length_ms, width, height)


def page(film: Path, length_ms: int, panel: Panel, work: Path) -> Page:
    """A page that shows a film on one panel, whole, with dark edges where its shape is another.

    Refuses ``film-unable`` where the panel shows none.
    """
    kind = next((one for one in ("mp4", "apng") if panel.can(one)), None)
    if kind is None:
        raise Refused("film-unable", "film")
    frames = max(1, min(length_ms, panel.clip_s * 1000) * panel.fps // 1000)
    box = f"{panel.width}:{panel.height}"
    fit = f"fps={panel.fps},scale={box}:force_original_aspect_ratio=decrease,pad={box}:-1:-1"
    how = ("-crf", "26", *KEPT) if kind == "mp4" else ("-pix_fmt", "rgb24", "-plays", "0", "-f", "apng")
    _run(film, work, ["-vf", fit, "-frames:v", str(frames), *how])
    data = work.read_bytes()
    picture = first(film, work)
    picture.thumbnail((panel.width, panel.height))
    still = Image.new("RGB", (panel.width, panel.height))
    still.paste(picture, ((panel.width - picture.width) // 2, (panel.height - picture.height) // 2))
    dwell_ms = max(LEAST_DWELL_MS, frames * 1000 // panel.fps)
    return Page(png(still), dwell_ms, fingerprint(still), clip=Clip(data, kind, panel.fps, frames))


def first(film: Path, still: Path) -> Image.Image:
    """The first frame of a film of ours; ``still`` is a file to work in. Refuses ``film-broken``."""
    try:
        _run(film, still, ["-frames:v", "1", "-c:v", "png", "-f", "image2pipe"])
        with Image.open(io.BytesIO(still.read_bytes()), formats=("PNG",)) as picture:
            return picture.convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("film-broken", "file") from error
    finally:
        still.unlink(missing_ok=True)


def _length(words: str) -> int | None:
    found = DURATION.search(words)
    if found is None:
        return None
    hours, minutes, seconds, hundredths = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10


def _run(source: Path, target: Path, work: Sequence[str]) -> str:
    """What ffmpeg says when it has done ``work``. Refuses ``film-broken``, ``film-slow``, ``film-tool-missing``."""
    with source.open("rb") as reading, target.open("w+b") as writing:
        command = [
            *(_program(), "-nostdin", "-hide_banner", "-nostats", "-v", "info", *ONE_THREAD, "-filter_threads", "1"),
            *("-protocol_whitelist", "fd", "-format_whitelist", DEMUXER, "-codec_whitelist", DECODERS),
            *("-f", "mov", "-fd", str(reading.fileno()), "-i", "fd:"),
            *("-map", "0:v:0", "-an", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", *ONE_THREAD),
            *work,
            *("-fd", str(writing.fileno()), "-y", "fd:"),
        ]
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=(reading.fileno(), writing.fileno()),
            start_new_session=True,
            cwd="/",
            env={"LC_ALL": "C", "MALLOC_ARENA_MAX": "2"},
        )
        with child:
            try:
                bind(child.pid, Bounds(MEMORY_BYTES + SPARE_BYTES, WORK_S, OUT_BYTES, data_bytes=MEMORY_BYTES))
                said = child.communicate(timeout=WORK_S)[1].decode(errors="replace")
            except subprocess.TimeoutExpired as error:
                raise Refused("film-slow", "file") from error
            finally:
                kill(child)
    if child.returncode < 0:
        raise Refused("film-slow", "file")
    if child.returncode:
        raise Refused("film-broken", "file")
    return said


def _program() -> str:
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (RuntimeError, OSError) as error:
        raise Refused("film-tool-missing") from error
