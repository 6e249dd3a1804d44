"""The ``feed/`` endpoint: the newest articles for subscribers, as JSON, RSS and Atom."""
