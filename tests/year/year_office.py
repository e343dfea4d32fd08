"""The people of the commune at work: each method is one thing that they do, through the controller's own doors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from controller.broadcast import holidays, order, single_approve, single_form
from controller.broadcast.approve import approve
from controller.broadcast.cancel import cancel
from controller.broadcast.collect import Collector
from controller.broadcast.form import Draft, edit
from controller.broadcast.plan import Planner
from controller.broadcast.single_value import fingerprint
from controller.broadcast.submit import submit
from controller.demo import sample
from controller.fleet import enrol
from controller.fleet.orders import Order
from controller.fleet.orders import order as command
from controller.people import accounts
from controller.places import propose
from controller.store import announcements, areas, devices, exceptions
from devices import identity
from tests.path.joined import Joined, ask_again, keep_master
from tests.path.path_sounds import tone
from tests.year.year_oracle import NATIONAL_BESIDE, TET_DAYS_BEFORE
from tests.year.year_series import Series

EDITOR, LEADER, HIGHER, OTHER = "bientap", "lanhdao", "mot", "hai"


class Office:
    """Who tells, agrees, moves and cancels."""

    def __init__(self, village: Joined, folder: Path) -> None:
        self.village, self.desk = village, village.desk
        self.ids: dict[str, str] = {}
        """Announcement ids by the key of their series."""
        self.ordered: list[str] = []
        """Commands that were given by hand."""
        self._folder = folder
        self._sounds: dict[int, str] = {}
        for login in (HIGHER, OTHER):
            accounts.add(
                self.desk.store, login, login, "administrator", sample.PROVINCE, "ba loa đầu làng", village.now
            )

    def tell(self, one: Series) -> None:
        """An announcement is composed by the editor and agreed by the leader."""
        row = self.village.agree(self._draft(one, f"Tin {one.key}"))
        self.ids[one.key] = row.id

    def rename(self, key: str, title: str) -> None:
        """The title of what stands is changed, and agreed again."""
        with self.desk.store.read() as conn:
            row = announcements.get(conn, self.ids[key])
            assert row is not None
            audience = announcements.audience_of(conn, row.id)
        names = {name: getattr(row, name) for name in Draft.__slots__ if hasattr(row, name)}
        draft = Draft(**names | {
            "title": title, "start": row.start_local, "late_s": row.late_ms // 1000,
            "areas": audience.areas, "devices": audience.devices,
        })  # fmt: skip
        edit(self.desk, self._who(EDITOR), row.id, draft, row.edition)
        row = submit(self.desk, self._who(EDITOR), row.id)
        approve(self.desk, self._who(LEADER), row.id, row.fingerprint)

    def cancel(self, key: str) -> None:
        """A series is taken back."""
        cancel(self.desk, self._who(LEADER), self.ids[key], "thôi không phát nữa")

    def leave_out(self, key: str, original: str) -> None:
        """One occurrence is silent."""
        single_form.leave_out(self.desk, self._who(LEADER), self.ids[key], original)

    def move(self, key: str, original: str, to: str) -> None:
        """One occurrence is at another time."""
        self._single(key, original, single_form.Wanted("moved", to))

    def change(self, key: str, original: str, seconds: int) -> None:
        """One occurrence has another sound."""
        self._single(key, original, single_form.Wanted("changed", sound=self._sound(seconds)))

    def restore(self, key: str, original: str) -> None:
        """One occurrence is as its series again."""
        single_form.take_back(self.desk, self._who(EDITOR), self.ids[key], original)
        self._agree(key, original)

    def order(self, *keys: str) -> None:
        """The leader says which of them goes first."""
        self.village.work()
        order.order(self.desk, self._who(LEADER), [self.ids[key] for key in keys])

    def play_now(self, key: str) -> None:
        """At once, on every device of the commune."""
        self.village.work()
        wanted = Order("play", sample.COMMUNE, announcement=self.ids[key])
        self.ordered.append(command(self.desk, self._who(LEADER), wanted).id)

    def decide_holidays(self, year: int) -> None:
        """What the government decided for the year."""
        holidays.decide(self.desk, self._who(HIGHER), year, TET_DAYS_BEFORE, NATIONAL_BESIDE)

    def add_holiday(self, day: str, name: str) -> None:
        """One more day off."""
        holidays.add(self.desk, self._who(HIGHER), day, name)

    def remove_holiday(self, day: str) -> None:
        """It is a day like any other again."""
        holidays.remove(self.desk, self._who(HIGHER), day)

    def hours(self, area: str, hours: dict[str, Any]) -> None:
        """Other allowed hours for one place."""
        with self.desk.store.write() as conn:
            areas.change(conn, area, hours=hours)

    def areas(self, effect: str, steps: list[dict[str, Any]]) -> None:
        """Areas change on a day: proposed by one, agreed by another."""
        change = propose.propose(self.desk, self._who(HIGHER), effect, steps)
        propose.agree(self.desk, self._who(OTHER), change.id)

    def replace(self, old: str, new: str, area: str) -> None:
        """A box that lightning struck is taken out, another one hangs in its place."""
        village = self.village
        village.world.devices[old].power_off()
        with self.desk.store.write() as conn:
            row = devices.get(conn, old)
            assert row is not None
            devices.change(conn, old, active=False)
            made = enrol.add_device(
                conn, self.desk.settings, enrol.New(new, area, row.profile, "Máy thay"), "test", village.now
            )[1]
        village.identities[new] = identity.read(identity.write(made))
        village.world.add(village.identities[new], drift_ppm=12.0)

    def rotate_key(self) -> None:
        """A new key for timetables."""
        self.village.rotate("schedule")

    def restart(self) -> None:
        """The service was killed and stands up again: what it remembered is gone."""
        village = self.village
        village.planner = Planner(self.desk)
        village.collector = Collector(self.desk, lambda asked: ask_again(village, asked))
        village.welcome()

    def _who(self, login: str) -> Any:
        return self.village.who(login)

    def _single(self, key: str, original: str, wanted: single_form.Wanted) -> None:
        single_form.propose(self.desk, self._who(EDITOR), self.ids[key], original, wanted)
        self._agree(key, original)

    def _agree(self, key: str, original: str) -> None:
        with self.desk.store.read() as conn:
            row = announcements.get(conn, self.ids[key])
            one = exceptions.of_announcement(conn, self.ids[key], exceptions.PROPOSED).get(original)
        assert row is not None
        assert one is not None
        single_approve.approve(self.desk, self._who(LEADER), row.id, original, fingerprint(row, one))

    def _draft(self, one: Series, title: str) -> Draft:
        return self.village.draft(
            one.start,
            title=title,
            klass=one.klass,
            origin=one.origin,
            areas=one.hamlets or (sample.COMMUNE,),
            rrule=one.rrule,
            lunar=one.lunar,
            holidays=one.holidays,
            sound=self._sound(one.seconds) if one.seconds else None,
            page=one.page,
            show_minutes=120,
            chime=False,
            late=one.late,
            late_s=one.late_s,
            resume=one.resume,
        )

    def _sound(self, seconds: int) -> str:
        if seconds not in self._sounds:
            file = tone(self._folder / f"{seconds}.wav", seconds)
            self._sounds[seconds] = keep_master(self.desk, file).hash
        return self._sounds[seconds]
