"""Fixtures that lose nothing: neither relations with ``ParentalManyToManyField`` nor parts of a second, as Django's do.

Django sets the relations of an object that it has loaded, and never saves it again; django-modelcluster, which is told
of them, waits for that save. ``SERIALIZATION_MODULES`` names the modules here.
"""
