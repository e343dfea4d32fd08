"""Every setting of the program, its default and its bounds.

Settings come from the environment (`TIENGLANG_HTTP__PORT=8080`) and from one TOML file (`[http]`, `port = 8080`);
the environment wins. `controller.settings_reading.read_settings` reads both and reports all mistakes at once.
`Settings(...)` itself looks at nothing but its arguments.
"""

# ruff: noqa: ARG003  pydantic-settings fixes the arguments of `settings_customise_sources`

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

PREFIX = "TIENGLANG_"
BETWEEN = "__"
MAIL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}"
"""An e-mail address as mail servers everywhere take it: nothing in it can begin another line of a header."""


def mistake(code: str) -> PydanticCustomError:
    """What a validator raises: the sentence is `refused-<code>` in the catalogue."""
    return PydanticCustomError(code, "see the catalogue")


def web_address(text: str) -> str:
    """An http(s) address without a slash at its end."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise mistake("setting-web-address")
    return text.rstrip("/")


def web_address_or_none(text: str) -> str:
    return web_address(text) if text else text


def mail_address_or_none(text: str) -> str:
    if text and not re.fullmatch(MAIL, text):
        raise mistake("setting-mail-address")
    return text


def one_word(key: SecretStr) -> SecretStr:
    """A key goes into a header: visible ASCII and nothing else."""
    if not re.fullmatch(r"[!-~]*", key.get_secret_value()):
        raise mistake("setting-key")
    return key


def wall_clock(text: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise mistake("setting-clock")
    return text


def zone_name(name: str) -> str:
    if name not in available_timezones():
        raise mistake("setting-zone")
    return name


def whole_path(path: Path) -> Path:
    return path.expanduser().absolute()


def database_address(url: str) -> str:
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise mistake("setting-database")
    return url


def is_any_address(host: str) -> bool:
    """Whether the host means "every interface": something to listen on, but nothing to call."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def own_address(scheme: str, given: dict[str, Any]) -> str:
    """The address that others call, where the settings do not say: the one that we listen on."""
    host, port = given["host"], given["port"]
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def callable_from_outside(url: str) -> str:
    if is_any_address(urlsplit(url).hostname or ""):
        raise mistake("setting-public-url")
    return url


Folder = Annotated[Path, AfterValidator(whole_path)]
Port = Annotated[int, Field(ge=1, le=65535)]
WebAddress = Annotated[str, AfterValidator(web_address), AfterValidator(callable_from_outside)]


