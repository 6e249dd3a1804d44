"""What an answer is made of.

While an answer is made, every object that is loaded is recorded as something that it depends on; a change touches what
depends on it. Nobody has to say what a page type or a block shows.

====================  ==============================================================================================
``keys``              names of what an answer depends on, and of what a change touches
``content``           which models are content: those whose changes can show in an answer
``ownership``         rows that are part of another object
``bookkeeping``       fields of content that no answer shows, such as those that tell of drafts
``recording``         observes what is loaded while an answer is made
``translations``      the key of all translations of an object
====================  ==============================================================================================
"""
