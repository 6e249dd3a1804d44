"""What clinics publish: page types, body blocks, snippets, site settings, and the endpoints made of them.

Everything here has a floor and imports from the floors below it only. From the top:

=====================  =============================================================================================
``wagtail_hooks``, …   what Django, Wagtail, the API and the worker find by its name
``demo``, …            the demo site; articles that are uploaded or pasted in the admin
``endpoints``          what the API serves besides pages, images and files
``importers``          articles from text, Markdown, HTML and Word files
``redirects``, …       what staff do in the admin, one folder each: ``editing``, ``refusals``, ``typed_numbers``
``usage``              who refers to what; ``outcomes`` says what is live now
``models``             page types, snippets and settings, one file each
``blocks``             the blocks of a body, one file a family
``seo``                the head of a page; ``structured_data`` what search engines are told of it
``clinics``            facts of a clinic: telephone, address, opening hours
``contents``           the streams of a page, represented in one pass
``drafts``             how every draft is saved; ``scheduling`` when it goes live; ``previews`` how it looks
``headings``, …        ideas that need none of the others
=====================  =============================================================================================

``pyproject.toml`` has all floors; ``make lint`` keeps them.
"""
