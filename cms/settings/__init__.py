"""Settings: ``production`` reads the environment, ``development`` and ``test`` bring values of their own."""
