"""Every message of the contract, as typed structs; JSON on the wire.

Down (controller to device) messages travel as the payload of a signed document (`devices.signing`); up messages travel
as they are, on topics that the broker lets only that device write. Instants are epoch milliseconds, UTC; lengths are
milliseconds; levels are dBFS (0 is full scale); volumes are percent of the device's full output.

Unknown fields are ignored, so that a newer controller can speak to an older box; a missing or mistyped field refuses
the whole message (one bad plan must never freeze a fleet: the device keeps the last good one and says so).
"""

from __future__ import annotations

from devices.messages.command import (
    Command,
    Confirm,
    Identify,
    Live,
    Network,
    Play,
    QuietTone,
    Reboot,
    ReportAgain,
    SelfTest,
    SendLog,
    Stop,
    Tone,
    Volume,
)
from devices.messages.network import Apn, Endpoint, NetworkSettings, Wifi
from devices.messages.page import Clip, Glow, Media, Page, Screen, Strip, Window
from devices.messages.report import Evidence, Report, Result, Rung
from devices.messages.standing import Alert, Alive, KeyEntry, Keys, TimeAnswer
from devices.messages.state import Beat, ClockState, Have, PanelState, Presence, State, TimeQuestion
from devices.messages.timetable import Item, Klass, Late, Pointer, Resume, Timetable
from devices.messages.update import Release, Update
from devices.messages.wire import (
    PROTOCOL,
    Address,
    Clock24,
    Count,
    Counter,
    Dots,
    Gamma,
    Hash,
    HashOrNone,
    Id,
    Instant,
    Length,
    Level,
    Name,
    Percent,
    Public,
    Shift,
    Text,
    Version,
    Wire,
    Word,
)

__all__ = [
    "PROTOCOL",
    "Address",
    "Alert",
    "Alive",
    "Apn",
    "Beat",
    "Clip",
    "Clock24",
    "ClockState",
    "Command",
    "Confirm",
    "Count",
    "Counter",
    "Dots",
    "Endpoint",
    "Evidence",
    "Gamma",
    "Glow",
    "Hash",
    "HashOrNone",
    "Have",
    "Id",
    "Identify",
    "Instant",
    "Item",
    "KeyEntry",
    "Keys",
    "Klass",
    "Late",
    "Length",
    "Level",
    "Live",
    "Media",
    "Name",
    "Network",
    "NetworkSettings",
    "Page",
    "PanelState",
    "Percent",
    "Play",
    "Pointer",
    "Presence",
    "Public",
    "QuietTone",
    "Reboot",
    "Release",
    "Report",
    "ReportAgain",
    "Result",
    "Resume",
    "Rung",
    "Screen",
    "SelfTest",
    "SendLog",
    "Shift",
    "State",
    "Stop",
    "Strip",
    "Text",
    "TimeAnswer",
    "TimeQuestion",
    "Timetable",
    "Tone",
    "Update",
    "Version",
    "Volume",
    "Wifi",
    "Window",
    "Wire",
    "Word",
]
