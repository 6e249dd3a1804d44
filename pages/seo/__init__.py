"""What a frontend puts into the ``head`` of a page: ``meta.seo``.

===================  ===============================================================================================
``representations``  its shape
``head``             the values, each with what stands in for it where staff gave none; the serializer field
``alternates``       the page in other languages, for ``link rel="alternate" hreflang``
``open_graph``       what networks and messengers show of a link (https://ogp.me/)
``x_card``           the same for X
===================  ===============================================================================================
"""
