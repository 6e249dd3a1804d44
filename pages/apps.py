from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    label = "clinic_pages"
    verbose_name = _("Clinic pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.contrib.redirects import forms

        from pages import checks  # noqa: F401  (registers the checks)
        from pages.redirects.forms import RedirectForm
        from pages.usage import signal_handlers
        from pages.usage.linking import register_settings_and_redirects

        register_settings_and_redirects()
        signal_handlers.connect(self)
        # Wagtail's imports of redirects take the form that they find there, and have no setting for another.
        forms.RedirectForm = RedirectForm
