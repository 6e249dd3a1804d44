"""Telephone numbers that staff typed where they could have named the clinic: they stay old when its number changes."""
