"""What hostile files are made of: sounds in every container, and places that nobody may ever go to."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SECONDS = 1.5
SOURCE = f"aevalsrc='0.25*sin(2*PI*220*t)*(0.6+0.4*sin(2*PI*3*t))':s=44100:d={SECONDS}"
PICTURE = f"testsrc=s=64x64:d={SECONDS}:r=10"
SECRET = b"CANARY-b7f1-the-content-of-another-file"

SOUNDS: dict[str, tuple[str, ...]] = {
    "mp3": ("-id3v2_version", "0", "-write_xing", "0"),
    "wav": (),
    "flac": (),
    "ogg": ("-c:a", "libvorbis"),
    "opus": ("-b:a", "24k"),
    "m4a": (),
    "mov": ("-c:a", "pcm_s16le"),
    "aac": (),
    "webm": ("-c:a", "libopus"),
    "aiff": (),
    "caf": (),
    "wma": (),
    "amr": ("-ar", "8000", "-ac", "1"),
    "3gp": ("-c:a", "aac"),
    "ac3": (),
    "wv": ("-c:a", "wavpack"),
    "tta": (),
    "au": (),
    "ra": ("-c:a", "real_144", "-ar", "8000", "-ac", "1", "-f", "rm"),
    "ts": ("-c:a", "mp2"),
}
FILMS: dict[str, tuple[str, ...]] = {
    "mp4": ("-c:v", "mpeg4"),
    "mkv": ("-c:v", "mpeg4"),
    "avi": ("-c:v", "mpeg4"),
    "flv": ("-c:v", "flv"),
    "gif": (),
    "apng": ("-plays", "0"),
}


@dataclass(frozen=True)
class Kit:
    """The good sounds by their endings, and the traps."""

    good: dict[str, bytes]
    secret: Path
    """A file that must never be opened."""
    port: int
    """Of this machine, where nobody may knock."""

    @property
    def places(self) -> tuple[str, ...]:
        """The traps, as a file could name them."""
        here = f"127.0.0.1:{self.port}"
        return (str(self.secret), f"file://{self.secret}", f"http://{here}/a.mp3", f"tcp://{here}", f"rtp://{here}")


@dataclass(frozen=True)
class Hostile:
    """One file: how it is made, what it is called, and the code of its refusal; '' for what is odd and yet a sound."""

    name: str
    make: Callable[[Kit], bytes]
    code: str
    file: str = "a.mp3"


def sounds(ffmpeg: str, folder: Path) -> dict[str, bytes]:
    """All of them, by one start of ffmpeg; films carry their picture alone, and with sound under another name."""
    command = [ffmpeg, "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", SOURCE, "-f", "lavfi", "-i", PICTURE]
    for name, options in SOUNDS.items():
        command += ["-map", "0:a", *options, str(folder / f"a.{name}")]
    for name, options in FILMS.items():
        command += ["-map", "1:v", *options, str(folder / f"silent.{name}")]
    for name in ("mp4", "mkv", "avi"):
        command += ["-map", "0:a", "-map", "1:v", "-c:v", "mpeg4", str(folder / f"film.{name}")]
    subprocess.run(command, check=True)
    return {file.name.removeprefix("a."): file.read_bytes() for file in folder.iterdir()}
