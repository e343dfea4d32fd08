"""Whether a device may install an image, and when it may start it. Both sides ask the same two functions.

Two must agree before anything is installed: the maker, whose key signs what an image is (`Release`, off line), and the
service, whose signed `Update` says which device takes it and when. Whoever steals the service can choose among what the
maker has signed and not been overtaken by; whoever steals the maker's key still needs the service.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from devices.errors import DocumentRefused, Reason
from devices.keys import KeyRing
from devices.messages import Item, Release
from devices.signing import PublicKey, is_signed_by, take_apart

TYP = "firmware"
KIND = "firmware"
"""An image's kind among the media."""
LARGEST = 1 << 30
"""Bytes of an image."""

_DECODER = msgspec.json.Decoder(Release)


def maker_of(public: PublicKey) -> str:
    """The name of a maker's key: both sides work it out, so nobody has to agree on one."""
    return "maker-" + hashlib.sha256(public.encode()).hexdigest()[:12]


def admit(
    document: bytes,
    ring: KeyRing,
    model: str,
    areas: Iterable[str],
    now_ms: int | None,
    installed: int = 0,
    room: int = LARGEST,
) -> Release:
    """The release, if a device of this model may install it; raises `DocumentRefused` with the first reason why not.

    ``installed`` is the number of the release that runs, ``room`` the bytes of a slot.
    """
    sealed = take_apart(document)
    header = sealed.header
    if header.typ != TYP:
        raise DocumentRefused(Reason.WRONG_KIND, header.typ)
    entry = ring.signer(header.kid, TYP, now_ms)
    if entry.scope not in tuple(areas):
        raise DocumentRefused(Reason.FOREIGN_SCOPE, f"key {entry.kid} is for {entry.scope}")
    if not is_signed_by(document, entry.public):
        raise DocumentRefused(Reason.BAD_SIGNATURE, header.kid)
    if header.scope != model:
        raise DocumentRefused(Reason.WRONG_MODEL, header.scope)
    if model not in entry.models:
        raise DocumentRefused(Reason.WRONG_ROLE, f"{entry.kid} signs no images of {model}")
    try:
        release = _DECODER.decode(sealed.payload)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DocumentRefused(Reason.MALFORMED, str(error)) from None
    _check(release, model, installed, room)
    return release


def _check(release: Release, model: str, installed: int, room: int) -> None:
    if release.model != model:
        raise DocumentRefused(Reason.WRONG_MODEL, release.model)
    if release.image.kind != KIND:
        raise DocumentRefused(Reason.WRONG_KIND, release.image.kind)
    if release.image.bytes > room:
        raise DocumentRefused(Reason.TOO_LARGE, f"{release.image.bytes} bytes, a slot holds {room}")
    if release.v < installed:
        raise DocumentRefused(Reason.ROLLBACK, f"release {release.v}, {installed} runs")
    if release.least > installed > 0:
        raise DocumentRefused(Reason.TOO_OLD, f"needs release {release.least}, {installed} runs")


def rests_at(items: Iterable[Item], now_ms: int, margin_ms: int) -> int:
    """The first instant from now on at which nothing sounds, and nothing will begin for ``margin_ms``."""
    rest = now_ms
    for start, end in sorted((one.start - margin_ms, one.start + one.longest) for one in items if one.sound):
        if start > rest:
            break
        rest = max(rest, end)
    return rest
