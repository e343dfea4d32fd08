"""Pictures of every page on both widths, in both languages, in a commune where somebody works.

``./run shots`` leaves them in ``out/pages``; ``./run shots --docs`` makes those again that the docs show.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from controller.api.door import COOKIE
from tests.serving import Served, served
from tests.web.conftest import CHROMIUM, QUIET
from tests.web.every_page import LOOKS, Look
from tests.web.lived_in import live_in
from tests.web.test_web_every_page import SIZES

OUT = Path(__file__).parents[2] / "out/pages"
LOCALES = {"vi": "vi-VN", "en": "en-GB"}


DOCS = Path(__file__).parents[2] / "docs/console"
SHOWN = ("announcements", "compose", "inbox", "devices", "history", "more")
"""What `docs/console.md` shows, on a phone, as far as its screen goes."""


def main(arguments: list[str]) -> None:
    for_docs = arguments == ["--docs"]
    out, looks = (DOCS, [one for one in LOOKS if one.name in SHOWN]) if for_docs else (OUT, list(LOOKS))
    kinds = [("vi", "phone")] if for_docs else [(lang, size) for lang in LOCALES for size in SIZES]
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as service, sync_playwright() as playwright:
        live_in(service, Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM or None, args=QUIET)
        for lang, size in kinds:
            for look in looks:
                name = look.name if for_docs else f"{look.name}.{size}.{lang}"
                shoot(browser, service, look, lang, size, out / f"{name}.png", whole=not for_docs)
        browser.close()
    print(f"{len(looks) * len(kinds)} pictures in {out}")


def shoot(browser: Browser, service: Served, look: Look, lang: str, size: str, file: Path, *, whole: bool) -> None:
    """One page, as it stands after a moment: maps, charts and boards come by script."""
    context = browser.new_context(base_url=service.url, locale=LOCALES[lang], viewport=SIZES[size])
    if look.login:
        context.add_cookies([{"name": COOKIE, "value": service.session(look.login), "url": service.url}])
    page = context.new_page()
    page.goto(look.path)
    page.wait_for_timeout(300)
    page.screenshot(path=file, full_page=whole)
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
