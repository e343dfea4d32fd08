"""Each page on a phone's and a desktop's width: axe-core finds no serious fault, nothing sticks out to the side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from controller.api.door import COOKIE
from controller.web import sections
from controller.web.console import MODULES
from tests.serving import APPROVER, CHIEF, EDITOR, TECHNICIAN, Served, newborn
from tests.web.doors import FIRST_DAY, TWO_STEPS, first_day, two_steps
from tests.web.every_page import LOOKS, missing

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
SERIOUS = ("serious", "critical")
SIZES = {"phone": ViewportSize(width=360, height=740), "desktop": ViewportSize(width=1280, height=800)}

MAKES_ITS_OWN = {
    "/",  # leads on
    "/t/{id}",  # leads on
    "/announcements/{id}",
    "/announcements/{id}/edit",
    "/announcements/{id}/preview/{model}",
    "/announcements/{id}/times/{original}/preview/{model}",
    "/announcements/{id}/times/{original}/moving",
    "/area-changes/{id}",
    "/boards/{hash}.png",
    "/commands/{id}",
    "/devices/list/template.{form}",
    "/devices/{id}/logs/{log}",
    "/first/{secret}",  # as those of a first day
    "/history/book.pdf",
    "/history/book.xlsx",
    "/inbox/{id}",
    "/inbox/{id}/times/{original}",
    "/incidents/{id}",
    "/join/{secret}",
    "/me/factor",  # as those of a first day
    "/notices/{id}/edit",
    "/people/{id}",
    "/programmes/{id}",
    "/residents/{code}/posters.pdf",
    "/xa/files/{tag}/{name}",
    "/xa/offline",
    "/xa/worker.js",
    "/xa/{code}/app.webmanifest",
    "/xa/{code}",
    "/xa/{code}/dang-phat",
    "/xa/{code}/tin/{id}",
    "/xa/{code}/y-kien",
    "/xa/{code}/y-kien/{once}",
    "/programmes/{id}/edit",
    "/relays/{id}/edit",
    "/reset/{secret}",
    "/software/{id}",
    "/sounded/{subject}",
    "/statistics/month.{form}",
}
"""Pages of something that has to be made first (their stories look at them), and what is no page."""


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, service: Served) -> dict[str, BrowserContext]:
    made = {}
    for login in sorted({look.login for look in LOOKS}):
        context = made[login] = chromium.new_context(base_url=service.url, locale="vi-VN")
        if login:
            context.add_cookies([{"name": COOKIE, "value": service.session(login), "url": service.url}])
    return made


def faults(page: Page) -> list[str]:
    """What axe-core calls serious or worse, a line for each, with the first piece of the page that has it."""
    page.evaluate(AXE.read_text())
    told = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}"
        for one in told["violations"]
        if one["impact"] in SERIOUS
    ]


LETTERS = """() => {
  const drawn = "svg, .enter, .leaflet-control-container, #calendar, script, style, noscript, option";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = [];
  while (walk.nextNode()) {
    const said = walk.currentNode.textContent.trim(), holder = walk.currentNode.parentElement;
    if (!said || holder.closest(drawn) || !holder.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(holder).fontSize);
    if (size < 18) small.push(`${size.toFixed(1)} px: ${said.slice(0, 60)}`);
  }
  return small;
}"""
"""Letters under 18 px: what people past fifty read on a cheap phone. Those of charts, maps and the week's grid are
drawn to a scale; their words stand beside them in a list or table."""


BARE = """() => [...document.querySelectorAll("input, textarea")]
  .filter((one) => one.matches("textarea, [type=text], [type=number], [type=email], [type=tel], [type=url]"))
  .filter((one) => !one.value && !one.placeholder && !one.getAttribute("aria-describedby"))
  .filter((one) => one.tabIndex >= 0 && one.autocomplete !== "username")
  .map((one) => one.name)
"""
"""Fields that begin empty and say nothing of what is meant: each has an example beside it, which is read out, too.
A name for signing in needs none."""


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_a_page_is_for_everybody_and_fits(look, signed_in: dict[str, BrowserContext]):
    page = signed_in[look.login].new_page()
    try:
        page.set_viewport_size(SIZES["phone"])
        answer = page.goto(look.path)
        assert answer is not None
        assert answer.status == 200
        assert faults(page) == []
        assert page.evaluate(LETTERS) == []
        assert page.evaluate(BARE) == []
        for name, size in SIZES.items():
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"sticks out on a {name}"
    finally:
        page.close()


@pytest.fixture(scope="module")
def day_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str]]:
    with newborn(tmp_path_factory.mktemp("day-one")) as made:
        yield made


def test_pages_of_a_first_day_are_for_everybody_and_fit(chromium: Browser, day_one: tuple[Served, str]):
    service, link = day_one
    context = chromium.new_context(base_url=service.url, locale="vi-VN", viewport=SIZES["phone"])
    page, seen = context.new_page(), []
    for name in chain(first_day(page, link), after_that(context, page, service)):
        assert faults(page) == [], name
        assert page.evaluate(LETTERS) == [], name
        assert page.evaluate(BARE) == [], name
        for size in reversed(SIZES):
            page.set_viewport_size(SIZES[size])
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} on a {size}"
        seen.append(name)
    assert seen == [*FIRST_DAY, *TWO_STEPS]
    context.close()


def after_that(context: BrowserContext, page: Page, service: Served) -> Iterator[str]:
    context.clear_cookies()
    yield from two_steps(page, service.desk, "hai")


def test_every_page_is_in_the_table():
    pages = {route.path for module in MODULES for route in module.router.routes if "GET" in route.methods}
    assert missing(iter(pages)) - MAKES_ITS_OWN == set()
    assert pages >= MAKES_ITS_OWN, "a line for a page that is gone"


@pytest.mark.parametrize("login", [EDITOR, APPROVER, TECHNICIAN, CHIEF])
def test_what_more_lists_can_be_opened(service: Served, login: str):
    client = service.client(login, follow_redirects=True)
    listed = client.get("/more").raise_for_status().text
    for section in [*sections.TABS, *(one for _, group in sections.GROUPS for one in group)]:
        path = section.path.format(area="xa-tan-hoa")
        if f'href="{path}"' in listed:
            assert client.get(path).status_code == 200, path
