"""Somebody at a screen who reads one language: goes by the words of the catalogue, and notices words of the other.

What stands on a page by its word is found by that word alone, so a word in the wrong language ends the story.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from controller.api.door import COOKIE
from controller.api.language import COOKIE as LANGUAGE
from controller.words import say, texts
from tests.serving import Served
from tests.web.conftest import PATIENCE_MS

HEIGHTS = {360: 740, 1280: 800}
OTHER = {"vi": "en", "en": "vi"}


class Reader:
    """One person's browser. Every page it opens is looked at."""

    def __init__(self, page: Page, lang: str) -> None:
        self.page = page
        self.lang = lang

    def word(self, code: str, **params: Any) -> str:
        return say(code, self.lang, **params)

    def open(self, path: str) -> None:
        """A page by its address."""
        self.page.goto(path)
        self.look()

    def press(self, code: str, role: str = "button", within: str = "main", **params: Any) -> None:
        """A button or a link by its word; what comes then is looked at."""
        self.page.locator(within).get_by_role(role, name=self.word(code, **params), exact=True).first.click()  # type: ignore[arg-type]

    def field(self, code: str) -> Locator:
        """A field by its label."""
        return self.page.get_by_label(self.word(code), exact=True).first

    def sees(self, code: str, where: str = "main", **params: Any) -> None:
        """The page comes to say this."""
        expect(self.page.locator(where).first).to_contain_text(self.word(code, **params))

    def look(self) -> None:
        """Nothing is in the other language, and nothing sticks out."""
        self.page.wait_for_load_state("load")
        assert self.page.locator("html").get_attribute("lang") == self.lang
        lines = self.page.evaluate(LINES)
        assert sorted(foreign(self.lang) & set(lines)) == [], self.page.url
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url


LINES = """() => {
  const seen = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let one; (one = walk.nextNode());) {
    const inside = one.parentElement;
    if (inside.closest("script, style, template, [lang]:not(html)") || !inside.checkVisibility()) continue;
    seen.push(one.textContent.replace(/\\s+/g, " ").trim());
  }
  document.querySelectorAll("[aria-label], [placeholder], [title], img[alt]").forEach(one => {
    for (const name of ["aria-label", "placeholder", "title", "alt"]) seen.push(one.getAttribute(name) || "");
  });
  return seen;
}"""
"""Every piece of text that is to be seen, and the words for who cannot see."""


@cache
def foreign(lang: str) -> frozenset[str]:
    """Whole sentences of the other language that no sentence of this one is."""
    return _plain(OTHER[lang]) - _plain(lang)


@cache
def _plain(lang: str) -> frozenset[str]:
    """Those that stand on one line and are filled with nothing."""
    lines = (text.splitlines() for text in texts(lang).values())
    whole = (first.partition("=")[2].strip() for first, *more in lines if not any(one.startswith(" ") for one in more))
    return frozenset(one for one in whole if one and "{" not in one)


@contextmanager
def reading(chromium: Browser, service: Served, login: str, lang: str, width: int) -> Iterator[Reader]:
    """Somebody who is signed in, or a stranger. Anything that goes wrong in a script ends the story."""
    size = ViewportSize(width=width, height=HEIGHTS[width])
    context = chromium.new_context(base_url=service.url, viewport=size, locale="vi-VN", accept_downloads=True)
    cookies = {LANGUAGE: lang} | ({COOKIE: service.session(login)} if login else {})
    context.add_cookies([{"name": name, "value": value, "url": service.url} for name, value in cookies.items()])
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    wrong: list[object] = []

    def keep(error: object) -> None:
        wrong.append(error)

    page.on("pageerror", keep)
    yield Reader(page, lang)
    assert wrong == []
    context.close()
