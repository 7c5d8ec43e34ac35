"""One HTTP request, bounded in time and size: no redirect is followed, no proxy is used, nothing is decompressed."""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address

from averment.extract.models.reach import Address

LARGEST = 4 * 1024 * 1024
"""Bytes of an answer: a few thousand claims. A longer one is not read to its end."""


class NoAnswer(Exception):
    """There is no answer: `str()` says why; `again` whether asking again soon may help, `gone` whether nobody is there.

    `said` is what the server itself says; it may repeat what it was sent.
    """

    def __init__(self, reason: str, *, again: bool = False, gone: bool = False, said: str = "") -> None:
        super().__init__(reason)
        self.again = again
        self.gone = gone
        self.said = said


@dataclass(frozen=True, slots=True)
class Reply:
    """Status and body."""

    status: int
    body: bytes


def exchange(
    to: Address, path: str, body: bytes | None, headers: Mapping[str, str], *, seconds: float, largest: int = LARGEST
) -> Reply:
    """POST `body` (GET when it is None) and return what comes back within `seconds`, whatever its status.

    Raises `NoAnswer`: nobody there, too slow, too long, sent elsewhere, or an address of this machine that is not one.
    """
    connection = _connection(to, seconds)
    late = threading.Event()
    wire: list[socket.socket] = []  # held here: the connection forgets its socket once the headers are read

    def cut() -> None:  # a server that sends a byte now and then never trips a socket's own time limit
        late.set()
        for line in wire:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # closed already

    watchdog = threading.Timer(seconds, cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        connection.connect()
        wire.append(connection.sock)
        _still_here(to, connection)
        connection.request("GET" if body is None else "POST", to.path + path, body, _headers(headers))
        reply = _read(connection.getresponse(), largest)
    except TimeoutError as error:
        raise NoAnswer(f"no answer within {seconds:g} seconds") from error
    except ConnectionRefusedError as error:
        raise NoAnswer("connection refused: nothing listens there", again=True, gone=True) from error
    except (OSError, http.client.HTTPException) as error:
        if late.is_set():
            raise NoAnswer(f"no answer within {seconds:g} seconds") from error
        raise NoAnswer(f"{type(error).__name__}: {error}"[:200], again=True, gone=_unreachable(error)) from error
    finally:
        watchdog.cancel()
        connection.close()
    if late.is_set():
        raise NoAnswer(f"no answer within {seconds:g} seconds")
    return reply


def _connection(to: Address, seconds: float) -> http.client.HTTPConnection:
    if to.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(to.host, to.port, timeout=seconds, context=context)
    return http.client.HTTPConnection(to.host, to.port, timeout=seconds)


def _still_here(to: Address, connection: http.client.HTTPConnection) -> None:
    """`localhost` is a name, and a name can be made to point anywhere: look where it led before a word is sent."""
    peer = connection.sock.getpeername()[0]
    if to.loopback and not ip_address(peer.partition("%")[0]).is_loopback:
        raise NoAnswer(f"{to.host} leads to {peer}, which is not this machine: nothing was sent")


def _headers(more: Mapping[str, str]) -> dict[str, str]:
    fixed = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    return {**fixed, "User-Agent": "averment", "Connection": "close", **more}


def _read(response: http.client.HTTPResponse, largest: int) -> Reply:
    if 300 <= response.status < 400:
        raise NoAnswer(f"it sends us elsewhere (HTTP {response.status}): redirects are not followed")
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise NoAnswer("it answers compressed, though asked not to")
    body = response.read(largest + 1)
    if len(body) > largest:
        raise NoAnswer(f"its answer is longer than {largest // 1024:,} KiB")
    return Reply(response.status, body)


def _unreachable(error: Exception) -> bool:
    return isinstance(error, socket.gaierror | ssl.SSLError) or getattr(error, "errno", None) in (101, 111, 113)
