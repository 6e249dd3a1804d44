from . import publish_scheduled


class Command(publish_scheduled.Command):
    """The name that this had in old versions of Wagtail."""
