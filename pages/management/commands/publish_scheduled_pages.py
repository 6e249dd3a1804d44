from . import publish_scheduled


class Command(publish_scheduled.Command):
    """The command's name in old versions of Wagtail."""
