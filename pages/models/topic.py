from django.utils.translation import gettext_lazy as _

from .term import Term


class Topic(Term):
    """A subject that articles and questions are filed under."""

    api_fields = ["name", "slug", "description"]
    api_reference_fields = ["name", "slug"]

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
