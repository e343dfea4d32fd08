"""What the service counts of itself while it works, for `/metrics`. Counts begin anew with each start.

Labels are taken from short lists of ours, never from what somebody sent: whoever scrapes keeps a series for each.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

from devices.messages import Rung

KINDS = frozenset({"state", "have", "report", "beat", "time", "want", "cmd", "alert", "live", "alive", "keys"})
"""The fourth level of a topic, or the third of `tl1/svc/alive`."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
_RUNGS = frozenset(str(one) for one in Rung)
_SHORT = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0)
_LONG = (0.01, 0.1, 0.5, 2.0, 10.0, 60.0, 300.0)


def kind_of(topic: str) -> str:
    """What a message is, by its topic; `OTHER` for whatever else somebody sends."""
    levels = topic.split("/", 4)
    kind = levels[3] if len(levels) > 3 else levels[-1]
    return kind if kind in KINDS else OTHER


class Meters:
    """Each may be called from any thread."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each, of which nobody asks
        self.registry = kept = CollectorRegistry()
        self._in = Counter("tienglang_messages_in", "From devices, as the broker gave them", ["kind"], registry=kept)
        self._out = Counter("tienglang_messages_out", "Handed to the broker", ["kind"], registry=kept)
        self._unreadable = Counter("tienglang_messages_unreadable", "Passed over", registry=kept)
        self._reports = Counter("tienglang_reports", "New reports of devices, by rung", ["rung"], registry=kept)
        self._database = Histogram(
            "tienglang_database_seconds", "Transactions", ["access"], buckets=_SHORT, registry=kept
        )
        self._waits = Histogram(
            "tienglang_database_wait_seconds", "Waiting for the turn to write", buckets=_SHORT, registry=kept
        )
        self._work = Histogram(
            "tienglang_work_seconds", "Runs of workers; plan plans", ["worker"], buckets=_LONG, registry=kept
        )
        self._failed = Counter("tienglang_work_failures", "Runs that failed", ["worker"], registry=kept)
        self._requests = Counter(
            "tienglang_http_requests", "Answers by method and status", ["method", "status"], registry=kept
        )

    def came(self, topics: Iterable[str]) -> None:
        """Messages from devices."""
        for kind, count in Tally(map(kind_of, topics)).items():
            self._in.labels(kind).inc(count)

    def went(self, topic: str) -> None:
        """A message was handed to the broker."""
        self._out.labels(kind_of(topic)).inc()

    def unreadable(self, count: int) -> None:
        """Messages that said nothing that could be read."""
        self._unreadable.inc(count)

    def reported(self, rungs: Iterable[str]) -> None:
        """Reports that were new."""
        for rung, count in Tally(rungs).items():
            self._reports.labels(rung if rung in _RUNGS else OTHER).inc(count)

    def used(self, access: str, waited_s: float, seconds: float) -> None:
        """A transaction is over."""
        self._database.labels(access).observe(seconds)
        if access == "write":
            self._waits.observe(waited_s)

    def answered(self, method: str, status: int) -> None:
        """A request was answered."""
        self._requests.labels(method if method in METHODS else OTHER, f"{status // 100}xx").inc()

    @contextmanager
    def working(self, worker: str) -> Iterator[None]:
        """A run of a worker; what it raises is counted and goes on."""
        began = perf_counter()
        try:
            yield
        except Exception:
            self._failed.labels(worker).inc()
            raise
        finally:
            self._work.labels(worker).observe(perf_counter() - began)
