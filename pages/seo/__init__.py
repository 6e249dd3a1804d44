"""The content of a page's ``head``: ``meta.seo``.

===================  ===============================================================================================
``representations``  its shape
``head``             the values with their defaults; the serializer field
``alternates``       the page in other languages, for ``link rel="alternate" hreflang``
``open_graph``       what social networks and messengers show of a link (https://ogp.me/)
``x_card``           the same for X
===================  ===============================================================================================
"""
