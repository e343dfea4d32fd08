"""A one-time link goes out by e-mail, at once: it is kept nowhere, so it waits in no outbox."""

from __future__ import annotations

import secrets

from controller.broadcast.desk import Desk
from controller.people.links import Made
from controller.post import mail
from controller.post.failing import Failed
from controller.store.post import TRIAL, Message, Wish
from controller.words import say
from controller.words.instants import wall

SENT = "sent"


def hand(desk: Desk, made: Made, lang: str) -> str:
    """Send a link to the address it was made for: ``sent``, or why not. What fails, a person hands over by hand."""
    link, now_ms, settings = made.link, desk.now_ms(), desk.settings
    until = f"{wall(link.expires_ms, settings.zone):%H:%M %d/%m/%Y}"
    body = {
        "title": say("people-mail-title", lang),
        "text": say("people-mail-text", lang, name=link.name, until=until),
        "url": made.url(settings.http.public_url),
    }
    message = Message(f"l{secrets.token_hex(8)}", "", TRIAL, body, now_ms, now_ms, link.expires_ms)
    wish = Wish("", "", "mail", link.target, {}, [], "", "", "", lang, now_ms)
    try:
        with mail.connected(settings.notices) as server:
            mail.send(server, message, wish, settings.notices.sender)
    except Failed as failed:
        return failed.reason
    return SENT
