from django.apps import AppConfig


class PluginConfig(AppConfig):
    name = "tests.plugin"
    label = "plugin"
    default_auto_field = "django.db.models.BigAutoField"
