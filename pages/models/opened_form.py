from __future__ import annotations

from django.conf import settings
from django.db import models


class OpenedForm(models.Model):
    """An editor's form of a new page or snippet, identified by a token, and the object that its first save created.

    Later saves of the same form (a double click, or autosave and a manual save) save that object.
    """

    #: No response shows it.
    is_record_of_content = True
    wagtail_reference_index_ignore = True

    token = models.UUIDField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=150, default="", help_text="app_label.model_name of what it makes")
    # Not a foreign key: if the object was deleted, the next save creates another one.
    object_id = models.PositiveBigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "user", "model"], name="clinic_opened_form_token")]

    def __str__(self) -> str:
        return str(self.token)
