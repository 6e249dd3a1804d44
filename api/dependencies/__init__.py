"""Tracks which objects a response is made from.

While a response is made, every object that is loaded is recorded as a dependency; a change marks everything that
depends on it. Page types and blocks need not declare what they show.

====================  ==============================================================================================
``keys``              names of dependencies, and of what a change affects
``content``           which models are content: those whose changes can affect a response
``ownership``         rows that are part of another object
``bookkeeping``       fields of content that no response shows, such as those about drafts
``recording``         observes what is loaded while a response is made
``translations``      the key of all translations of an object
====================  ==============================================================================================
"""
