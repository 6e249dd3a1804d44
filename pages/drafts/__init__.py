"""Drafts always save.

What staff typed is kept, whether or not it may be published and whether or not the model can hold it:

- a draft's form (``forms``) refuses nothing: it keeps the words of each field at fault;
- words that a field cannot hold, such as a date that is not one, stand in the revision beside the fields (``words``);
- the row of a draft that never was live takes what the database can hold (``storing``); its revision is the draft;
- whether the object may go live is asked once, when it does (``publication``), and by the form that publishes.
"""
