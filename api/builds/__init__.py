"""Makes snapshots: when a reader meets none that may be sent, or ahead of readers in the background.

====================  ==============================================================================================
``sources``           which endpoint makes the snapshots of a model
``fingerprint``       the code, packages and settings that answers are made by
``building``          makes the document of one object, and finds out what it is made of
``rebuilding``        makes what is missing, marked or outdated
``verifying``         compares what is stored with what would be made now
``queue``             has a worker make marked snapshots after a change
``tasks``             the task of that worker
====================  ==============================================================================================
"""
