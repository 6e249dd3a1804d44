from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.views.account import AvatarSettingsPanel

from .admin_views import AddImagesView, AddImageView, CreateImageFromUploadView
from .avatars import AvatarForm

# Wagtail has no setting for these, and its own template does not show why a file was rejected.
AvatarSettingsPanel.form_class = AvatarForm
AvatarSettingsPanel.template_name = "clinic_media/avatar_panel.html"


@hooks.register("register_admin_urls", order=-1)
def register_image_uploads() -> list[URLPattern]:
    """Replace Wagtail's own upload views at their URLs, which keep their names."""
    return [
        path("images/add/", AddImageView.as_view()),
        path("images/multiple/add/", AddImagesView.as_view()),
        path("images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/", CreateImageFromUploadView.as_view()),
    ]
