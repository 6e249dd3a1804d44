"""Drafts always save.

What staff typed is kept, whether or not it may be published and whether or not the model can store it:

- a draft's form (``forms``) rejects nothing: it keeps the input of each invalid field;
- input that a field cannot store, such as an invalid date, is in the revision beside the fields (``words``);
- the row of a draft that was never live has what the database can store (``storing``); its revision is the draft;
- whether the object may go live is checked once, when it does (``publication``), and by the form that publishes.
"""
