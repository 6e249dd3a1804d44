"""Import in the admin: what ``manage.py import_article`` does, for everybody who may add an article.

A file, or text that is pasted, is read and shown: its outline, what was left out, what deserves a look. Nothing is made
until somebody says so; then it is a draft. What was read travels with the page in between, signed, so that nothing is
kept of what nobody wants, and what is made is what was shown.
"""
