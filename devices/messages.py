"""Every message of the contract, as typed structs; JSON on the wire.

Down (controller to device) messages travel as the payload of a signed document (`devices.signing`); up messages travel
as they are, on topics that the broker lets only that device write. Instants are epoch milliseconds, UTC; lengths are
milliseconds; levels are dBFS (0 is full scale); volumes are percent of the device's full output.

Unknown fields are ignored, so that a newer controller can speak to an older box; a missing or mistyped field refuses
the whole message (one bad plan must never freeze a fleet: the device keeps the last good one and says so).
"""

from __future__ import annotations

import enum
from typing import Annotated

from msgspec import Meta, Struct, field

PROTOCOL = 1

Id = Annotated[str, Meta(pattern=r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$")]
# No text holds NUL: databases and C strings end there.
_TEXT = r"^[^\u0000]*$"
Name = Annotated[str, Meta(min_length=1, max_length=160, pattern=_TEXT)]
Text = Annotated[str, Meta(max_length=200, pattern=_TEXT)]
Word = Annotated[str, Meta(max_length=64, pattern=_TEXT)]
Address = Annotated[str, Meta(max_length=2_000, pattern=_TEXT)]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
HashOrNone = Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$")]
Count = Annotated[int, Meta(ge=0, le=9_007_199_254_740_991, description="at most 2^53 - 1, which JSON carries exactly")]
Version = Annotated[int, Meta(ge=1, le=9_007_199_254_740_991)]
Counter = Annotated[int, Meta(ge=-9_007_199_254_740_991, le=9_007_199_254_740_991)]
Instant = Annotated[int, Meta(ge=0, le=32_503_680_000_000, description="epoch milliseconds, UTC")]
Length = Annotated[int, Meta(ge=0, le=1_209_600_000, description="milliseconds, at most 14 days")]
Shift = Annotated[int, Meta(ge=-1_209_600_000, le=1_209_600_000, description="milliseconds, at most 14 days")]
Level = Annotated[float, Meta(ge=-200, le=20, description="dBFS")]
Percent = Annotated[int, Meta(ge=0, le=100)]
Dots = Annotated[int, Meta(ge=0, le=32_768)]
Gamma = Annotated[float, Meta(ge=1, le=4)]
Public = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}$", description="Ed25519 public key, base64url, no padding")]
Clock24 = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$", description="wall time HH:MM")]


class Wire(Struct, frozen=True, omit_defaults=True, gc=False):
    """The base of every message: frozen, and silent about what has its default value."""


# ---------------------------------------------------------------- shared parts


class Klass(enum.StrEnum):
    """The class of a bulletin (Circular 39/2020/TT-BTTTT): thông thường, ưu tiên, khẩn cấp."""

    NORMAL = "normal"
    PRIORITY = "priority"
    EMERGENCY = "emergency"


class Late(enum.StrEnum):
    """What a box does with an item whose start it missed."""

    SKIP = "skip"
    START = "start"
    """Start from the beginning while not more than ``late_ms`` after the start."""
    JOIN = "join"
    """Join in progress, as far as a listener would have heard by now."""
    AGAIN = "again"
    """Play at the next allowed hour within ``late_ms``."""


class Resume(enum.StrEnum):
    """What becomes of an item that something more urgent interrupted."""

    STOP = "stop"
    PAUSE = "pause"
    """Go on from where it was cut."""
    DEFER = "defer"
    """Start over when the interruption has ended, within ``late_ms``."""
    NEVER = "never"
    """Play on silently: what was covered is lost, what remains is heard."""


class Media(Wire, frozen=True, omit_defaults=True, gc=False):
    """A file, named by its bytes. The device fetches ``media_url + hash`` (or ``url``), and verifies it."""

    hash: Hash
    bytes: Annotated[int, Meta(ge=1, le=2_147_483_648)]
    kind: Annotated[str, Meta(pattern=r"^[a-z0-9]{1,16}$", description="opus, mp3, wav, png, apng, mp4, relay")]
    length: Length = 0
    """Of a sound, in milliseconds."""


class Strip(Wire, frozen=True, omit_defaults=True, gc=False):
    """A picture as high as its box on the page, which runs through it from right to left without end."""

    media: Media
    left: Dots
    top: Dots
    width: Dots
    height: Dots
    speed: Annotated[int, Meta(ge=1, le=2_000, description="dots a second")]
    steady: bool = False
    """It runs on by true time over a change of pages, as a ticker does; else it begins with its page."""


class Clip(Wire, frozen=True, omit_defaults=True, gc=False):
    """Frames in place of the page's picture, from when the page comes, again and again."""

    media: Media
    fps: Annotated[int, Meta(ge=1, le=60)]
    frames: Annotated[int, Meta(ge=1, le=7_200)]


class Page(Wire, frozen=True, omit_defaults=True, gc=False):
    """One picture of a notice and how long it stays before the next, in milliseconds.

    The picture is right by itself. What moves comes on top, for a panel whose profile says that it can.
    """

    media: Media
    dwell: Length = 10_000
    strips: Annotated[tuple[Strip, ...], Meta(max_length=4)] = ()
    clip: Clip | None = None
    enter: Word = ""
    """How it takes the place of the page before: ``slide`` from the right, ``wipe`` from the left; anything else: at
    once."""

    @property
    def files(self) -> tuple[Media, ...]:
        """All that is fetched for it."""
        moving = tuple(strip.media for strip in self.strips)
        return (self.media, *moving, self.clip.media) if self.clip is not None else (self.media, *moving)


class Window(Wire, frozen=True, omit_defaults=True, gc=False):
    """Hours in which a horn may sound: ISO weekdays (Monday is 1) and wall time, never across midnight."""

    days: tuple[Annotated[int, Meta(ge=1, le=7)], ...]
    start: Clock24
    end: Clock24
    cap: Percent = 100


class Glow(Wire, frozen=True, omit_defaults=True, gc=False):
    """How bright a board is in some hours; of several that fit the first counts."""

    days: tuple[Annotated[int, Meta(ge=1, le=7)], ...]
    start: Clock24
    end: Clock24
    bright: Annotated[int, Meta(ge=1, le=100)]
    gamma: Gamma = 2.2


class Screen(Wire, frozen=True, omit_defaults=True, gc=False):
    """When a board is lit, and how brightly (see `screen`)."""

    off: tuple[Window, ...] = ()
    """Hours in which the panel is dark, but for emergencies."""
    glows: tuple[Glow, ...] = ()
    bright: Annotated[int, Meta(ge=1, le=100)] = 100
    """In all other hours, percent."""
    gamma: Gamma = 2.2
    light: tuple[tuple[Count, Percent], ...] = ()
    """By light sensor: lux, and the most percent at that; rising, straight lines between. Never above the hour's."""


# ---------------------------------------------------------------- down: documents


class Item(Wire, frozen=True, omit_defaults=True, gc=False):
    """One occurrence in a timetable."""

    id: Name
    """Announcement and original local start: never changes when the announcement is renamed or moved."""
    start: Instant
    longest: Length
    """Nothing of this item sounds after ``start + longest`` (plus ``late_ms`` where it started late)."""
    klass: Klass = field(default=Klass.NORMAL, name="class")
    sound: Media | None = None
    volume: Percent = 70
    chime: Media | None = None
    late: Late = Late.SKIP
    late_ms: Length = 0
    resume: Resume = Resume.STOP
    pages: tuple[Page, ...] = ()
    until: Instant = 0
    """For pages: the end of the window in which they may be shown."""
    drill: bool = False
    share: Annotated[int, Meta(ge=1, le=9)] = 1
    """For pages: how many turns they have for each one of another."""


class Timetable(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="is", tag="timetable"):
    """All that one device must play and show over the horizon, and the settings it must hold. Complete: no diffs."""

    v: Version
    """Rises for life, per device and key."""
    iat: Instant
    exp: Instant
    device: Id
    areas: tuple[Id, ...]
    """The device's path from the root area to its hamlet: the groups it listens to."""
    zone: Word
    media_url: Address
    """Prefix of every media address; the hash is appended."""
    since: Instant
    until: Instant
    hours: tuple[Window, ...] = ()
    """Outside these no timed sound, whoever asks; emergency excepted. Empty: never."""
    cap: Percent = 100
    offset: Annotated[int, Meta(ge=-60_000, le=60_000)] = 0
    """This horn's own delay in milliseconds, so that neighbours stay together or apart."""
    beat: Annotated[int, Meta(ge=1_000, le=86_400_000)] = 30_000
    """Milliseconds between heartbeats."""
    items: tuple[Item, ...] = ()
    safe: tuple[Page, ...] = ()
    """What a board shows when nothing valid is due."""
    screen: Screen | None = None
    """Of a board. None: always lit, as brightly as it can."""


class Pointer(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="is", tag="pointer"):
    """Stands for a timetable of more than 32 KiB: the signed document itself is fetched like media."""

    v: Version
    iat: Instant
    exp: Instant
    device: Id
    media_url: Address
    document: Media


class Play(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="play"):
    """Sound and show at an agreed instant. Keys of ``sounds`` and ``pages`` are recipes (see `profiles`)."""

    id: Name
    iat: Instant
    exp: Instant
    at: Instant
    klass: Klass = field(default=Klass.NORMAL, name="class")
    sounds: dict[str, Media] = field(default_factory=dict)
    pages: dict[str, tuple[Page, ...]] = field(default_factory=dict)
    volume: Percent = 70
    show: Length = 600_000
    """How long the pages stay."""
    late_ms: Length = 60_000
    """A box that needs longer to fetch the media does not start any more, and says so."""
    drill: bool = False
    nonce: Word = ""


class Stop(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="stop"):
    """Be silent now: ends what sounds, and refuses any ``play`` issued before this. ``target`` narrows it to one id."""

    id: Name
    iat: Instant
    exp: Instant
    target: Text = ""
    pages: bool = False
    """Also take the pages of what was stopped off the board."""
    nonce: Word = ""


class Volume(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="volume"):
    """Set the device's master volume (percent), kept over restarts."""

    id: Name
    iat: Instant
    exp: Instant
    volume: Percent
    nonce: Word = ""


class Reboot(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="reboot"):
    """Start again."""

    id: Name
    iat: Instant
    exp: Instant
    nonce: Word = ""


class ReportAgain(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="report"):
    """Send ``have``, and every kept report with a sequence number of ``since`` or more."""

    id: Name
    iat: Instant
    exp: Instant
    since: Count = 0
    nonce: Word = ""


class QuietTone(Wire, frozen=True, omit_defaults=True, gc=False):
    """What a box sounds to hear itself, softly enough for the night (`quiet`)."""

    level: Annotated[float, Meta(ge=-70, le=-20, description="mean level given to the amplifier, dBFS")] = -46.0
    length: Annotated[int, Meta(ge=200, le=2_000, description="milliseconds")] = 1_000
    hertz: Annotated[int, Meta(ge=100, le=8_000)] = 1_000


class SelfTest(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="selftest"):
    """Look at oneself: ``done`` or ``failed``. Storage always; the chain of keys, and a tone, where they are asked for;
    the output path without a sound where neither is."""

    id: Name
    iat: Instant
    exp: Instant
    keys: Count = 0
    """Version of the list of keys that it must hold, at least."""
    plan: HashOrNone = ""
    """Hash of the timetable that it must hold, and whose signature must still be good: by this the chain is tested."""
    tone: QuietTone | None = None
    calibrate: bool = False
    """What its sensors feel of the tone now is how they feel it when it is well: remember it."""
    nonce: Word = ""


class Identify(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="identify"):
    """Show which box this is: its lamp (a board: its frame) blinks, and it chirps thrice if asked to."""

    id: Name
    iat: Instant
    exp: Instant
    at: Instant
    """When it chirps."""
    blink: Annotated[int, Meta(ge=0, le=600_000, description="milliseconds")] = 60_000
    chirp: bool = False
    volume: Percent = 40
    nonce: Word = ""


class Tone(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="tone"):
    """Sound a test tone that the box makes itself; the ladder of a `Play`, class normal."""

    id: Name
    iat: Instant
    exp: Instant
    at: Instant
    length: Annotated[int, Meta(ge=200, le=10_000, description="milliseconds")] = 3_000
    hertz: Annotated[int, Meta(ge=100, le=8_000)] = 1_000
    volume: Percent = 50
    nonce: Word = ""


class SendLog(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="log"):
    """Send the box's own log, plain text, by HTTP PUT to an address that works once: its last ``most`` bytes."""

    id: Name
    iat: Instant
    exp: Instant
    url: Address
    most: Annotated[int, Meta(ge=1_000, le=1_048_576)] = 262_144
    nonce: Word = ""


class Network(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="network"):
    """Try another way to the broker, and return to the old one where nobody confirms it within ``trial``."""

    id: Name
    iat: Instant
    exp: Instant
    document: Media
    """`NetworkSettings`, fetched from ``url``: it may hold a password, and a broker reads commands."""
    url: Address
    trial: Annotated[int, Meta(ge=60_000, le=3_600_000, description="milliseconds")] = 600_000
    nonce: Word = ""


class Confirm(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="confirm"):
    """The service has heard the box on its new way: keep it. Answered by ``done`` of the ``target``."""

    id: Name
    iat: Instant
    exp: Instant
    target: Name
    nonce: Word = ""


class Live(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="live"):
    """Somebody will speak: pieces come on the live topic of ``area``, signed with ``key`` (see `live`)."""

    id: Name
    """Also the last level of the topic, so of letters, digits and dashes."""
    iat: Instant
    exp: Instant
    at: Instant
    """When piece 0 sounds; piece n sounds ``n * frame`` later."""
    longest: Annotated[int, Meta(ge=1_000, le=14_400_000, description="milliseconds, at most 4 hours")]
    """Nothing of it sounds after ``at + longest``."""
    area: Id
    key: Public
    """Made for this session alone."""
    klass: Klass = field(default=Klass.PRIORITY, name="class")
    codec: Annotated[str, Meta(pattern=r"^[a-z0-9]{1,16}$")] = "opus"
    frame: Annotated[int, Meta(ge=20, le=60)] = 20
    """Milliseconds of one piece."""
    volume: Percent = 70
    who: Text = ""
    """Who speaks, for a display."""
    item: Annotated[str, Meta(max_length=160, pattern=_TEXT)] = ""
    """The pieces are the sound of this relay (an item of the timetable, a ``play``), where the device cannot carry it
    itself. The session then plays nothing of its own; instant, length, class and volume are the relay's."""
    drill: bool = False
    nonce: Word = ""


class Release(Wire, frozen=True, omit_defaults=True, gc=False):
    """What a maker says of one image and signs off line, for one model. The service only hands it on."""

    model: Name
    """The profile that it is made for; also the document's scope."""
    v: Version
    """Rises with each release of this model: a device never goes back."""
    version: Word
    """As people call it."""
    image: Media
    iat: Instant
    least: Count = 0
    """It installs only over this release or a later one."""


class Update(Wire, frozen=True, omit_defaults=True, gc=False, tag_field="do", tag="update"):
    """Fetch an image, put it into the other slot, and start it on trial when nothing is due (see `firmware`)."""

    id: Name
    iat: Instant
    exp: Instant
    """Not begun by then, it is left."""
    release: Annotated[str, Meta(min_length=1, max_length=4_000, pattern=r"^[A-Za-z0-9_.-]+$")]
    """The maker's signed `Release`."""
    media_url: Address = ""
    """Prefix of the image's address; empty: the timetable's."""
    spread: Length = 0
    """The download begins at some moment within so much."""
    margin: Length = 1_200_000
    """It is started only where nothing is to sound for so long."""
    trial: Annotated[int, Meta(ge=10_000, le=86_400_000)] = 600_000
    """Not well within so long after its start, the device goes back to what ran before."""
    nonce: Word = ""


Command = (
    Play
    | Stop
    | Volume
    | Reboot
    | ReportAgain
    | SelfTest
    | Identify
    | Tone
    | SendLog
    | Network
    | Confirm
    | Live
    | Update
)


class Endpoint(Wire, frozen=True, omit_defaults=True, gc=False):
    """Where a broker listens. ``ca`` is a PEM certificate, or empty for the machine's own trust."""

    host: Annotated[str, Meta(min_length=1, max_length=255, pattern=_TEXT)]
    port: Annotated[int, Meta(ge=1, le=65_535)] = 1883
    tls: bool = False
    ca: Annotated[str, Meta(max_length=16_384, pattern=_TEXT)] = ""


class Apn(Wire, frozen=True, omit_defaults=True, gc=False):
    """Of a mobile network."""

    name: Annotated[str, Meta(min_length=1, max_length=100, pattern=_TEXT)]
    user: Word = ""
    password: Word = ""


class Wifi(Wire, frozen=True, omit_defaults=True, gc=False):
    """A wireless network; without a password it is an open one."""

    name: Annotated[str, Meta(min_length=1, max_length=32, pattern=_TEXT)]
    password: Annotated[str, Meta(max_length=63, pattern=_TEXT)] = ""


class NetworkSettings(Wire, frozen=True, omit_defaults=True, gc=False):
    """How a box reaches its broker. What is left out stays as it is."""

    salt: Word
    """Chance, so that nobody guesses a password by the document's hash."""
    broker: Endpoint | None = None
    apn: Apn | None = None
    wifi: Wifi | None = None


class Alert(Wire, frozen=True, omit_defaults=True, gc=False):
    """A retained emergency: sounds at once and again every ``again`` ms until a signed end or its expiry."""

    id: Name
    v: Version
    iat: Instant
    exp: Instant
    ended: bool = False
    headline: Annotated[str, Meta(max_length=1_000, pattern=_TEXT)] = ""
    sounds: dict[str, Media] = field(default_factory=dict)
    pages: dict[str, tuple[Page, ...]] = field(default_factory=dict)
    volume: Percent = 100
    again: Length = 0
    drill: bool = False
    ends: tuple[Name, ...] = ()
    """Earlier alerts of this scope that were ended before their expiry: a topic retains only the newest document, and a
    box that was dark when they ended hears of it here."""


class KeyEntry(Wire, frozen=True, omit_defaults=True, gc=False):
    """One public key: what it may sign (roles), for whom (scope), when."""

    kid: Name
    public: Text
    """Ed25519 public key, base64url without padding (RFC 8037 ``x``)."""
    roles: tuple[Word, ...]
    scope: Id
    since: Instant
    until: Instant
    revoked: bool = False
    models: tuple[Name, ...] = ()
    """Of a maker's key (role ``firmware``): the models whose images it may sign."""


class Keys(Wire, frozen=True, omit_defaults=True, gc=False):
    """The list of keys, signed by the root key that the device was provisioned with."""

    v: Version
    iat: Instant
    exp: Instant
    keys: tuple[KeyEntry, ...]


class Alive(Wire, frozen=True, omit_defaults=True, gc=False):
    """The service's boot id; a new one makes devices report again, each after a random pause of up to ``spread`` ms."""

    iat: Instant
    exp: Instant
    boot: Name
    spread: Length = 5_000


class TimeAnswer(Wire, frozen=True, omit_defaults=True, gc=False):
    """Answer of the clock exchange: the question's nonce and first stamp, and the two stamps of the service."""

    nonce: Word
    t1: Counter
    t2: Instant
    t3: Instant


# ---------------------------------------------------------------- up


class Presence(enum.StrEnum):
    """What a device, or its will, says about its connection."""

    ONLINE = "online"
    LOST = "lost"
    LEAVING = "leaving"


class State(Wire, frozen=True, omit_defaults=True, gc=False):
    """Retained; also the last will, which carries the same session id, so that a stale will is recognised."""

    state: Presence
    session: Word
    boot: Word
    profile: Word = ""
    firmware: Text = ""
    protocols: tuple[Count, ...] = (PROTOCOL,)
    epoch: Word = ""
    """Made when the flash was formatted: report sequence numbers are counted within it."""
    image: HashOrNone = ""
    """SHA-256 of the image that runs; ``firmware`` is how people call it."""
    trial: bool = False
    """It was started on trial, and is not confirmed yet."""


class ClockState(Wire, frozen=True, omit_defaults=True, gc=False):
    """How good the device's clock is: source (none, rtc, ntp, exchange), offset and error bound in ms, age in ms."""

    source: Word = "none"
    trusted: bool = False
    offset: Counter = 0
    error: Count = 0
    age: Count = 0


class Rung(enum.StrEnum):
    """The ladder of one delivery, in order, and its ends."""

    HELD = "held"
    READY = "ready"
    STARTED = "started"
    SOUNDED = "sounded"
    SHOWN = "shown"
    FINISHED = "finished"
    DONE = "done"
    MISSED = "missed"
    FAILED = "failed"
    SKIPPED = "skipped"
    REFUSED = "refused"


class Evidence(Wire, frozen=True, omit_defaults=True, gc=False):
    """What the device measured while it sounded or showed."""

    media: HashOrNone = ""
    frames: Count = 0
    """Sound frames (samples per channel) that went to the output."""
    rate: Annotated[int, Meta(ge=0, le=768_000)] = 0
    """Frames a second."""
    level: Level | None = None
    """Mean level of what was given to the amplifier, dBFS. None: nothing but silence."""
    peak: Level | None = None
    carried: Count = 0
    """Of a relay: frames among these that came from its stream."""
    skew: Shift = 0
    """Actual start minus agreed start, milliseconds, by the device's own clock."""
    chime: HashOrNone = ""
    """The file that was played ahead of ``media``, counted into frames and level."""
    skip: Length = 0
    """Where in chime and sound together this began: what was joined late, or went on after an interruption."""
    volume: Percent | None = None
    """The volume that it was played at, after every cap."""
    current: Count | None = None
    """Mean (RMS) current through the horns while it sounded, mA. Left out without a sensor."""
    microphone: Level | None = None
    """Mean level at the box's microphone while it sounded, dBFS. Left out without one."""
    ambient: Level | None = None
    """The same just before it began."""
    picture: HashOrNone = ""
    """SHA-256 of the frame on the panel: raw RGB, row by row."""
    lost: Count = 0
    """Of sound that comes in pieces: frames that did not come in time. What bridged them is not among ``frames``."""


class Report(Wire, frozen=True, omit_defaults=True, gc=False):
    """One rung of the ladder for one occurrence, command, alert or document. Idempotent by (device, epoch, seq)."""

    seq: Annotated[int, Meta(ge=1, le=9_007_199_254_740_991)]
    epoch: Word
    id: Name
    rung: Rung
    at: Instant
    """By the device's clock; 0 when it has no trusted time."""
    reason: Text = ""
    evidence: Evidence | None = None


class Result(Wire, frozen=True, omit_defaults=True, gc=False):
    """The last rung of one delivery, as repeated in `Have`."""

    id: Name
    rung: Rung
    at: Instant


class Have(Wire, frozen=True, omit_defaults=True, gc=False):
    """What the device holds and applies. ``hash`` is the SHA-256 of the signed timetable's bytes as received."""

    v: Count
    hash: HashOrNone
    epoch: Word
    seq: Count
    """The last report's sequence number; the controller asks again for what it has not got."""
    missing: tuple[Hash, ...] = ()
    results: tuple[Result, ...] = ()
    clock: ClockState = ClockState()
    volume: Percent = 100
    cap: Percent = 100
    keys: Count = 0
    """Version of the key list held."""
    network: HashOrNone | None = None
    """Of the network settings that it keeps: SHA-256 of the document that was confirmed last; empty: none ever was. A
    device that cannot tell leaves it out."""


class PanelState(Wire, frozen=True, omit_defaults=True, gc=False):
    """What a board's panel says of itself; `Beat.showing` is the frame that was read back from it then."""

    width: Dots
    height: Dots
    """As its driver is set up."""
    page: HashOrNone = ""
    """The picture's file that the driver was given; empty: nothing, it shall be dark."""
    moves: bool | None = None
    """Of a page with something that moves: whether two frames read back one after the other differed."""
    bright: Percent = 100
    given: Annotated[int, Meta(ge=0, le=1_000)] | None = None
    """What of all its light it was given to make, after gamma and brightness, per mille."""
    current: Count | None = None
    """Through its supply, mA. Left out without a sensor."""
    dead: Count = 0
    """Modules that do not answer."""


class Beat(Wire, frozen=True, omit_defaults=True, gc=False):
    """Heartbeat: what the sensors say now. A field that a profile has no sensor for is left out."""

    up: Count
    """Milliseconds since boot."""
    session: Word = ""
    mains: bool | None = None
    battery: Percent | None = None
    """Percent."""
    hours: Annotated[float, Meta(ge=0, le=10_000)] | None = None
    """So long the battery lasts at what is drawn now, without mains."""
    temperature: Annotated[float, Meta(ge=-100, le=200)] | None = None
    """Celsius."""
    signal: Annotated[int, Meta(ge=-200, le=100)] | None = None
    """dBm."""
    data: Count | None = None
    """Bytes over its mobile line in this calendar month, by its own count."""
    storage: Count | None = None
    """Free bytes."""
    volume: Percent | None = None
    current: Count | None = None
    """Speaker current, mA."""
    microphone: Level | None = None
    """dBFS."""
    light: Count | None = None
    """Lux."""
    showing: HashOrNone = ""
    """SHA-256 of the frame on the panel now, read back from its driver; what moves counts as the picture has it."""
    panel: PanelState | None = None
    """Of a board."""
    clock: ClockState | None = None


class TimeQuestion(Wire, frozen=True, omit_defaults=True, gc=False):
    """Question of the clock exchange; ``t1`` is by the device's own running counter, which need not be true time."""

    nonce: Word
    t1: Counter
