"""What a page costs a five-year-old phone on 3G: 400 kbit/s, 400 ms away, a processor four times slower.

Each page is opened by a browser that was never here, measured until its letters stand, and touched once. Bare is a page
of one sentence from a plain file server, on the same line in the same browser.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from controller.api.door import COOKIE
from tests.bench.bench_figures import Figure, Goal, Say
from tests.serving import Served, served
from tests.web.conftest import CHROMIUM, QUIET
from tests.web.every_page import LOOKS, Look

NAME = "pages"
LINE = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
SLOWER = 4
FIRST_CONTENT_MS, FIRST_VISIT_KB, ANSWER_MS = 2_000, 250, 200
"""What issue and users ask for: letters within two seconds, so much to fetch at a first visit, an answer to a touch."""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
WATCH = """
window.answers = [];
new PerformanceObserver(list => { for (const one of list.getEntries()) answers.push(one.duration); })
  .observe({type: "event", durationThreshold: 16, buffered: true});
"""


TOUCHED = "main summary, main input[type=checkbox], main input[type=radio], h1"


class Cost(NamedTuple):
    """Of one first visit."""

    first_ms: float
    kilobytes: float
    answer_ms: float


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """The pages of the table that a quick run needs one of; ``count`` is not used: the commune is the sample one."""
    looks = LOOKS if rounds > 1 else LOOKS[:2]
    with served(folder / "service") as service, bare_page(folder) as plain, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM or None, args=QUIET)
        try:
            bare = [_visit(browser, plain, None) for _ in range(rounds)]
            found: list[Figure] = []
            for look in looks:
                say(f"{NAME}: {look.name}")
                service.client(look.login or None).get(
                    look.path
                ).raise_for_status()  # the service is not new, its visitor is
                ours = [_visit(browser, service.url + look.path, _cookie(service, look)) for _ in range(rounds)]
                found += _figures(look.name, ours, bare)
            return found
        finally:
            browser.close()


def _figures(name: str, ours: list[Cost], bare: list[Cost]) -> list[Figure]:
    rows = (
        ("first content", "ms", "first_ms", FIRST_CONTENT_MS),
        ("first visit", "kB", "kilobytes", FIRST_VISIT_KB),
        ("answer to a touch", "ms", "answer_ms", ANSWER_MS),
    )
    return [
        Figure(
            NAME,
            f"{name}: {what}",
            unit,
            [getattr(one, field) for one in ours],
            [getattr(one, field) for one in bare],
            Goal(goal, of="ours"),
        )
        for what, unit, field, goal in rows
    ]


def _cookie(service: Served, look: Look) -> dict[str, str] | None:
    return {"name": COOKIE, "value": service.session(look.login), "url": service.url} if look.login else None


def _visit(browser: Browser, url: str, cookie: dict[str, str] | None) -> Cost:
    """A browser's first visit."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 360, "height": 740})
    try:
        if cookie is not None:
            context.add_cookies([cookie])  # type: ignore[list-item]  # a dictionary of its three fields
        page = context.new_page()
        line = context.new_cdp_session(page)
        fetched = _weigh(line)
        line.send("Network.emulateNetworkConditions", LINE)
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(WATCH)
        page.goto(url, wait_until="load")
        page.wait_for_function(f"() => ({PAINTED}) !== null")
        first = float(page.evaluate(PAINTED))
        answer = _touch(page)
        return Cost(first, sum(fetched) / 1000, answer)
    finally:
        context.close()


def _weigh(line: CDPSession) -> list[float]:
    """Bytes on the wire of each thing that is fetched, headers too."""
    fetched: list[float] = []
    line.on("Network.loadingFinished", lambda told: fetched.append(told["encodedDataLength"]))
    line.send("Network.enable")
    return fetched


def _touch(page: Page) -> float:
    """A touch on what changes by it, or on the headline: how long until the browser had painted again."""
    page.locator(TOUCHED).locator("visible=true").first.click()
    page.wait_for_timeout(300)
    answers = page.evaluate("answers")
    return float(max(answers, default=16.0))  # what takes less than a frame is not told


@contextmanager
def bare_page(folder: Path) -> Iterator[str]:
    """A page of one sentence."""
    place = folder / "bare"
    place.mkdir(parents=True, exist_ok=True)
    page = '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Bản tin</title><h1>Bản tin</h1>'
    (place / "index.html").write_text(page)
    handler = functools.partial(_Silent, directory=str(place))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, name="bare-page")
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""
