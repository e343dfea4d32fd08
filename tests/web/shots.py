"""Pictures of every page on both widths, in both languages, in a commune where somebody works.

``./run shots`` leaves them in ``out/pages``; ``--language en`` and ``--only compose`` make some of them; ``--docs``
makes those again that the docs show.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from controller.api.door import COOKIE
from controller.api.language import COOKIE as LANGUAGE
from tests.serving import Served, newborn, served
from tests.web.conftest import QUIET, SHELL
from tests.web.doors import first_day, two_steps
from tests.web.every_page import LOOKS
from tests.web.lived_in import live_in
from tests.web.test_web_every_page import SIZES

OUT = Path(__file__).parents[2] / "out/pages"
LOCALES = {"vi": "vi-VN", "en": "en-GB"}


DOCS = Path(__file__).parents[2] / "docs/console"
SHOWN = ("announcements", "compose", "inbox", "devices", "history", "more")
"""What `docs/console.md` shows, on a phone, as far as its screen goes."""

ALL_PICTURES = """() => Promise.all([...document.images].map((one) => {
  one.loading = "eager";
  one.decoding = "sync";
  return one.decode().catch(() => null);
}))"""


def main(arguments: list[str]) -> None:
    asked = _asked(arguments)
    out = DOCS if asked.docs else OUT
    kinds = [("vi", "phone")] if asked.docs else [(lang, size) for lang in asked.language or LOCALES for size in SIZES]
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL or None, args=QUIET)
        with served(Path(folder, "lived")) as service:
            looks = [*LOOKS, *live_in(service, Path(folder))]
            for lang, size in kinds:
                for look in looks:
                    if look.name not in SHOWN if asked.docs else asked.only and look.name != asked.only:
                        continue
                    name = look.name if asked.docs else f"{look.name}.{size}.{lang}"
                    with opened(browser, service, look.login, lang, size) as page:
                        page.goto(_in(lang, look.path))
                        shoot(page, out / f"{name}.png", whole=not asked.docs)
                    count += 1
        if not asked.docs and not asked.only:
            for lang, size in kinds:
                for name, page in doors(browser, Path(folder, f"first-{lang}-{size}"), lang, size):
                    shoot(page, out / f"{name}.{size}.{lang}.png")
                    count += 1
        browser.close()
    print(f"{count} pictures in {out}")


def doors(browser: Browser, folder: Path, lang: str, size: str) -> Iterator[tuple[str, Page]]:
    """The pages of a first day."""
    with newborn(folder) as (service, link), opened(browser, service, "", lang, size) as page:
        for name in first_day(page, link):
            yield name, page
        page.context.clear_cookies(name=COOKIE)
        for name in two_steps(page, service.desk, "hai"):
            yield name, page


@contextmanager
def opened(browser: Browser, service: Served, login: str, lang: str, size: str) -> Iterator[Page]:
    """A page of one person's browser."""
    context = browser.new_context(base_url=service.url, locale=LOCALES[lang], viewport=SIZES[size])
    cookies = {LANGUAGE: lang} | ({COOKIE: service.session(login)} if login else {})
    context.add_cookies([{"name": name, "value": value, "url": service.url} for name, value in cookies.items()])
    yield context.new_page()
    context.close()


def _in(lang: str, path: str) -> str:
    """Residents have no cookie: their pages say in the address in which language they are."""
    return f"{path}?lang={lang}" if lang != "vi" and path.startswith("/xa/") else path


def shoot(page: Page, file: Path, *, whole: bool = True) -> None:
    """The page as it stands after a moment, with all its pictures: maps, charts and boards come by script."""
    page.wait_for_timeout(300)
    page.evaluate(ALL_PICTURES)
    page.screenshot(path=file, full_page=whole)


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run shots", description=__doc__)
    parser.add_argument("--language", choices=LOCALES, action="append", help="vi or en; else both")
    parser.add_argument("--only", default="", metavar="NAME", help="the page of this name in tests/web/every_page.py")
    parser.add_argument("--docs", action="store_true", help="those that docs/console.md shows")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
