"""Pictures of every page on both widths, in both languages: ``./run shots`` leaves them in ``out/pages``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from controller.api.door import COOKIE
from tests.serving import served
from tests.web.conftest import CHROMIUM, QUIET
from tests.web.every_page import LOOKS
from tests.web.test_web_every_page import SIZES

OUT = Path(__file__).parents[2] / "out/pages"
LOCALES = {"vi": "vi-VN", "en": "en-GB"}


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as service, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM or None, args=QUIET)
        for lang, locale in LOCALES.items():
            for size, viewport in SIZES.items():
                for look in LOOKS:
                    context = browser.new_context(base_url=service.url, locale=locale, viewport=viewport)
                    if look.login:
                        context.add_cookies(
                            [{"name": COOKIE, "value": service.session(look.login), "url": service.url}]
                        )
                    page = context.new_page()
                    page.goto(look.path)
                    page.screenshot(path=OUT / f"{look.name}.{size}.{lang}.png", full_page=True)
                    context.close()
        browser.close()
    print(f"{len(LOOKS) * len(SIZES) * len(LOCALES)} pictures in {OUT}")


if __name__ == "__main__":
    main()
