"""Maintenance of stored files, by a worker or by ``manage.py renditions``.

=================  ===================================================================================================
``earlier_files``  cleans files from before uploads were cleaned
``progress``       counts the renditions that have been made
``tidying``        removes the files of deleted pictures, and of those replaced before the grace period
``unfinished``     removes abandoned files of multi-uploads
=================  ===================================================================================================
"""
