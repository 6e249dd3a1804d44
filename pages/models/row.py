from wagtail.models import Orderable


class Row(Orderable):
    """A row of a page or a snippet, in the order that staff gave it; rows without one come in the order of making."""

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "pk"]
