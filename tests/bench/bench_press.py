"""A new notice on every kind of board, beside one headless Chromium screenshot of the same text; and what runs.

Ours sets and encodes the notice for all panels with a profile, Chromium one page of 1920×1080. Cold is a new process
of Python, and a new browser; warm is another notice in the same one. Memory is the highest that ours, and the sum of
what the browser's processes, took.
"""

from __future__ import annotations

import html
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from controller.broadcast.board import panel_of  # noqa: E402  found by the line above when run as a child
from controller.press import Notice, Press  # noqa: E402
from controller.press.cuts import BOLD, fitted  # noqa: E402
from controller.press.fonts import font_file  # noqa: E402
from controller.press.scroll import Running  # noqa: E402
from devices.profiles import all_profiles  # noqa: E402
from tests.bench.bench_figures import Figure, Say, medians  # noqa: E402

CHROMIUM = Path("/usr/bin/chromium")
SCREEN = (1920, 1080)
LINE = "Đề nghị bà con đi tiêm phòng dại cho chó, mèo trước ngày 30/11/2026 tại nhà văn hóa thôn. " * 3
FRAMES = 400


def notice(number: int) -> Notice:
    """One that was not set before."""
    text = (
        f"Thời gian: từ 07:{number:02} đến 11:00 ngày 25/11/2026.\nKhu vực: thôn Đông, thôn Đoài, xóm {number}.\n"
        "Lý do: sửa chữa trạm biến áp 22 kV. Đề nghị bà con chủ động sinh hoạt, tắt các thiết bị điện trước khi có "
        "điện trở lại. Mọi thắc mắc xin gọi số 0210 3 555 115."
    )
    return Notice(f"Lịch cắt điện số {number}", text, "Xã Tân Hòa", "normal", "THÔNG BÁO")


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """``count`` means nothing here: there are as many boards as profiles."""
    ours: list[dict[str, float]] = []
    bare: list[dict[str, float]] = []
    for turn in range(rounds):
        say(f"a notice on all boards, round {turn + 1}")
        bare.append(_browser(folder) if CHROMIUM.exists() else {})
        done = subprocess.run([sys.executable, __file__], cwd=ROOT, capture_output=True, text=True, check=True)
        ours.append(json.loads(done.stdout))
    found = []
    for key, name, unit in (
        ("cold", "a new notice on all boards, cold", "s"),
        ("warm", "a new notice on all boards, warm", "s"),
        ("one", "a page of 1920×1080, warm", "s"),
        ("memory", "memory", "MB"),
    ):
        beside = [one[key] for one in bare if key in one]
        parts = {"boards": ours[0]["boards"], "pages": ours[0]["pages"]} if key in {"cold", "warm"} else {}
        found.append(Figure("press", name, unit, [one[key] for one in ours], beside, parts=parts))
    running = [one["frames"] for one in ours]
    parts = {"1920×1080": medians(ours)["frames_screen"]}
    note = f"{FRAMES} frames on 192×64; bare: Pillow draws the line anew for each"
    drawn = [one["frames_bare"] for one in ours]
    return [*found, Figure("press", "frames a second of a running line", "/s", running, drawn, note=note, parts=parts)]


def _browser(folder: Path) -> dict[str, float]:
    """A new browser and one screenshot; then another notice on the same page."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        began = time.perf_counter()
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SCREEN[0], "height": SCREEN[1]})
        page.set_content(_markup(notice(1)))
        page.screenshot(path=folder / "cold.png")
        cold, began = time.perf_counter() - began, time.perf_counter()
        page.set_content(_markup(notice(2)))
        page.screenshot(path=folder / "warm.png")
        warm = time.perf_counter() - began
        memory = _resident("chrom") / 1024
        browser.close()
    return {"cold": cold, "warm": warm, "one": warm, "memory": memory}


def _markup(one: Notice) -> str:
    text = html.escape(one.text).replace("\n", "<br>")
    style = "body{font:70px Noto Sans;margin:60px}h1{font-size:95px;color:#0b486b;margin:0}"
    return f"<meta charset=utf-8><style>{style}</style><h1>{html.escape(one.title)}</h1><p>{text}"


def _resident(name: str) -> float:
    """KiB of what this process started by that name, shared pages by their share."""
    family, total = {str(os.getpid())}, 0
    processes = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    for _ in range(6):
        family |= {entry.name for entry in processes if _parent(entry) in family}
    for one in family - {str(os.getpid())}:
        try:
            rollup = Path("/proc", one, "smaps_rollup").read_text()
        except OSError:
            continue
        if name in Path("/proc", one, "comm").read_text():
            total += int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:")))
    return total


def _parent(entry: Path) -> str:
    try:
        return (entry / "stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return ""


def child() -> dict[str, float]:
    """Ours, in a process of its own."""
    panels = [panel_of(model) for model in all_profiles().values() if model.panel is not None]
    press = Press()
    began = time.perf_counter()
    pages = sum(len(press.pages(notice(1), panel)) for panel in panels)
    cold, began = time.perf_counter() - began, time.perf_counter()
    for panel in panels:
        press.pages(notice(2), panel)
    warm = time.perf_counter() - began
    began = time.perf_counter()
    press.pages(notice(3), panel_of(all_profiles()["screen-1920x1080"]))
    one = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    frames, screen = _frames((192, 64), FRAMES), _frames(SCREEN, FRAMES // 8)
    return {
        "cold": cold,
        "warm": warm,
        "one": one,
        "memory": memory,
        "boards": len(panels),
        "pages": pages,
        "frames": frames,
        "frames_screen": screen,
        "frames_bare": _drawn((192, 64), FRAMES // 20),
    }


def _frames(size: tuple[int, int], count: int) -> float:
    page = Image.new("RGB", size)
    height = fitted(18).height
    running = Running(page, (0, size[1] - height, *size), LINE, fitted(18), ((255, 170, 0), (0, 0, 0)))
    began = time.perf_counter()
    for at in range(count):
        running.frame(at)
    return count / (time.perf_counter() - began)


def _drawn(size: tuple[int, int], count: int) -> float:
    """As a script would: the whole line at a new place for each frame."""
    page, font = Image.new("RGB", size), ImageFont.truetype(str(font_file(BOLD)), 18)
    began = time.perf_counter()
    for at in range(count):
        made = page.copy()
        ImageDraw.Draw(made).text((size[0] - at, size[1] - 6), LINE, (255, 170, 0), font=font, anchor="ls")
    return count / (time.perf_counter() - began)


if __name__ == "__main__":
    print(json.dumps(child()))
