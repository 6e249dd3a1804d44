"""``Cache-Control``, as a view declares it for browsers and shared caches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .. import conf


@dataclass(frozen=True)
class CacheControl:
    """The directives of ``Cache-Control`` (RFC 9111, section 5.2.2, and RFC 5861), under the names that Django's
    ``cache_control`` takes. None means: as set in the settings.

    :param max_age: seconds for which browsers may reuse a response without revalidation.
    :param s_maxage: the same for shared caches.
    :param stale_while_revalidate: further seconds for which a cache may send it while it fetches a new one.
    :param stale_if_error: further seconds for which a cache may send it while this server fails.
    :param private: shared caches must not store it.
    :param no_store: no cache may store it.
    :raises ValueError: for a negative number.
    """

    max_age: int | None = None
    s_maxage: int | None = None
    stale_while_revalidate: int | None = None
    stale_if_error: int | None = None
    private: bool = False
    no_store: bool = False

    def __post_init__(self) -> None:
        for name in ("max_age", "s_maxage", "stale_while_revalidate", "stale_if_error"):
            if (getattr(self, name) or 0) < 0:
                raise ValueError(
                    f"{name} of Cache-Control is {getattr(self, name)}: write a number of seconds from 0 on."
                )

    def header(self, limit: int | None = None) -> str:
        """The header's value.

        :param limit: the seconds for which this response may be stored at most; it may not be sent stale then.
        """
        return _header(
            self.private,
            self.no_store,
            limit,
            conf.max_age() if self.max_age is None else self.max_age,
            conf.shared_max_age() if self.s_maxage is None else self.s_maxage,
            conf.stale_while_revalidate() if self.stale_while_revalidate is None else self.stale_while_revalidate,
            conf.stale_if_error() if self.stale_if_error is None else self.stale_if_error,
        )


@lru_cache(maxsize=256)
def _header(
    private: bool,
    no_store: bool,
    limit: int | None,
    max_age: int,
    shared_max_age: int,
    while_revalidate: int,
    if_error: int,
) -> str:
    if no_store:
        return "no-store"
    if limit is not None:
        max_age, shared_max_age, while_revalidate, if_error = min(max_age, limit), min(shared_max_age, limit), 0, 0
    directives = ["private" if private else "public", f"max-age={max_age}"]
    directives += [] if private else [f"s-maxage={shared_max_age}"]
    directives += [f"stale-while-revalidate={while_revalidate}"] if while_revalidate else []
    directives += [f"stale-if-error={if_error}"] if if_error else []
    return ", ".join(directives)
