"""The sample people do what people do: upload, compose, submit, approve."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from controller.broadcast.approve import approve
from controller.broadcast.desk import Desk
from controller.broadcast.form import Draft, compose
from controller.broadcast.hearing import hear
from controller.broadcast.speak import speak
from controller.broadcast.speech import Wish
from controller.broadcast.submit import submit
from controller.broadcast.upload import take_sound
from controller.broadcast.voiced import words
from controller.demo import sample
from controller.people.who import Who
from controller.store import media, users
from controller.store.announcements import Announcement

LONGEST_S = 15.0
"""Of a user's own sound in ``--once``: the whole path has to be walked within a minute."""

MANNER = Wish(speed=110)
"""Of a notice that is read aloud: a little quicker than a village likes it, since somebody waits."""


def who(desk: Desk, login: str) -> Who:
    """One of the sample's people."""
    with desk.store.read() as conn:
        user = users.by_login(conn, login)
    assert user is not None
    return Who.of(user)


def announce(desk: Desk, title: str, text: str, sound: Path | None, in_s: float, name: str = "") -> Announcement:
    """One announcement for the whole commune, in ``in_s`` seconds; by the editor, agreed by the approver, who listens.

    ``name`` is what people call the sound; without a sound the text is read aloud.
    """
    editor, approver = who(desk, "bientap"), who(desk, "lanhdao")
    master = take_sound(desk, editor, sample.COMMUNE, sound, name or sound.name) if sound else None
    if master is None:
        # made before the clock starts to run: it is found again when the form is kept
        speak(desk, editor, sample.COMMUNE, words(title, text), MANNER)
    start = datetime.fromtimestamp(desk.now_ms() / 1000, UTC) + timedelta(seconds=in_s + 1)
    local = start.astimezone(ZoneInfo(desk.settings.zone)).replace(tzinfo=None, microsecond=0)
    draft = Draft(
        area=sample.COMMUNE,
        title=title,
        text=text,
        areas=(sample.COMMUNE,),
        start=local.isoformat(timespec="seconds"),
        sound=master.hash if master else None,
        speech=None if master else MANNER,
        show_minutes=30,
    )
    row = compose(desk, editor, draft)
    row = submit(desk, editor, row.id)
    if row.sound is not None and master is None:
        with desk.store.read() as conn:
            spoken = media.get(conn, row.sound)
        assert spoken is not None
        hear(desk, approver, row.id, row.sound, [(0, spoken.length_ms)])
    return approve(desk, approver, row.id, row.fingerprint)


def beginning(desk: Desk, sound: Path) -> Path:
    """The first seconds of a user's own sound, as a file that the studio takes."""
    made = desk.shelf.scratch(".wav")
    desk.studio.clip(sound, made, LONGEST_S)
    return made
