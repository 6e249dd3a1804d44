"""The ``topics/`` endpoint, and the ``topic`` parameter of the endpoints whose objects have topics."""
