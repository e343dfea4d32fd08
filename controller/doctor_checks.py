"""The single checks of the doctor. Each returns nothing, or raises `Refused` with what is wrong."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

from controller.errors import Refused

OLDEST_PYTHON = (3, 11)
DISTRIBUTION = "tienglang"
LEAST_FREE_BYTES = 1_000_000_000
"""A week of uploads and renditions of a busy commune. SQLite stops in the middle of a write on a full disk."""
EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)
"""No machine that runs this program lives before it was written."""
LATEST = datetime(2046, 1, 1, tzinfo=UTC)
BACKWARD_MS = 60_000
"""So far may the clock stand behind the newest file of the data folder: files of a network disk have its clock."""

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("~/.local/share/fonts"))
FONTS = {"fonts-noto-core": "NotoSans-Regular.*", "fonts-unifont": "unifont.*"}
"""Debian package → a file that it brings: large screens are set in Noto, small LED panels in Unifont."""


def python_new_enough(found: tuple[int, ...] = sys.version_info[:2]) -> None:
    if found < OLDEST_PYTHON:
        raise Refused("python-old", found=dotted(found), needed=dotted(OLDEST_PYTHON))


def dotted(numbers: Iterable[int]) -> str:
    return ".".join(map(str, numbers))


def packages_there(needed: Iterable[str] | None = None) -> None:
    """All that the distribution asks for, by the names in its metadata; what is only for some Pythons is skipped."""
    try:
        wanted = (requires(DISTRIBUTION) or []) if needed is None else needed
    except PackageNotFoundError:
        raise Refused("packages-missing", names=DISTRIBUTION) from None
    names = [re.split(r"[\s<>=!~;\[(]", line, maxsplit=1)[0] for line in wanted if ";" not in line]
    missing = [name for name in names if not installed(name)]
    if find_spec("audioop") is None:  # left the standard library with Python 3.13
        missing.append("audioop-lts")
    if missing:
        raise Refused("packages-missing", names=", ".join(missing))


def installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def ffmpeg_runs(program: str | None = None) -> None:
    """Starts the ffmpeg that the wheel imageio-ffmpeg carries (or `program`) for its version."""
    import imageio_ffmpeg

    try:
        command = [program or imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-version"]
        answer = subprocess.run(command, capture_output=True, timeout=20, check=False)
    except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
        raise Refused("ffmpeg-missing", reason=str(error)) from error
    if answer.returncode:
        raise Refused("ffmpeg-missing", reason=answer.stderr.decode(errors="replace").strip()[-200:])


def fonts_there(folders: Iterable[Path] = FONT_FOLDERS) -> None:
    places = [folder.expanduser() for folder in folders]
    missing = [package for package, file in FONTS.items() if not any(next(place.rglob(file), None) for place in places)]
    if missing:
        raise Refused("fonts-missing", packages=" ".join(missing))


def folder_writable(folder: Path) -> None:
    """Really writes a file: rights, read-only mounts and full disks all show there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        raise Refused(
            "data-folder-locked", "data_dir", path=str(folder), reason=error.strerror or str(error)
        ) from error


def disk_has_room(folder: Path, least: int = LEAST_FREE_BYTES) -> None:
    """Asks the nearest folder above that exists: the data folder itself may not be made yet."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    if free < least:
        raise Refused("disk-full", "data_dir", path=str(folder), free_mb=free // 1_000_000, least_mb=least // 1_000_000)


def clock_plausible(now_ms: int, folder: Path) -> None:
    """The machine's clock, which every timetable goes by: inside the program's life, and not behind its own records."""
    shown = datetime.fromtimestamp(now_ms / 1000, UTC)
    if not EARLIEST <= shown <= LATEST:
        raise Refused("clock-wrong", now=shown.isoformat(timespec="minutes"))
    newest_ms = max((written_ms(file) for file in folder.glob("*")), default=0)
    if now_ms < newest_ms - BACKWARD_MS:
        newest = datetime.fromtimestamp(newest_ms / 1000, UTC)
        shown_minute, newest_minute = (each.isoformat(timespec="minutes") for each in (shown, newest))
        raise Refused("clock-behind", now=shown_minute, newest=newest_minute)


def written_ms(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns // 1_000_000
    except OSError:  # gone in between
        return 0


def database_newest(at_newest: Callable[[], bool]) -> None:
    try:
        newest = at_newest()
    except Refused:
        raise
    except Exception as error:  # whatever a database driver raises, the doctor has to say it
        raise Refused("database-unreachable", "database_url", reason=first_line(error)) from error
    if not newest:
        raise Refused("database-behind")


def first_line(error: Exception) -> str:
    """The error in one line. Drivers repeat the address in their messages, so what may be a password is blotted out."""
    line = str(error).strip().partition("\n")[0] or type(error).__name__
    return re.sub(r"://[^@\s/]*@", "://…@", line)


def keys_safe(folder: Path) -> None:
    """There is at least one private key, and nobody but its owner can read the folder or a file in it."""
    try:
        files = [file for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
    except PermissionError:
        raise Refused("keys-locked", path=str(folder)) from None
    if not files:
        raise Refused("keys-missing", folder=str(folder))
    for path in (folder, *files):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise Refused("keys-open", path=str(path))
