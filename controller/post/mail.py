"""Messages as e-mail, over the server that the settings name. Everything of a batch goes over one connection."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from controller.post.failing import Failed
from controller.settings import Notices
from controller.store.post import Message, Wish

PATIENCE_S = 20.0
"""For each step of the conversation."""
_SUBJECT = 180
FOR_GOOD = range(550, 555)
"""The server knows for certain that nobody is there, or does not want it."""


def letter(message: Message, wish: Wish, sender: str) -> EmailMessage:
    """As it is sent. What stands in a title cannot begin another header: it becomes one line."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"] = sender, wish.target
    made["Subject"] = " ".join(str(message.body["title"]).split())[:_SUBJECT]
    made["Date"] = format_datetime(datetime.fromtimestamp(message.made_ms / 1000, UTC))
    made["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = wish.language
    made.set_content(f"{message.body['text']}\n\n{message.body['url']}\n")
    return made


@contextmanager
def connected(settings: Notices) -> Iterator[smtplib.SMTP]:
    """The server. Raises `Failed`."""
    try:
        server = _open(settings)
    except smtplib.SMTPAuthenticationError:
        raise Failed("smtp-password") from None
    except smtplib.SMTPException as problem:
        raise Failed(f"smtp {type(problem).__name__}") from None
    except (OSError, ValueError) as problem:
        raise Failed("timeout" if isinstance(problem, TimeoutError) else "connection") from None
    try:
        yield server
    finally:
        server.close()


def _open(settings: Notices) -> smtplib.SMTP:
    trust = ssl.create_default_context() if settings.smtp_safety != "none" else None
    host, port = settings.smtp_host, settings.smtp_port
    if settings.smtp_safety == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE_S, context=trust)
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE_S)
    try:
        if settings.smtp_safety == "starttls":
            server.starttls(context=trust)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
    except BaseException:
        server.close()
        raise
    return server


def send(server: smtplib.SMTP, message: Message, wish: Wish, sender: str) -> None:
    """One letter. Raises `Failed`."""
    try:
        server.send_message(letter(message, wish, sender))
    except smtplib.SMTPRecipientsRefused as refused:
        code = next(iter(refused.recipients.values()))[0]
        raise Failed(f"status {code}", gone=code in FOR_GOOD) from None
    except smtplib.SMTPResponseException as answer:
        raise Failed(f"status {answer.smtp_code}", gone=False) from None
    except smtplib.SMTPException as problem:
        raise Failed(f"smtp {type(problem).__name__}") from None
    except (OSError, ValueError) as problem:
        raise Failed("timeout" if isinstance(problem, TimeoutError) else "connection") from None
