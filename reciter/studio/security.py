"""The guard before every page: who may ask, from where, and how much; and what a browser is told to refuse."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response

BODY_LIMIT_BYTES = 5_000_000
SESSION, KEY = "reciter_session", "reciter_key"
CSRF_HEADER = "x-csrf-token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class TooLarge(Exception):
    """A body that grew over the limit while it came in."""


class Guard:
    """ASGI middleware; see docs/studio.md.

    Args:
        app: what it guards.
        hosts: names that the Host header may have, without port; empty: any, which needs a token.
        token: that a browser has to show once, by `?token=…`; empty: none is needed.
        secret: that session marks are made with; a new one for each process.
    """

    def __init__(self, app: App, *, hosts: Collection[str], token: str = "", secret: bytes = b"") -> None:
        self._app, self._hosts, self._token = app, frozenset(hosts), token
        self._secret = secret or secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it here."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers)
        session = cookies.get(SESSION) or secrets.token_urlsafe(24)
        scope.setdefault("state", {})["csrf"] = self._mark("csrf", session)
        answer = self._refusal(scope, headers, cookies, session)
        outgoing = _with_headers(send, None if SESSION in cookies else session)
        if answer is not None:
            await answer(scope, receive, outgoing)
            return
        try:
            await self._app(scope, _limited(receive), outgoing)
        except TooLarge:
            await PlainTextResponse("That is too large.", 413)(scope, receive, outgoing)

    def _refusal(
        self, scope: Scope, headers: Headers, cookies: dict[str, str], session: str
    ) -> Response | None:
        """The answer to a request that may not pass; None for one that may."""
        if self._hosts and _host(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("This address is not served here.", 421)
        if self._token and not self._is_known(cookies):
            return self._admit(scope)
        if scope["method"] in _SAFE:
            return None
        if not _is_same_origin(headers) or not self._is_marked(headers, session):
            return PlainTextResponse("This did not come from a page of the studio. Load the page again.", 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > BODY_LIMIT_BYTES:
            return PlainTextResponse("That is too large.", 413)
        return None

    def _is_known(self, cookies: dict[str, str]) -> bool:
        return hmac.compare_digest(cookies.get(KEY, "").encode(), self._mark("key", self._token).encode())

    def _admit(self, scope: Scope) -> Response:
        """Take the token out of the address and put a mark of it into a cookie; refuse without it."""
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        given = asked.pop("token", [""])[0]
        if scope["method"] not in _SAFE or not hmac.compare_digest(given.encode(), self._token.encode()):
            return PlainTextResponse("Open the address with its token: …/?token=…", 401)
        rest = urlencode(asked, doseq=True)
        path = "/" + scope["path"].lstrip("/\\")
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(KEY, self._mark("key", self._token), httponly=True, samesite="strict", path="/")
        return answer

    def _is_marked(self, headers: Headers, session: str) -> bool:
        given = headers.get(CSRF_HEADER, "")
        return hmac.compare_digest(given.encode(), self._mark("csrf", session).encode())

    def _mark(self, purpose: str, value: str) -> str:
        return hmac.new(self._secret, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def _host(header: str) -> str:
    """The name in a Host header, without port; an IPv6 address without its brackets."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


def _is_same_origin(headers: Headers) -> bool:
    """Whether a browser says that the request came from a page of ours; what is no browser says nothing."""
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def _limited(receive: Receive) -> Receive:
    """Count a body as it comes in: its length may not have been told, or not truly."""
    total = 0

    async def counted() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > BODY_LIMIT_BYTES:
            raise TooLarge
        return message

    return counted


def _with_headers(send: Send, new_session: str | None) -> Send:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
            if new_session is not None:
                cookie = f"{SESSION}={new_session}; HttpOnly; Path=/; SameSite=Strict"
                headers.append("Set-Cookie", cookie)
        await send(message)

    return marked
