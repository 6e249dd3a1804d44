"""The worker: a process beside the server that works off tasks, and does at their times what nobody asks for.

``manage.py db_worker`` is one, and ``manage.py serve`` keeps one running. Several may run, on several machines. An app
registers a duty, such as publishing what is scheduled, by naming it in its module ``duties`` (see
:mod:`cms.worker.duties`); :mod:`cms.worker.clock` has it done; :mod:`cms.worker.tasks` works off tasks, those of a
worker that was killed included.
"""
