"""Builds snapshots: on a request that finds no fresh one, or in the background.

====================  ==============================================================================================
``sources``           which endpoint makes the snapshots of a model
``fingerprint``       a hash of the code, packages and settings that shape responses
``building``          builds the document of one object and records its dependencies
``rebuilding``        builds what is missing, marked or outdated
``verifying``         compares what is stored with a new build
``queue``             enqueues the rebuild of marked snapshots after a change
``tasks``             the task of that worker
====================  ==============================================================================================
"""
