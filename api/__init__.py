"""The delivery engine and the JSON API of a headless Wagtail project.

It serves every Wagtail model that declares ``api_fields`` and knows none of them by name. It keeps the contract of
Wagtail's API v2 (paths, envelope, parameters, messages) and departs from it only where that hurts frontends:

- ``find/`` answers with the object itself instead of a redirect;
- rich text is HTML that works on the frontend;
- what is chosen in a body arrives as an object, and only while it is live and public;
- errors are RFC 9457 problem details that keep v2's ``message`` member.

To use it in a project: add it to ``INSTALLED_APPS`` and ``path("api/v2/", include("api.urls"))`` to the URLs,
set ``WAGTAILAPI_BASE_URL``, and migrate.

What may import what follows from the order of this list: an idea imports only from those below it, for types, too.

==================  ==================================================================================================
``openapi``         describes the API
``endpoints``       all views: pages, images, documents, redirects, and the classes to derive others from
``search``          finds objects of several types
``discovery``       what search engines ask for: sitemap and robots
``routing``         where pages are read, where they were before, and what stands beside them
``delivery``        sends what is kept ready, with what HTTP caches need to know
``purging``         tells caches in front of the API what has changed
``builds``          makes what is kept ready
``snapshots``       keeps what is published ready to send, and never stale
``contract``        the query language, shared by all endpoints
``represent``       objects and blocks as JSON, in every form: references, fields, rich text, Markdown
``sites``           sites, and where a page lives on its frontend
``dependencies``    what an answer is made of
``router``          registers an endpoint; endpoints of other apps stand in their ``api_endpoints`` module
``parameters``      query parameters; ``problems`` are errors, ``visibility`` decides what a visitor may see,
                    ``addresses`` which addresses may leave
==================  ==================================================================================================
"""
