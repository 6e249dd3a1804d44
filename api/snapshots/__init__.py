"""Stored responses for published objects, which are never served stale.

A *snapshot* is the JSON of one public object, exactly as the API sends it. Reading one costs one indexed query and
runs no serializer.

- **Building** (``api.builds``) runs the endpoint's serializer and records every object that is looked up, found
  or not: these are the *dependencies* of the snapshot (``api.dependencies``).
- **Marking** (``marking``) is part of the transaction of a change: one statement marks the snapshots that depend on
  what was changed, and another advances the *version* of the content. ``signal_handlers`` lists these changes.
- **Reading** (``store``) uses a snapshot only if it is not marked, was built by the current code
  (``api.builds.fingerprint``), and shows nothing that has expired. Otherwise it is built and stored immediately.
- **Storing** keeps a build only if the version is the same as when it began and no change is in progress (``version``).
  A build that raced with a change is sent to the client, if it began before the change, and never stored.
- What is computed beyond single objects (which site, which objects a listing contains) is cached in the process
  under the version (``memory``), so that the next change invalidates it.

A background task (``api.builds.tasks``) rebuilds what is marked. Nothing depends on it: it only saves clients the
wait.

====================  ==============================================================================================
``models``            the tables
``build``             what is stored of one object, before it is stored
``store``             reads and writes snapshots
``prepared``          prepared statements for the most frequent queries
``compression``       the bytes in each content encoding
``surrogate_keys``    the keys by which caches in front of the API are purged
``version``           the version of the content
``memory``            what a process caches under that version
``clock``             whose clock counts
``bypass``            responses without the store
``marking``           marks what depends on a change, in its transaction
``touched``           what else changes with an object
``signal_handlers``   changes that send a signal
``before``            the state before a write, until it is done
``saves``             notifies listeners of saves, with the state before
``bulk_writes``       changes that send no signal
``interception``      detects those, by the ORM or by raw SQL
``removing``          removes snapshots, in one transaction
====================  ==============================================================================================

``docs/delivery.md`` draws it.
"""
