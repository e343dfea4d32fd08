"""Whether we may listen where the settings say, asked before anything is started there."""

from __future__ import annotations

import errno
import socket

from controller.errors import Refused

CODES = {
    errno.EADDRINUSE: "port-busy",
    errno.EACCES: "port-forbidden",
    errno.EADDRNOTAVAIL: "host-wrong",
}


def refuse_busy_port(host: str, port: int, what: str = "broker") -> None:
    """Binds the port for an instant. Raises `Refused` with `<what>-port-busy`, `-port-forbidden` or `-host-wrong`."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            # as servers do, or the remains of closed connections would count as "busy" for a minute
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(place)
    except OSError as error:
        code = "host-wrong" if isinstance(error, socket.gaierror) else CODES.get(error.errno or 0, "host-wrong")
        field = f"{what}.host" if code == "host-wrong" else f"{what}.port"
        raise Refused(f"{what}-{code}", field, host=host, port=str(port)) from None
