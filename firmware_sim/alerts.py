"""Retained emergencies: sounded in rounds until a signed end, their expiry, or a stop.

An alert is the one thing that may sound again after a power cut: a box that reboots in the storm must say it again.

Without a trusted clock nobody can say whether an alert has expired. One that is fresh, in a version above all that this
box has heard under its key, sounds all the same, for at most as long as it was made for: in a storm the service that
tells the time may be gone as well. One that was read back from flash, or is repeated, might be last year's: it is held
until the clock is trusted. Rounds are counted by the device's own counter, so that a clock that is set disturbs none.
"""

from __future__ import annotations

import msgspec

from devices.decide import Due, Progress, of_alert
from devices.gate import Admitted
from devices.messages import Alert, Evidence, Rung
from firmware_sim import playing, prefetch, reporting
from firmware_sim.effects import Forget, Keep
from firmware_sim.mind import ENDED, HIDDEN, Mind, Ringing, Task, alert_file


def heard(mind: Mind, alert: Alert, admitted: Admitted) -> None:
    """A new alert, a new version of one, or its signed end; with it, what was ended while this box was dark."""
    for name in alert.ends:
        if (missed := mind.alerts.pop(name, None)) is not None:
            _ended(mind, missed)
    old = mind.alerts.pop(alert.id, None)
    if alert.ended:
        if old is not None:
            _ended(mind, old)
    elif _has_part(mind, alert):
        mind.out.append(Keep(alert_file(alert.id), admitted.sealed.document))
        _take(mind, alert, admitted.sealed.document, old)
    else:
        reporting.report(mind, alert.id, Rung.SKIPPED, "no-part")
    mind.remember_version(admitted.mark, alert.v, admitted.sealed.hash)
    ring(mind)
    prefetch.look(mind)
    playing.decide_now(mind)


def confirmed(mind: Mind, alert: Alert) -> None:
    """The broker still has what was read back from flash: it lasts."""
    ringing = mind.alerts.get(alert.id)
    if ringing is not None and ringing.waits:
        ringing.waits = 0
        ring(mind)
        prefetch.look(mind)
        playing.decide_now(mind)


def _ended(mind: Mind, ringing: Ringing) -> None:
    _over(mind, ringing, "ended")
    mind.out.append(Forget(alert_file(ringing.alert.id)))


def _has_part(mind: Mind, alert: Alert) -> bool:
    return mind.profile.recipe in alert.sounds or mind.profile.recipe in alert.pages


def _take(mind: Mind, alert: Alert, document: bytes, old: Ringing | None) -> None:
    """Into force, at once; a new version with the same sound goes on with the rounds of the old."""
    new = mind.alerts[alert.id] = Ringing(alert, document, heard=mind.mono)
    if old is None:
        reporting.report(mind, alert.id, Rung.HELD)
    elif old.due is not None and alert.sounds.get(mind.profile.recipe) == old.due.sound:
        new.began, new.sounded, new.told = old.began, old.sounded, old.told
        new.due = _due(mind, new)
        return
    else:
        new.sounded = old.sounded
        playing.hush(mind, alert.id)
    mind.progress.pop(alert.id, None)
    _round(mind, new)


def ring(mind: Mind) -> None:
    """Begin the first round of what has none, drop what has expired; wake for the next expiry."""
    for ringing in list(mind.alerts.values()):
        left = _left(mind, ringing)
        if left is None:
            continue
        if left <= 0:
            del mind.alerts[ringing.alert.id]
            mind.out.append(Forget(alert_file(ringing.alert.id)))
            _over(mind, ringing, "expired")
            continue
        if ringing.due is None and mind.mono < ringing.waits:
            mind.wake(Task.ALERT, ringing.waits)
            continue
        if ringing.due is None:
            _round(mind, ringing)
        expires = mind.mono + left if mind.now is None else mind.mono_of(ringing.alert.exp)
        mind.wake(Task.ALERT, expires + 1)


def _left(mind: Mind, ringing: Ringing) -> int | None:
    """Milliseconds until it expires; None where that cannot be told and it must be held."""
    alert = ringing.alert
    if mind.now is not None:
        return alert.exp - mind.now
    return None if ringing.due is None else ringing.heard + alert.exp - alert.iat - mind.mono


def clock_set(mind: Mind) -> None:
    """True time is another one than before: rounds began when they began."""
    for ringing in mind.alerts.values():
        if ringing.due is not None:
            ringing.due = _due(mind, ringing)
    next_rounds(mind)


def round_over(mind: Mind, ringing: Ringing, evidence: Evidence, unheard: str) -> None:
    """A round has ended, perhaps unheard: the next begins ``again`` ms after this one began, if the alert wants one."""
    name = ringing.alert.id
    if unheard and ringing.told:
        mind.progress[name] = ENDED
    elif unheard:
        ringing.told = True  # once, not every two minutes through the night
        playing.end(mind, name, Rung.FAILED, unheard, evidence)
    elif ringing.alert.again:
        mind.progress[name] = Progress(started=1, ended=True)
    else:
        playing.end(mind, name, Rung.FINISHED, evidence=evidence)
    if ringing.alert.again:
        mind.wake(Task.ALERT, max(mind.mono + 1, ringing.began + ringing.alert.again))


def next_rounds(mind: Mind) -> None:
    """The alarm of the alerts: begin the rounds that are due."""
    ring(mind)
    for ringing in mind.alerts.values():
        did = mind.progress.get(ringing.alert.id)
        if ringing.due is None or did is None or not did.ended or did.hidden or not ringing.alert.again:
            continue
        at = ringing.began + ringing.alert.again
        if mind.mono >= at:
            mind.progress.pop(ringing.alert.id)
            _round(mind, ringing)
        else:
            mind.wake(Task.ALERT, at)


def stop(mind: Mind, target: str, pages: bool) -> None:
    """A stop of everything stops alerts too; their pages stay unless they are to go."""
    for name, ringing in list(mind.alerts.items()):
        stays = not pages and ringing.due is not None and bool(ringing.due.pages)
        if target not in ("", name) or (stays and ringing.due is not None and ringing.due.sound is None):
            continue
        _over(mind, ringing, "stopped")
        mind.progress[name] = ENDED if stays else HIDDEN
        if stays:
            ringing.alert = msgspec.structs.replace(ringing.alert, again=0)
        else:
            del mind.alerts[name]
            mind.out.append(Forget(alert_file(name)))


def _round(mind: Mind, ringing: Ringing) -> None:
    ringing.began = mind.mono
    ringing.due = _due(mind, ringing)
    if ringing.due.sound is not None and not mind.shelf.has(ringing.due.sound.hash):
        prefetch.look(mind)


def _due(mind: Mind, ringing: Ringing) -> Due:
    began = 0 if mind.now is None else max(0, mind.now - (mind.mono - ringing.began))
    return of_alert(ringing.alert, mind.profile.recipe, began)


def _over(mind: Mind, ringing: Ringing, reason: str) -> None:
    name = ringing.alert.id
    playing.hush(mind, name)
    did = mind.progress.get(name)
    if ringing.told or (did is not None and did.ended and not did.started):
        return  # its end was told: it sounded the one time that it was to, or cannot
    silent = ringing.due is None or ringing.due.sound is None
    fulfilled = Rung.FINISHED if ringing.sounded or silent else Rung.MISSED
    rung = Rung.SKIPPED if reason == "stopped" else fulfilled
    reporting.report(mind, name, rung, "" if rung is Rung.FINISHED else reason)
