"""Tells caches in front of the API what has changed.

A change notes, in its own transaction, the surrogate keys and addresses that caches have to drop (``outbox``). After
the commit a task sends them (``sending``), in batches, to all caches that the settings name, and again until each has
taken them; a purge is lost neither with a process nor with a cache that does not answer.

Some seconds later everything is sent once more: an answer that was made before the commit may reach a cache after the
first purge. That needs a task backend that can wait, such as ``django-tasks-db``.

By key (``backends``), which reaches each answer that shows what has changed, listings too: Varnish, Fastly, Cloudflare,
named in ``CLINIC_CACHE_PURGE``. By address, with any backend of ``wagtail.contrib.frontend_cache``: the addresses of
single objects only, since nobody knows which listings were asked for.
"""
