"""A box claims its place with a code that works once.

Refusals of codes that are unknown, used, taken back or too old are one and the same, and cost the same: one keyed hash
and one look. What is to be told of them is written down later (`settle`). While the answer may have been lost, the same
box gets it again: its password comes from the code and from the nonce that it made itself, and is written nowhere.
"""

from __future__ import annotations

import math

import structlog
from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Forbidden, Refused
from controller.fleet import pepper
from controller.fleet.enrol import EDITION, identity_of
from controller.fleet.guesses import Other
from controller.mqtt.passwords import password_fits, password_hash
from controller.store import audit, boxes, claims, devices, facts, status
from controller.store.boxes import Box
from controller.store.claims import Code
from controller.store.devices import Device
from devices.claim import Claim, read
from devices.identity import Identity

log = structlog.get_logger()

AGAIN_MS = 15 * 60_000
"""So long an answer may be asked for again."""
BY_ITSELF = "box"
"""Who it was, in the log."""


def claim(desk: Desk, asked: Claim) -> Identity:
    """The identity that belongs to a code. Raises ``Refused("claim-wait")``, ``Forbidden("claim-refused")``, and
    ``Refused("claim-model")`` where the code is for another model: then it stays good."""
    now_ms = desk.now_ms()
    if wait_ms := desk.guesses.wait_ms(desk.address, now_ms):
        raise Refused("claim-wait", seconds=math.ceil(wait_ms / 1000))
    code = read(asked.code) or ""
    key = pepper.load(desk.settings.data_dir / "keys")
    hash = pepper.hashed(key, code)
    with desk.store.read() as conn:
        found = claims.get(conn, hash)
    password = pepper.password(key, code, asked.nonce)
    if found is not None and found.is_good(now_ms):
        return _take(desk, found, asked, password)
    if found is not None and _is_again(found, asked, now_ms):
        return _again(desk, found, password)
    if found is not None and found.end == claims.USED and found.hardware != asked.hardware:
        desk.guesses.another(Other(hash, asked.hardware, now_ms))
    raise _refused(desk, now_ms)


def settle(desk: Desk) -> None:
    """Write down what was tried in vain: codes that nobody has, and used ones that another box asked with."""
    tally, others = desk.guesses.take()
    if tally is None and not others:
        return
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        for other in others:
            claims.asked_by_another(conn, other.hash, other.hardware, other.at_ms)
        if tally is not None:
            detail = {"count": tally.count, "addresses": tally.addresses}
            audit.append(conn, now_ms, BY_ITSELF, "claim-guessed", "claims", detail, address=tally.most)
    if tally is not None:
        log.warning("codes that nobody has were tried", count=tally.count, addresses=tally.addresses, most=tally.most)


def _take(desk: Desk, found: Code, asked: Claim, password: str) -> Identity:
    now_ms = desk.now_ms()
    if asked.profile and asked.profile != found.profile:
        raise Refused("claim-model", "profile", theirs=asked.profile, ours=found.profile)
    with desk.store.write() as conn:
        if not claims.use(conn, found.hash, pepper.print_of(asked.nonce), asked.hardware, now_ms):
            raise _refused(desk, now_ms)
        if boxes.leave(conn, found.device, boxes.REPLACED, now_ms):
            status.forget(conn, found.device)
        boxes.hang(conn, Box(found.device, now_ms, asked.hardware, found.profile))
        kept = {"mqtt_hash": password_hash(password), "profile": found.profile, "active": True}
        devices.change(conn, found.device, **kept)
        facts.next(conn, EDITION)
        detail = {"hardware": asked.hardware, "profile": found.profile}
        audit.append(conn, now_ms, BY_ITSELF, "claim", found.device, detail, address=desk.address)
        made = identity_of(conn, desk.settings, _row(conn, found.device), password)
    desk.nudge("accounts")
    desk.bus.say("device", id=found.device)
    return made


def _is_again(found: Code, asked: Claim, now_ms: int) -> bool:
    same = found.nonce == pepper.print_of(asked.nonce) and found.hardware == asked.hardware
    return found.end == claims.USED and same and now_ms - (found.ended_ms or 0) < AGAIN_MS


def _again(desk: Desk, found: Code, password: str) -> Identity:
    """Only while the answer from before is what counts: nobody else has come, and nobody took the box out."""
    with desk.store.read() as conn:
        row = _row(conn, found.device)
        if not row.active or not password_fits(password, row.mqtt_hash):
            raise _refused(desk, desk.now_ms())
        return identity_of(conn, desk.settings, row, password)


def _row(conn: Connection, device: str) -> Device:
    row = devices.get(conn, device)
    assert row is not None, device
    return row


def _refused(desk: Desk, now_ms: int) -> Forbidden:
    desk.guesses.wrong(desk.address, now_ms)
    return Forbidden("claim-refused", "code")
