"""What the API shows of a topic, and the ``topic`` parameter of the listings whose objects have topics."""
