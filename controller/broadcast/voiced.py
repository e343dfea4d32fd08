"""The sound of a form whose text is read aloud: made before the form is kept, so that no lock waits for a voice."""

from __future__ import annotations

from dataclasses import asdict

from controller.broadcast import composition
from controller.broadcast.desk import Desk
from controller.broadcast.speak import speak
from controller.broadcast.speech import Wish
from controller.errors import Forbidden, ManyRefused, NotFound, Refused
from controller.people.who import Who


def voiced(
    desk: Desk, who: Who, area: str, words: str, wish: Wish, around: composition.Wish | None
) -> tuple[str | None, Wish, list[Refused]]:
    """The sound's hash, the wish with all that its commune says, and what stood against it.

    Raises `Forbidden` and `NotFound` where the area is not this person's.
    """
    if not words or len(words) > desk.settings.limits.text_chars:
        return None, wish, []  # the form's own checks say so
    try:
        heard = speak(desk, who, area, words, wish, around)
    except (Forbidden, NotFound):
        raise
    except ManyRefused as many:
        return None, wish, list(many.refusals)
    except Refused as refused:
        return None, wish, [refused if refused.field else Refused(refused.code, "voice", **refused.params)]
    return heard.sound.hash, Wish(**asdict(heard.speech)), []


def words(title: str, text: str) -> str:
    """What of an announcement is read aloud: its text; its title, where there is no text."""
    return text.strip() or " ".join(title.split())
