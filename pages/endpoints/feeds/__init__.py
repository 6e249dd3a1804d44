"""The ``feed/`` endpoint: the newest articles for those who subscribe to them, as data, RSS and Atom."""
