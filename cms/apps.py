from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "clinic_cms"
    verbose_name = _("Clinic CMS")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from cms import checks  # noqa: F401  (registers the checks)
        from cms.logins.success import forget_own_mistakes

        user_logged_in.connect(forget_own_mistakes, dispatch_uid="clinic_cms.forget_own_mistakes")
