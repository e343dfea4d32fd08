"""The microphone's door: a WebSocket that takes numbered frames of sound and tells level, state and end.

A browser sends its session's cookie along with a WebSocket from any site's page, and no other check of the browser
stands in between. So here the origin is asked for by ourselves; a program sends a token instead.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket, WebSocketDisconnect

from controller.api.answers import problem_answer
from controller.api.door import person_of, somebody
from controller.api.language import language_of
from controller.api.layers import is_own_origin
from controller.api.problems import as_refusal, sentence
from controller.api.system import desk_of, system_of
from controller.broadcast.desk import Desk
from controller.errors import Clash, NotFound, Refused
from controller.live.air import Air
from controller.live.microphone import LARGEST, Reader, ends, hello
from controller.live.room import SAID, Room
from controller.people.who import Who
from controller.store import reports

router = APIRouter(prefix="/live", tags=["live"])

TELL_S = 0.2
"""How often the level is told."""
HELLO_S = 10.0
"""So long the first word may take."""
LOOK_S = 2.0
"""How often it is asked which horns lose pieces."""
ASK_S = 20.0
"""How often it is asked whether the person is still signed in."""
SIGNED_OUT, REPLACED = "signed-out", "replaced"
POLICY = 1008
"""WebSocket: against the rules."""


@router.websocket("/{id}/microphone")
async def microphone(socket: WebSocket, id: str) -> None:
    """Speak. See `controller.live.microphone` for what is sent; answers are JSON with ``is``: ready, level, horns
    (those that lose much of it, whenever they are others), ended, refused."""
    try:
        talk = await run_in_threadpool(_let_in, socket, id)
    except Exception as problem:  # noqa: BLE001 - answered as every other door answers
        await socket.send_denial_response(problem_answer(socket, problem))
        return
    await socket.accept()
    await _Line(socket, *talk).run()


def _let_in(socket: WebSocket, id: str) -> tuple[Desk, Room, Air, Who]:
    if not is_own_origin(socket.headers, system_of(socket).desk.settings.http.public_url):
        raise Refused("foreign-origin")
    who = person_of(socket)
    room = system_of(socket).live
    air = room.of(id)
    if air is None or air.talk.maker != who.user_id:
        raise NotFound("talk-unknown")
    return desk_of(socket), room, air, who


@dataclass
class _Line:
    """One connection, from its first word to its last."""

    socket: WebSocket
    desk: Desk
    room: Room
    air: Air
    who: Who
    asked: float = field(default=0.0)
    looked: float = field(default=0.0)
    losing: tuple[str, ...] = field(default=())

    async def run(self) -> None:
        """Until the talk ends, the person says so, or the connection is gone (then the talk waits for another)."""
        self.air.microphone = self
        self.air.slots.anew()
        self.asked = asyncio.get_running_loop().time()
        try:
            await self._speak()
        except Refused as refused:
            await self._refuse(refused)
        except (WebSocketDisconnect, RuntimeError):
            pass  # a link that was lost: the talk goes on for a while without it
        finally:
            if self.air.microphone is self:
                self.air.microphone = None

    async def _speak(self) -> None:
        said = await asyncio.wait_for(self._message(), HELLO_S)
        read = Reader(hello(said if isinstance(said, str) else "").codec)
        talk = self.air.talk
        until = talk.mouth_ms + talk.longest_ms
        await self._tell({"is": "ready", "now_ms": self.desk.now_ms(), "mouth_ms": talk.mouth_ms, "until_ms": until})
        told = asyncio.create_task(self._keep_telling())
        heard = asyncio.create_task(self._keep_hearing(read))
        done, waiting = await asyncio.wait({told, heard}, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        for task in done:
            task.result()
        await self._tell({"is": "ended", "why": self.air.why or REPLACED})
        await self.socket.close()

    async def _keep_hearing(self, read: Reader) -> None:
        while True:
            message = await self._message()
            if isinstance(message, str):
                if ends(message):
                    await run_in_threadpool(self.room.end, self.desk, self.air.talk.id, self.who.login, SAID)
                    return
            else:
                self.air.hear(*read(message), self.desk.now_ms())

    async def _keep_telling(self) -> None:
        while not self.air.is_closed and self.air.microphone is self:
            await asyncio.sleep(TELL_S)
            level = self.air.level
            late = self.air.slots.dropped
            await self._tell({"is": "level", "level": level.level, "peak": level.peak, "late": late})
            await self._look_at_horns()
            await self._still_signed_in()

    async def _look_at_horns(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self.looked >= LOOK_S:
            self.looked = now
            losing = await run_in_threadpool(self._lose)
            if losing != self.losing:
                self.losing = losing
                await self._tell({"is": "horns", "losing": losing})

    def _lose(self) -> tuple[str, ...]:
        with self.desk.store.read() as conn:
            return tuple(sorted(reports.losing(conn, self.air.talk.id).values()))

    async def _still_signed_in(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self.asked >= ASK_S:
            self.asked = now
            if await run_in_threadpool(somebody, self.socket) is None:
                await run_in_threadpool(self.room.end, self.desk, self.air.talk.id, self.who.login, SIGNED_OUT)

    async def _message(self) -> str | bytes:
        message = await self.socket.receive()
        if message["type"] != "websocket.receive":
            raise WebSocketDisconnect(message.get("code", 1005))
        text: str | None = message.get("text")
        body: bytes = message.get("bytes") or b""
        if max(len(text or ""), len(body)) > LARGEST:
            raise Clash("microphone-frames", bytes=max(len(text or ""), len(body)), most=LARGEST)
        return body if text is None else text

    async def _tell(self, what: dict[str, object]) -> None:
        await self.socket.send_text(json.dumps(what))

    async def _refuse(self, refused: Refused) -> None:
        lang = language_of(self.socket)
        await self._tell({"is": "refused", "code": refused.code, "detail": sentence(as_refusal(refused), lang)})
        await self.socket.close(POLICY)
