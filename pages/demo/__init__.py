"""The demo site: a fictional clinic group. ``content/`` holds its words, ``illustrations`` draws its pictures.

Everything is made in one transaction, and only where there is no other site: a second run changes nothing.
"""
