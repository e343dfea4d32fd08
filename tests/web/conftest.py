"""One served commune for each test file, one browser for all of them: making one takes a second, and tests make what
they change themselves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.serving import Served, served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
SHELL = shutil.which("chromium-headless-shell") or CHROMIUM
"""The same engine without what puts it on a screen: a page takes two thirds of the processor."""
PATIENCE_MS = 60_000
"""What a page does comes when the machine has time for it."""
expect.set_options(timeout=PATIENCE_MS)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-software-rasterizer",  # pictures are put together without a simulated graphics card
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("service")) as made:
        yield made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of this process; what a file opened in it is closed at the file's end."""
    browser = _browsers[0] if _browsers else _launch()
    yield browser
    for context in browser.contexts:
        context.close()


@contextmanager
def another(chromium: Browser, *switches: str, program: str = SHELL) -> Iterator[Browser]:
    """A browser beside it, with further switches; the whole program where the engine does not do."""
    browser = chromium.browser_type.launch(executable_path=program or None, args=[*QUIET, *switches])
    _browsers.append(browser)
    try:
        yield browser
    finally:
        _browsers.remove(browser)
        browser.close()


_browsers: list[Browser] = []
"""Those that are open; the first is the one for all files."""
_open = ExitStack()


def _launch() -> Browser:
    playwright = _open.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=SHELL or None, args=QUIET)
    _open.callback(_browsers.clear)
    _open.callback(browser.close)
    _browsers.append(browser)
    return browser


@pytest.fixture(autouse=True)
def closed_afterwards() -> Iterator[None]:
    """What a test opened is closed at its end, what its file's fixtures opened is not: a page that is left open goes on
    listening and drawing."""
    before = _contexts()
    yield
    for context in _contexts():
        if context not in before:
            context.close()


def _contexts() -> list[BrowserContext]:
    return [context for browser in _browsers for context in browser.contexts]


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """It ends with the last page's test: its event loop would be in the way of other rooms' loops."""
    if nextitem is None or nextitem.path.parent != Path(__file__).parent:
        _open.close()
