"""A box's software: the release that its maker signed, and the order to take it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from devices.messages.page import Media
from devices.messages.wire import Address, Count, Instant, Length, Name, Version, Wire, Word


class Release(Wire, frozen=True, omit_defaults=True, gc=False):
    """What a maker says of one image and signs off line, for one model. The service only hands it on."""

    model: Name
    """The profile that it is made for; also the document's scope."""
    v: Version
    """Rises with each release of this model: a device never goes back."""
    version: Word
    """As people call it."""
    image: Media
    iat: Instant
    least: Count = 0
    """It installs only over this release or a later one."""


class Update(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="update"):
    """Fetch an image, put it into the other slot, and start it on trial when nothing is due (see `firmware`)."""

    id: Name
    iat: Instant
    exp: Instant
    """Not begun by then, it is left."""
    release: Annotated[str, Meta(min_length=1, max_length=4_000, pattern=r"^[A-Za-z0-9_.-]+$")]
    """The maker's signed `Release`."""
    media_url: Address = ""
    """Prefix of the image's address; empty: the timetable's."""
    spread: Length = 0
    """The download begins at some moment within so much."""
    margin: Length = 1_200_000
    """It is started only where nothing is to sound for so long."""
    trial: Annotated[int, Meta(ge=10_000, le=86_400_000)] = 600_000
    """Not well within so long after its start, the device goes back to what ran before."""
    nonce: Word = ""
