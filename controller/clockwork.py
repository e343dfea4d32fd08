"""The only APScheduler of the program. It is an alarm clock: it wakes workers, and holds no truth.

Jobs are few, in memory, and made anew at each start; what is due stands in the database. So a job that comes late, or
not at all because the process was down, loses nothing: the next one finds the same work.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

PULSE_S = 5.0
STOPPED_S = 30.0
"""An alarm clock without a pulse for so long does not wake anybody: its thread is gone, or every alarm hangs."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is woken, and when: every so many seconds, or each day at a wall time of the zone."""

    name: str
    wakes: Callable[[], object]
    every_s: float = 0.0
    daily: str = ""
    """``HH:MM``"""


class Clockwork:
    """Wakes."""

    def __init__(self, alarms: list[Alarm], zone: str) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=zone,
            # A late alarm is still an alarm, and several missed ones are one.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._pulse = time.monotonic()
        for alarm in (Alarm("pulse", self._feel, every_s=PULSE_S), *alarms):
            self._scheduler.add_job(alarm.wakes, _trigger(alarm, zone), id=alarm.name)

    def start(self) -> None:
        """Begin to wake."""
        self._feel()
        self._scheduler.start()

    def stop(self) -> None:
        """Stop waking; an alarm that is ringing is let finish."""
        if self._scheduler.running:
            self._scheduler.shutdown()

    @property
    def is_ticking(self) -> bool:
        """Whether alarms ring."""
        return self._scheduler.running and time.monotonic() - self._pulse < STOPPED_S

    def _feel(self) -> None:
        self._pulse = time.monotonic()


def _trigger(alarm: Alarm, zone: str) -> IntervalTrigger | CronTrigger:
    if alarm.daily:
        hour, minute = alarm.daily.split(":")
        return CronTrigger(hour=int(hour), minute=int(minute), timezone=zone)
    return IntervalTrigger(seconds=alarm.every_s, timezone=zone)
