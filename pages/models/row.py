from wagtail.models import Orderable


class Row(Orderable):
    """A row of a page or a snippet, in the order chosen by staff; rows without one are in the order of creation."""

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "pk"]
