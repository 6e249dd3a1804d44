"""Keeps passwords from being guessed.

Wrong passwords of staff are counted by django-axes, for each user name and for each address, and logged. After too
many, both wait. Forms that take a password without a user, or that send mail, are limited by address.
"""
