"""Sound: uploads become masters, masters become what each device plays. Knows files and figures, nothing else."""

from controller.ports import CHIME_MS
from controller.studio.studio import Studio
from controller.studio.values import Aim, AudioFormat, Limits, Master, SoundFacts, Variant

__all__ = ["CHIME_MS", "Aim", "AudioFormat", "Limits", "Master", "SoundFacts", "Studio", "Variant"]
