"""The amplifier: warm before something sounds, cold when nothing comes for a while."""

from __future__ import annotations

from devices.decide import LIVE, Due, Progress, of_item
from devices.messages import Timetable
from firmware_sim import playing
from firmware_sim.effects import Amplifier, Prepare
from firmware_sim.mind import Mind, Task

PREPARE_MS = 500
"""A sound is opened, and its amplifier warm, so long before it starts."""
REST_MS = 5_000


def switch(mind: Mind, on: bool) -> None:
    """Power on or off; it is warm after a while."""
    mind.amplifier = on
    mind.warm = mind.mono + mind.profile.warmup_ms
    mind.out.append(Amplifier(on))


def follow(mind: Mind, plan: Timetable | None, urgent: list[Due], at: int) -> None:
    """Warm before the next start, cold when nothing comes for a while."""
    if mind.profile.audio is None or mind.voice is not None:
        return
    lead = mind.profile.warmup_ms + PREPARE_MS
    offset = plan.offset if plan else 0
    items = plan.items if plan else ()
    coming = [(one.start, one) for one in urgent if one.start > at and one.sound is not None]
    coming += [
        (item.start + offset, of_item(item, offset))
        for item in items
        if item.sound is not None and item.start + offset > at
    ]
    coming = [one for one in coming if not mind.progress.get(one[1].id, Progress()).ended]
    start, due = min(coming, key=lambda one: one[0], default=(None, None))
    if start is not None and due is not None and due.sound is not None:
        if start - at <= lead:
            if not mind.amplifier:
                switch(mind, True)
                if due.sound.kind != LIVE and due.sound.hash not in mind.missing:
                    mind.out.append(Prepare(due.sound, due.chime))
        else:
            mind.wake(Task.DECIDE, mind.mono_of(start - lead) - playing.ahead(mind))
    if mind.amplifier and (start is None or start - at > lead + REST_MS):
        rest(mind)


def rest(mind: Mind) -> None:
    """Cold, after a while in which nothing sounded."""
    if mind.amplifier:
        cold = mind.idle_since + REST_MS
        if mind.mono >= cold:
            switch(mind, False)
        else:
            mind.wake(Task.DECIDE, cold)
