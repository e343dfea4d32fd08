"""What cannot wait: play now, speak live, stop, volume, reboot, send the log, … Each answers with a receipt.

A rung implies those below it: a play whose media is there is reported `ready` without `held`, and one that starts at
once has no other receipt than `started`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from devices.decide import Due, of_play
from devices.messages import (
    Command,
    Confirm,
    Identify,
    Live,
    Media,
    Network,
    Play,
    Reboot,
    ReportAgain,
    Rung,
    SelfTest,
    SendLog,
    Stop,
    Tone,
    Update,
    Volume,
)
from devices.profiles import Profile
from firmware_sim import alerts, checking, diary, listening, playing, prefetch, reporting, roaming, tones, updating
from firmware_sim.effects import Blink, Send, Stock
from firmware_sim.effects import Reboot as RebootNow
from firmware_sim.events import Sent
from firmware_sim.journal import Taken
from firmware_sim.mind import HIDDEN, Mind


def obey(mind: Mind, command: Command) -> None:
    """Carry out an admitted command that was never seen before."""
    _OBEYED[type(command)](mind, command)


def _volume(mind: Mind, order: Volume) -> None:
    mind.keep_settings(msgspec.structs.replace(mind.settings, volume=order.volume))
    reporting.report(mind, order.id, Rung.DONE)
    reporting.changed(mind)


def _reboot(mind: Mind, order: Reboot) -> None:
    reporting.report(mind, order.id, Rung.HELD)
    mind.keep_settings(msgspec.structs.replace(mind.settings, rebooting=order.id))
    mind.out.append(RebootNow())


def _report(mind: Mind, order: ReportAgain) -> None:
    reporting.send_again(mind, order.since)
    reporting.report(mind, order.id, Rung.DONE)
    reporting.have(mind)


def _tone(mind: Mind, order: Tone) -> None:
    _sound(mind, order, lambda rate: tones.tone(order.hertz, order.length, rate))


def _log(mind: Mind, order: SendLog) -> None:
    mind.out.append(Send(order.id, order.url, diary.text(mind, order.most)))


def restarted(mind: Mind, left_open: list[str]) -> list[str]:
    """After a start: if it was ordered to, it has; what else was left open."""
    if name := mind.settings.rebooting:
        mind.keep_settings(msgspec.structs.replace(mind.settings, rebooting=""))
        reporting.report(mind, name, Rung.DONE)
    return [one for one in left_open if one != name]


def sent(mind: Mind, event: Sent) -> None:
    """The log is at the service, or nowhere."""
    reporting.report(mind, event.id, Rung.FAILED if event.reason else Rung.DONE, event.reason)


def _identify(mind: Mind, order: Identify) -> None:
    mind.out.append(Blink(order.blink))
    if order.chirp and mind.profile.audio is not None:
        _sound(mind, order, tones.chirp)
    else:
        reporting.report(mind, order.id, Rung.DONE)


def _sound(mind: Mind, order: Tone | Identify, made: Callable[[int], tuple[Media, bytes]]) -> None:
    """What a box makes itself goes the way of every play: warm amplifier, caps, evidence."""
    audio = mind.profile.audio
    if audio is None:
        reporting.report(mind, order.id, Rung.SKIPPED, "no-part")
        return
    media, data = made(audio.sample_rate)
    if not mind.shelf.has(media.hash):
        mind.out.append(Stock(media.hash, data))
    due = of_play(
        Play(order.id, order.iat, order.exp, order.at, sounds={mind.profile.recipe: media}, volume=order.volume),
        mind.profile.recipe,
    )
    mind.urgent[order.id] = due
    playing.expect(mind, due)
    if not playing.answers(mind, order.id):
        reporting.report(mind, order.id, Rung.READY)


_dues: dict[tuple[int, str], tuple[Play, Due]] = {}


def due_of(play: Play, model: Profile) -> Due:
    """`of_play`, made once for all devices of a process that hear the same command: the gate gives them one object."""
    key = (id(play), model.name)
    found = _dues.get(key)
    if found is None or found[0] is not play:
        if len(_dues) >= 64:
            _dues.clear()
        found = _dues[key] = (play, of_play(play, model.recipe))
    return found[1]


def _play(mind: Mind, play: Play) -> None:
    due = due_of(play, mind.profile)
    if due.sound is None and not due.pages:
        reporting.report(mind, play.id, Rung.SKIPPED, "no-part")
        return
    mind.urgent[play.id] = due
    has = mind.shelf.has
    ready = (due.sound is None or has(due.sound.hash)) and all(has(page.media.hash) for page in due.pages)
    if not ready:
        reporting.report(mind, play.id, Rung.HELD)
        mind.waiting.add(play.id)
        prefetch.look(mind)
    playing.expect(mind, due)
    if ready and not playing.answers(mind, play.id):
        reporting.report(mind, play.id, Rung.READY)


def _stop(mind: Mind, stop: Stop) -> None:
    if not stop.target:
        mind.keep_settings(msgspec.structs.replace(mind.settings, stopped_ms=max(mind.settings.stopped_ms, stop.iat)))
    playing.stop(mind, stop.target)
    for name in [name for name in mind.urgent if stop.target in ("", name)]:
        due = mind.urgent[name]
        if due.sound is not None or stop.pages:
            playing.end(mind, name, Rung.SKIPPED, "stopped")
        if stop.pages or not due.pages:
            del mind.urgent[name]
    listening.stop(mind, stop.target)
    if stop.pages:
        _take_down(mind, stop.target)
    alerts.stop(mind, stop.target, stop.pages)
    updating.stop(mind, stop.target)
    reporting.report(mind, stop.id, Rung.DONE)
    playing.decide_now(mind)


def _take_down(mind: Mind, target: str) -> None:
    """The pages of the timetable whose window is open now."""
    if mind.plan is None or mind.now is None:
        return
    for item in mind.plan.items:
        if item.pages and target in ("", item.id) and item.start <= mind.now < item.until:
            playing.end(mind, item.id, Rung.SKIPPED, "stopped")
            mind.note(Taken(item.id))  # last: cut before it, the stop has no receipt and comes again
            mind.progress[item.id] = HIDDEN


def media_came(mind: Mind) -> None:
    """A file has come: commands that waited for it alone are ready now."""
    for name, due in mind.urgent.items():
        hashes = {page.media.hash for page in due.pages} | ({due.sound.hash} if due.sound else set())
        did = mind.progress.get(name)
        if name in mind.waiting and not hashes & mind.missing and did is None:
            mind.waiting.discard(name)
            reporting.report(mind, name, Rung.READY)


_OBEYED: dict[type[Any], Callable[[Mind, Any], object]] = {
    Play: _play,
    Stop: _stop,
    Volume: _volume,
    Reboot: _reboot,
    ReportAgain: _report,
    SelfTest: checking.begin,
    Identify: _identify,
    Tone: _tone,
    SendLog: _log,
    Network: roaming.begin,
    Confirm: roaming.confirm,
    Live: lambda mind, order: listening.join(mind, order),  # noqa: PLW0108 - these two import each other
    Update: updating.begin,
}
