"""Published objects, kept ready to send, and never stale.

A *snapshot* is the JSON of one public object, exactly as the API sends it. Reading one costs one indexed query and
runs no serializer.

- **Building** (``builder``) runs the endpoint's serializer and records (``recording``) every object that is loaded
  meanwhile, found or not: these are the *dependencies* of the snapshot.
- **Marking** (``marking``) happens in the transaction of a change: one statement marks the snapshots that depend on
  what was changed, and another moves the *version* of the content on. ``signal_handlers`` says which changes those are.
- **Reading** (``store``) takes a snapshot only when it is not marked, was made by the code that runs now
  (``fingerprint``), and shows nothing that has expired. Otherwise it is built on the spot and stored.
- **Storing** keeps a build only when the version has not moved since it began and no change is under way (``version``).
  A build that raced with a change is sent to the reader who asked, if it began before the change, and never stored.
- What is worked out beyond single objects (which site, which objects a listing holds) is remembered in the process
  under the version (``memory``), so that it is forgotten with the next change.

The background task (``tasks``) rebuilds what is marked. Nothing depends on it: it only spares readers the wait.

``docs/delivery.md`` draws it.
"""
