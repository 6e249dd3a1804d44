from __future__ import annotations

from django.db import models
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index

from api.contract.represented_by_fields import RepresentedByFields

from ..drafts.forms import DraftSnippetForm
from ..previews.serving import PlainPreview
from .kept_drafts import KeptDrafts
from .lasting_revisions import LastingRevisions
from .overtaken_saves import OvertakenSaves


class Snippet(
    RepresentedByFields,
    KeptDrafts,
    OvertakenSaves,
    LastingRevisions,
    PlainPreview,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """Content without a page of its own, shown on many pages.

    It has drafts, revisions, locking, workflows, translations and search. If it has rows or parental relations, its
    class also inherits from ``ClusterableModel``, after this one. A subclass declares ``api_fields``, and in
    ``api_reference_fields`` which of them references show.
    """

    base_form_class = DraftSnippetForm

    class Meta(TranslatableMixin.Meta):
        abstract = True

    search_fields = [index.FilterField("id"), index.FilterField("locale"), index.FilterField("live")]
    # api.search.indexing updates the index with the object, immediately.
    search_auto_update = False
