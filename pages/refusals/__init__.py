"""What cannot be done in the admin is refused with a sentence; what was typed stays, and the rest is done."""
