"""The same limits on the bodies of requests behind ASGI, where Django reads a body to its end before any middleware."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse

from cms.request_bodies import general_limit, limit_for, too_large

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class _BodyTooLarge(Exception):  # noqa: N818  (says what is the case)
    """More has arrived than is taken."""


class LimitedBodies:
    """An ASGI application that answers 413 where a body turns out to be too large, whatever its headers say."""

    def __init__(self, application: Callable[..., Awaitable[None]]) -> None:
        self.application = application

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.application(scope, receive, send)
        limit: int | None = general_limit()
        received, is_final = 0, False

        async def receive_within_limit() -> Message:
            nonlocal limit, received, is_final
            message = await receive()
            received += len(message.get("body", b""))
            if limit is not None and received > limit and not is_final:
                limit, is_final = await sync_to_async(_limit_for)(scope), True
            if limit is not None and received > limit:
                raise _BodyTooLarge
            return message

        try:
            await self.application(scope, receive_within_limit, send)
        except _BodyTooLarge:
            await _answer(too_large(_request(scope), limit or 0), send)


def _limit_for(scope: Message) -> int | None:
    """What the middleware finds, with the user who asks."""
    request = _request(scope)
    SessionMiddleware(_nothing).process_request(request)
    AuthenticationMiddleware(_nothing).process_request(request)
    return limit_for(request)


def _request(scope: Message) -> ASGIRequest:
    return ASGIRequest(scope, BytesIO())


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


async def _answer(response: HttpResponse, send: Send) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.items()]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": response.content})
