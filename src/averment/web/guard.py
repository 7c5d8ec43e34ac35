"""What stands before every answer: who may ask, and what a browser may do with the answer.

The server listens on loopback, but a web page open in the same browser can still send requests there, and a name
under an attacker's control can point to 127.0.0.1 (DNS rebinding). So the Host header must name loopback, anything
but reading must come from our own pages, and answers may not be framed, cached or read by other sites.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on and add the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = refused(scope["method"], Headers(scope=scope))
        await (refusal or self.app)(scope, receive, guarded)


def refused(method: str, headers: Headers) -> PlainTextResponse | None:
    """The refusal to send, or None when the request may pass."""
    host = headers.get("host", "")
    if _name(f"//{host}") not in LOOPBACK:
        return PlainTextResponse("This server answers to localhost only.\n", status_code=421)
    if method not in ("GET", "HEAD"):
        origin = headers.get("origin", "")
        if origin != f"http://{host}":
            return PlainTextResponse("Only this server's own pages may change anything.\n", status_code=403)
    return None


def _name(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # "//[::1" and the like
        return None
