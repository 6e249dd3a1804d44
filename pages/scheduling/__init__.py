"""Publishing and expiring at the minute that staff chose.

The worker has it done every two seconds (``pages.duties``), ``manage.py publish_scheduled`` once. Each page or
snippet has a transaction of its own: one that fails keeps its date, is tried again, and tells its owner what to do, in
the admin (:mod:`pages.scheduling.notices`) and by mail (:mod:`pages.scheduling.mail`). A row is locked while it is at
work, and looked at again under that lock, so that several workers never do one twice.
"""
