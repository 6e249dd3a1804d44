"""What becomes of files that are there, by a worker's hand or by that of ``manage.py renditions``.

=================  ===================================================================================================
``earlier_files``  cleans those from before uploads were cleaned
``progress``       counts the renditions that have been made
``tidying``        removes the files of pictures that were replaced long ago, or deleted
``unfinished``     removes what the upload of many put aside, and nobody has gone on with
=================  ===================================================================================================
"""
