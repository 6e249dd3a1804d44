"""Published objects, kept ready to send, and never stale.

A *snapshot* is the JSON of one public object, exactly as the API sends it. Reading one costs one indexed query and
runs no serializer.

- **Building** (``api.builds``) runs the endpoint's serializer and records every object that is loaded meanwhile, found
  or not: these are the *dependencies* of the snapshot (``api.dependencies``).
- **Marking** (``marking``) happens in the transaction of a change: one statement marks the snapshots that depend on
  what was changed, and another moves the *version* of the content on. ``signal_handlers`` says which changes those are.
- **Reading** (``store``) takes a snapshot only when it is not marked, was made by the code that runs now
  (``api.builds.fingerprint``), and shows nothing that has expired. Otherwise it is built on the spot and stored.
- **Storing** keeps a build only when the version has not moved since it began and no change is under way (``version``).
  A build that raced with a change is sent to the reader who asked, if it began before the change, and never stored.
- What is worked out beyond single objects (which site, which objects a listing holds) is remembered in the process
  under the version (``memory``), so that it is forgotten with the next change.

A background task (``api.builds.tasks``) rebuilds what is marked. Nothing depends on it: it only spares readers the
wait.

====================  ==============================================================================================
``models``            the tables
``build``             what is stored of one object, before it is stored
``store``             reads and writes snapshots
``prepared``          the few statements that are sent all the time
``compression``       the bytes in each content coding
``surrogate_keys``    the names by which caches in front of the API drop answers
``version``           the version of the content
``memory``            what a process remembers under that version
``clock``             whose clock counts
``bypass``            answers without the store
``marking``           marks what depends on a change, in its transaction
``touched``           what else changes with an object
``signal_handlers``   changes that send a signal
``before``            what was there before a write, until it is over
``saves``             tells others of saves, with what was there before
``bulk_writes``       changes that send none
``interception``      notices those, as the ORM or somebody's SQL makes them
``removing``          removes snapshots, in one transaction
====================  ==============================================================================================

``docs/delivery.md`` draws it.
"""
