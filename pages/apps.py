from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    label = "clinic_pages"
    verbose_name = _("Clinic pages")
    default_auto_field = "django.db.models.BigAutoField"
    # Folders that cannot shape a response, for the API's fingerprint of the code.
    folders_beside_answers = ("demo", "importers")

    def ready(self) -> None:
        from wagtail.contrib.redirects import forms
        from wagtail.signals import copy_for_translation_done, page_published

        from . import checks  # noqa: F401  (registers the checks)
        from .drafts.signal_handlers import register_signal_handlers
        from .drafts.translating import translate_choices_of_copy
        from .models.followed_drafts import date_alias
        from .redirects.forms import RedirectForm
        from .refusals.forms import make_forms_refusable
        from .typed_numbers import history
        from .usage import signal_handlers
        from .usage.linking import register_settings_and_redirects

        history.register_signal_handlers()
        register_settings_and_redirects()
        signal_handlers.connect(self)
        make_forms_refusable()
        page_published.connect(date_alias, dispatch_uid="clinic_pages_date_alias")
        copy_for_translation_done.connect(translate_choices_of_copy, dispatch_uid="clinic_pages_translate_choices")
        register_signal_handlers()
        # Wagtail's import of redirects uses the form in that module, and has no setting for another.
        forms.RedirectForm = RedirectForm
