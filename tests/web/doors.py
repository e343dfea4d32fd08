"""Pages that no address opens: a service's first day, what comes after a password, codes on paper, practising.

Each story does what leads there, in either language, and says the name of the page before it goes on.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Page

from controller.broadcast.desk import Desk
from controller.people import accounts
from controller.store import areas
from tests.serving import PASSWORD

SECRET = "sáu con trâu đồng xa"
FIRST_DAY = ("first", "start-empty", "practising", "announcements-empty")
TWO_STEPS = ("factor", "recovery-codes", "sign-in-code")


def first_day(page: Page, link: str) -> Iterator[str]:
    """From the link that the service printed to a commune that practises."""
    page.goto(link)
    yield "first"
    fill(page, province="Tỉnh Phú Thọ", commune="Xã Tân Hòa", name="Phạm Thị Chung", login="chung", password=SECRET)
    press(page, link)
    yield "start-empty"
    page.locator("form[action$='/practice'] button").click()
    page.locator(".practising").wait_for()
    yield "practising"
    page.goto("/announcements")
    yield "announcements-empty"


def two_steps(page: Page, desk: Desk, login: str) -> Iterator[str]:
    """Somebody new binds a telephone to the account, and signs in with it."""
    with desk.store.read() as conn:
        place = areas.below(conn)[-1].code
    accounts.add(desk.store, login, "Nguyễn Văn Hai", "editor", place, PASSWORD, desk.now_ms())
    page.goto("/sign-in")
    fill(page, login=login, password=PASSWORD)
    press(page, "/sign-in")
    page.goto("/me")
    press(page, "/me/factor/begin")
    yield "factor"
    secret = page.locator(".handed .code").inner_text()
    fill(page, code=code_of(secret, desk.now_ms()))
    press(page, "/me/factor/confirm")
    yield "recovery-codes"
    press(page, "/sign-out")
    fill(page, login=login, password=PASSWORD)
    press(page, "/sign-in")
    yield "sign-in-code"
    fill(page, code=code_of(secret, desk.now_ms() + 30_000))
    press(page, "/sign-in/code")
    page.wait_for_url("**/announcements")


def fill(page: Page, **typed: str) -> None:
    """Fields by their names."""
    for name, text in typed.items():
        page.locator(f"#{name}").fill(text)


def press(page: Page, action: str) -> None:
    """The button that sends the form with this address, and the page that answers."""
    with page.expect_navigation():
        page.locator(f"form[action='{action}'] button:not([type=button])").click()


def code_of(secret: str, now_ms: int) -> str:
    """What a telephone shows that has read this secret."""
    key = base64.b32decode(secret.replace(" ", ""))
    return TOTP(key, 6, SHA1(), 30).generate(now_ms // 1000).decode()
