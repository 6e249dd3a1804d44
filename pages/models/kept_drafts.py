from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Revision

from ..drafts.languages import language_faults
from ..drafts.publication import refuse_unfit
from ..drafts.storing import row_that_fits
from ..drafts.words import read_words, write_words
from .readable_texts import ReadableTexts


class KeptDrafts(ReadableTexts):
    """Saves every draft, and lets only go live what may.

    Rules about what is published are told by ``clean``, by the fields, rows and blocks, and by
    :meth:`publication_faults`. They are asked when a revision goes live or is scheduled, whoever does it, and by the
    editor's forms; never when a draft is saved.
    """

    class Meta:
        abstract = True

    #: The field by which staff know the object in listings.
    named_by = "title"
    #: The object was made of a revision: to save it live is to publish that revision.
    is_from_revision = False
    #: The editor's form found faults in it and kept what was typed.
    is_faulty_draft = False

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the object.

        :raises NotFitToPublish: when it was made of a revision, goes live by this, and may not.
        """
        only = kwargs.get("update_fields")
        if self.live and only is None:
            if self.is_from_revision and kwargs.get("clean", True):
                refuse_unfit(self)
            super().save(*args, **kwargs)
        elif only is None and not self.is_faulty_draft:
            super().save(*args, **kwargs)
        else:
            with row_that_fits(self, self.named_by, only):
                super().save(*args, **kwargs)

    def publication_faults(self) -> dict[str, list[ValidationError]]:
        """What only matters once readers see the object, by field; ``clean`` has what is wrong in any case.

        Rows that chose something in another language are found beside it, since a form tells that at the row.
        """
        return language_faults(self)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publishes ``revision``, all of it or nothing: what is refused keeps its dates."""
        with transaction.atomic():
            return super().publish(revision, *args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Saves a revision, also of what may not go live: that is refused when it shall."""
        return super().save_revision(*args, **{**kwargs, "clean": False})

    def serializable_data(self) -> dict[str, Any]:
        content = super().serializable_data()
        write_words(self, content)
        return content

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Any:
        instance = super().from_serializable_data(data, check_fks, strict_fks)
        if instance is not None:
            read_words(instance, data)
        return instance

    def with_content_json(self, content: dict[str, Any]) -> Any:
        instance = super().with_content_json(content)
        instance.is_from_revision = True
        return instance
