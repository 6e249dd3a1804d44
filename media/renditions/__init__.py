"""The sizes and formats in which images are offered, at addresses that a frontend can write itself.

====================  ==============================================================================================
``originals``         what renditions are made of: an image's file now, or as it was before it was replaced
``geometry``          which part of a picture is shown, and how large
``addresses``         where a rendition is, in the storage and on the web
``encoding``          makes the bytes
``storing``           finds them in the storage, or makes each of them once
``throttle``          whether a client may have another one made
``thumbnails``        those that Wagtail makes for its admin, where they cannot be stored
``versions``          keeps what was replaced, for a while
====================  ==============================================================================================

Which of them there are is declared in :mod:`.presets`. No answer of an API opens a file or makes a rendition: the
addresses follow from what the database knows.
"""
