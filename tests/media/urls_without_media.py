"""A project that has installed ``media`` and mounted nothing of it."""

urlpatterns: list = []
