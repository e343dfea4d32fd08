"""Who may be ill, against a look at everybody: whatever boxes say and whatever rules mind, nobody is passed over."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, update

from controller.broadcast.desk import Desk
from controller.fleet.everybody import Everybody
from controller.fleet.facts import boxes, signs
from controller.fleet.suspects import suspects
from controller.health.beats import Beats, Latest
from controller.health.chatter import Chatter
from controller.health.rivals import Rivals
from controller.health.rules import FACTS, book
from controller.health.series import NONE, SERIES
from controller.store import board_faults, commands, devices, selftests, standing_orders
from controller.store import tables as t
from controller.store.commands import DEVICE, Command
from controller.store.reports import Report
from controller.store.selftests import SelfTest
from tests.path.joined import HOUR, MINUTE, MORNING, Joined, joined


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joined]:
    with joined(tmp_path_factory.mktemp("suspects"), MORNING) as made:
        made.run(MINUTE)
        yield made


def names_of(desk: Desk) -> list[str]:
    with desk.store.read() as conn:
        return [one.id for one in devices.below(conn)]


def rules(rng: random.Random, file: Path) -> Path:
    """Some facts, minded from anywhere on; now and then by whoever is well."""
    lines = ['[[rule]]\ncode = "drift"\nfact = "drift"\nabove = 0.5\nseverity = "warn"\noff = true\n']
    for fact in rng.sample(sorted(FACTS), rng.randrange(1, 5)):
        side, level = rng.choice(("above", "above", "below")), rng.choice((-60, 0, 0, 0.5, 2.9, 25, 41.7, 70, 800))
        lines.append(f'[[rule]]\ncode = "own-{fact}"\nfact = "{fact}"\n{side} = {level}\nseverity = "note"\n')
    file.write_text("".join(lines))
    return file


def furnish(rng: random.Random, conn: Connection, names: list[str], now_ms: int) -> None:
    """Of some boxes the rows say something else than that all is well."""
    status, seen = t.device_status, {"presence": "online", "seen_ms": now_ms, "since_ms": now_ms}
    conn.execute(update(status).values(**seen))
    others: list[dict[str, object]] = [
        {"presence": "lost", "since_ms": now_ms - rng.randrange(30 * HOUR)},
        {"presence": "never"},
        {"seen_ms": now_ms - HOUR},
        {"held_hash": "a" * 64},
        {"missing": ["b" * 64]},
        {"keys_version": 0},
        {"volume": 33},
        {"image": "c" * 64},
        {"network": "d" * 64},
    ]
    for name in rng.sample(names, 4):
        conn.execute(update(status).where(status.c.device == name).values(**rng.choice(others)))
    for number, name in enumerate(rng.sample(names, 2)):
        order = Command(f"c-{number}", "volume", name, DEVICE, {"volume": rng.choice((33, 80))}, None, 1, 2)
        commands.add(conn, order)
        standing_orders.done(conn, [Report(name, "e", number + 1, order.id, "done", 1, 1)])
    test = SelfTest(rng.choice(names), "c-0", now_ms - rng.randrange(HOUR), rng.choice(("plain", "quiet")), True)
    selftests.keep(conn, [replace(test, passed=rng.random() < 0.5, lacks=rng.choice((None, 0.5, 3.5)))])
    board_faults.begin(conn, rng.choice(names), ["stuck"], now_ms)
    sessions = {"device": rng.choice(names), "since_ms": now_ms - MINUTE, "session": "s", "reason": ""}
    conn.execute(insert(t.connections).values(**sessions, times=rng.randrange(30)))
    unready = {"device": rng.choice(names), "due_ms": now_ms - HOUR, "since_ms": now_ms - HOUR, "ready": False}
    conn.execute(insert(t.readiness).values(**unready, first=[], checked_ms=now_ms, causes=["unseen"]))


def tell(rng: random.Random, desk: Desk, names: list[str], now_ms: int) -> Desk:
    """What is kept in memory: other heartbeats, floods, rivals."""
    beats, chatter, rivals = Beats(), Chatter(), Rivals()
    for name in [*names, "ai-do"]:
        numbers = tuple(
            NONE if rng.random() < 0.8 else round(rng.uniform(one.low, min(one.high, 1e8)) * one.scale)
            for one in SERIES
        )
        beats.latest[name] = Latest(
            now_ms - rng.choice((0, HOUR)), 1, numbers, rng.choice((None, True, True, True, False))
        )
    for name in rng.sample(names, 2):
        chatter.hear([name] * rng.randrange(1_000), [name] * rng.randrange(3), now_ms - MINUTE)
    for number in range(20):
        rivals.hear(names[0], f"e{number % 2}", now_ms - MINUTE + number)
    return replace(desk, beats=beats, chatter=chatter, rivals=rivals)


@pytest.mark.parametrize("seed", range(4))
def test_nobody_who_is_ill_is_passed_over(whole: Joined, tmp_path: Path, seed: int) -> None:
    rng, now_ms, names = random.Random(seed), whole.desk.now_ms(), names_of(whole.desk)
    fewer = 0
    for number in range(12):
        health = whole.desk.settings.health.model_copy(update={"rules": rules(rng, tmp_path / f"{number}.toml")})
        desk = replace(whole.desk, settings=whole.desk.settings.model_copy(update={"health": health}))
        desk = tell(rng, desk, names, now_ms)
        with desk.store.write() as conn, conn.begin_nested() as undone:
            furnish(rng, conn, names, now_ms)
            every, seen = boxes(desk, conn), signs(desk, conn)
            models = {name: one.profile for name, one in Everybody().look(conn).items()}
            named = suspects(desk, conn, seen, models)
            some = boxes(desk, conn, named, seen)
            undone.rollback()
        minded = book(health.rules).rules
        ill = {
            name
            for name, box in every.items()
            if any(rule.fact in box.facts and rule.is_bad(box.facts[rule.fact].value) for rule in minded)
        }
        assert ill <= named, (ill - named, number)
        assert some == {name: box for name, box in every.items() if name in named}
        fewer += len(models.keys() - named)
    assert fewer > 0  # or the look at a few is a look at all
