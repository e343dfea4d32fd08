"""A broker that somebody else runs: used only if it asks everybody for a password. All on the real Mosquitto."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from controller.errors import Refused
from controller.mqtt.address import Address, address_from
from controller.mqtt.broker import mosquitto
from controller.mqtt.external import ExternalBroker
from controller.mqtt.knock import Answer, connect_packet, knock
from controller.mqtt.passwords import new_password, password_fits, password_hash
from controller.words import LANGUAGES, say
from devices import packets
from tests.certificates import certificate
from tests.ports import answers
from tests.waiting import until

Foreign = Callable[..., None]


@pytest.fixture
def foreign_broker(tmp_path: Path, free_port: int) -> Iterator[Foreign]:
    """Starts a Mosquitto on `free_port` with the given lines of configuration."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*lines: str) -> None:
        config = tmp_path / "foreign.conf"
        config.write_text("\n".join(["user root", f"listener {free_port} 127.0.0.1", *lines]) + "\n")
        running.append(subprocess.Popen([mosquitto(), "-c", str(config)], stderr=subprocess.DEVNULL))
        until(lambda: answers(free_port), "the foreign broker to listen")

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture
def password_lines(tmp_path: Path) -> list[str]:
    file = tmp_path / "foreign.passwords"
    file.write_text(f"service:{password_hash('geheim')}\n")
    return ["allow_anonymous false", f"password_file {file}"]


@pytest.fixture
def secured(tmp_path: Path) -> list[str]:
    """A certificate for 127.0.0.1 that signs itself, as lines of configuration; its file is `cert.pem`."""
    certificate(tmp_path)
    return [f"certfile {tmp_path / 'cert.pem'}", f"keyfile {tmp_path / 'key.pem'}"]


def refusal_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    for lang in LANGUAGES:
        assert say(f"refused-{caught.value.code}", lang, **caught.value.params)
    return caught.value.code


def test_a_broker_with_passwords_is_used(foreign_broker: Foreign, password_lines: list[str], free_port: int):
    foreign_broker(*password_lines)
    broker = ExternalBroker(f"mqtt://service:geheim@127.0.0.1:{free_port}")
    broker.start()
    assert broker.healthy()
    assert broker.let_in([]) is False
    broker.stop()
    assert broker.healthy()


def test_an_open_broker_is_refused(foreign_broker: Foreign, free_port: int):
    foreign_broker("allow_anonymous true")
    broker = ExternalBroker(f"mqtt://127.0.0.1:{free_port}", "service", "geheim")
    assert refusal_of(broker.start) == "broker-open"
    assert not broker.healthy()


def test_a_broker_that_lets_in_who_gives_no_name_is_refused(
    foreign_broker: Foreign, password_lines: list[str], free_port: int
):
    foreign_broker("allow_anonymous true", password_lines[1])
    broker = ExternalBroker(f"mqtt://127.0.0.1:{free_port}", "service", "geheim")
    assert refusal_of(broker.start) == "broker-open"


def test_a_wrong_password_is_refused(foreign_broker: Foreign, password_lines: list[str], free_port: int):
    foreign_broker(*password_lines)
    broker = ExternalBroker(f"mqtt://127.0.0.1:{free_port}", "service", "falsch")
    assert refusal_of(broker.start) == "broker-password-wrong"


def test_nobody_there_is_refused(free_port: int):
    broker = ExternalBroker(f"mqtt://me:geheim@127.0.0.1:{free_port}")
    assert refusal_of(broker.start) == "broker-unreachable"
    assert not broker.healthy()


def test_a_certificate_is_checked_against_the_given_file(
    foreign_broker: Foreign, password_lines: list[str], secured: list[str], tmp_path: Path, free_port: int
):
    foreign_broker(*password_lines, *secured)
    url = f"mqtts://service:geheim@127.0.0.1:{free_port}"
    ExternalBroker(url, ca_file=tmp_path / "cert.pem").start()
    assert refusal_of(ExternalBroker(url).start) == "broker-untrusted"
    assert refusal_of(ExternalBroker(url.replace("mqtts", "mqtt")).start) == "broker-unreachable"
    assert refusal_of(ExternalBroker(url, ca_file=tmp_path / "nowhere.pem").start) == "broker-ca-file"
    assert refusal_of(ExternalBroker(url, ca_file=tmp_path / "foreign.conf").start) == "broker-ca-file"


