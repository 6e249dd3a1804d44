from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class APIConfig(AppConfig):
    name = __package__
    label = "clinic_api"
    verbose_name = _("Delivery API")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks, installation  # noqa: F401  (registers the checks)
        from .builds import queue
        from .purging import outbox
        from .represent.chooser_keys import read_keys_by_type
        from .routing import signal_handlers as routing
        from .search import indexing
        from .snapshots import interception
        from .snapshots.signal_handlers import register_signal_handlers

        read_keys_by_type()
        indexing.register_signal_handlers()
        register_signal_handlers()
        interception.register()
        routing.register_signal_handlers()
        outbox.register()  # Purge caches before anything is rebuilt, which may take a while.
        queue.register()
        autodiscover_modules("api_endpoints")
