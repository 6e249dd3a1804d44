"""Telephone numbers that staff typed instead of choosing the clinic: they become outdated when its number changes."""
