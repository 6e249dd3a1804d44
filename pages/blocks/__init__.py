"""The blocks that bodies are made of. ``body.BodyBlock`` joins them; each family has a file."""
