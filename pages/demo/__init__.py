"""The demo site: a fictional clinic group. ``content/`` has its texts, ``illustrations`` draws its pictures.

Everything is created in one transaction, and only if there is no other site: a second run changes nothing.
"""
