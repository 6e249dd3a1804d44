"""Which objects refer to which: what staff see before they unpublish or delete something."""
