"""The URLs of a project that mounts none of ours."""

urlpatterns: list = []
