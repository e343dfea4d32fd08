"""The one place that starts ffmpeg: a process of its own, with bounds on everything that it may use.

What comes from outside is hostile until decoded, so:

- The file is handed over as an open descriptor, and ``fd`` is the only protocol that ffmpeg may speak. Whatever a
  file says, nothing else can be opened: no other file, no address.
- One demuxer is named beforehand and is the only one on the list, so a playlist is never read as one; only decoders
  of sound are on the list, so a picture inside a sound file is never unpacked.
- Address space, processor time, size of the result, open files (`controller.confined`) and wall time have bounds.
"""

from __future__ import annotations

import os
import re
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from controller.confined import Bounds, bind, kill
from controller.errors import Refused
from controller.studio.values import RESERVED_BYTES, Limits

DECODERS = (
    "aac,aac_fixed,aac_latm,ac3,ac3_fixed,adpcm_ima_qt,adpcm_ima_wav,adpcm_ms,adpcm_yamaha,alac,amrnb,amrwb,eac3,flac,gsm,gsm_ms,"
    "libopus,libvorbis,mp1,mp1float,mp2,mp2float,mp3,mp3float,opus,pcm_alaw,pcm_f32be,pcm_f32le,pcm_f64be,"
    "pcm_f64le,pcm_mulaw,pcm_s16be,pcm_s16le,pcm_s24be,pcm_s24le,pcm_s32be,pcm_s32le,pcm_s8,pcm_u8,vorbis,wmav1,wmav2"
)
"""What recorders, telephones, browsers and old PCs write."""

HEAD_BYTES = 32_768
TAIL_BYTES = 65_536
"""Of what ffmpeg says, the beginning (what the file is) and the end (figures) are kept, never more."""
PIECE = 1 << 16
"""Of what it says, so many bytes are taken at a time."""
OFTEN_S = 0.2
"""It tells so often how far it is."""
BARE = ("-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1")
"""Of a result: nothing but sound."""

Reached = Callable[[int], None]
"""Is told now and then how far it has come, in ms of the result."""
OUT_TIME = re.compile(rb"^out_time_us=(\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Ran:
    """How ffmpeg ended: ``code`` as of ``subprocess``, ``words`` what it said on its error channel."""

    code: int
    words: str


def program() -> str:
    """The path of ffmpeg. Raises ``Refused("sound-tool-missing")``."""
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (RuntimeError, OSError) as error:
        raise Refused("sound-tool-missing") from error


@dataclass(frozen=True)
class Output:
    """One of several files that come of one reading: ``work`` are its options, ``pad`` names its sound in the graph."""

    pad: str
    work: Sequence[str]
    target: int


def run(
    source: int,
    demuxer: str,
    work: Sequence[str],
    limits: Limits,
    target: int | None,
    target_bytes: int,
    reached: Reached | None = None,
) -> Ran:
    """Read the descriptor ``source`` as ``demuxer``, do ``work``, write to the descriptor ``target`` (if any).

    ``work`` holds the options between the input and the output. At most ``target_bytes`` are written. Raises
    ``Refused`` with sound-slow, sound-bomb, sound-no-room or sound-tool-missing when a bound was hit; other failures
    are in ``Ran``.
    """
    made = ["-map", "0:a:0", *BARE, *work, *closing(target)]
    return started(source, demuxer, made, [] if target is None else [target], limits, target_bytes, reached)


def split(
    source: int,
    demuxer: str,
    graph: str,
    outputs: Sequence[Output],
    limits: Limits,
    target_bytes: int,
    reached: Reached | None = None,
) -> Ran:
    """The same for several files at once: the filter graph takes ``[0:a:0]`` and gives each output its pad. Each of
    them weighs at most ``target_bytes``."""
    made = ["-filter_complex", graph]
    for one in outputs:
        made += ["-map", f"[{one.pad}]", *BARE, *one.work, *closing(one.target)]
    return started(source, demuxer, made, [one.target for one in outputs], limits, target_bytes, reached)


def started(
    source: int,
    demuxer: str,
    made: Sequence[str],
    targets: Sequence[int],
    limits: Limits,
    target_bytes: int,
    reached: Reached | None,
) -> Ran:
    """One start, from its first byte to its last word; ``made`` are the options behind the input."""
    with flowing(told(reached)) as progress:
        inlets = [progress.inlet.fileno()] if progress else []
        notes = ["-progress", f"pipe:{inlets[0]}", "-stats_period", str(OFTEN_S)] if inlets else []
        command = [program(), *notes, *opening(source, demuxer), *made]
        os.lseek(source, 0, os.SEEK_SET)
        try:
            child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=[source, *targets, *inlets],
                start_new_session=True,
                cwd="/",
                env={"LC_ALL": "C", "MALLOC_ARENA_MAX": "2"},
            )
        except OSError as error:
            raise Refused("sound-tool-missing") from error
        with child:
            try:
                bind(child.pid, bounds(source, limits, target_bytes))
                if progress:
                    progress.inlet.close()  # only the child writes: its end is the stream's
                words = listen(child, limits.work_seconds, progress)
            finally:
                kill(child)
    return judged(Ran(child.returncode, words))