# ------------------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("mqtt://a:b@h", Address("h", 1883, "a", "b")),
        ("mqtts://a:b@h/", Address("h", 8883, "a", "b", tls=True)),
        ("mqtt://a%40x:b%2Fc@[::1]:77", Address("::1", 77, "a@x", "b/c")),
        ("mqtt://h:1", Address("h", 1, "name", "word")),
    ],
)
def test_addresses_are_read(url: str, expected: Address):
    assert address_from(url, "name", "word") == expected


@pytest.mark.parametrize(
    "url", ["", "h:1883", "http://a:b@h", "mqtt://", "mqtt://a:b@h:99999", "mqtt://a:b@h/x", "mqtt://a:b@h:x"]
)
def test_what_is_no_address_is_refused(url: str):
    assert refusal_of(lambda: address_from(url, "name", "word")) == "broker-url"


@pytest.mark.parametrize(
    ("url", "name", "word"), [("mqtt://h", "", ""), ("mqtt://h", "me", ""), ("mqtt://me@h", "", "")]
)
def test_an_address_without_password_is_refused(url: str, name: str, word: str):
    assert refusal_of(lambda: address_from(url, name, word)) == "broker-without-password"


# ------------------------------------------------------------------------------ passwords


def test_hashes_are_those_of_mosquittos_own_tool(tmp_path: Path):
    tool = shutil.which("mosquitto_passwd")
    assert tool, "part of Debian's mosquitto package"
    file = tmp_path / "passwords"
    subprocess.run([tool, "-b", "-c", str(file), "me", "mật khẩu"], check=True, capture_output=True)
    name, stored = file.read_text().strip().split(":")
    assert name == "me"
    assert password_fits("mật khẩu", stored)
    assert not password_fits("mat khau", stored)


def test_every_hash_has_salt_of_its_own():
    assert password_hash("x") != password_hash("x")
    assert password_fits("x", password_hash("x"))


@pytest.mark.parametrize("stored", ["", "x", "$6$abc$def", "$7$x$y$z", "$7$101$abcd$abcd\n"])
def test_a_malformed_hash_fits_nothing(stored: str):
    assert not password_fits("", stored)


def test_new_passwords_are_long_and_plain():
    made = {new_password() for _ in range(100)}
    assert len(made) == 100
    assert all(len(word) == 32 and word.isascii() and not set(word) & set(" :'\"\\$") for word in made)


# ------------------------------------------------------------------------------ knocking


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        (b"\x20\x02\x00\x00", Answer.WELCOME),
        (b"\x20\x02\x00\x04", Answer.REFUSED),
        (b"\x20\x02\x00\x05", Answer.REFUSED),
        (b"\x20\x02\x00\x03", Answer.SILENT),
        (b"", Answer.REFUSED),
        (b"\x20\x02", Answer.SILENT),
        (b"HTTP/1.1 400 Bad Request", Answer.SILENT),
    ],
)
def test_answers_are_understood(reply: bytes, answer: Answer):
    with socket.create_server(("127.0.0.1", 0)) as server:
        heard: list[bytes] = []

        def serve() -> None:
            guest, _ = server.accept()
            with guest:
                heard.append(guest.recv(1000))
                guest.sendall(reply)

        host = threading.Thread(target=serve)
        host.start()
        address = Address("127.0.0.1", server.getsockname()[1], "me", "word")
        assert knock(address, patience_s=10) is answer
        host.join()
        assert b"MQTT\x04\xc2" in heard[0]


def test_nobody_answers_is_told_as_silence(free_port: int):
    assert knock(Address("127.0.0.1", free_port, "me", "word")) is Answer.SILENT


@pytest.mark.parametrize(
    ("count", "coded"),
    [(0, b"\0"), (127, b"\x7f"), (128, b"\x80\x01"), (16_383, b"\xff\x7f"), (2_097_152, b"\x80\x80\x80\x01")],
)
def test_lengths_are_written_as_the_standard_shows(count: int, coded: bytes):
    assert packets.length(count) == coded


def test_an_anonymous_knock_gives_no_name():
    assert b"\x04\x02" in connect_packet("", "word")
    assert b"word" not in connect_packet("", "word")
