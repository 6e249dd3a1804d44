from api.endpoints.snippets import SnippetsViewSet

from ..models.person import Person


class PeopleViewSet(SnippetsViewSet):
    """The people who write and review."""

    model = Person
    listing_default_fields = [
        *SnippetsViewSet.listing_default_fields,
        "name",
        "honorific_suffix",
        "job_title",
        "photo",
    ]
