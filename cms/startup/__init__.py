"""What has to be true before the server answers, each made so only where it is not yet: the database has its tables,
a new one has the demo site and an administrator, static files are collected. ``serve`` and ``prepare`` run it."""
