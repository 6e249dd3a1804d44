"""Fixtures that lose nothing: ``loaddata`` as Django has it leaves out relations with ``ParentalManyToManyField``.

Django sets the relations of an object that it has loaded, and never saves it again; django-modelcluster, which is told
of them, waits for that save. ``SERIALIZATION_MODULES`` names the modules here.
"""
