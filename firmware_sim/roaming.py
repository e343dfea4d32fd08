"""Another way to the broker: tried, kept when the service confirms it, left again when nobody does.

The settings on trial are nowhere on flash: a box that restarts in the middle of one wakes up on the old way, and the
journal, which knows of no end, tells it so.
"""

from __future__ import annotations

import msgspec

from devices.messages import Confirm, Network, NetworkSettings, Rung
from firmware_sim import reporting
from firmware_sim.effects import Dial, Discard, Fetch
from firmware_sim.events import Fetched
from firmware_sim.mind import Mind, Task, Trial
from firmware_sim.way import keep, kept

NO_WAY, NOT_CONFIRMED, BUSY = "no-way", "not-confirmed", "busy"


def begin(mind: Mind, order: Network) -> None:
    """Fetch the settings, which the broker must not read."""
    if mind.trial is not None:
        reporting.report(mind, order.id, Rung.FAILED, BUSY)
        return
    mind.trial = Trial(order)
    reporting.report(mind, order.id, Rung.HELD)
    mind.out.append(Fetch(order.document, order.url))


def fetched(mind: Mind, event: Fetched) -> bool:
    """Whether these were the settings; with them the box leaves its old way."""
    trial = mind.trial
    if trial is None or trial.settings is not None or event.hash != trial.order.document.hash:
        return False
    data = mind.shelf.read(event.hash)
    mind.out.append(Discard(event.hash))
    try:
        settings = None if event.reason or data is None else msgspec.json.decode(data, type=NetworkSettings)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        settings = None
    if settings is None:
        mind.trial = None
        reporting.report(mind, trial.order.id, Rung.FAILED, event.reason or "malformed")
        return True
    trial.settings = merged(kept(mind), settings)
    reporting.report(mind, trial.order.id, Rung.READY)
    mind.out.append(Dial(trial.settings))
    mind.alarms[Task.NETWORK] = mind.mono + trial.order.trial
    return True


def connected(mind: Mind) -> None:
    """A broker let this box in: if that is a new way, say so."""
    trial = mind.trial
    if trial is not None and trial.settings is not None and not trial.reached:
        trial.reached = True
        reporting.report(mind, trial.order.id, Rung.STARTED)


def confirm(mind: Mind, order: Confirm) -> None:
    """The service has heard it: the new way is the way."""
    trial = mind.trial
    if trial is None or trial.settings is None or trial.order.id != order.target:
        return  # it went back already, and has said so
    keep(mind, trial.settings, trial.order.document.hash)
    _over(mind)
    reporting.report(mind, order.target, Rung.DONE)
    reporting.changed(mind)


def give_up(mind: Mind) -> None:
    """Nobody confirmed it in time: back to the old way."""
    trial = mind.trial
    if trial is None:
        return
    _over(mind)
    reporting.report(mind, trial.order.id, Rung.FAILED, NOT_CONFIRMED if trial.reached else NO_WAY)
    mind.out.append(Dial(kept(mind)))


def recall(mind: Mind) -> None:
    """After a start: the way that was kept."""
    if (settings := kept(mind)) is not None:
        mind.out.append(Dial(settings, at_once=True))


def merged(old: NetworkSettings | None, new: NetworkSettings) -> NetworkSettings:
    """What ``new`` leaves out stays as it was."""
    if old is None:
        return new
    return NetworkSettings(new.salt, new.broker or old.broker, new.apn or old.apn, new.wifi or old.wifi)


def _over(mind: Mind) -> None:
    mind.trial = None
    mind.alarms.pop(Task.NETWORK, None)
