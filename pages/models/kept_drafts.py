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
    """Saves every draft, and only publishes what is valid.

    Rules for publishing are in ``clean``, in the fields, rows and blocks, and in :meth:`publication_faults`. They are
    checked when a revision is published or scheduled, by whatever code, and by the editor's forms; never when a draft
    is saved.
    """

    class Meta:
        abstract = True

    #: The field by which staff identify the object in listings.
    named_by = "title"
    #: The object was made from a revision: saving it live publishes that revision.
    is_from_revision = False
    #: The editor's form found errors and kept the input.
    is_faulty_draft = False

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the object.

        :raises NotFitToPublish: if it was made from a revision, goes live by this, and may not.
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
        """Errors that only matter once readers see the object, by field; ``clean`` reports those that always matter.

        Rows with choices in another language are checked separately, since a form reports that at the row.
        """
        return language_faults(self)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish ``revision`` entirely or not at all: if it is rejected, its dates are kept."""
        with transaction.atomic():
            return super().publish(revision, *args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a revision, also one that may not go live: that is checked when it is published."""
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
