from django.utils.translation import gettext_lazy as _

from .term import Term


class Topic(Term):
    """A subject of articles and questions."""

    api_fields = ["name", "slug", "description"]
    api_reference_fields = ["name", "slug"]

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
