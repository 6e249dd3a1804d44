"""Import of articles in the admin: ``manage.py import_article`` for everybody who may add an article.

A file, or pasted text, is read and shown: its outline, what was left out, what needs review. Nothing is created until
the user confirms; then it is a draft. Meanwhile the proposal travels with the page, signed, so that nothing is stored
for an abandoned import, and the draft is exactly what was shown.
"""
