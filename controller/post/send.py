"""Messages on their way: sent at least once, tried again with growing patience, given up with a word in the log.

Each way of sending has a thread of its own: an e-mail server that is down holds up no program, and none of them the
service. What fails is one row; the others of a batch go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from controller.broadcast.desk import Desk
from controller.post import mail, push, webhook
from controller.post.failing import Failed
from controller.post.law import again_ms
from controller.store import audit, post
from controller.store.post import Message, Wish

log = structlog.get_logger()

AT_ONCE = 50
CALLS = 8
"""To programs, and to push services, at the same time."""
Due = Sequence[tuple[Message, Wish]]


def send_mail(desk: Desk) -> int:
    """E-mail that is due; how many were tried."""
    due, settings = _due(desk, "mail"), desk.settings.notices
    if not due:
        return 0
    if not settings.smtp_host or not settings.sender:
        return _all_failed(desk, due, Failed("smtp-unset"))
    try:
        with mail.connected(settings) as server:
            for message, wish in due:
                try:
                    mail.send(server, message, wish, settings.sender)
                except Failed as failed:
                    settle(desk, message, wish, failed)
                else:
                    settle(desk, message, wish, None)
    except Failed as failed:
        return _all_failed(desk, due, failed)
    return len(due)


def send_webhooks(desk: Desk) -> int:
    """Calls to programs that are due; how many were tried."""
    private = desk.settings.notices.private

    async def one(message: Message, wish: Wish) -> None:
        await webhook.send(message, wish, desk.now_ms(), private=private)

    return calls(desk, "webhook", one)


def send_push(desk: Desk) -> int:
    """Messages to browsers that are due; how many were tried."""
    folder, settings = desk.settings.data_dir / "keys", desk.settings

    async def one(message: Message, wish: Wish) -> None:
        await push.send(message, wish, folder, settings, desk.now_ms())

    return calls(desk, "push", one)


def calls(desk: Desk, channel: str, one: Callable[[Message, Wish], Awaitable[None]]) -> int:
    """What is due by a channel, some at a time: one that hangs costs the others nothing."""
    due = _due(desk, channel)

    async def all_of_them() -> list[Failed | None]:
        room = asyncio.Semaphore(CALLS)

        async def contained(message: Message, wish: Wish) -> Failed | None:
            async with room:
                try:
                    await one(message, wish)
                except Failed as failed:
                    return failed
                return None

        return await asyncio.gather(*(contained(*each) for each in due))

    if due:
        for (message, wish), failed in zip(due, asyncio.run(all_of_them()), strict=True):
            settle(desk, message, wish, failed)
    return len(due)


def _due(desk: Desk, channel: str) -> Due:
    with desk.store.read() as conn:
        return post.due(conn, channel, desk.now_ms(), AT_ONCE)


def _all_failed(desk: Desk, due: Due, failed: Failed) -> int:
    for message, wish in due:
        settle(desk, message, wish, failed)
    return len(due)


def settle(desk: Desk, message: Message, wish: Wish, failed: Failed | None) -> None:
    """Write down what became of one attempt."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        if failed is None:
            post.end(conn, message.id, now_ms, post.SENT)
            post.change(conn, wish.id, failures=0, error="")
            return
        post.change(conn, wish.id, failures=wish.failures + 1, error=failed.reason)
        next_ms = now_ms + again_ms(message.attempts)
        if failed.gone:
            post.end(conn, message.id, now_ms, post.GONE, failed.reason)
            post.change(conn, wish.id, active=False)
            audit.append(conn, now_ms, "system", "notice-gone", wish.id, {"reason": failed.reason})
        elif next_ms >= message.expires_ms:
            post.end(conn, message.id, now_ms, post.GIVEN_UP, failed.reason)
            audit.append(conn, now_ms, "system", "notice-given-up", message.id, {"reason": failed.reason})
        else:
            post.later(conn, message.id, next_ms, failed.reason)
    log.info("notice-failed", channel=wish.channel, message=message.id, reason=failed.reason, gone=failed.gone)
