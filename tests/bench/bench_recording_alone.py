"""One side of the bench of recordings, alone in its process: only what it needs itself is loaded."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

Work = Callable[[], object]


def ours(folder: Path) -> Work:
    """The upload becomes a master, the master two variants."""
    from controller.studio import AudioFormat, Limits, Studio, Variant

    studio, master = Studio(Limits()), folder / "master.flac"
    opus, mp3 = AudioFormat("opus", 16_000, 24), AudioFormat("mp3", 24_000, 48)
    wanted = {opus: folder / "ours.opus", mp3: folder / "ours.mp3"}

    def work() -> None:
        studio.intake(folder / "given.mp3", master)
        made = studio.variants(master, wanted)  # as `broadcast.making` makes them
        assert all(isinstance(one, Variant) for one in made.values()), made

    return work


def bare(folder: Path) -> Work:
    """The same filters, each once, with a gain that somebody knows already; nothing checked, no master kept."""
    import imageio_ffmpeg

    from controller.studio.master import AIM_PEAK, evened
    from controller.studio.measure import ALL_FIGURES, MONO, Heard

    even = evened(Heard(0, "", peak=0.0), 6.0, AIM_PEAK, 1)
    graph = f"[0:a]{MONO},highpass=f=100,{even},{ALL_FIGURES},asplit[a][b]"
    opus = ["-map", "[a]", "-ar", "16000", "-c:a", "libopus", "-b:a", "24k", str(folder / "bare.opus")]
    mp3 = ["-map", "[b]", "-ar", "24000", "-c:a", "libmp3lame", "-b:a", "48k", str(folder / "bare.mp3")]
    quiet = ["-nostdin", "-v", "error", "-y", "-filter_complex_threads", "1", "-threads", "1"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), *quiet, "-i", str(folder / "given.mp3"), "-filter_complex", graph]
    return lambda: subprocess.run([*command, *opus, *mp3], check=True)


def pydub(folder: Path, *, filtered: bool = False) -> Work:
    """As its manual says: read, even with one gain, write twice; ``filtered`` with its own high-pass too, a loop of
    Python. The codec is named, so that it does not need ffprobe, which not every machine has."""
    import imageio_ffmpeg

    from controller.studio.pieces import segment

    kind = segment()
    kind.converter = imageio_ffmpeg.get_ffmpeg_exe()
    from pydub.effects import high_pass_filter

    def work() -> None:
        sound = kind.from_file(str(folder / "given.mp3"), format="mp3", codec="mp3")
        sound = high_pass_filter(sound, 100) if filtered else sound
        sound = sound.apply_gain(-16.0 - sound.dBFS)
        for rate, codec, bitrate in ((16_000, "opus", "24k"), (24_000, "mp3", "48k")):
            more = ["-ar", str(rate), "-ac", "1"]
            sound.export(str(folder / f"pydub.{codec}"), format=codec, bitrate=bitrate, parameters=more).close()

    return work


SIDES: dict[str, Callable[[Path], Work]] = {
    "ours": ours,
    "bare": bare,
    "pydub": pydub,
    "pydub-filtered": partial(pydub, filtered=True),
}


def main() -> None:
    """What the work takes, with its children.

    Of memory what is added to what the loaded program had before: the most that was seen of all processes at once, and
    no less than the kernel noted of this one, as looks can come too late.
    """
    side, folder = sys.argv[1], Path(sys.argv[2])
    work = SIDES[side](folder)
    peak, ended = [resident()], threading.Event()

    def watch() -> None:
        while not ended.wait(0.02):
            peak.append(max(peak.pop(), resident()))

    watcher = threading.Thread(target=watch, daemon=True)
    before, processor_before, began = resident(), processor(), time.perf_counter()
    watcher.start()
    work()
    wall = time.perf_counter() - began
    ended.set()
    watcher.join()
    most = max(peak[0], noted())
    print(json.dumps({"wall": wall, "processor": processor() - processor_before, "memory": (most - before) / 1e6}))


def resident() -> int:
    """Bytes in memory, of this process and its children; what several of them share counts once."""
    tasks = [task / "children" for task in Path("/proc/self/task").iterdir()]
    pids = ["self", *(pid for task in tasks for pid in words(task))]
    found = [words(Path("/proc") / pid / "smaps_rollup") for pid in pids]
    return sum(int(one[one.index("Pss:") + 1]) for one in found if "Pss:" in one) * 1024


def noted() -> int:
    """The most bytes that this process ever had in memory. Not `ru_maxrss`: that counts what its parent had, too."""
    status = words(Path("/proc/self/status"))
    return int(status[status.index("VmHWM:") + 1]) * 1024


def words(file: Path) -> list[str]:
    """Of a file that may be gone by now."""
    try:
        return file.read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def processor() -> float:
    """Seconds, of this process and its children that ended."""
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in found)


if __name__ == "__main__":
    main()
