"""``search/?q=``: everything that visitors may find, of several types together, the most relevant first.

Wagtail keeps the index; here it is asked once for all types. What it answers is never taken for granted: each object
is joined with what the database says at that moment (``api.visibility``), and excerpts are cut from the stored answers
that the API sends anyway. So a draft is never found, nor shown, whatever the index holds.

==============  ======================================================================================================
``query``       what a visitor typed, as words with their stems, and phrases
``sources``     what is searched: endpoints, each with the parts of its documents that a result shows
``backend``     which index the project has
``index``       what every index answers
``indexing``    keeps the index in step with the content, in the transaction of each change
``fields``      fields that are indexed by their words
``entries``     writes one entry of Wagtail's index, and touches no other
``database``    asks Wagtail's index in SQLite or PostgreSQL
``remote``      asks Elasticsearch or OpenSearch
``listings``    what the ``search`` parameter of listings finds, by Wagtail's own queries
``sqlite``      ranks what those find in SQLite
``documents``   the stored answers of what was found
``excerpts``    the passage that matched
``results``     what was found, as it is answered
``answers``     the answer
==============  ======================================================================================================

``docs/search.md`` explains it to those who use it.
"""
