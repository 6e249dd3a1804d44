from django.apps import AppConfig


class RevisedConfig(AppConfig):
    name = "tests.revised"
    label = "revised"
    default_auto_field = "django.db.models.BigAutoField"
