"""The blocks of bodies. ``body.BodyBlock`` joins them; each family has a file."""
