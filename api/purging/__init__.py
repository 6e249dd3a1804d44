"""Purges caches in front of the API.

A change notes, in its own transaction, the surrogate keys and URLs to purge (``outbox``). After the commit a task sends
them (``sending``) in batches to all caches in the settings, and retries until each has confirmed; a purge survives the
death of a process and a cache that does not respond.

Some seconds later everything is sent once more: a response that was made before the commit may reach a cache after the
first purge. That needs a task backend that supports delays, such as ``django-tasks-db``.

By key (``backends``), which reaches each response that shows what has changed, listings included: Varnish, Fastly,
Cloudflare, configured in ``CLINIC_CACHE_PURGE``. By URL, with any backend of ``wagtail.contrib.frontend_cache``: the
URLs of single objects only, since it is not known which listings were requested.
"""
