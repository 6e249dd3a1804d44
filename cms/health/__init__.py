"""``/healthz``: the server is alive. ``/readyz``: whether all that it needs is there, as JSON that names what is not.

Both are answered before anything else of the project has a say (:mod:`cms.health.middleware`). Below
``manage.py serve`` they are answered where every thread is busy, too: ``/healthz`` by granian itself, from the folder
``alive``, and both by a port of their own (:mod:`cms.health.listener`).
"""