@dataclass(frozen=True)
class Flow:
    """A pipe into which the child writes, and who takes what comes out of it."""

    inlet: IO[bytes]
    outlet: IO[bytes]
    sink: Callable[[bytes], None]


def bounds(source: int, limits: Limits, target_bytes: int) -> Bounds:
    """What one start may use for this file."""
    return Bounds(
        limits.memory_bytes + RESERVED_BYTES,
        limits.cpu_for(os.fstat(source).st_size),
        target_bytes,
        data_bytes=limits.memory_bytes,
    )


@contextmanager
def flowing(sink: Callable[[bytes], None] | None) -> Iterator[Flow | None]:
    """A pipe for as long as it is needed; none where nobody takes anything."""
    if sink is None:
        yield None
        return
    outlet, inlet = os.pipe()
    with os.fdopen(outlet, "rb", 0) as reading, os.fdopen(inlet, "wb", 0) as writing:
        yield Flow(writing, reading, sink)


def told(reached: Reached | None) -> Callable[[bytes], None] | None:
    """What takes ffmpeg's own notes of how far it is, and passes on the newest."""
    if reached is None:
        return None

    def take(piece: bytes) -> None:
        if found := OUT_TIME.findall(piece):
            reached(int(found[-1]) // 1000)

    return take


def closing(target: int | None) -> list[str]:
    """The end of an output's options."""
    return ["-f", "null", "-"] if target is None else ["-fd", str(target), "-y", "fd:"]


def opening(source: int, demuxer: str) -> list[str]:
    """The options up to and with the input. ``demuxer`` may carry aliases ("mov,mp4,m4a"); bare samples are one channel
    of 48 kHz."""
    bare = ["-ar", "48000", "-ch_layout", "mono"] if demuxer == "f32le" else []
    return [
        *("-nostdin", "-hide_banner", "-nostats", "-v", "verbose"),
        *("-filter_threads", "1", "-filter_complex_threads", "1", "-threads", "1"),
        *("-protocol_whitelist", "fd", "-format_whitelist", demuxer, "-codec_whitelist", DECODERS),
        *("-f", demuxer.split(",", 1)[0], *bare, "-fd", str(source), "-i", "fd:"),
    ]


def listen(child: subprocess.Popen[bytes], seconds: float, flow: Flow | None = None) -> str:
    """All that it says until it ends, the middle left out; what flows goes to whoever takes it.

    Raises ``Refused("sound-slow")`` when time is up.
    """
    assert child.stderr is not None
    end = time.monotonic() + seconds
    head, tail = bytearray(), bytearray()

    def hear(piece: bytes) -> None:
        room = HEAD_BYTES - len(head)
        head.extend(piece[:room])
        tail.extend(piece[room:] if room < len(piece) else b"")
        del tail[:-TAIL_BYTES]

    with selectors.DefaultSelector() as ready:
        ready.register(child.stderr, selectors.EVENT_READ, hear)
        if flow:
            ready.register(flow.outlet, selectors.EVENT_READ, flow.sink)
        while ready.get_map() and (left := end - time.monotonic()) > 0:
            for key, _ in ready.select(left):
                if piece := os.read(key.fd, PIECE):
                    key.data(piece)
                else:
                    ready.unregister(key.fileobj)
    try:
        child.wait(max(end - time.monotonic(), 0.0))
    except subprocess.TimeoutExpired as error:
        raise Refused("sound-slow") from error
    return (head + tail).decode(errors="replace")


def judged(ran: Ran) -> Ran:
    """The end of a process, or the refusal when it ended at one of the bounds."""
    if ran.code == -signal.SIGXCPU or ran.code == -signal.SIGKILL:
        raise Refused("sound-slow")
    if ran.code == 0:
        return ran
    if ran.code == -signal.SIGXFSZ or said(ran.words, "File too large", "Cannot allocate memory"):
        raise Refused("sound-bomb")
    if said(ran.words, "No space left on device"):
        raise Refused("sound-no-room")
    return ran


def said(words: str, *texts: str) -> bool:
    """Whether ffmpeg itself said one of ``texts``, not a title or a comment inside a file that it printed."""
    own = [line for line in words.splitlines() if line.startswith(("[", "Error"))]
    return any(text in line for line in own for text in texts)
