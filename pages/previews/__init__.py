"""Previews of drafts in the admin: each field and each block, as readers would get them, on a plain page."""
