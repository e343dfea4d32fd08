"""The voices that there are: the three that are built in, and what the owner added."""

from __future__ import annotations

from collections.abc import Mapping

from controller.ports import Voice
from controller.settings import Speech
from controller.voice.espeak import REGIONS, Espeak
from controller.voice.piper import Piper
from controller.voice.remote import Remote


def known(settings: Speech) -> Mapping[str, Voice]:
    """By the name that people choose."""
    voices: dict[str, Voice] = {region: Espeak(region) for region in REGIONS}
    if settings.piper_model is not None:
        voices["piper"] = Piper(settings.piper_model, settings.piper_region, settings.piper_python)
    if settings.url:
        voices["remote"] = Remote(
            url=settings.url,
            key=settings.key.get_secret_value(),
            model=settings.model,
            voice=settings.voice,
            region=settings.region,
            seconds=settings.seconds,
        )
    return voices
