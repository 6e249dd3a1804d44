from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = __name__.rpartition(".")[0]
    label = "clinic_media"
    verbose_name = _("Images and documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the checks)
        from .signal_handlers import register_signal_handlers
        from .uploads.recognition import recognise_avif_sequences

        register_signal_handlers()
        recognise_avif_sequences()
