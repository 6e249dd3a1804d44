"""Where pages are read, where they were before, and what stands beside them.

A frontend hands ``find/`` the path that a visitor asked for, and is told in one answer what to do. A build of a static
site reads ``routes/``, and later only what has changed.

- A **change of route** (``models.RouteChange``) says that a page left a path, or became public. Rows are added in the
  transaction of the change, by one ``INSERT … SELECT`` however many pages move with it (``journal``, led by
  ``signal_handlers``). They answer 410, lead from old paths to where a page is now, and are the tombstones in
  ``routes/?changed_since=``. What is there now is never taken from them: that is asked of the pages themselves.
- The rows of a transaction are one batch, which is dated *after* the commit, by the clock of the database; what has no
  date is always told. So a
  client that goes on from the moment of its last answer misses nothing, however long a change took to be committed.
- **Redirects** that staff typed are followed to where they end (``redirects``): chains are one step for visitors, loops
  and what leads to a page that is not public are as if they were not there.
- ``meta.children``, ``meta.siblings`` and ``meta.translations`` (``page_fields``) depend on two keys of their own
  (``neighbours``), so that a page that appears marks its parent and its two neighbours, not all that stand beside it.

====================  ==============================================================================================
``asked_path``        a path as visitors ask for it, normalised
``spellings``         how one path may be written down in the table of redirects
====================  ==============================================================================================

A visitor at a path where an endpoint has no page, in the order in which ``find/`` goes through it:

====================  ==============================================================================================
``deciding``          what becomes of them: one step after the other
``frontend``          the frontend of a site, which sends them on
``visit``             what is known of the path, looked up when it is first asked for
``redirects``         the first step: the redirects that staff typed, followed to where they end
``stand_ins``         the last step: the page of another language
``outcomes``          what the steps come to
``fallback``          the parameter that names that language, and how stand-ins are marked
====================  ==============================================================================================

What these look up:

====================  ==============================================================================================
``pages_by_path``     the pages at paths, and those that were there, many in a fixed number of queries
``destinations``      addresses that may leave as the target of a redirect
====================  ==============================================================================================

Lists:

====================  ==============================================================================================
``routes``            all routes of a site, in parts
``route_changes``     what has changed since a moment
``rules``             every old address of a site and where it leads
``prospects``         what would become of a redirect if it were saved
``neighbours``        what stands beside a page in the tree
``page_fields``       that, in the answer of a page
====================  ==============================================================================================

The journal:

====================  ==============================================================================================
``signal_handlers``   which changes the journal is told of
``journal``           writes down which pages left which paths
``moves``             pages that move in the tree
``deletions``         deletions of many pages
``standing``          where visitors find pages before a change and after it
====================  ==============================================================================================
"""
