"""What becomes of a visitor at a path where an endpoint has no page."""

from __future__ import annotations

from typing import NamedTuple

from typing_extensions import TypedDict

from .fallback import FallbackRepresentation


class Redirection(TypedDict):
    """Where the frontend sends the visitor: ``to`` is a path on its own site, or a whole address elsewhere.

    ``permanent`` says that the old address will not be used again: 301, else 302.
    """

    to: str
    permanent: bool


class RedirectRepresentation(TypedDict):
    """What ``find/`` answers for a path that leads elsewhere."""

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
    :param mark: what its answer says of that.
    """

    pk: int
    mark: FallbackRepresentation


class Missing(NamedTuple):
    """There is nothing for the visitor; ``was_there`` says that there was."""

    was_there: bool


Outcome = SentOn | StandIn | Missing
