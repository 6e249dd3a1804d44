"""What the database or a model rejects is reported in the admin as a sentence; input is kept, and the rest is done."""
