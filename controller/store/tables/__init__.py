"""The database's shape, once, for SQLite and PostgreSQL.

Instants are BIGINT epoch milliseconds (UTC) named ``*_ms``; wall times are text ``YYYY-MM-DDTHH:MM`` in the zone beside
them; documents that are only kept and shown are JSON; ids, codes and hashes are `plain` text. Foreign keys say what may
vanish with what. Unique keys are the promise that nothing is planned, sent or counted twice: the database refuses
doubles, not the code above it.
"""

from __future__ import annotations

from controller.store.tables.calendars import feeds, revisions
from controller.store.tables.fleet import (
    board_faults,
    boxes,
    claims,
    connections,
    device_status,
    devices,
    documents,
    neighbours,
    standing_orders,
    timetables,
)
from controller.store.tables.health import (
    health_days,
    health_hours,
    incident_devices,
    incident_notes,
    incidents,
    readiness,
    selftests,
)
from controller.store.tables.ladder import deliveries, reports
from controller.store.tables.log import audit, facts
from controller.store.tables.notices import (
    accounts,
    announcements,
    audience,
    decisions,
    exceptions,
    occurrences,
    programme_entries,
    programmes,
)
from controller.store.tables.people import factors, links, recovery_codes, sessions, throttles, tokens, undoables, users
from controller.store.tables.places import area_changes, areas, holiday_days, holiday_years
from controller.store.tables.post import post_events, post_messages, post_wishes
from controller.store.tables.relays import relay_faults, relay_sources
from controller.store.tables.residents import feedback, open_pages, outlines, positions
from controller.store.tables.sending import alerts, commands, doors, errands, orders, outbox, signing_keys, talks
from controller.store.tables.shape import metadata
from controller.store.tables.software import campaign_boxes, campaigns, releases
from controller.store.tables.sounds import (
    compositions,
    emblems,
    lexicon,
    listenings,
    media,
    renditions,
    speeches,
)
from controller.store.tables.writing import area_groups, drafts

__all__ = [
    "accounts",
    "alerts",
    "announcements",
    "area_changes",
    "area_groups",
    "areas",
    "audience",
    "audit",
    "board_faults",
    "boxes",
    "campaign_boxes",
    "campaigns",
    "claims",
    "commands",
    "compositions",
    "connections",
    "decisions",
    "deliveries",
    "device_status",
    "devices",
    "documents",
    "doors",
    "drafts",
    "emblems",
    "errands",
    "exceptions",
    "factors",
    "facts",
    "feedback",
    "feeds",
    "health_days",
    "health_hours",
    "holiday_days",
    "holiday_years",
    "incident_devices",
    "incident_notes",
    "incidents",
    "lexicon",
    "links",
    "listenings",
    "media",
    "metadata",
    "neighbours",
    "occurrences",
    "open_pages",
    "orders",
    "outbox",
    "outlines",
    "positions",
    "post_events",
    "post_messages",
    "post_wishes",
    "programme_entries",
    "programmes",
    "readiness",
    "recovery_codes",
    "relay_faults",
    "relay_sources",
    "releases",
    "renditions",
    "reports",
    "revisions",
    "selftests",
    "sessions",
    "signing_keys",
    "speeches",
    "standing_orders",
    "talks",
    "throttles",
    "timetables",
    "tokens",
    "undoables",
    "users",
]
