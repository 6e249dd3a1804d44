"""Wagtail's uploads of images, which offer an image that is there already instead of keeping it twice.

Wagtail's chooser does so on its own. Its upload of many forgets to where an image needs words before it can be made,
and its form for one never does.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.images.utils import find_image_duplicates
from wagtail.images.views.images import CreateView
from wagtail.images.views.multiple import AddView
from wagtail.utils.file import hash_filelike


class AddImageView(CreateView):
    """The form for one image."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        found = find_image_duplicates(self.object, self.request.user, self.permission_policy).first()
        if found is not None:
            buttons = [
                messages.button(reverse("wagtailimages:edit", args=[found.pk]), _("Show the one that was there")),
                messages.button(reverse("wagtailimages:delete", args=[self.object.pk]), _("Delete the new one")),
            ]
            text = _("This picture was there already, as “%(title)s”. Use that one, and delete the new one.")
            messages.warning(self.request, text % {"title": found.title}, buttons=buttons)
        return response


class AddImagesView(AddView):
    """The upload of many."""

    def get_edit_upload_response_data(self) -> dict[str, Any]:
        data = super().get_edit_upload_response_data()
        with self.upload_object.file.open() as file:
            self.object.file_hash = hash_filelike(file)
        found = find_image_duplicates(self.object, self.request.user, self.permission_policy).first()
        if found is None:
            return data
        delete = reverse(self.delete_upload_url_name, args=[self.upload_object.pk])
        question = render_to_string(
            "wagtailimages/images/confirm_duplicate_upload.html",
            {"existing_image": found, "delete_action": delete},
            request=self.request,
        )
        return {**data, "duplicate": True, "confirm_duplicate_upload": question}
