"""Mosquitto's configuration, generated: nobody edits it, and nothing in it is left to the defaults that matter."""

from __future__ import annotations

from pathlib import Path

from controller.errors import Refused

CONFIG = "mosquitto.conf"
PASSWORDS = "passwords"
ACCESS = "access"
STATE = "mosquitto.db"

LAW: dict[str, str | int] = {
    "per_listener_settings": "false",
    "allow_anonymous": "false",
    # the defaults (20 in flight, 1,000 queued) lose a tenth of a burst of 20,000 to a slow subscriber
    "max_inflight_messages": 2_000,
    "max_queued_messages": 200_000,
    "queue_qos0_messages": "false",
    # four times the largest document that the contract allows over MQTT; media never come this way
    "max_packet_size": 131_072,
    # what the broker knows may be lost up to here; the controller publishes it again after a restart
    "persistence": "true",
    "persistence_file": STATE,
    "autosave_interval": 60,
    # longer than any horizon: a box that was away for a month starts anew
    "persistent_client_expiration": "2m",
    "set_tcp_nodelay": "true",
    "sys_interval": 0,
    "log_timestamp_format": "%Y-%m-%dT%H:%M:%S",
}


def config_file(folder: Path, host: str, port: int, *, as_root: bool, tells: bool = False) -> str:
    """The whole configuration of a broker that keeps its files in `folder`; ``tells``: its log says who comes, and from
    where. (Ten thousand boxes that come back after a power cut write ten thousand lines then.)

    Mosquitto has no quoting: a folder whose name ends in a space or holds a line break is refused (broker-folder).
    """
    if any(mark in str(folder) for mark in "\n\r") or str(folder) != str(folder).strip():
        raise Refused("broker-folder", "data_dir", path=str(folder))
    rows: dict[str, str | int] = {
        **LAW,
        "persistence_location": f"{folder}/",
        "password_file": str(folder / PASSWORDS),
        "acl_file": str(folder / ACCESS),
        "connection_messages": str(tells).lower(),
    }
    if as_root:
        # started by root, Mosquitto would become user "mosquitto", who may not enter our data folder
        rows["user"] = "root"
    lines = [f"{key} {value}" for key, value in rows.items()]
    lines += [f"log_type {kind}" for kind in ("error", "warning", "notice")]
    lines += ["log_dest stderr", f"listener {port} {host}"]
    # Belongs to the listener above it: nobody can take another's client id and so drop him or inherit his session.
    lines += ["use_username_as_clientid true"]
    return "# made anew at every start\n" + "\n".join(lines) + "\n"