class Part(BaseModel):
    """One table of the file. Unknown keys are mistakes, and defaults are held to the same rules as input."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True, hide_input_in_errors=True)


class Http(Part):
    """Where the console and the API listen, and where devices fetch their media."""

    host: str = "127.0.0.1"
    port: Port = 8080
    public_url: WebAddress = Field(default_factory=lambda given: own_address("http", given))
    """As devices and people reach it. Has to be said when `host` means every interface."""


class Broker(Part):
    """`managed`: we start Mosquitto ourselves. `external`: somebody else runs a broker at `url`."""

    mode: Literal["managed", "external"] = "managed"
    host: str = "127.0.0.1"
    port: Port = 1883
    public_url: Annotated[str, AfterValidator(callable_from_outside)] = Field(
        default_factory=lambda given: own_address("mqtt", given)
    )
    """As devices reach the broker: it is printed into what a new device is given."""
    url: str = ""
    """External only: `mqtt://host:port` or `mqtts://host:port`; may hold `user:password@`."""
    ca_file: Folder | None = None
    """External only: certificates (PEM) that the broker's certificate is checked against; else the system's."""
    username: str = ""
    password: SecretStr = SecretStr("")

    @field_validator("public_url", "url")
    @classmethod
    def mqtt_address(cls, url: str, info: ValidationInfo) -> str:
        external = info.data.get("mode") == "external"
        if info.field_name == "url" and not url and not external:
            return url
        if not url:
            raise mistake("setting-broker-url-needed")
        parts = urlsplit(url)
        if parts.scheme not in {"mqtt", "mqtts"} or not parts.hostname:
            raise mistake("setting-broker-url")
        return url

    @field_validator("password")
    @classmethod
    def nobody_without_password(cls, password: SecretStr, info: ValidationInfo) -> SecretStr:
        if info.data.get("mode") != "external" or "url" not in info.data:
            return password
        inside = urlsplit(info.data["url"])
        named = bool(inside.username or info.data.get("username"))
        if not (named and (inside.password or password.get_secret_value())):
            raise mistake("setting-broker-password-needed")
        return password


class Limits(Part):
    """What is too much. The hours, minutes and volumes of an area are not here: they are data of the area."""

    upload_bytes: Annotated[int, Field(ge=1_000, le=4_000_000_000)] = 200_000_000
    sound_seconds: Annotated[int, Field(ge=1, le=7_200)] = 1_800
    text_chars: Annotated[int, Field(ge=1, le=100_000)] = 5_000
    title_chars: Annotated[int, Field(ge=10, le=500)] = 200
    media_bytes: Annotated[int, Field(ge=10_000_000, le=100_000_000_000_000)] = 20_000_000_000
    """For all sounds and pictures together; what nobody uses any more makes room."""
    picture_bytes: Annotated[int, Field(ge=100_000, le=500_000_000)] = 30_000_000
    """Of a photo or poster that somebody sends, before it is made ready."""
    picture_pixels: Annotated[int, Field(ge=10_000, le=200_000_000)] = 40_000_000


class Sound(Part):
    """What every sound is made like."""

    loudness_lufs: Annotated[float, Field(ge=-30, le=-10)] = -16.0
    """By EBU R 128. Louder than the default costs clearness: more and more peaks have to be held down."""
    highpass_hz: Annotated[int, Field(ge=0, le=300)] = 100
    """What of a recording is lower than this is taken out; 0 lets everything through."""


Region = Literal["north", "central", "south"]


class Speech(Part):
    """Voices beside those that are built in: Piper with a model file, and a speech service by address and key."""

    piper_model: Folder | None = None
    """An ``.onnx`` file, its ``.onnx.json`` beside it."""
    piper_python: Folder | None = None
    """The Python that has ``piper-tts``; ours where none is named."""
    piper_region: Region = "north"
    url: Annotated[str, AfterValidator(web_address_or_none)] = ""
    """The whole address of the service, as `https://tts.tinh.gov.vn/v1/audio/speech`."""
    key: Annotated[SecretStr, AfterValidator(one_word)] = SecretStr("")
    model: str = "tts-1"
    voice: str = "default"
    region: Region = "north"
    """How numbers are said for the service's voice."""
    seconds: Annotated[int, Field(ge=1, le=300)] = 30
    """For one portion of a text, about half a minute of speech."""


class Relay(Part):
    """Streams of radio stations and of higher levels."""

    private: bool = False
    """Streams of one's own network may be relayed, too: of a province's own server, in a private network."""
    quiet_s: Annotated[int, Field(ge=1, le=120)] = 6
    """A stream that says nothing for so long is silent: the filler sounds instead."""


class Press(Part):
    """How pages of boards are set."""

    templates: Folder | None = None
    """A folder of the owner's own templates; where none is named, `templates` in the data folder, if it is there."""


class Health(Part):
    """How the fleet is watched. Files are read after our own, which stand in `controller/health/`."""

    patience: Folder | None = None
    """Lines for models and places whose boxes may be silent longer, or away at night."""
    rules: Folder | None = None
    """What else is an incident, or what is none."""
    silent_test_days: Annotated[int, Field(ge=0, le=90)] = 7
    """So often every box is asked whether its chain of keys holds, without a sound; 0: never by itself."""
    silent_test_at: Annotated[str, AfterValidator(wall_clock)] = "02:40"
    tone_test_days: Annotated[int, Field(ge=0, le=90)] = 0
    """So often every horn sounds a quiet tone and listens to itself; 0: only where somebody orders it."""
    tone_test_at: Annotated[str, AfterValidator(wall_clock)] = "20:15"
    tone_since: Annotated[str, AfterValidator(wall_clock)] = "06:00"
    tone_until: Annotated[str, AfterValidator(wall_clock)] = "21:00"
    """Between these a technician may order the quiet tone; at night only who has the right to. As QCVN 26 has night."""
    ready_min: Annotated[int, Field(ge=5, le=180)] = 30
    """So long before a broadcast every box of it is looked at."""


