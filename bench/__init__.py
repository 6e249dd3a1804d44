"""Measures the API against Wagtail's own API v2 and against what the frameworks can do at most. ``make bench`` runs it.

All figures that are claimed anywhere are ratios within one run: everything is measured on the same machine, on the same
content, in turns.

==============  ====================================================================================================
``plain``       a page type as any Wagtail project would write it; both APIs serve it
``corpus``      makes any number of such pages, fast
``urls``        the project's, with API v2 and two empty views beside them
``server``      the application servers under test
``load``        wrk
``rates``       requests per second, in turns
``subjects``    what is asked of whom, and which ratios are to be reached
``publishing``  what publishing costs, and a change that many pages show
``rich_text``     rich text in each of its formats
``growth``      1,000 pages against 100,000
``memory``      what a worker takes after many reads
``run``         the parts, one after the other
``report``      the table, and the JSON file
``plot``        the picture for the documentation
==============  ====================================================================================================
"""
