"""The API representation of a topic, and the ``topic`` parameter of listings of objects with topics."""