class Notices(Part):
    """Notices to people: by e-mail, to programs."""

    smtp_host: str = ""
    """Empty: nobody gets e-mail."""
    smtp_port: Port = 587
    smtp_safety: Literal["starttls", "tls", "none"] = "starttls"
    """`none` only for a server on the same machine or in one's own network."""
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    sender: Annotated[str, AfterValidator(mail_address_or_none)] = ""
    """The address that e-mail comes from."""
    private: bool = False
    """Webhooks may go into one's own network, and over plain http."""
    gather_s: Annotated[int, Field(ge=0, le=3_600)] = 60
    """So long the first incident waits for others of the same storm."""
    pause_s: Annotated[int, Field(ge=0, le=86_400)] = 600
    """Between two messages of incidents to the same person."""
    digest: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "05:00"
    """When the daily digest goes out, by the clock of `zone`."""
    digest_late_min: Annotated[int, Field(ge=0, le=720)] = 180
    """So much later it is still sent, with a word, where the service was down then."""


class Map(Part):
    """The map of devices. Without tiles it draws outlines and points, and asks nobody else."""

    tiles: Annotated[str, AfterValidator(web_address_or_none)] = ""
    """Where tiles come from, as `https://tiles.tinh.gov.vn/{z}/{x}/{y}.png`. Browsers of staff ask there."""
    credit: str = ""
    """Whose tiles they are, as their owner wants it said."""


class Residents(Part):
    """The page for everybody, and what people tell through it."""

    phone_days: Annotated[int, Field(ge=1, le=366)] = 90
    """So long telephone numbers of residents are kept; the form says so."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=BETWEEN,
        enable_decoding=False,  # TIENGLANG_HTTP='{"port": 1}' is a mistake to report, not JSON to unpack
        extra="forbid",
        frozen=True,
        validate_default=True,
        hide_input_in_errors=True,
    )

    data_dir: Folder = Path("~/.local/share/tienglang")
    """Everything that has to be kept: database, media, keys, the broker's state."""
    database_url: Annotated[str, AfterValidator(database_address)] = Field(
        default_factory=lambda given: f"sqlite:///{given['data_dir']}/tienglang.sqlite3"
    )
    language: Literal["vi", "en"] = "vi"
    zone: Annotated[str, AfterValidator(zone_name)] = "Asia/Ho_Chi_Minh"
    """The zone of an area that does not name one."""
    horizon_days: Annotated[int, Field(ge=1, le=31)] = 14
    """How far ahead a timetable reaches: so long may a device be without us."""
    session_hours: Annotated[int, Field(ge=1, le=720)] = 12
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "json", "people"] = "auto"
    """`auto`: lines for people at a terminal, else a JSON object a line."""
    metrics_token: Annotated[SecretStr, AfterValidator(one_word)] = SecretStr("")
    """Who sends it (`Authorization: Bearer …`) reads `/metrics`. Without one only programs on the machine itself do,
    and only where the service is not offered to others (`http.public_url`)."""
    http: Http = Http()
    broker: Broker = Broker()
    limits: Limits = Limits()
    sound: Sound = Sound()
    speech: Speech = Speech()
    relay: Relay = Relay()
    press: Press = Press()
    health: Health = Health()
    notices: Notices = Notices()
    residents: Residents = Residents()
    map: Map = Map()

    @property
    def templates_dir(self) -> Path:
        """Where the owner's own templates are, if there are any."""
        return self.press.templates or self.data_dir / "templates"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments alone: reading the surroundings is the work of `read_settings`."""
        return (init_settings,)
