"""What clinics publish: page types, body blocks, snippets, site settings, and the endpoints made of them.

Each module belongs to a layer and imports only from the layers below it. From the top:

=====================  =============================================================================================
``wagtail_hooks``, …   modules that Django, Wagtail, the API and the worker find by name
``demo``, …            the demo site; import of articles in the admin
``endpoints``          what the API serves besides pages, images and files
``importers``          articles from text, Markdown, HTML and Word files
``redirects``, …       features of the admin, one folder each: ``editing``, ``refusals``, ``typed_numbers``
``usage``              which objects refer to which; ``outcomes`` reports what is live now
``models``             page types, snippets and settings, one file each
``blocks``             the blocks of a body, one file a family
``seo``                the head of a page; ``structured_data`` its JSON-LD
``clinics``            facts of a clinic: telephone, address, opening hours
``contents``           the streams of a page, represented in one pass
``drafts``             saving of drafts; ``scheduling`` their publication; ``previews`` their previews
``headings``, …        modules that need none of the others
=====================  =============================================================================================

``pyproject.toml`` lists all layers; ``make lint`` checks them.
"""
