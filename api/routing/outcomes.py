"""The outcomes for a visitor at a path where an endpoint has no page."""

from __future__ import annotations

from typing import NamedTuple

from typing_extensions import TypedDict

from .fallback import FallbackRepresentation


class Redirection(TypedDict):
    """The target of a redirect: ``to`` is a path on the same site, or an absolute URL elsewhere.

    ``permanent`` says that the old URL will not be used again: 301, else 302.
    """

    to: str
    permanent: bool


class RedirectRepresentation(TypedDict):
    """What ``find/`` responds with for a path that redirects."""

    redirect: Redirection


class SentOn(NamedTuple):
    """The visitor is redirected."""

    to: str
    permanent: bool

    def represent(self) -> RedirectRepresentation:
        return RedirectRepresentation(redirect=Redirection(to=self.to, permanent=self.permanent))


class StandIn(NamedTuple):
    """The visitor gets a page of another language in place of one that is not published.

    :param pk: the page's primary key.
    :param mark: the ``meta.fallback`` of its response.
    """

    pk: int
    mark: FallbackRepresentation


class Missing(NamedTuple):
    """There is nothing at the path; ``was_there`` says whether there was."""

    was_there: bool


Outcome = SentOn | StandIn | Missing
