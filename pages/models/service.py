from django.utils.translation import gettext_lazy as _

from .term import Term


class Service(Term):
    """A treatment or help that clinics offer."""

    api_fields = ["name", "slug", "description"]

    class Meta(Term.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")
