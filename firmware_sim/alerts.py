"""Retained emergencies: sounded in rounds until a signed end, their expiry, or a stop.

An alert is the one thing that may sound again after a power cut: a box that reboots in the storm must say it again.
Without a trusted clock it is only held, because nothing proves that it is not last year's.
"""

from __future__ import annotations

from devices.decide import Progress, of_alert
from devices.gate import Admitted
from devices.messages import Alert, Rung
from firmware_sim import playing, prefetch, reporting
from firmware_sim.effects import Forget, Keep
from firmware_sim.mind import HIDDEN, Mind, Ringing, Task, alert_file


def heard(mind: Mind, alert: Alert, admitted: Admitted) -> None:
    """A new alert, a new version of one, or its signed end."""
    old = mind.alerts.pop(alert.id, None)
    if alert.ended:
        if old is not None:
            _over(mind, old, "ended")
        mind.out.append(Forget(alert_file(alert.id)))
    else:
        mind.out.append(Keep(alert_file(alert.id), admitted.sealed.document))
        if old is None:
            mind.progress.pop(alert.id, None)
            reporting.report(mind, alert.id, Rung.HELD)
        mind.alerts[alert.id] = Ringing(alert, admitted.sealed.document)
    mind.remember_version(admitted.mark, alert.v, admitted.sealed.hash)
    ring(mind)
    prefetch.look(mind)
    playing.decide_now(mind)


def ring(mind: Mind) -> None:
    """Begin the first round of what has none, drop what has expired; wake for the next expiry."""
    if mind.now is None:
        return
    for ringing in list(mind.alerts.values()):
        alert = ringing.alert
        if alert.exp <= mind.now:
            del mind.alerts[alert.id]
            mind.out.append(Forget(alert_file(alert.id)))
            _over(mind, ringing, "expired")
            continue
        if ringing.due is None:
            _round(mind, ringing)
        mind.wake(Task.ALERT, mind.mono_of(alert.exp) + 1)


def round_over(mind: Mind, ringing: Ringing) -> None:
    """A round has sounded: the next begins ``again`` ms after this one began, if the alert wants one."""
    if ringing.alert.again:
        began = ringing.due.start if ringing.due is not None else 0
        mind.progress[ringing.alert.id] = Progress(started=began or 1, ended=True)
        mind.wake(Task.ALERT, max(mind.mono + 1, mind.mono_of(began + ringing.alert.again)))
    else:
        playing.end(mind, ringing.alert.id, Rung.FINISHED)


def next_rounds(mind: Mind) -> None:
    """The alarm of the alerts: begin the rounds that are due."""
    ring(mind)
    if mind.now is None:
        return
    for ringing in mind.alerts.values():
        did, due = mind.progress.get(ringing.alert.id), ringing.due
        if due is None or did is None or not did.ended or did.hidden or not ringing.alert.again:
            continue
        at = did.started + ringing.alert.again
        if mind.now >= at:
            mind.progress.pop(ringing.alert.id)
            _round(mind, ringing)
        else:
            mind.wake(Task.ALERT, mind.mono_of(at))


def stop(mind: Mind, target: str, pages: bool) -> None:
    """A stop of everything stops alerts too; their pages stay unless they are to go."""
    for name, ringing in list(mind.alerts.items()):
        if target in ("", name):
            _over(mind, ringing, "stopped")
            mind.progress[name] = HIDDEN
            if pages or ringing.due is None or not ringing.due.pages:
                del mind.alerts[name]
                mind.out.append(Forget(alert_file(name)))


def _round(mind: Mind, ringing: Ringing) -> None:
    ringing.due = of_alert(ringing.alert, mind.profile.recipe, mind.now or 0)
    if ringing.due.sound is not None and not mind.shelf.has(ringing.due.sound.hash):
        prefetch.look(mind)


def _over(mind: Mind, ringing: Ringing, reason: str) -> None:
    name = ringing.alert.id
    playing.hush(mind, name)
    did = mind.progress.get(name)
    sounded = did is not None and bool(did.started)
    silent = ringing.due is None or ringing.due.sound is None
    fulfilled = Rung.FINISHED if sounded or silent else Rung.MISSED
    rung = Rung.SKIPPED if reason == "stopped" else fulfilled
    reporting.report(mind, name, rung, "" if rung is Rung.FINISHED else reason)
