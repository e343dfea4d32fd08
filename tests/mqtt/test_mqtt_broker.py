"""The managed broker, on the real Mosquitto with real clients: who gets in, who may do what, and what outlives what."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from controller.errors import Refused
from controller.mqtt import child, leftover
from controller.mqtt.accounts import CONTROLLER, Account
from controller.mqtt.broker import ManagedBroker, mosquitto
from controller.mqtt.leftover import PID_FILE, end_leftover, parent_of, runs
from controller.mqtt.passwords import password_hash
from controller.mqtt.port import refuse_busy_port
from controller.words import LANGUAGES, say
from tests.mqtt.box import Box
from tests.waiting import PATIENCE_S, until

PASSWORDS = {"loa-1": "một", "loa-2": "hai", "loa-3": "ba"}
GROUPS = {"loa-1": ("xa-tan-hoa", "thon-dong"), "loa-2": ("xa-tan-hoa", "thon-doai"), "loa-3": ()}


def account(name: str) -> Account:
    return Account(name, password_hash(PASSWORDS[name]), GROUPS[name])


def pid_of(folder: Path) -> int:
    return int((folder / "broker.pid").read_text().split()[0])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "with a space" / "broker"


@pytest.fixture
def came_back() -> threading.Event:
    return threading.Event()


@pytest.fixture
def broker(folder: Path, free_port: int, came_back: threading.Event) -> Iterator[ManagedBroker]:
    accounts = [account("loa-1"), account("loa-2")]
    with ManagedBroker(folder, "127.0.0.1", free_port, accounts, came_back.set) as running:
        yield running


@pytest.fixture
def controller(broker: ManagedBroker) -> Iterator[Box]:
    with Box(broker.address.port, broker.address.username, broker.address.password) as box:
        assert box.welcome
        yield box


def box(broker: ManagedBroker, name: str, password: str = "", client_id: str = "") -> Box:
    return Box(broker.address.port, name, password or PASSWORDS[name], client_id)


def test_a_device_with_its_password_is_welcome(broker: ManagedBroker):
    assert broker.healthy()
    with box(broker, "loa-1") as one:
        assert one.welcome


@pytest.mark.parametrize(
    ("name", "password"), [("loa-1", "hai"), ("loa-9", "một"), ("", ""), (CONTROLLER, "một"), ("loa-1", "x" * 5000)]
)
def test_a_wrong_password_or_an_unknown_name_is_refused(broker: ManagedBroker, name: str, password: str):
    with Box(broker.address.port, name, password, client_id="loa-1") as one:
        assert one.answer == "Not authorized"


def test_a_device_under_anothers_client_id_stays_itself(broker: ManagedBroker, controller: Box):
    """The broker takes the user name as client id, so the true owner is neither dropped nor overheard."""
    controller.listen("tl1/u/#")
    with box(broker, "loa-2") as two, box(broker, "loa-1", client_id="loa-2") as thief:
        two.listen("tl1/d/loa-2/#")
        thief.listen("tl1/d/loa-2/#")
        thief.tell("tl1/u/loa-2/state", b"forged")
        controller.tell("tl1/d/loa-2/cmd", b"secret")
        assert two.next() == ("tl1/d/loa-2/cmd", b"secret")
        assert thief.hears_nothing()
        assert controller.hears_nothing()
        assert two.losses == 0


def test_a_device_reads_only_its_branch_its_groups_and_the_service(broker: ManagedBroker, controller: Box):
    own = ["tl1/d/loa-1/want", "tl1/g/xa-tan-hoa/cmd", "tl1/g/thon-dong/alert", "tl1/svc/alive"]
    foreign = ["tl1/d/loa-2/want", "tl1/g/thon-doai/cmd", "tl1/u/loa-2/state", "tl1/u/loa-1/state", "other"]
    with box(broker, "loa-1").listen("#", *own, *foreign) as one:
        for topic in [*foreign, *own]:
            controller.tell(topic, topic.encode())
        heard = {one.next()[0] for _ in own}
        while not one.heard.empty():
            heard.add(one.next()[0])
        assert heard == set(own)
        assert one.hears_nothing()


def test_retained_documents_of_others_stay_unread(broker: ManagedBroker, controller: Box):
    controller.tell("tl1/d/loa-2/want", b"plan of two", retained=True)
    controller.tell("tl1/d/loa-1/want", b"plan of one", retained=True)
    with box(broker, "loa-1").listen("tl1/d/+/want", "tl1/d/loa-2/want") as one:
        assert one.next() == ("tl1/d/loa-1/want", b"plan of one")
        assert one.hears_nothing()


def test_a_device_writes_only_its_own_reports(broker: ManagedBroker, controller: Box):
    controller.listen("tl1/#")
    with box(broker, "loa-1") as one:
        for topic in (
            "tl1/u/loa-2/report",
            "tl1/d/loa-1/want",
            "tl1/d/loa-2/cmd",
            "tl1/g/thon-dong/cmd",
            "tl1/svc/alive",
        ):
            one.tell(topic, b"forged")
        one.tell("tl1/u/loa-1/report", b"mine")
        assert controller.next() == ("tl1/u/loa-1/report", b"mine")
        assert controller.hears_nothing()


def test_a_new_device_is_let_in_while_the_others_stay(broker: ManagedBroker, controller: Box):
    with box(broker, "loa-1").listen("tl1/d/loa-1/#") as one:
        with box(broker, "loa-3") as early:
            assert not early.welcome
        assert broker.let_in([account("loa-1"), account("loa-2"), account("loa-3")])
        with box(broker, "loa-3") as three:
            assert three.welcome
        controller.tell("tl1/d/loa-1/cmd", b"still there?")
        assert one.next() == ("tl1/d/loa-1/cmd", b"still there?")
        assert (one.losses, controller.losses) == (0, 0)


def test_a_device_that_moves_hears_its_new_groups_only(broker: ManagedBroker, controller: Box):
    with box(broker, "loa-1").listen("tl1/g/thon-dong/cmd", "tl1/g/thon-doai/cmd") as one:
        broker.let_in([Account("loa-1", account("loa-1").password_hash, ("thon-doai",))])
        one.listen("tl1/g/thon-doai/cmd")
        controller.tell("tl1/g/thon-dong/cmd", b"old")
        controller.tell("tl1/g/thon-doai/cmd", b"new")
        assert one.next() == ("tl1/g/thon-doai/cmd", b"new")
        assert one.hears_nothing()


def test_a_device_taken_from_the_list_is_put_out(broker: ManagedBroker):
    with box(broker, "loa-1") as one, box(broker, "loa-2") as two:
        broker.let_in([account("loa-2")])
        until(lambda: one.losses == 1)
        assert two.losses == 0
    with box(broker, "loa-1") as again:
        assert not again.welcome


def test_a_heartbeat_of_a_megabyte_costs_its_sender_the_connection_and_nobody_else(
    broker: ManagedBroker, controller: Box
):
    controller.listen("tl1/u/+/beat")
    with box(broker, "loa-1") as loud, box(broker, "loa-2") as other:
        loud._client.publish("tl1/u/loa-1/beat", bytes(1_000_000), 1)
        until(lambda: loud.losses)
        other.tell("tl1/u/loa-2/beat", b"{}")
        assert controller.next() == ("tl1/u/loa-2/beat", b"{}")
        assert not other.losses
        assert not controller.losses


def test_a_stolen_box_is_put_out_and_when_it_comes_again_it_hears_nothing_and_is_seen(
    broker: ManagedBroker, controller: Box
):
    controller.listen("tl1/u/loa-1/state", "tl1/u/loa-1/report")
    with box(broker, "loa-1") as thief, box(broker, "loa-2") as other:
        other.listen("tl1/d/loa-2/want")
        broker.let_in([account("loa-2"), replace(account("loa-1"), groups=(), stolen=True)])
        until(lambda: thief.losses)
        assert not other.losses
    with box(broker, "loa-1") as thief:
        assert thief.welcome
        assert broker.where("loa-1") == "127.0.0.1"
        assert broker.where("loa-2") == "", "nobody else is noted down before a box is stolen"
        thief.listen("tl1/d/loa-1/want", "tl1/d/loa-1/cmd", "tl1/g/xa-tan-hoa/cmd", "tl1/svc/keys")
        for topic in ("tl1/d/loa-1/want", "tl1/d/loa-1/cmd", "tl1/g/xa-tan-hoa/cmd", "tl1/svc/keys"):
            controller.tell(topic, b"secret", retained=True)
        assert thief.hears_nothing()
        thief.tell("tl1/u/loa-1/report", b"I sounded")
        thief.tell("tl1/u/loa-1/state", b"here")
        assert controller.next() == ("tl1/u/loa-1/state", b"here")
    broker.let_in([account("loa-2")])
    with box(broker, "loa-1") as thief:
        assert not thief.welcome
    assert "connection_messages false" in (broker._folder / "mosquitto.conf").read_text()


def test_a_log_that_says_who_comes_does_not_grow_for_ever(
    broker: ManagedBroker, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    broker.let_in([replace(account("loa-1"), stolen=True)])
    with box(broker, "loa-1"):
        assert broker.where("loa-1")
    monkeypatch.setattr(child, "MOST_BYTES", 10)
    until(lambda: broker.where("loa-1") == "")
    assert "as loa-1" in (folder / "mosquitto.log.1").read_text()
    with box(broker, "loa-1"):
        assert broker.healthy()


def test_a_killed_broker_comes_back_and_tells(broker: ManagedBroker, folder: Path, came_back: threading.Event):
    first = pid_of(folder)
    os.kill(first, signal.SIGKILL)
    assert came_back.wait(PATIENCE_S)
    assert broker.healthy()
    assert pid_of(folder) != first
    with box(broker, "loa-1") as one:
        assert one.welcome


def test_a_list_given_while_the_broker_is_down_holds_when_it_is_back(
    broker: ManagedBroker, folder: Path, came_back: threading.Event
):
    os.kill(pid_of(folder), signal.SIGKILL)
    broker.let_in([account("loa-3")])
    assert came_back.wait(PATIENCE_S)
    with box(broker, "loa-3") as three, box(broker, "loa-1") as one:
        assert three.welcome
        assert not one.welcome


def test_what_is_retained_survives_a_stop_and_can_be_wiped(folder: Path, free_port: int):
    broker = ManagedBroker(folder, "127.0.0.1", free_port, [account("loa-1")])

    def retained() -> bool:
        with box(broker, "loa-1").listen("tl1/d/loa-1/want") as one:
            return not one.hears_nothing()

    with broker, Box(free_port, CONTROLLER, broker.address.password) as controller:
        controller.tell("tl1/d/loa-1/want", b"plan", retained=True)
    with broker:
        assert retained()
    broker.forget_state()
    with broker:
        assert not retained()


def test_a_torn_state_file_is_set_aside(folder: Path, free_port: int):
    folder.mkdir(parents=True)
    (folder / "mosquitto.db").write_bytes(b"\x00\xb5\x00mosquitto db" + b"\xff" * 100)
    with ManagedBroker(folder, "127.0.0.1", free_port) as broker:
        assert broker.healthy()
    assert (folder / "mosquitto.db.broken").exists()


def test_files_are_for_us_alone(broker: ManagedBroker, folder: Path):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("passwords", "access", "mosquitto.conf"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    everything = b"".join(file.read_bytes() for file in folder.iterdir())
    assert broker.address.password.encode() not in everything
    assert broker.address.password not in repr(broker.address)


# ------------------------------------------------------------------------------ refusals, each with its sentence


def refusal_of(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    for lang in LANGUAGES:
        assert say(f"refused-{caught.value.code}", lang, **caught.value.params)
    return caught.value


def test_a_busy_port_is_refused_with_its_number(folder: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = refusal_of(ManagedBroker(folder, "127.0.0.1", port).start)
    assert (refused.code, refused.params["port"]) == ("broker-port-busy", str(port))


def test_a_host_that_is_not_ours_is_refused(folder: Path, free_port: int):
    assert refusal_of(ManagedBroker(folder, "192.0.2.1", free_port).start).code == "broker-host-wrong"


def test_two_on_one_folder_are_refused(broker: ManagedBroker, folder: Path, free_port: int):
    assert refusal_of(ManagedBroker(folder, "127.0.0.1", free_port + 1).start).code == "broker-in-use"
    assert broker.healthy()


def test_a_broker_that_does_not_run_is_refused_with_its_last_words(
    folder: Path, free_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    sick = tmp_path / "mosquitto"
    sick.write_text("#!/bin/sh\necho 'Error: out of luck' >&2\nexit 3\n")
    sick.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    refused = refusal_of(ManagedBroker(folder, "127.0.0.1", free_port).start)
    assert (refused.code, refused.params["words"]) == ("broker-failed", "Error: out of luck")


def test_a_missing_program_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal_of(lambda: mosquitto(places="")).code == "broker-missing"
    assert mosquitto().endswith("/mosquitto")


@pytest.mark.parametrize(
    ("name", "stored", "groups"),
    [
        ("loa\n_controller", "good", ()),
        ("+", "good", ()),
        ("_probe", "good", ()),
        ("loa-1", "good", ("#",)),
        ("loa-1", "good", ("xa\nuser x",)),
        ("loa-1", "plain password", ()),
        ("loa-1", "good\n_controller:x", ()),
    ],
)
def test_no_account_can_write_more_than_its_own_lines(name: str, stored: str, groups: tuple[str, ...]):
    good = password_hash("x")
    with pytest.raises(ValueError, match="not a"):
        Account(name, stored.replace("good", good), groups)


# ------------------------------------------------------------------------------ death of the controller

CONTROLLER_PROCESS = """
import sys, time
from pathlib import Path
from controller.mqtt.broker import ManagedBroker
broker = ManagedBroker(Path(sys.argv[1]), "127.0.0.1", int(sys.argv[2]))
broker.start()
print("up", flush=True)
time.sleep(60)
"""


def controller_process(folder: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", CONTROLLER_PROCESS, str(folder), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"up\n"
    return process


def bury(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def test_a_killed_controller_leaves_no_broker(folder: Path, free_port: int):
    process = controller_process(folder, free_port)
    pid, config = pid_of(folder), folder / "mosquitto.conf"
    assert runs(pid, config)
    assert parent_of(pid) == process.pid
    bury(process)
    until(lambda: not runs(pid, config))
    with ManagedBroker(folder, "127.0.0.1", free_port) as broker:
        assert broker.healthy()


def test_a_broker_that_outlived_its_controller_is_replaced(folder: Path, free_port: int, tmp_path: Path):
    """Stopped, it cannot obey the kernel's SIGTERM: the leftover holds the port when the next controller starts."""
    process = controller_process(folder, free_port)
    pid = pid_of(folder)
    os.kill(pid, signal.SIGSTOP)
    bury(process)
    assert runs(pid, folder / "mosquitto.conf")
    with ManagedBroker(folder, "127.0.0.1", free_port) as broker:
        assert broker.healthy()
        assert not runs(pid, folder / "mosquitto.conf")


HOLDS = """
import socket, sys, time
door, much = socket.create_server(("127.0.0.1", int(sys.argv[2]))), b"x" * 200_000_000
print(flush=True)
time.sleep(60)
"""


def test_a_leftover_is_over_when_its_port_is_free(folder: Path, free_port: int, monkeypatch: pytest.MonkeyPatch):
    """A process that dies gives up what it is called first, then its memory, then its sockets."""
    monkeypatch.setattr(leftover, "LOOK_S", 0)  # so that no instant in between is missed
    folder.mkdir(parents=True)
    config = folder / "mosquitto.conf"
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(config), str(free_port)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        (folder / PID_FILE).write_text(f"{holder.pid} 1\n")
        assert end_leftover(folder, config)
        refuse_busy_port("127.0.0.1", free_port)


def test_a_foreign_process_under_the_old_number_is_left_alone(folder: Path, free_port: int):
    folder.mkdir(parents=True)
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (folder / "broker.pid").write_text(f"{bystander.pid} 1\n")
    with ManagedBroker(folder, "127.0.0.1", free_port) as broker:
        assert broker.healthy()
        assert bystander.poll() is None
    bury(bystander)
