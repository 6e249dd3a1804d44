"""Publishes and expires at the scheduled minute.

The worker does so every two seconds (``pages.duties``), ``manage.py publish_scheduled`` once. Each page or snippet has
a transaction of its own: one that fails keeps its date, is retried, and its owner is told what to do, in the admin
(:mod:`pages.scheduling.notices`) and by mail (:mod:`pages.scheduling.mail`). Its row is locked meanwhile, and checked
again under that lock, so that several workers never process one twice.
"""
