"""``search/?q=``: everything that visitors may find, of several types together, the most relevant first.

Wagtail keeps the index; here one query covers all types. Its results are never trusted: each object
is joined with the current state of the database (``api.visibility``), and excerpts come from the stored responses
that the API sends anyway. So a draft is never found, nor shown, whatever is in the index.

==============  ======================================================================================================
``query``       the parsed query: words with their stems, and phrases
``sources``     searched endpoints, each with the parts of its documents that a result shows
``backend``     the project's search backend
``index``       the interface of every index
``indexing``    keeps the index in step with the content, in the transaction of each change
``fields``      search fields that are indexed as words
``entries``     writes one entry of Wagtail's index, and no other
``database``    queries Wagtail's index in SQLite or PostgreSQL
``remote``      queries Elasticsearch or OpenSearch
``listings``    the ``search`` parameter of listings, by Wagtail's own queries
``sqlite``      ranks their results in SQLite
``documents``   the stored responses of the hits
``excerpts``    the passage that matched
``results``     the hits, as they are sent
``answers``     the response
==============  ======================================================================================================

``docs/search.md`` explains it to those who use it.
"""
