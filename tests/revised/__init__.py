"""A model with every kind of relation that another project may give to something with revisions."""
