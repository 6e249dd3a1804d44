"""The sizes and formats in which images are offered, at URLs that a frontend can construct itself.

====================  ==============================================================================================
``originals``         the source of renditions: an image's current file, or a replaced one
``geometry``          cropping and sizes
``addresses``         the path of a rendition in the storage, and its URL
``encoding``          encodes them
``storing``           opens them from the storage, or makes each of them once
``throttle``          whether a client may have another one made
``thumbnails``        Wagtail's own for the admin, if they cannot be stored
``versions``          keeps replaced files for the grace period
====================  ==============================================================================================

They are declared in :mod:`.presets`. No API response opens a file or makes a rendition: the URLs are computed from
the database alone.
"""
