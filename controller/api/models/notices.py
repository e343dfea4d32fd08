"""Which notices somebody gets, by which ways."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from controller.api.models.shapes import Given, Text, Told, example


class NoticeGiven(Given):
    model_config = example(
        {
            "channel": "webhook",
            "target": "https://ops.tinh.gov.vn/tienglang",
            "kinds": ["opened", "closed"],
            "severity": "warn",
            "quiet": "22:00-05:00",
        }
    )

    channel: Text = Field(max_length=20, description="mail, push, webhook; a webhook is for administrators")
    target: Text = Field(
        max_length=2_000, description="an e-mail address, a URL; of push: the endpoint of the browser's subscription"
    )
    kinds: list[Text] = Field(
        default=["opened", "closed", "digest"],
        max_length=10,
        description="opened, closed (incidents), digest (the morning), asked (what waits for a leader's approval)",
    )
    severity: Text = Field(default="warn", max_length=20, description="the least: grave, warn, note")
    area: Text = Field(default="", max_length=64, description="a part of one's own area; left out, all of it")
    quiet: Text = Field(default="", max_length=20, description="no incidents between these hours of the place")
    language: Text = Field(default="", max_length=20)
    keys: dict[Text, Text] = Field(
        default={}, max_length=10, description="of push: `p256dh` and `auth` of the browser's subscription"
    )


class NoticeChanged(Given):
    kinds: list[Text] = Field(default=["opened", "closed", "digest"], max_length=10)
    severity: Text = Field(default="warn", max_length=20)
    area: Text = Field(default="", max_length=64)
    quiet: Text = Field(default="", max_length=20)
    language: Text = Field(default="", max_length=20)


class Notice(Told):
    """One way of being told."""

    id: str
    channel: Literal["mail", "push", "webhook"]
    target: str
    kinds: list[Literal["opened", "closed", "digest", "asked"]]
    severity: Literal["grave", "warn", "note"]
    area: str
    quiet: str
    language: str
    active: bool = Field(description="false: nobody was there any more (410, 404 of a browser, or an unknown address)")
    failures: int = Field(description="in a row")
    error: str = Field(description="of the last of them")
    made_ms: int


class NewNotice(Notice):
    key: str = Field(description="of a webhook: what its calls are signed with (Standard Webhooks); told only now")


class Sent(Told):
    """One message."""

    id: str = Field(description="the same at every attempt: as `webhook-id`, and in the Message-ID of an e-mail")
    wish: str
    kind: Literal["incidents", "digest", "trial", "asked"]
    title: str
    made_ms: int
    attempts: int
    outcome: Literal["", "sent", "given-up", "gone"] = Field(description="empty: it is on its way")
    ended_ms: int | None
    error: str


class Trial(Told):
    id: str = Field(description="of the message that was sent")


class PushKey(Told):
    key: str = Field(description="`applicationServerKey` of `pushManager.subscribe`: base64url, uncompressed point")
