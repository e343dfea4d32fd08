"""What people settle for themselves: by which ways they are told of what, from which places, and when not."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Clash, ManyRefused, NotFound, Refused
from controller.health.rules import SEVERITIES
from controller.health.sleep import Window
from controller.people.who import Who, require
from controller.post import calling, push, webhook
from controller.post.gather import message
from controller.post.wording import trial_told
from controller.settings import MAIL
from controller.store import areas, audit, post
from controller.store.post import ASKED, CLOSED, DIGEST, OPENED, TRIAL, Wish
from controller.words import LANGUAGES

CHANNELS = ("mail", "push", "webhook")
KINDS = (OPENED, CLOSED, DIGEST, ASKED)
MOST = 20


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody asks for. ``area`` empty: one's own; ``language`` empty: one's own."""

    channel: str
    target: str
    kinds: tuple[str, ...] = (OPENED, CLOSED, DIGEST)
    severity: str = "warn"
    area: str = ""
    quiet: str = ""
    language: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Of a browser: ``p256dh`` and ``auth``, as it gave them."""


def mine(conn: Connection, who: Who) -> list[Wish]:
    """One's own ways."""
    return post.of_user(conn, who.user_id)


def add(desk: Desk, who: Who, given: Given) -> tuple[Wish, str]:
    """A new way, and the key of a webhook, which is told now and never again. Raises `ManyRefused`, `Refused`."""
    with desk.store.read() as conn:
        area, kept = _judged(desk, conn, who, given)
        before = post.at(conn, "push", given.target) if given.channel == "push" else []
        if len(mine(conn, who)) - sum(one.user_id == who.user_id for one in before) >= MOST:
            raise Clash("post-too-many", most=MOST)
        newest = post.newest(conn)
    key = webhook.new_key() if given.channel == "webhook" else ""
    wish = Wish(
        id=f"w{secrets.token_hex(8)}",
        user_id=who.user_id,
        channel=given.channel,
        target=given.target,
        secret={"key": key} if key else kept,
        kinds=[one for one in KINDS if one in given.kinds],
        severity=given.severity,
        area=area,
        quiet=given.quiet,
        language=given.language or who.language,
        made_ms=desk.now_ms(),
        event=newest,
        asked_ms=desk.now_ms(),
    )
    with desk.store.write() as conn:
        for one in before:  # a browser tells one person: whoever sits there now
            post.remove(conn, one.id)
        post.add(conn, wish)
        _log(conn, desk, who, "notice-add", wish)
    return wish, key


def change(desk: Desk, who: Who, id: str, given: Given) -> Wish:
    """Other kinds, places or hours; channel and address stay. It is switched on again, if it was off."""
    with desk.store.read() as conn:
        old = own(conn, who, id)
        area, _ = _judged(desk, conn, who, _kept(given, old), told=False)
    columns: dict[str, Any] = {
        "kinds": [one for one in KINDS if one in given.kinds],
        "severity": given.severity,
        "area": area,
        "quiet": given.quiet,
        "language": given.language or who.language,
        "active": True,
        "failures": 0,
    }
    if ASKED not in old.kinds or not old.active:
        columns["asked_ms"] = desk.now_ms()
    with desk.store.write() as conn:
        post.change(conn, id, **columns, **({} if old.active else {"event": post.newest(conn)}))
        wish = own(conn, who, id)
        _log(conn, desk, who, "notice-change", wish)
    return wish


def remove(desk: Desk, who: Who, id: str) -> Wish:
    """Be told there no more; what is on its way is dropped. The wish as it was."""
    with desk.store.write() as conn:
        wish = own(conn, who, id)
        post.remove(conn, id)
        _log(conn, desk, who, "notice-remove", wish)
    return wish


def have_back(desk: Desk, who: Who, kept: dict[str, Any]) -> None:
    """Be told there again, as before; of what happened meanwhile nothing."""
    with desk.store.write() as conn:
        if len(mine(conn, who)) >= MOST:
            raise Clash("post-too-many", most=MOST)
        wish = replace(Wish(**kept), user_id=who.user_id, event=post.newest(conn), asked_ms=desk.now_ms())
        post.add(conn, wish)
        _log(conn, desk, who, "notice-add", wish)


def trial(desk: Desk, who: Who, id: str) -> str:
    """Send a message that says only that messages arrive; its id."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        wish = own(conn, who, id)
        body = trial_told(wish, desk.settings.http.public_url)
        made = message(wish, TRIAL, body, now_ms)
        if wish.id not in post.waiting(conn, TRIAL):
            post.put(conn, [made])
    desk.nudge("post")
    return made.id


def own(conn: Connection, who: Who, id: str) -> Wish:
    """One of one's own. Raises ``NotFound("post-unknown")``."""
    wish = post.get(conn, id)
    if wish is None or wish.user_id != who.user_id:
        raise NotFound("post-unknown")
    return wish


def _kept(given: Given, old: Wish) -> Given:
    return replace(given, channel=old.channel, target=old.target)


def _judged(desk: Desk, conn: Connection, who: Who, given: Given, *, told: bool = True) -> tuple[str, dict[str, str]]:
    """The code of the area and a browser's keys, if all may be wished. ``told`` False: the address is known."""
    wrong, kept = list[Refused](), dict[str, str]()
    if given.channel not in CHANNELS:
        wrong.append(Refused("post-channel", "channel", channel=given.channel[:20], known=", ".join(CHANNELS)))
    elif told:
        try:
            kept = _target(desk, who, given)
        except Refused as refused:
            wrong.append(refused)
    if not given.kinds or not set(given.kinds) <= set(KINDS):
        wrong.append(Refused("post-kinds", "kinds", known=", ".join(KINDS)))
    if given.severity not in SEVERITIES:
        wrong.append(Refused("post-severity", "severity", severity=given.severity[:20], known=", ".join(SEVERITIES)))
    if given.language and given.language not in LANGUAGES:
        wrong.append(Refused("language-unknown", "language", language=given.language[:20], known=", ".join(LANGUAGES)))
    if given.quiet and not _is_window(given.quiet):
        wrong.append(Refused("post-quiet", "quiet"))
    if wrong:
        raise ManyRefused(wrong)
    area = areas.known(conn, given.area or who.area)
    require(who, "approve" if ASKED in given.kinds else "read", area.path)
    return area.code, kept


def _target(desk: Desk, who: Who, given: Given) -> dict[str, str]:
    """Raise what stands against an address; the keys of a browser."""
    private = desk.settings.notices.private
    if given.channel == "push":
        return push.judged(given.target, given.keys, private=private)
    if given.channel == "mail":
        if not desk.settings.notices.smtp_host or not desk.settings.notices.sender:
            raise Refused("post-no-mail", "channel")
        if len(given.target) > 254 or not re.fullmatch(MAIL, given.target):
            raise Refused("post-mail", "target")
    else:
        require(who, "hook", who.path)
        parts = calling.checked(given.target, private=private)
        calling.place(parts.hostname or "", parts.port or 443, private=private)
    return {}


def _is_window(text: str) -> bool:
    try:
        Window.read(text)
    except ValueError:
        return False
    return True


def _log(conn: Connection, desk: Desk, who: Who, action: str, wish: Wish) -> None:
    said = {"channel": wish.channel, "kinds": wish.kinds, "area": wish.area, "quiet": wish.quiet}
    audit.append(conn, desk.now_ms(), who.login, action, wish.id, said, address=desk.address)


def several(conn: Connection, wishes: Sequence[Wish], most: int) -> list[post.Message]:
    """The last messages to these."""
    return post.of_wishes(conn, [one.id for one in wishes], most)
