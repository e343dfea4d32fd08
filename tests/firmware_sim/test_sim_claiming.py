"""A box claims its identity through lost answers, refusals, foreign pages, and a power cut at each byte."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import msgspec
import pytest

from devices.claim import Claim, label, shown, whole
from devices.identity import Identity, write
from firmware_sim.claiming import ASKING, IDENTITY, Answer, NoClaim, Wish, claim
from firmware_sim.flash import Cut, MemoryFlash, PowerCut
from tests.firmware_sim.sim_desk import PATH

CODE, OTHER = whole("7K2M9QRT0B4XDNW"), whole("0" * 15)
WISH = Wish.read(shown(CODE), "https://loa.example", "SN-1")


class Server:
    """Gives each code to the first nonce that asks with it, and to nobody else; loses answers when told so."""

    def __init__(self, *before: Answer, lost: int = 0) -> None:
        self.before, self.lost = list(before), lost
        self.given: dict[str, str] = {}
        self.asked: list[Claim] = []

    def __call__(self, asked: Claim) -> Answer:
        self.asked.append(asked)
        if self.before:
            return self.before.pop(0)
        if self.given.setdefault(asked.code, asked.nonce) != asked.nonce:
            return Answer(403, b'{"detail_en": "This code cannot be used."}')
        if self.lost:
            self.lost -= 1
            return Answer(0)
        return Answer(200, write(Identity("loa-dong-1", "horn-opus-60w", PATH, asked.nonce, root_public="k" * 43)))


def nonces() -> Callable[[], str]:
    numbers = count()
    return lambda: f"nonce-{next(numbers):016d}"


def run(flash: MemoryFlash, server: Server, wish: Wish = WISH, slept: list[float] | None = None) -> Identity:
    return claim(flash, wish, server, (slept if slept is not None else []).append, nonces())


def test_lost_answers_are_asked_for_again_with_the_same_nonce() -> None:
    slept: list[float] = []
    flash, server = (
        MemoryFlash(),
        Server(Answer(429, b"", 12.0), Answer(502), Answer(200, b"<html>"), lost=2),
    )
    found = run(flash, server, slept=slept)
    assert len({one.nonce for one in server.asked}) == 1
    assert slept == [12.0, 2.0, 4.0, 8.0, 16.0]
    assert found.password == server.asked[0].nonce
    assert set(flash.names()) == {IDENTITY}
    assert run(flash, Server(Answer(403))) == found


def test_the_power_may_go_at_every_byte() -> None:
    server = Server(lost=1)
    whole_way = Cut(100_000)
    flash = MemoryFlash()
    flash.cut = whole_way
    run(flash, server)
    for after in range(100_000 - whole_way.after):
        flash, server = MemoryFlash(), Server(lost=1)
        flash.cut = Cut(after)
        with pytest.raises(PowerCut):
            run(flash, server)
        flash.cut = None
        assert run(flash, server).device == "loa-dong-1"
        assert set(flash.names()) == {IDENTITY}


def test_a_refusal_is_final_and_leaves_what_the_box_has() -> None:
    flash, server = MemoryFlash(), Server()
    found = run(flash, server)
    with pytest.raises(NoClaim, match="cannot be used"):
        run(flash, Server(Answer(403, b'{"detail_en": "This code cannot be used."}')), Wish(WISH.server, OTHER, "SN-1"))
    assert run(flash, Server(Answer(403))) == found
    assert run(flash, server, Wish(WISH.server, OTHER, "SN-1")).password != ""
    assert [one.code for one in server.asked] == [CODE, OTHER]


def test_another_code_gets_another_nonce() -> None:
    flash = MemoryFlash()
    with pytest.raises(NoClaim):
        run(flash, Server(Answer(422)))
    first = msgspec.json.decode(flash.read(ASKING) or b"", type=Claim)
    numbers = nonces()
    numbers()
    second = claim(flash, Wish(WISH.server, OTHER, "SN-1"), Server(), lambda _: None, numbers)
    assert second.password != first.nonce


@pytest.mark.parametrize(
    ("given", "server", "said"),
    [
        (shown(CODE), "", "needs --server"),
        ("7777-7777", "https://x", "not a code"),
        (shown(CODE), "http://loa.example", "only over https"),
        (label("http://192.0.2.7:8080", "loa-1", CODE), "", "only over https"),
    ],
)
def test_what_cannot_be_asked_is_said_before_anybody_is_asked(given: str, server: str, said: str) -> None:
    with pytest.raises(NoClaim, match=said):
        Wish.read(given, server, "")


def test_a_label_says_whom_to_ask() -> None:
    wish = Wish.read(label("https://loa.example/tl", "loa-1", CODE), "", "")
    assert (wish.server, wish.code) == ("https://loa.example/tl", CODE)
    assert wish.hardware.startswith("SIM-")
