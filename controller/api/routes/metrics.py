"""Figures for Prometheus: of the fleet, and of the service itself."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from controller.api.answers import responses
from controller.api.system import Services, System
from controller.errors import Unauthenticated
from controller.fleet.figures import Counting, Figures

router = APIRouter(tags=["health"])
THROUGH = ("x-forwarded-for", "forwarded", "x-real-ip")
"""A proxy on this machine makes every caller look as if they were here."""


@router.get("/metrics", responses=responses(401), response_class=PlainTextResponse)
def metrics(request: Request, services: Services) -> Response:
    """The service and its fleet in figures, as Prometheus reads them (text, version 0.0.4).

    With the setting `metrics_token` for whoever sends it (`Authorization: Bearer …`). Without one only for programs on
    the machine itself, and only while the service is not offered to others (`http.public_url` is this machine).
    """
    settings = services.desk.settings
    if not _may(request, settings.metrics_token.get_secret_value(), settings.http.public_url):
        raise Unauthenticated("metrics-token")
    counting = request.app.state.counting
    registry = CollectorRegistry()
    registry.register(_Now(services, counting))
    ProcessCollector(namespace="tienglang", registry=registry)
    body = generate_latest(services.desk.meters.registry) + generate_latest(registry)
    return Response(body, media_type=CONTENT_TYPE_PLAIN_0_0_4)


def _may(request: Request, token: str, public_url: str) -> bool:
    if token:
        scheme, _, said = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(said.strip().encode(), token.encode())
    here = request.client.host if request.client is not None else ""
    return (
        not any(name in request.headers for name in THROUGH)
        and _is_here(here)
        and _is_here(urlsplit(public_url).hostname or "")
    )


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class _Now(Collector):
    """What is counted when it is asked for."""

    def __init__(self, system: System, counting: Counting) -> None:
        self._system, self._counting = system, counting

    def collect(self) -> Iterator[Metric]:
        """Everything."""
        parts = self._system.condition()
        yield GaugeMetricFamily(
            "tienglang_ready", "Whether the service can do its work", float(not any(parts.values()))
        )
        well = {name: float(not wrong) for name, wrong in parts.items()}
        yield _one("tienglang_part_well", "Whether a part is well; broker is the MQTT connection", "part", well)
        yield _one("tienglang_queue", "What waits in memory", "queue", self._system.queues())
        yield from _fleet(self._counting.now())


def _fleet(now: Figures) -> Iterator[Metric]:
    two = ("standing", "profile")
    yield _two("tienglang_devices", "Active devices", two, now.devices_by_standing_and_profile)
    yield _one("tienglang_drifting", "Devices there that lack something", "part", now.drifting_by_part)
    two = ("rule", "severity")
    yield _two("tienglang_incidents", "Open incidents", two, now.incidents_by_rule_and_severity)
    yield _one(
        "tienglang_broadcasts", "What was due in 24 hours, by rung; each device apart", "rung", now.broadcasts_by_result
    )
    sent = {(channel, end or "waiting"): count for (channel, end), count in now.notices_by_channel_and_outcome.items()}
    yield _two("tienglang_notices", "Notices to people, of 30 days", ("channel", "outcome"), sent)
    yield _one("tienglang_outbox", "Letters on their way to devices", "kind", now.letters_by_kind)
    beats = CounterMetricFamily("tienglang_heartbeats", "Heartbeats by what became of them", labels=("fate",))
    for fate, count in now.beats.items():
        beats.add_metric((fate,), count)
    yield beats
    yield CounterMetricFamily("tienglang_reports_passed_over", "Beyond what one box may say", now.reports_passed_over)
    yield GaugeMetricFamily("tienglang_readings_waiting", "Readings not yet written", now.readings_waiting)


def _one(name: str, told: str, label: str, values: Mapping[str, float]) -> Metric:
    return _two(name, told, (label,), {(key,): value for key, value in values.items()})


def _two(name: str, told: str, labels: tuple[str, ...], values: Mapping[Any, float]) -> Metric:
    made = GaugeMetricFamily(name, told, labels=labels)
    for key, value in sorted(values.items()):
        made.add_metric(key, value)
    return made
