"""Names of 300 letters in one word, full of markup, in every field and on every page, in English: taken or refused in
words, shown as text, and nothing sticks out."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from playwright.sync_api import Browser, BrowserContext
from sqlalchemy import Text, func, literal, update

from controller.api.door import COOKIE
from controller.api.language import COOKIE as LANGUAGE
from controller.store.tables import metadata
from tests.serving import Served, served
from tests.web.every_page import LOOKS, Look
from tests.web.lived_in import live_in
from tests.web.test_web_every_page import SIZES

MARKUP = "<img/src=x/onerror=window.struck=1>"
NASTY = (MARKUP + "Đường" * 60)[:300]
NAMES = {"name", "title", "headline", "words", "note"}
NOT_SENT = {"/sign-in", "/sign-out", "/language"}
"""Forms that end what this story needs."""

SMALL = """() => [...document.querySelectorAll(".button, .tabs a, .filters a, button, select, input:enabled")]
  .filter((one) => one.offsetParent && !one.closest(".tick, .enter, .hidden-words, .choices"))
  .filter((one) => !one.matches("[type=radio], [type=checkbox]") && one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML.slice(0, 120))"""
STICKING = "document.documentElement.scrollWidth > innerWidth"


class Forms(HTMLParser):
    """The forms of a page that change something, as somebody fills them who types the same into every field."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.filled: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, str] | None = None
        self._choice = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Each field with the words; what is chosen stays, or is the first."""
        its = {name: value or "" for name, value in attrs}
        name, kind, fields = its.get("name", ""), its.get("type", "text"), self._fields
        if tag == "form":
            self._fields = {} if its.get("method") == "post" else None
            if self._fields is not None:
                self.filled.append((its.get("action", ""), self._fields))
        elif fields is None:
            return
        elif tag == "select":
            self._choice = name
        elif tag == "option" and (self._choice not in fields or "selected" in its):
            fields[self._choice] = its.get("value", "")
        elif name and (tag == "textarea" or (tag == "input" and kind in ("text", "search"))):
            fields[name] = NASTY
        elif name and tag == "input" and kind != "file":
            fields[name] = its.get("value", "on") if kind != "radio" or name not in fields else fields[name]
        elif name and tag == "button":
            fields.setdefault(name, its.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Nothing after it belongs to it."""
        if tag == "form":
            self._fields = None


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("service")) as made:
        yield made


@pytest.fixture(scope="module")
def looks(service: Served, tmp_path_factory: pytest.TempPathFactory) -> tuple[Look, ...]:
    return (*LOOKS, *live_in(service, tmp_path_factory.mktemp("lived")))


def test_every_field_takes_it_or_says_why_not(service: Served, looks: tuple[Look, ...]):
    sent: set[tuple[str, ...]] = set()
    for look in looks:
        client = service.client(look.login or None, headers={"sec-fetch-site": "same-origin"})
        for action, fields in Forms(client.get(look.path).text).filled:
            at = action or look.path
            same = (at.partition("?")[0], *sorted(fields))
            if at in NOT_SENT or NASTY not in fields.values() or same in sent:
                continue
            sent.add(same)
            answer = client.post(at, data=fields)
            assert answer.status_code in (200, 201, 303, 409, 422), (at, answer.status_code)
            assert MARKUP not in answer.text, at
    assert len(sent) > 20


def renamed(service: Served) -> None:
    """Whatever has a name, has this one now; each still its own."""
    with service.desk.store.write() as conn:
        for table in metadata.sorted_tables:
            for column in table.columns:
                if column.name in NAMES and isinstance(column.type, Text) and not column.primary_key:
                    other = literal(NASTY[:294]) + func.lower(func.hex(func.randomblob(3)))
                    conn.execute(update(table).where(column != "").values({column.name: other}))


def test_every_page_shows_it_as_text_and_fits(chromium: Browser, service: Served, looks: tuple[Look, ...]):
    renamed(service)
    people: dict[str, BrowserContext] = {}
    wrong = []
    for look in looks:
        if look.login not in people:
            people[look.login] = english(chromium, service, look.login)
        page = people[look.login].new_page()
        page.goto(f"{look.path}?lang=en" if look.path.startswith("/xa/") else look.path)
        found = [] if page.locator("html").get_attribute("lang") == "en" else ["not in English"]
        for name, size in SIZES.items():
            page.set_viewport_size(size)
            found += [f"sticks out on a {name}"] if page.evaluate(STICKING) else []
        found += page.evaluate(SMALL)
        found += ["markup at work"] if page.evaluate("window.struck") else []
        wrong += [f"{look.name}: {one}" for one in found]
        page.close()
    assert wrong == []


def english(chromium: Browser, service: Served, login: str) -> BrowserContext:
    context = chromium.new_context(base_url=service.url, viewport=SIZES["phone"])
    cookies = {LANGUAGE: "en"} | ({COOKIE: service.session(login)} if login else {})
    context.add_cookies([{"name": name, "value": value, "url": service.url} for name, value in cookies.items()])
    return context
