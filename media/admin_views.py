"""Wagtail's image uploads, which offer an existing duplicate instead of storing an image twice.

Wagtail's chooser does so on its own. Its multi-upload forgets to if an image needs text before it can be created, and
its form for one image never does.
"""

from __future__ import annotations

import logging
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.images.utils import find_image_duplicates
from wagtail.images.views.images import CreateView
from wagtail.images.views.multiple import AddView, CreateFromUploadedImageView
from wagtail.models import UploadedFile
from wagtail.utils.file import hash_filelike

from .uploads.storing import FileNotStored, discard

logger = logging.getLogger(__name__)


class AddImageView(CreateView):
    """The form for one image."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        found = find_image_duplicates(self.object, self.request.user, self.permission_policy).first()
        if found is not None:
            buttons = [
                messages.button(reverse("wagtailimages:edit", args=[found.pk]), _("Show the existing image")),
                messages.button(reverse("wagtailimages:delete", args=[self.object.pk]), _("Delete the new one")),
            ]
            text = _("This image already exists as “%(title)s”. Use that one, and delete the new one.")
            messages.warning(self.request, text % {"title": found.title}, buttons=buttons)
        return response


class AddImagesView(AddView):
    """The multi-upload. It says what is not stored yet."""

    template_name = "clinic_media/add_images.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        """If text is missing, Wagtail keeps the file aside, in a field of its own."""
        try:
            with transaction.atomic():
                return super().post(request)
        except OSError:
            logger.exception("An uploaded file could not be stored until its form is complete.")
            self._discard_unfinished(request)
            return JsonResponse({"success": False, "error_message": str(FileNotStored().message)})

    def _discard_unfinished(self, request: HttpRequest) -> None:
        """The storage gave it its original name unless that was taken."""
        field, upload = UploadedFile._meta.get_field("file"), request.FILES["files[]"]
        name = field.generate_filename(UploadedFile(), upload.name)
        is_known = UploadedFile.objects.filter(file=name).exists()
        if not is_known and field.storage.exists(name) and field.storage.size(name) < upload.size:
            discard(field.storage, name)

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


class CreateImageFromUploadView(CreateFromUploadedImageView):
    """Creates an image from a file that was kept aside, now that its text is complete."""

    def get_edit_form_class(self) -> type:
        """The form has no field for the file, so an error in storing it is shown at the top."""
        view = self

        class Form(super().get_edit_form_class()):  # type: ignore[misc]
            def _post_clean(self) -> None:
                if not self.errors:
                    file = view.upload.file
                    self.instance.file = File(file.open(), PurePath(file.name).name)
                super()._post_clean()

        return Form

    def save_object(self, form: Any) -> None:
        self.object.uploaded_by_user = self.request.user
        self.object._set_image_file_metadata()
        form.save()
