"""The delivery engine and the JSON API of a headless Wagtail project.

It serves every Wagtail model that declares ``api_fields`` and knows none of them by name. It keeps the contract of
Wagtail's API v2 (paths, envelope, parameters, messages) and departs from it only where that hurts frontends:

- ``find/`` answers with the object itself instead of a redirect;
- rich text is HTML that works on the frontend;
- what is chosen in a body arrives as an object, and only while it is live and public;
- errors are RFC 9457 problem details that keep v2's ``message`` member.

To use it in a project: add ``"api"`` to ``INSTALLED_APPS`` and ``path("api/v2/", include("api.urls"))`` to the URLs,
set ``WAGTAILAPI_BASE_URL``, and migrate.

============================  ========================================================================================
``api.router``                registers an endpoint; endpoints of other apps stand in their ``api_endpoints`` module
``api.endpoints``             pages, images, documents, redirects; the classes to derive others from
``api.contract``              the query language, shared by all endpoints
``api.snapshots``             keeps what is published ready to send, and never stale
``api.delivery``              sends it, with what HTTP caches need to know
``api.discovery``             what search engines ask for: sitemap and robots
``api.purging``               tells caches in front of the API what has changed
``api.visibility``            decides what a visitor may see, in one function
``api.addresses``             decides which addresses may leave, whoever stored them
``api.references``            loads the objects an answer refers to, in bulk
``api.representations``       what a referred object looks like in an answer
``api.fields``                serializer fields for ``APIField(serializer=…)``
``api.rich_text``             stored rich text for visitors: as HTML, as a tree, or as Markdown
``api.markdown``              a page as one text in Markdown
``api.sites``                 sites, and where a page lives on its frontend
``api.problems``              errors
============================  ========================================================================================
"""
