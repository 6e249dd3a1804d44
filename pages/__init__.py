"""What clinics publish: page types, body blocks, snippets, site settings, and the endpoints made of them.

==============  ====================================================================================================
``models``      page types, snippets and settings, one file each
``blocks``      the blocks of a body, one file a family
``clinics``     facts of a clinic: telephone, address, opening hours; the ``clinics/`` endpoint
``faqs``, …     one folder for each further endpoint
``headings``    anchors and the table of contents
``contents``    the streams of a page, represented in one pass
``importers``   articles from text, Markdown, HTML and Word files
``demo``        the demo site
==============  ====================================================================================================
"""
