"""The delivery engine and the JSON API of a headless Wagtail project.

It serves every Wagtail model that declares ``api_fields`` and knows none of them by name. It keeps the contract of
Wagtail's API v2 (paths, envelope, parameters, messages) and departs from it only where that hurts frontends:

- ``find/`` responds with the object itself instead of a redirect;
- rich text is HTML that works on the frontend;
- objects chosen in a body are sent as objects, and only while they are live and public;
- errors are RFC 9457 problem details that keep v2's ``message`` member.

To use it in a project: add it to ``INSTALLED_APPS`` and ``path("api/v2/", include("api.urls"))`` to the URLs,
set ``WAGTAILAPI_BASE_URL``, and migrate.

Modules are listed as layers: each imports only from those below it, type annotations included.

==================  ==================================================================================================
``openapi``         describes the API
``endpoints``       all views: pages, images, documents, redirects, and the classes to derive others from
``search``          finds objects of several types
``discovery``       sitemap and robots.txt for search engines
``routing``         the paths of pages, their former paths, and their siblings
``delivery``        sends stored responses with the headers of HTTP caching
``purging``         purges caches in front of the API
``builds``          builds the snapshots
``snapshots``       stores responses for published objects, and never serves a stale one
``contract``        the query language, shared by all endpoints
``represent``       objects and blocks as JSON: references, fields, rich text, Markdown
``sites``           sites, and where a page lives on its frontend
``dependencies``    which objects a response was made from
``router``          registers endpoints; other apps do so in their ``api_endpoints`` module
``parameters``      query parameters; ``problems`` are errors, ``visibility`` decides what a visitor may see,
                    ``addresses`` which URLs are safe to send
==================  ==================================================================================================
"""
