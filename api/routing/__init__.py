"""The paths of pages, their former paths, and their neighbours in the tree.

A frontend passes the requested path to ``find/``, and learns in one response what to do. The build of a static site
reads ``routes/``, and later only what has changed.

- A **change of route** (``models.RouteChange``) says that a page left a path, or became public. Rows are added in the
  transaction of the change, by one ``INSERT … SELECT`` however many pages move with it (``journal``, led by
  ``signal_handlers``). They are the source of 410s, of redirects from old to current paths, and of tombstones in
  ``routes/?changed_since=``, but never of current paths: these come from the pages themselves.
- The rows of a transaction are one batch, which is dated *after* the commit, by the database's clock; undated rows are
  always sent. So a client that continues from the timestamp of its last response misses nothing, however long a change
  took to be committed.
- **Redirects** entered by staff are followed to their final targets (``redirects``): chains are one step for visitors;
  loops and redirects to pages that are not public are ignored.
- ``meta.children``, ``meta.siblings`` and ``meta.translations`` (``page_fields``) depend on two keys of their own
  (``neighbours``), so that a new page marks its parent and its two neighbours, not all siblings.

====================  ==============================================================================================
``asked_path``        a requested path, normalized
``spellings``         the spellings of a path in the table of redirects
====================  ==============================================================================================

What happens at a path where an endpoint has no page, in the order of ``find/``:

====================  ==============================================================================================
``deciding``          decides the outcome, step by step
``frontend``          the frontend of a site, which redirects visitors
``visit``             lazily looks up what is known of the path
``redirects``         the first step: redirects entered by staff, followed to their final targets
``stand_ins``         the last step: the fallback page of another language
``outcomes``          the results of the steps
``fallback``          the parameter for that language, and how fallback pages are marked
====================  ==============================================================================================

Lookups:

====================  ==============================================================================================
``pages_by_path``     the current and former pages at many paths, in a fixed number of queries
``destinations``      URLs that are safe targets of a redirect
====================  ==============================================================================================

Lists:

====================  ==============================================================================================
``routes``            all routes of a site, in parts
``route_changes``     what has changed since a timestamp
``rules``             every old path of a site and its target
``prospects``         the effect of a redirect before it is saved
``neighbours``        the siblings and children of a page in the tree
``page_fields``       these, in the response of a page
====================  ==============================================================================================

The journal:

====================  ==============================================================================================
``signal_handlers``   which changes are recorded
``journal``           records which pages left which paths
``moves``             pages that move in the tree
``deletions``         deletions of many pages
``standing``          the locations of pages before and after a change
====================  ==============================================================================================
"""
